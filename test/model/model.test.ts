import { expect } from "chai";

import { NOTHING, coversScope, coversType, type Content, type Scope } from "./content.ts";
import { history, type History } from "./generate.ts";
import { timelineHistory } from "./generateTimelines.ts";
import { Register, COUNCIL, MEMBER_STATES, type Operation, type RecordKey } from "./register.ts";
import { bindingAt, standing, type Records } from "./standing.ts";
import { LATER, seconds, stories } from "./stories.ts";
import { countedActs, DAY, instants, lookUp, write } from "./timeline.ts";
import type { Act, ActKind, Answer, Decision, RecordKind, Status, Writer } from "./timeline.ts";

const KINDS: readonly RecordKind[] = [
  ...(["seat", "mandate", "institution", "qualificationType", "programme", "institutional", "binding"] as const),
];

/**
 * The same look-up, painted instead of walked: from the oldest act to the newest, each changes what holds at `t`. It shares
 * nothing with `lookUp` but the acts.
 */
function painted(acts: readonly Act[], t: number, knownAt: number): { status: Status; suspended: boolean } {
  let state: { by: Act | null; suspension: Act | null; granted: boolean } = {
    by: null,
    suspension: null,
    granted: false,
  };
  const known = acts.filter((act) => act.recordedAt <= knownAt);
  const undone = known.flatMap((act) => (act.cancels === null ? [] : [act.cancels]));
  for (const act of known) {
    if (act.kind === "rectify") state = { by: null, suspension: null, granted: false };
    if (undone.includes(act.position)) continue;
    if (act.kind === "grant") state.granted = true;
    if (act.from > t) continue;
    if (act.kind === "suspend" && (act.until === 0 || t < act.until)) state.suspension = act;
    if (act.kind === "reinstate") state.suspension = null;
    if (["grant", "withdraw", "end", "annul", "compromise"].includes(act.kind)) {
      state.by = act;
      state.suspension = null;
    }
  }
  const suspended = state.suspension !== null;
  const { by } = state;
  if (by === null) return { status: state.granted ? "notYet" : "never", suspended };
  const after: Partial<Record<ActKind, Status>> = { withdraw: "withdrawn", end: "ended", annul: "annulled" };
  if (by.kind !== "grant") return { status: after[by.kind] ?? "compromised", suspended };
  if (by.until !== 0 && t >= by.until) return { status: "lapsed", suspended };
  return { status: suspended ? "suspended" : "active", suspended };
}

function expectPainted(acts: readonly Act[]): void {
  const recordings = acts.flatMap(({ recordedAt }) => [recordedAt - 1, recordedAt, recordedAt + 1]);
  for (const knownAt of new Set([...recordings, LATER])) {
    for (const t of instants(acts)) {
      const { status, suspension } = lookUp(acts, t, knownAt);
      const expected = painted(acts, t, knownAt);
      expect({ status, suspended: suspension !== null }, `at ${t} as known at ${knownAt}`).to.deep.equal(expected);
    }
  }
}

function recorded(story: ReturnType<typeof stories>[number]): readonly Act[] {
  let acts: readonly Act[] = [];
  for (const { now, decision, writer, refused } of story.steps) {
    const outcome = write({ kind: story.kind, ofProvider: false }, acts, decision, writer, now);
    expect(outcome.refusals[0]?.error ?? null).to.equal(refused);
    acts = [...acts, ...outcome.acts];
  }
  return acts;
}

describe("reference model: stories from practice", () => {
  it("are 48 with 133 questions", () => {
    expect(stories()).to.have.length(48);
    expect(stories().flatMap(({ questions }) => questions)).to.have.length(133);
  });

  for (const story of stories()) {
    it(`answers the story "${story.name}"`, () => {
      const acts = recorded(story);
      for (const { at, knownAt, status } of story.questions) {
        expect(lookUp(acts, at, knownAt).status, `at ${at} as known at ${knownAt}`).to.equal(status);
      }
    });

    it(`changes its answer only at a date, and at that second, in the story "${story.name}"`, () => {
      const acts = recorded(story);
      const dates = [...new Set(acts.flatMap(({ from, until }) => [from, until]))].toSorted((a, b) => a - b);
      for (const [index, date] of dates.entries()) {
        const next = dates[index + 1] ?? LATER;
        expect(lookUp(acts, date + 1, LATER).status).to.equal(lookUp(acts, date, LATER).status);
        expect(lookUp(acts, next - 1, LATER).status).to.equal(lookUp(acts, date, LATER).status);
      }
      expectPainted(acts);
    });
  }

  it("keeps the edges of a window: from − 1, from, until − 1, until", () => {
    const [plain] = stories();
    const acts = recorded(plain!);
    const [from, until] = [seconds("2015-01-01"), seconds("2025-01-01")];
    const statuses = [from - 1, from, from + 1, until - 1, until, until + 1].map((t) => lookUp(acts, t, LATER).status);
    expect(statuses).to.deep.equal(["notYet", "active", "active", "active", "lapsed", "lapsed"]);
  });
});

/** What the state imposed for `t` and neither it nor a grant has lifted, whatever others recorded since. */
function heldByState(acts: readonly Act[], t: number, now: number): boolean {
  let lifted = false;
  for (const act of countedActs(acts, now).filter(({ from }) => from <= t)) {
    if (act.kind === "grant") return false;
    if (!act.byState) continue;
    if (act.kind === "reinstate") lifted = true;
    else if (act.kind !== "suspend") return true;
    else if (!lifted && (act.until === 0 || t < act.until)) return true;
  }
  return false;
}

/** An explicit no that no other record outweighs. */
function isDecisive({ status, suspension }: Answer): boolean {
  return (
    ["suspended", "withdrawn", "annulled", "compromised"].includes(status) ||
    (status === "lapsed" && suspension !== null)
  );
}

describe("reference model: random timelines", () => {
  for (const kind of KINDS) {
    const histories = Array.from({ length: 200 }, (_, seed) => timelineHistory(seed, kind, 16));

    it(`walks a ${kind}'s timeline as it is painted`, () => {
      for (const { acts } of histories.slice(0, 40)) expectPainted(acts);
    });

    it(`never changes what was known of a ${kind}`, () => {
      for (const { steps } of histories.slice(0, 50)) {
        let acts: readonly Act[] = [];
        for (const { now, outcome } of steps) {
          const after = [...acts, ...outcome.acts];
          for (const t of instants(after)) {
            expect(lookUp(after, t, now - 1)).to.deep.equal(lookUp(acts, t, now - 1));
          }
          acts = after;
        }
      }
    });

    it(`leaves what the state imposed on a ${kind} to the state`, () => {
      for (const { steps, seed } of histories) {
        let acts: readonly Act[] = [];
        for (const { now, outcome, writer } of steps) {
          const after = [...acts, ...outcome.acts];
          const others = writer.role !== "state" && writer.role !== "council";
          for (const t of others && kind !== "binding" ? instants(after, now) : []) {
            const [held, was, is] = [heldByState(acts, t, now), lookUp(acts, t, now), lookUp(after, t, now)];
            if (held) expect(heldByState(after, t, now), `seed ${seed} at ${t}`).to.be.true;
            if (held) expect(is.status, `seed ${seed} at ${t}`).to.not.equal("active");
            if (held && isDecisive(was) && is.decider?.kind === "end" && !is.decider.byState) {
              expect.fail(`seed ${seed}: an end has lifted at ${t} what the state imposed`);
            }
          }
          acts = after;
        }
      }
    });
  }

  it("never binds a compromised key again", () => {
    for (let seed = 0; seed < 400; seed++) {
      const { acts } = timelineHistory(seed, "binding", 16);
      const compromised = acts.findIndex((act) => act.kind === "compromise");
      const bound = compromised === -1 ? [] : acts.slice(compromised).filter((act) => act.kind === "grant");
      for (const { position, recordedAt } of bound) {
        const restated = acts.slice(position).some((act) => act.kind === "compromise" && act.recordedAt === recordedAt);
        expect(restated, `seed ${seed}, act ${position}`).to.be.true;
      }
    }
  });

  it("makes the same history of the same seed", () => {
    expect(timelineHistory(7, "programme", 20)).to.deep.equal(timelineHistory(7, "programme", 20));
    expect(history(7, 20, 20)).to.deep.equal(history(7, 20, 20));
  });
});

const NO_DATES = { from: 0, until: 0, conditions: false, content: NOTHING, position: 0, corrected: [] };
const STATE = { office: 1, role: "state" } as const;
const BODY = { office: 2, role: "body" } as const;

describe("reference model: what looks allowed and is refused", () => {
  /** Records all but the last act, and says why the last is refused. */
  function refusedAfter(
    kind: RecordKind,
    ...told: [string, Writer, Partial<Decision> & { kind: ActKind }][]
  ): string[] {
    let acts: readonly Act[] = [];
    for (const [index, [date, writer, decision]] of told.entries()) {
      const outcome = write({ kind, ofProvider: false }, acts, { ...NO_DATES, ...decision }, writer, seconds(date));
      const last = index === told.length - 1;
      if (last) return outcome.refusals.map(({ error }) => error);
      expect(outcome.refusals, `act ${index}`).to.be.empty;
      acts = [...acts, ...outcome.acts];
    }
    return [];
  }

  it("refuses a body to reinstate, behind its own withdrawal, what the state suspended", () => {
    const refused = refusedAfter(
      "programme",
      ["2020-01-01", BODY, { kind: "grant" }],
      ["2026-01-01", STATE, { kind: "suspend", from: seconds("2026-06-01") }],
      ["2026-02-01", BODY, { kind: "withdraw", from: seconds("2027-01-01") }],
      ["2026-03-01", BODY, { kind: "suspend" }],
      ["2026-04-01", BODY, { kind: "reinstate", from: seconds("2027-06-01") }],
    );
    expect(refused).to.deep.equal(["TimelineStateDecided"]);
  });

  it("refuses a body to end what the state suspended or will withdraw", () => {
    const suspended = refusedAfter(
      "programme",
      ["2020-01-01", BODY, { kind: "grant" }],
      ["2026-01-01", STATE, { kind: "suspend" }],
      ["2026-02-01", BODY, { kind: "end" }],
    );
    const withdrawn = refusedAfter(
      "qualificationType",
      ["2020-01-01", BODY, { kind: "grant" }],
      ["2026-01-01", STATE, { kind: "withdraw", from: seconds("2027-01-01") }],
      ["2026-02-01", BODY, { kind: "end" }],
    );
    expect(suspended).to.deep.equal(["TimelineStateDecided"]);
    expect(withdrawn).to.deep.equal(["TimelineStateDecided"]);
  });

  it("refuses a body to cancel a coming grant that the state suspended", () => {
    const refused = refusedAfter(
      "programme",
      ["2026-01-01", BODY, { kind: "grant", from: seconds("2026-09-01") }],
      ["2026-02-01", STATE, { kind: "suspend" }],
      ["2026-03-01", BODY, { kind: "cancel", position: 0 }],
    );
    expect(refused).to.deep.equal(["TimelineStateDecided"]);
  });

  it("refuses a body to withdraw and grant anew under the state's suspension", () => {
    const refused = refusedAfter(
      "programme",
      ["2020-01-01", BODY, { kind: "grant" }],
      ["2026-01-01", STATE, { kind: "suspend" }],
      ["2026-02-01", BODY, { kind: "withdraw" }],
      ["2026-03-01", BODY, { kind: "grant" }],
    );
    expect(refused).to.deep.equal(["TimelineStateDecided"]);
  });
});

const NOW = seconds("2026-01-01");
const GRANTED = seconds("2020-01-01");

type Made = Partial<Act> & { readonly kind: ActKind };

/** Acts recorded one day after another from 2020 on, by office 2 unless said otherwise. */
function made(...acts: readonly Made[]): readonly Act[] {
  return acts.map((act, position) => ({
    from: GRANTED,
    until: 0,
    recordedAt: GRANTED + position * DAY,
    office: 2,
    byState: false,
    conditions: false,
    position,
    cancels: null,
    content: NOTHING,
    ...act,
  }));
}

const ALL: Scope = { levels: [0], credentialTypes: [0], fields: [""] };
const MEDICINE: Scope = { levels: [0], credentialTypes: [0], fields: ["09"] };

const withScope = (scope: Scope, territories: readonly string[] = []): Content => ({ ...NOTHING, scope, territories });
const inTerritory = (...territories: string[]): Content => ({ ...NOTHING, territories });
const grant = (content: Content = NOTHING): Made => ({ kind: "grant", content });

interface Given {
  readonly seat?: readonly Act[];
  readonly institution?: readonly Act[];
  readonly qualificationType?: readonly Act[];
  readonly programme?: readonly Act[];
  readonly institutional?: readonly Act[];
  readonly binding?: readonly Act[];
  readonly mandate?: readonly Act[];
}

function recordsOf(given: Given): Records {
  const records: Given = {
    seat: made({ kind: "grant", from: 0 }),
    institution: made(grant()),
    qualificationType: made(grant()),
    ...given,
  };
  return {
    acts: (kind) => records[kind] ?? [],
    countryOf: () => "AA",
    attributesOf: () => ({ level: 6, credentialType: 1, fields: ["0613"] }),
    definerOf: () => "AA",
    officeCountry: () => "AA",
  };
}

function codeOf(given: Given, at = seconds("2023-01-01"), territory = ""): number {
  const question = { institution: "AA/1", qualificationType: "AA/t", territory, at, knownAt: NOW };
  return standing(recordsOf(given), question, NOW).code;
}

const SUSPENDED = made(grant(), { kind: "suspend" });
const LAPSED = made({ kind: "grant", until: seconds("2022-01-01") });
const FUTURE = made({ kind: "grant", from: seconds("2025-01-01") });
const ended = (kind: ActKind, content: Content = NOTHING): readonly Act[] => made(grant(content), { kind });

describe("reference model: standing", () => {
  const institutional = made(grant(withScope(ALL)));
  const elsewhere = made(grant(inTerritory("BB")));
  const cases: readonly (readonly [number, string, Given])[] = [
    [20, "institution unknown", { institution: [] }],
    [21, "institution not yet", { institution: FUTURE }],
    [22, "institution suspended", { institution: SUSPENDED }],
    [23, "institution closed", { institution: ended("end") }],
    [24, "institution withdrawn", { institution: ended("withdraw") }],
    [25, "institution annulled", { institution: ended("annul") }],
    [30, "state left", { seat: ended("end"), qualificationType: [] }],
    [40, "type unknown", { qualificationType: [] }],
    [41, "type not yet", { qualificationType: FUTURE }],
    [42, "type withdrawn", { qualificationType: ended("withdraw"), programme: made(grant()) }],
    [43, "type annulled", { qualificationType: ended("annul") }],
    [10, "programme", { programme: made(grant()) }],
    [10, "programme of a retired type", { programme: made(grant()), qualificationType: ended("end") }],
    [50, "programme annulled", { programme: ended("annul"), institutional }],
    [51, "programme withdrawn", { programme: ended("withdraw"), institutional }],
    [51, "excluded", { programme: made({ kind: "withdraw" }), institutional }],
    [52, "programme suspended", { programme: SUSPENDED, institutional }],
    [53, "programme lapsed while suspended", { programme: [...LAPSED, ...made({ kind: "suspend" })], institutional }],
    [11, "institutional", { institutional }],
    [11, "institutional, programme elsewhere", { programme: elsewhere, institutional }],
    [11, "institutional, programme lapsed", { programme: LAPSED, institutional }],
    [60, "institutional annulled", { institutional: ended("annul", withScope(ALL)), programme: elsewhere }],
    [61, "institutional withdrawn", { institutional: ended("withdraw", withScope(ALL)), programme: LAPSED }],
    [62, "institutional suspended", { institutional: ended("suspend", withScope(ALL)) }],
    [54, "programme elsewhere", { programme: elsewhere, institutional: made(grant(withScope(MEDICINE))) }],
    [54, "both elsewhere", { programme: elsewhere, institutional: made(grant(withScope(ALL, ["BB"]))) }],
    [63, "institutional elsewhere", { institutional: made(grant(withScope(ALL, ["BB"]))), programme: LAPSED }],
    [55, "programme lapsed", { programme: LAPSED, institutional: LAPSED }],
    [56, "programme ended", { programme: ended("end"), institutional: FUTURE }],
    [57, "programme not yet", { programme: FUTURE, institutional: made(grant(withScope(MEDICINE))) }],
    [64, "institutional lapsed", { institutional: LAPSED }],
    [65, "institutional ended", { institutional: ended("end") }],
    [66, "institutional not yet", { institutional: FUTURE }],
    [67, "out of scope", { institutional: made(grant(withScope(MEDICINE))) }],
    [67, "out of scope, withdrawn", { institutional: ended("withdraw", withScope(MEDICINE)) }],
    [70, "never granted", {}],
  ];
  for (const [code, what, given] of cases) {
    it(`answers ${code}: ${what}`, () => {
      expect(codeOf(given)).to.equal(code);
    });
  }

  it("asks for the institution's own country unless a territory is named", () => {
    const programme = made(grant(inTerritory("AA")));
    expect(codeOf({ programme })).to.equal(10);
    expect(codeOf({ programme }, GRANTED, "BB")).to.equal(54);
  });

  it("flags what is retroactive, scheduled, conditional, under a suspended seat", () => {
    const flagsAt = (at: number, given: Given): number => {
      const question = { institution: "AA/1", qualificationType: "AA/t", territory: "", at, knownAt: NOW };
      return standing(recordsOf(given), question, NOW).flags;
    };
    const programme = made({ kind: "grant", from: GRANTED, recordedAt: GRANTED + DAY, conditions: true });
    expect(flagsAt(GRANTED, { programme })).to.equal(1 | 8);
    expect(flagsAt(GRANTED + DAY, { programme })).to.equal(8);
    expect(flagsAt(NOW, { programme })).to.equal(8);
    expect(flagsAt(NOW + 1, { programme })).to.equal(2 | 8);
    const seat = made({ kind: "grant", from: 0 }, { kind: "suspend" });
    expect(flagsAt(NOW, { seat, programme: made(grant()) })).to.equal(4);
    expect(flagsAt(GRANTED - 1, { institution: made({ kind: "grant", from: 0 }) }), "never").to.equal(0);
    expect(flagsAt(GRANTED - 1, {}), "not yet").to.equal(0);
  });

  it("names the suspension of what is suspended and the earliest grant of what has not begun", () => {
    const actAt = (at: number, institution: readonly Act[]): number => {
      const question = { institution: "AA/1", qualificationType: "AA/t", territory: "", at, knownAt: NOW };
      return standing(recordsOf({ institution }), question, NOW).act.recordedAt;
    };
    expect(actAt(NOW, SUSPENDED)).to.equal(GRANTED + DAY);
    const coming = made(
      { kind: "grant", from: NOW + 9 },
      { kind: "grant", from: NOW + 5 },
      { kind: "grant", from: NOW + 5 },
    );
    expect(actAt(NOW, coming)).to.equal(GRANTED + 2 * DAY);
  });

  it("covers by prefix, in every dimension, and what has no level by all only", () => {
    const type = { level: 6, credentialType: 1, fields: ["0613", "0912"] };
    expect(coversType({ levels: [6], credentialTypes: [1], fields: ["06", "0912"] }, type)).to.be.true;
    expect(coversType({ levels: [6], credentialTypes: [1], fields: ["06"] }, type)).to.be.false;
    expect(coversType({ levels: [7], credentialTypes: [1], fields: [""] }, type)).to.be.false;
    expect(coversType({ levels: [6], credentialTypes: [], fields: [""] }, type)).to.be.false;
    expect(coversType({ levels: [1, 2, 3, 4, 5, 6, 7, 8], credentialTypes: [0], fields: [""] }, { ...type, level: 0 }))
      .to.be.false;
    expect(coversType(ALL, { ...type, level: 0 })).to.be.true;
    expect(coversScope(MEDICINE, { levels: [6], credentialTypes: [1], fields: ["0912"] })).to.be.true;
    expect(coversScope(MEDICINE, ALL)).to.be.false;
  });
});

describe("reference model: bindings", () => {
  const mandate = made({ kind: "grant", from: 0 });
  const ask = (given: Given, at = NOW): { code: number; flags: number } => {
    const question = { institution: "AA/1", binding: "key", at, knownAt: NOW };
    return bindingAt(recordsOf({ mandate, binding: made(grant()), ...given }), question, NOW);
  };
  const cases: readonly (readonly [number, string, Given])[] = [
    [100, "active", {}],
    [110, "unknown", { binding: [] }],
    [111, "not yet", { binding: made({ kind: "grant", from: NOW + 1 }) }],
    [112, "lapsed", { binding: LAPSED, mandate: [] }],
    [113, "ended", { binding: ended("end"), mandate: [] }],
    [114, "annulled", { binding: ended("annul"), mandate: [] }],
    [115, "compromised", { binding: ended("compromise"), mandate: [] }],
    [120, "provider not yet", { mandate: made({ kind: "grant", from: NOW + 1 }) }],
    [120, "provider never", { mandate: [] }],
    [121, "provider suspended", { mandate: SUSPENDED }],
    [122, "provider lapsed", { mandate: LAPSED }],
    [123, "provider ended", { mandate: ended("end") }],
    [123, "provider's state left", { seat: ended("end") }],
  ];
  for (const [code, what, given] of cases) {
    it(`answers ${code}: ${what}`, () => {
      expect(ask(given).code).to.equal(code);
    });
  }

  it("flags a compromise also before it", () => {
    const binding = made(grant(), { kind: "compromise", from: seconds("2024-01-01") });
    expect(ask({ binding }, seconds("2023-01-01"))).to.include({ code: 100, flags: 16 });
    expect(ask({ binding }, seconds("2024-01-01"))).to.include({ code: 115, flags: 16 });
  });
});

describe("reference model: register", () => {
  const record: RecordKey = { kind: "institution", subject: "AA/1", object: "" };
  const seat = (country: string): RecordKey => ({ kind: "seat", subject: country, object: "" });
  const decide = (by: string, of: RecordKey, kind: ActKind, more: Partial<Decision> = {}): Operation => {
    return { op: "decide", by, record: of, decision: { ...NO_DATES, kind, ...more }, country: "AA" };
  };

  function founded(): Register {
    const register = new Register();
    for (const country of ["AA", "BB"]) {
      const account = `state ${country}`;
      expect(register.apply({ op: "enrol", by: MEMBER_STATES, account, country, kind: "memberState" }, NOW)).to.be
        .empty;
      expect(register.apply(decide(MEMBER_STATES, seat(country), "grant"), NOW)).to.be.empty;
    }
    return register;
  }

  const errorOf = (register: Register, operation: Operation, now: number): string =>
    register
      .apply(operation, now)
      .map(({ error }) => error)
      .join(" ");

  it("keeps a country's records from another's offices", () => {
    const register = founded();
    expect(errorOf(register, decide("state AA", record, "grant"), NOW)).to.equal("");
    expect(errorOf(register, decide("state BB", record, "suspend"), NOW)).to.equal("CallerNotEntitled");
    expect(errorOf(register, decide(COUNCIL, record, "suspend"), NOW)).to.equal("CallerNotEntitled");
  });

  it("grants nothing with a suspended seat and restricts all the same", () => {
    const register = founded();
    register.apply(decide("state AA", record, "grant"), NOW);
    register.apply(decide(MEMBER_STATES, seat("AA"), "suspend"), NOW);
    expect(errorOf(register, decide("state AA", { ...record, subject: "AA/2" }, "grant"), NOW)).to.equal(
      "SeatNotActive",
    );
    expect(errorOf(register, decide("state AA", record, "suspend"), NOW)).to.equal("");
    expect(errorOf(register, decide("state AA", record, "reinstate"), NOW)).to.equal("SeatNotActive");
  });

  it("lets a pause end by itself, and seven days pass before the next", () => {
    const register = founded();
    register.apply({ op: "appointGuardian", by: COUNCIL, account: "guardian" }, NOW);
    const pause: Operation = { op: "pause", by: "guardian", duration: DAY };
    expect(errorOf(register, pause, NOW)).to.equal("");
    expect(errorOf(register, decide("state AA", record, "grant"), NOW + DAY - 1)).to.equal("RegistryPaused");
    expect(errorOf(register, decide("state AA", record, "grant"), NOW + DAY)).to.equal("");
    expect(errorOf(register, pause, NOW + 8 * DAY - 1)).to.equal("PauseTooSoon");
    expect(errorOf(register, pause, NOW + 8 * DAY)).to.equal("");
  });

  it("lets a provider bind seven days after its mandate was recorded", () => {
    const register = founded();
    const decision: Decision = { ...NO_DATES, kind: "grant" };
    register.apply(decide("state AA", record, "grant"), NOW);
    register.apply({ op: "mandate", by: "state BB", account: "provider", kind: "provider", decision }, NOW);
    register.apply({ op: "appointProvider", by: "state AA", institution: "AA/1", provider: 3 }, NOW);
    const bind = decide("provider", { kind: "binding", subject: "AA/1", object: "key" }, "grant");
    expect(errorOf(register, bind, NOW + 7 * DAY - 1)).to.equal("MandateNotActive");
    expect(errorOf(register, bind, NOW + 7 * DAY)).to.equal("");
  });

  it("reaches every code, every flag and most refusals in random histories, and succeeds more often than not", () => {
    const histories: History[] = Array.from({ length: 300 }, (_, seed) => history(seed, 40, 60));
    const answers = histories.flatMap(({ standings, bindings }) =>
      [...standings, ...bindings].map(({ answer }) => answer),
    );
    const codes = new Set(answers.map((answer) => ("code" in answer ? answer.code : answer.error)));
    const wanted = [
      ...[10, 11, 20, 21, 22, 23, 24, 25, 30, 40, 41, 42, 43, 50, 51, 52, 53, 54, 55, 56, 57, 60, 61, 62, 63, 64, 65],
      ...[66, 67, 70, 100, 110, 111, 112, 113, 114, 115, 120, 121, 122, 123, "KnownAtInFuture"],
    ];
    expect([...codes]).to.have.members(wanted);
    for (const flag of [1, 2, 4, 8, 16]) {
      expect(answers.some((answer) => "code" in answer && (answer.flags & flag) !== 0)).to.be.true;
    }
    const steps = histories.flatMap((one) => one.steps);
    expect(steps.filter(({ refusals }) => refusals.length === 0).length / steps.length).to.be.greaterThan(0.5);
    expect(new Set(steps.flatMap(({ refusals }) => refusals.map(({ error }) => error))).size).to.be.at.least(25);
  });
});
