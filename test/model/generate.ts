/**
 * Random histories of a small register, deterministic by seed: two countries, few offices, institutions, types and
 * bindings, few moments. Every decision is tried a few times, so that most are recorded and a fair share is refused.
 */
import { NOTHING, type Attributes, type Content, type Scope, type Territories } from "./content.ts";
import { someDecision, someMoment } from "./generateTimelines.ts";
import { Random } from "./random.ts";
import { COUNCIL, EU, MEMBER_STATES, NOBODY, Register, type Operation, type RecordKey } from "./register.ts";
import type { BindingQuestion, Standing, StandingQuestion } from "./standing.ts";
import { DAY, PROVIDER_NOTICE } from "./timeline.ts";
import type { Act, ActKind, Decision, RecordKind, Refusal } from "./timeline.ts";

export interface HistoryStep {
  readonly now: number;
  readonly operation: Operation;
  /** None where it was done; otherwise every reason that was found. */
  readonly refusals: readonly Refusal[];
}

export interface Asked<Question> {
  readonly question: Question;
  readonly answer: Standing | Refusal;
}

export interface History {
  readonly seed: number;
  readonly steps: readonly HistoryStep[];
  /** The time at which all questions are asked. */
  readonly now: number;
  readonly standings: readonly Asked<StandingQuestion>[];
  readonly bindings: readonly Asked<BindingQuestion>[];
}

const START = 19_000 * DAY;
const PAUSES = [1, 1, 1, DAY, DAY, 5 * DAY, 7 * DAY, 7 * DAY, 30 * DAY, 30 * DAY + 1, 100 * DAY, 181 * DAY];
const MOMENTS = 24;
const TRIES = 5;

export const STATES = { AA: "state AA", BB: "state BB" } as const;
const BODIES = [
  { account: "body AA 1", country: "AA" },
  { account: "body AA 2", country: "AA" },
  { account: "body BB", country: "BB" },
] as const;
const PROVIDERS = [
  { account: "provider AA", country: "AA" },
  { account: "provider BB", country: "BB" },
] as const;
const GUARDIAN = "guardian";
const CONTROLLER = "controller";
const STRANGER = "stranger";
const STATE_OFFICES = [
  { account: STATES.AA, country: "AA" },
  { account: STATES.BB, country: "BB" },
] as const;
/** Every account of a history but `NOBODY`. */
export const ACCOUNTS: readonly string[] = [
  ...(["state AA", "state BB", "body AA 1", "body AA 2", "body BB", "provider AA", "provider BB"] as const),
  ...(["guardian", "controller", "stranger"] as const),
  ...[COUNCIL, MEMBER_STATES],
];
const OFFICES: readonly string[] = [
  ...Object.values(STATES),
  ...BODIES.map(({ account }) => account),
  ...PROVIDERS.map(({ account }) => account),
];
const ANYBODY: readonly string[] = [...OFFICES, GUARDIAN, CONTROLLER, STRANGER, COUNCIL];

export const INSTITUTIONS = [
  { id: "AA/1", country: "AA" },
  { id: "AA/2", country: "AA" },
  { id: "BB/1", country: "BB" },
] as const;

export const TYPES: readonly { readonly id: string; readonly country: string; readonly attributes: Attributes }[] = [
  { id: "EU/bachelor", country: EU, attributes: { level: 6, credentialType: 1, fields: ["0613"] } },
  { id: "AA/doctor", country: "AA", attributes: { level: 8, credentialType: 1, fields: ["0611", "0912"] } },
  { id: "AA/course", country: "AA", attributes: { level: 0, credentialType: 2, fields: ["06"] } },
  { id: "BB/master", country: "BB", attributes: { level: 7, credentialType: 1, fields: ["061"] } },
];

export const BINDINGS = ["did:web:a.example", "key 1"] as const;
const TERRITORIES: readonly Territories[] = [[], [], [], ["AA"], ["BB"], ["AA", "BB"], ["CC"]];

const ALL: Scope = { levels: [0], credentialTypes: [0], fields: [""] };
const SCOPES: readonly Scope[] = [
  ALL,
  { levels: [6, 7, 8], credentialTypes: [1], fields: ["06", "09"] },
  { levels: [6, 7], credentialTypes: [0], fields: ["061"] },
  { levels: [0], credentialTypes: [1, 2], fields: ["06"] },
  { levels: [8], credentialTypes: [1], fields: ["0912"] },
];

const ACTS: Readonly<Record<RecordKind, readonly ActKind[]>> = {
  seat: ["grant", "grant", "suspend", "suspend", "reinstate", "reinstate", "end", "rectify"],
  mandate: ["suspend", "reinstate", "reinstate", "end", "cancel", "rectify"],
  institution: [
    ...(["grant", "grant", "suspend", "suspend", "suspend", "reinstate", "reinstate", "reinstate"] as const),
    ...(["withdraw", "end", "annul", "cancel", "rectify"] as const),
  ],
  qualificationType: ["grant", "grant", "grant", "withdraw", "end", "annul", "cancel", "rectify"],
  programme: [
    ...(["grant", "grant", "grant", "suspend", "suspend", "reinstate"] as const),
    ...(["withdraw", "end", "annul", "cancel", "rectify"] as const),
  ],
  institutional: ["grant", "grant", "suspend", "suspend", "reinstate", "withdraw", "end", "annul", "cancel", "rectify"],
  binding: ["grant", "grant", "grant", "end", "annul", "compromise", "cancel", "rectify"],
};

/** How often an operation is about which kind of record. */
const SHARES: readonly (readonly [RecordKind | "office", number])[] = [
  ["seat", 3],
  ["mandate", 7],
  ["institution", 6],
  ["qualificationType", 4],
  ["programme", 32],
  ["institutional", 20],
  ["binding", 22],
  ["office", 6],
];

/** The moments of a history. Histories that share them can be replayed side by side on one chain. */
export function someClock(seed: number): readonly number[] {
  const random = new Random(seed);
  const clock = [START, START + PROVIDER_NOTICE];
  for (let now = START + PROVIDER_NOTICE; clock.length < MOMENTS; clock.push(now)) now += random.pick(PAUSES);
  return clock;
}

/** A history of `length` operations after the set-up, and some questions about it. */
export function history(seed: number, length: number, questions: number, clock = someClock(seed)): History {
  const maker = new Maker(seed, clock);
  maker.setUp();
  for (let made = 0; made < length; made++) maker.step(length);
  return maker.finish(questions);
}

class Maker {
  readonly seed: number;
  readonly random: Random;
  readonly register = new Register();
  readonly steps: HistoryStep[] = [];
  /** What most of this history is about. */
  readonly institution: string;
  readonly qualificationType: string;
  readonly binding: string;
  readonly clock: readonly number[];
  moment = 0;

  constructor(seed: number, clock: readonly number[]) {
    this.seed = seed;
    this.clock = clock;
    this.random = new Random(seed);
    const { id, country } = this.random.pick(INSTITUTIONS);
    this.institution = id;
    this.qualificationType = this.random.pick(
      TYPES.filter((type) => type.country === EU || type.country === country),
    ).id;
    this.binding = this.random.pick(BINDINGS);
  }

  someInstitution(): string {
    return this.random.chance(70) ? this.institution : this.random.pick(INSTITUTIONS).id;
  }

  someType(): string {
    return this.random.chance(70) ? this.qualificationType : this.random.pick(TYPES).id;
  }

  someBinding(): string {
    return this.random.chance(70) ? this.binding : this.random.pick(BINDINGS);
  }

  get now(): number {
    return this.clock[this.moment] ?? 0;
  }

  record(operation: Operation): void {
    this.steps.push({ now: this.now, operation, refusals: this.register.apply(operation, this.now) });
  }

  /** Seats, mandates, a guardian, and most institutions and types. */
  setUp(): void {
    for (const [country, account] of Object.entries(STATES)) {
      this.record({ op: "enrol", by: MEMBER_STATES, account, country, kind: "memberState" });
      const from = this.random.pick([0, START - 100 * DAY]);
      this.record({ op: "decide", by: MEMBER_STATES, record: seatOf(country), decision: grant(from, 0) });
    }
    this.record({ op: "appointGuardian", by: COUNCIL, account: GUARDIAN });
    for (const { account, country } of BODIES) {
      const until = this.random.pick([0, 0, START + 400 * DAY]);
      const decision = { ...grant(this.random.pick([0, START]), until), content: this.contentOf("mandate") };
      this.record({ op: "mandate", by: STATES[country], account, kind: "body", decision });
    }
    for (const { account, country } of PROVIDERS) {
      const until = this.random.pick([0, 0, 0, START + 100 * DAY]);
      this.record({ op: "mandate", by: STATES[country], account, kind: "provider", decision: grant(0, until) });
    }
    this.moment++;
    for (const { id, country } of INSTITUTIONS) {
      if (this.random.chance(97)) this.open({ kind: "institution", subject: id, object: "" }, country);
      const institution = id;
      const provider = this.random.pick([7, 8, 8]);
      if (this.random.chance(80)) this.record({ op: "appointProvider", by: STATES[country], institution, provider });
      if (this.random.chance(50)) {
        this.record({ op: "setController", by: STATES[country], institution, controller: CONTROLLER });
      }
    }
    for (const { id, country } of TYPES) {
      if (this.random.chance(97)) this.open({ kind: "qualificationType", subject: id, object: "" }, country);
    }
  }

  open(record: RecordKey, country: string): void {
    const by = country === EU ? COUNCIL : country === "AA" ? STATES.AA : STATES.BB;
    const from = this.random.pick([0, 0, 0, 0, START, this.now - 30 * DAY, this.now + 30 * DAY]);
    const decision = { ...grant(from, 0), content: this.contentOf(record.kind, record.subject) };
    this.record({ op: "decide", by, record, decision, country });
  }

  /** As many moments for `length` steps as the clock has, on average; many steps share one. */
  step(length: number): void {
    const paces = Math.round((100 * (this.clock.length - 3)) / length / 1.5);
    if (this.random.chance(paces))
      this.moment = Math.min(this.moment + this.random.pick([1, 2]), this.clock.length - 2);
    const tries = 1 + this.random.below(TRIES);
    for (let tried = 1; ; tried++) {
      const operation = this.someOperation();
      const refusals = this.register.apply(operation, this.now);
      if (refusals.length > 0 && tried < tries) continue;
      this.steps.push({ now: this.now, operation, refusals });
      return;
    }
  }

  someOperation(): Operation {
    let drawn = this.random.below(100);
    for (const [kind, share] of SHARES) {
      drawn -= share;
      if (drawn < 0) return kind === "office" ? this.officeOperation() : this.recordOperation(kind);
    }
    return this.officeOperation();
  }

  officeOperation(): Operation {
    const { random } = this;
    const institution = this.someInstitution();
    const by = this.somebodyFor(institution.slice(0, 2));
    switch (random.below(7)) {
      case 0:
        return {
          op: "pause",
          by: random.chance(80) ? GUARDIAN : by,
          duration: random.pick([0, DAY, 7 * DAY, 7 * DAY + 1]),
        };
      case 1:
        return { op: "unpause", by: random.chance(80) ? COUNCIL : by };
      case 2:
        return { op: "setController", by, institution, controller: random.pick([CONTROLLER, NOBODY]) };
      case 3:
        return {
          op: "enrol",
          by: random.pick([MEMBER_STATES, by]),
          account: random.pick(OFFICES),
          country: "AA",
          kind: "body",
        };
      default:
        return {
          op: "appointProvider",
          by: random.chance(20) ? CONTROLLER : by,
          institution,
          provider: random.pick([0, 3, 7, 7, 8, 8, 99]),
        };
    }
  }

  recordOperation(kind: RecordKind): Operation {
    const { random } = this;
    const record = this.someRecord(kind);
    if (kind === "mandate" && random.chance(35)) return this.mandateOperation();
    const acts = this.register.acts(record.kind, record.subject, record.object);
    const kinds: readonly ActKind[] = acts.length === 0 && random.chance(80) ? ["grant"] : ACTS[kind];
    const decision = this.dressed(record, someDecision(random, kinds, acts, this.now));
    const country = this.countryOf(record);
    const by = this.writerFor(record, decision, country);
    const opens = kind === "institution" || kind === "qualificationType";
    return opens ? { op: "decide", by, record, decision, country } : { op: "decide", by, record, decision };
  }

  mandateOperation(): Operation {
    const { random } = this;
    const body = random.chance(60);
    const { account, country } = body ? random.pick(BODIES) : random.pick(PROVIDERS);
    const office = this.register.officeOf(account);
    const record: RecordKey = { kind: "mandate", subject: String(office?.number), object: "" };
    const acts = this.register.acts(record.kind, record.subject, "");
    const decision = this.dressed(record, someDecision(random, ["grant"], acts, this.now));
    const by = random.chance(85) ? STATES[country] : random.pick(OFFICES);
    return { op: "mandate", by, account, kind: body === random.chance(95) ? "body" : "provider", decision };
  }

  someRecord(kind: RecordKind): RecordKey {
    const { random } = this;
    const institution = this.someInstitution();
    switch (kind) {
      case "seat":
        return seatOf(random.pick(Object.keys(STATES)));
      case "mandate":
        return { kind, subject: String(4 + random.below(5)), object: "" };
      case "qualificationType":
        return { kind, subject: this.someType(), object: "" };
      case "programme":
        return { kind, subject: institution, object: this.someType() };
      case "binding":
        return { kind, subject: institution, object: this.someBinding() };
      case "institution":
      case "institutional":
        return { kind, subject: institution, object: "" };
    }
  }

  /** Seats, mandates and ids tell their country. */
  countryOf({ kind, subject }: RecordKey): string {
    return kind === "mandate" ? this.register.officeCountry(Number(subject)) : subject.slice(0, 2);
  }

  somebodyFor(country: string): string {
    const { random } = this;
    if (random.chance(12)) return random.pick(ANYBODY);
    const bodies = BODIES.filter((body) => body.country === country).map(({ account }) => account);
    return random.pick([country === "AA" ? STATES.AA : STATES.BB, ...bodies, ...bodies]);
  }

  writerFor(record: RecordKey, decision: Decision, country: string): string {
    const { random } = this;
    const unopened = this.register.acts(record.kind, record.subject, record.object).length === 0;
    if (record.kind === "seat") return random.chance(95) ? MEMBER_STATES : random.pick(ANYBODY);
    if (record.kind === "mandate" && random.chance(85)) return country === "BB" ? STATES.BB : STATES.AA;
    if (country === EU && decision.kind !== "grant" && random.chance(85)) return COUNCIL;
    if (record.kind === "binding" && random.chance(88)) {
      const appointed = this.register.providers.get(record.subject);
      const grants = ["grant", "rectify"].includes(decision.kind);
      const likely = PROVIDERS.map(({ account }) => account).filter(
        (account) => !grants || random.chance(10) || this.register.officeOf(account)?.number === appointed,
      );
      return random.pick([...likely, ...(grants && likely.length > 0 ? [] : [CONTROLLER, STATES.AA, STATES.BB])]);
    }
    // An id is made from its registrar's own country: nobody else can even name what isn't registered yet, or define a type.
    if (
      decision.kind === "grant" &&
      (record.kind === "qualificationType" || (unopened && record.kind === "institution"))
    ) {
      if (country === EU) return COUNCIL;
      return random.pick([...BODIES, ...PROVIDERS, ...STATE_OFFICES].filter((one) => one.country === country)).account;
    }
    return this.somebodyFor(country);
  }

  /** With the content that such a record's grants have, and without what its acts can't have. */
  dressed(record: RecordKey, decision: Decision): Decision {
    const { kind } = decision;
    const accreditation = record.kind === "programme" || record.kind === "institutional";
    const endless =
      record.kind === "seat" || (kind === "grant" && ["institution", "qualificationType"].includes(record.kind));
    return {
      ...decision,
      until: endless ? 0 : decision.until,
      conditions: accreditation && decision.conditions,
      content: kind === "grant" ? this.contentOf(record.kind, record.subject) : NOTHING,
      corrected: decision.corrected.map((correction) => ({
        ...this.dressed(record, correction),
        // the field exists there
        until: this.random.chance(5) ? correction.until : this.dressed(record, { ...correction, corrected: [] }).until,
      })),
    };
  }

  contentOf(kind: RecordKind, subject = ""): Content {
    const { random } = this;
    switch (kind) {
      case "mandate":
        return { ...NOTHING, scope: random.pick([ALL, ALL, ...SCOPES]) };
      case "programme":
        return { ...NOTHING, territories: random.pick(TERRITORIES) };
      case "institutional":
        return { ...NOTHING, territories: random.pick(TERRITORIES), scope: random.pick(SCOPES) };
      case "qualificationType":
        return { ...NOTHING, attributes: TYPES.find(({ id }) => id === subject)?.attributes ?? null };
      case "seat":
      case "institution":
      case "binding":
        return NOTHING;
    }
  }

  finish(questions: number): History {
    this.moment = this.clock.length - 1;
    const standings = Array.from({ length: questions }, () => this.askStanding());
    const bindings = Array.from({ length: Math.ceil(questions / 3) }, () => this.askBinding());
    return { seed: this.seed, steps: this.steps, now: this.now, standings, bindings };
  }

  askStanding(): Asked<StandingQuestion> {
    const { random } = this;
    const institution = random.chance(2) ? "AA/unknown" : this.someInstitution();
    const qualificationType = random.chance(2) ? "AA/unknown" : this.someType();
    const territory = random.chance(70) ? "" : random.pick(["AA", "BB", "CC"]);
    const keys: readonly RecordKey[] = [
      { kind: "institution", subject: institution, object: "" },
      { kind: "qualificationType", subject: qualificationType, object: "" },
      { kind: "programme", subject: institution, object: qualificationType },
      { kind: "programme", subject: institution, object: qualificationType },
      { kind: "institutional", subject: institution, object: "" },
      { kind: "institutional", subject: institution, object: "" },
      seatOf(institution.slice(0, 2)),
    ];
    const question = { institution, qualificationType, territory, ...this.someTimes(keys) };
    return { question, answer: this.register.standing(question, this.now) };
  }

  askBinding(): Asked<BindingQuestion> {
    const institution = this.someInstitution();
    const binding = this.someBinding();
    const keys: readonly RecordKey[] = [
      { kind: "binding", subject: institution, object: binding },
      { kind: "binding", subject: institution, object: binding },
      { kind: "mandate", subject: "7", object: "" },
      { kind: "mandate", subject: "8", object: "" },
      seatOf("BB"),
    ];
    const question = { institution, binding, ...this.someTimes(keys) };
    return { question, answer: this.register.bindingAt(question, this.now) };
  }

  someTimes(keys: readonly RecordKey[]): { at: number; knownAt: number } {
    const { random } = this;
    const { kind, subject, object } = random.pick(keys);
    const acts = this.register.acts(kind, subject, object);
    const dates = acts.flatMap((act) => [act.from, act.until, act.recordedAt]).filter((date) => date > 0);
    const at =
      dates.length > 0 && random.chance(70)
        ? random.pick(dates) + random.pick([-1, 0, 0, 0, 1])
        : someMoment(random, acts, this.now);
    if (random.chance(1)) return { at, knownAt: this.now + 1 };
    return { at, knownAt: random.chance(70) ? this.now : Math.min(this.someRecording(acts), this.now) };
  }

  someRecording(acts: readonly Act[]): number {
    const recorded = acts.map((act) => act.recordedAt);
    return recorded.length === 0 ? this.now : this.random.pick(recorded) + this.random.pick([0, 0, -1, 1]);
  }
}

function grant(from: number, until: number): Decision {
  return { kind: "grant", from, until, conditions: false, content: NOTHING, position: 0, corrected: [] };
}

function seatOf(country: string): RecordKey {
  return { kind: "seat", subject: country, object: "" };
}

/** Every record that has acts. */
export function recordsOf(register: Register): RecordKey[] {
  return [...register.records.values()];
}
