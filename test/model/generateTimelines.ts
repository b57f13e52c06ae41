/** Random histories of one record, deterministic by seed: few moments, so that dates collide all the time. */
import { NOTHING } from "./content.ts";
import { Random } from "./random.ts";
import { countedActs, DAY, write } from "./timeline.ts";
import type { Act, ActKind, Decision, Outcome, RecordKind, RecordRules, Writer } from "./timeline.ts";

export interface TimelineStep {
  readonly now: number;
  readonly decision: Decision;
  readonly writer: Writer;
  readonly outcome: Outcome;
}

export interface TimelineHistory {
  readonly seed: number;
  readonly rules: RecordRules;
  readonly steps: readonly TimelineStep[];
  readonly acts: readonly Act[];
}

const START = 19_000 * DAY;
const PAUSES = [0, 0, 0, 1, DAY, 5 * DAY, 7 * DAY, 30 * DAY, 30 * DAY + 1, 100 * DAY, 180 * DAY, 181 * DAY];
const SPANS = [1, DAY, 7 * DAY, 30 * DAY, 100 * DAY, 180 * DAY, 400 * DAY];
/** How many times it tries for a decision that isn't refused. */
const TRIES = 4;

const STATE: Writer = { office: 1, role: "state" };
const BODY: Writer = { office: 2, role: "body" };
const OTHER_BODY: Writer = { office: 3, role: "body" };
const PROVIDER: Writer = { office: 4, role: "provider" };
const OTHER_PROVIDER: Writer = { office: 5, role: "provider" };
/** Another country's state writes as the provider that it supervises. */
const SUPERVISING_STATE: Writer = { office: 6, role: "provider" };
const COUNCIL: Writer = { office: 0, role: "council" };
const CONTROLLER: Writer = { office: 0, role: "controller" };

const ACCREDITORS = [STATE, BODY, BODY, BODY, OTHER_BODY];
const WRITERS: Readonly<Record<RecordKind, readonly Writer[]>> = {
  seat: [COUNCIL, COUNCIL, STATE],
  mandate: [STATE],
  institution: ACCREDITORS,
  qualificationType: [...ACCREDITORS, COUNCIL],
  programme: ACCREDITORS,
  institutional: ACCREDITORS,
  binding: [PROVIDER, PROVIDER, PROVIDER, OTHER_PROVIDER, STATE, SUPERVISING_STATE, BODY, CONTROLLER],
};

const ACTS: Readonly<Record<RecordKind, readonly ActKind[]>> = {
  seat: ["grant", "suspend", "reinstate", "end", "rectify"],
  mandate: ["grant", "grant", "suspend", "reinstate", "end", "cancel", "rectify"],
  institution: ["grant", "grant", "suspend", "suspend", "reinstate", "withdraw", "end", "annul", "cancel", "rectify"],
  qualificationType: ["grant", "withdraw", "end", "annul", "cancel", "rectify"],
  programme: [
    "grant",
    "grant",
    "grant",
    "suspend",
    "suspend",
    "reinstate",
    "withdraw",
    "end",
    "annul",
    "cancel",
    "rectify",
  ],
  institutional: ["grant", "grant", "suspend", "suspend", "reinstate", "withdraw", "end", "annul", "cancel", "rectify"],
  binding: ["grant", "grant", "grant", "end", "annul", "compromise", "cancel", "cancel", "rectify"],
};

const PLAIN = { conditions: false, content: NOTHING, position: 0, corrected: [] };

/** A moment that has to do with the record or with now. */
export function someMoment(random: Random, acts: readonly Act[], now: number): number {
  const dates = acts.flatMap((act) => [act.from, act.until, act.recordedAt]).filter((date) => date > 0);
  if (dates.length > 0 && random.chance(45)) return random.pick(dates) + random.pick([0, 0, 0, 0, -1, 1]);
  return Math.max(0, now + random.pick([0, 0, -1, 1, 1, 1]) * random.pick(SPANS) + random.pick([0, 0, 0, -1, 1]));
}

function windowOf(random: Random, acts: readonly Act[], now: number): { from: number; until: number } {
  const from = random.chance(45) ? 0 : someMoment(random, acts, now);
  const until = random.chance(45) ? 0 : someMoment(random, acts, now) + random.pick([0, ...SPANS]);
  return { from, until };
}

export function someDecision(random: Random, kinds: readonly ActKind[], acts: readonly Act[], now: number): Decision {
  const counted = countedActs(acts, now);
  const drawn = random.pick(kinds);
  const pointless =
    (drawn === "cancel" && !counted.some((act) => act.from > now)) ||
    (drawn === "reinstate" && !counted.some((act) => act.kind === "suspend"));
  const kind = pointless && random.chance(75) ? random.pick(kinds) : drawn;
  const { from, until } = windowOf(random, acts, now);
  switch (kind) {
    case "grant":
    case "suspend":
      return {
        ...PLAIN,
        kind,
        from,
        until: random.chance(60) ? until : 0,
        conditions: kind === "grant" && random.chance(20),
      };
    case "annul": {
      const grants = counted.filter((act) => act.kind === "grant");
      return {
        ...PLAIN,
        kind,
        from: grants.length > 0 && random.chance(85) ? random.pick(grants).from : from,
        until: 0,
      };
    }
    case "compromise":
      return { ...PLAIN, kind, from: random.chance(60) ? someMoment(random, acts, now - 7 * DAY) : from, until: 0 };
    case "cancel": {
      const coming = counted.filter((act) => act.from > now);
      const among = coming.length > 0 && random.chance(85) ? coming : acts;
      return { ...PLAIN, kind, from: 0, until: 0, position: among.length > 0 ? random.pick(among).position : 0 };
    }
    case "rectify":
      return { ...PLAIN, kind, from: 0, until: 0, corrected: someCorrections(random, kinds, acts, now) };
    case "reinstate":
    case "withdraw":
    case "end":
      return { ...PLAIN, kind, from: kind === "reinstate" && random.chance(50) ? 0 : from, until: 0 };
  }
}

function someCorrections(random: Random, kinds: readonly ActKind[], acts: readonly Act[], now: number): Decision[] {
  if (random.chance(25)) return [];
  const correctable = kinds.filter((kind) => kind !== "cancel" && kind !== "rectify");
  const first: readonly ActKind[] = random.chance(90) ? ["grant"] : correctable;
  const others = Array.from({ length: random.below(4) }, () => correctable);
  return [first, ...others].map((among) => someDecision(random, among, acts, now));
}

/** With the dates that such a record's acts may have. */
function fitting(kind: RecordKind, decision: Decision, now: number): Decision {
  const noEnd =
    kind === "seat" || (decision.kind === "grant" && (kind === "institution" || kind === "qualificationType"));
  return {
    ...decision,
    from: kind === "seat" ? Math.min(decision.from, now) : decision.from,
    until: noEnd ? 0 : decision.until,
    corrected: decision.corrected.map((correction) => fitting(kind, correction, now)),
  };
}

/** A history of `length` attempts on one record; what is refused changes nothing and stays in the history. */
export function timelineHistory(seed: number, kind: RecordKind, length: number): TimelineHistory {
  const random = new Random(seed);
  const rules: RecordRules = { kind, ofProvider: kind === "mandate" && random.chance(50) };
  const steps: TimelineStep[] = [];
  let acts: readonly Act[] = [];
  let now = START;
  while (steps.length < length) {
    now += random.pick(PAUSES);
    const step = someStep(random, rules, acts, now);
    steps.push(step);
    acts = [...acts, ...step.outcome.acts];
  }
  return { seed, rules, steps, acts };
}

function someStep(random: Random, rules: RecordRules, acts: readonly Act[], now: number): TimelineStep {
  const tries = 1 + random.below(TRIES);
  const kinds: readonly ActKind[] = acts.length === 0 && random.chance(80) ? ["grant"] : ACTS[rules.kind];
  for (let tried = 1; ; tried++) {
    const drawn = someDecision(random, kinds, acts, now);
    const decision = random.chance(85) ? fitting(rules.kind, drawn, now) : drawn;
    const writer = random.pick(WRITERS[rules.kind]);
    const outcome = write(rules, acts, decision, writer, now);
    if (outcome.refusals.length === 0 || tried === tries) return { now, decision, writer, outcome };
  }
}
