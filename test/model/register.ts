/**
 * The naive reference model of the whole register: who may write what, over the timelines of `timeline.ts`.
 * Consent, the officers' multisig and the council's votes are out of its scope: accounts are names, and what the council
 * decided arrives from `COUNCIL` and, for seats and offices, from `MEMBER_STATES`.
 */
import { coversScope, coversType, type Attributes, type Scope } from "./content.ts";
import {
  bindingAt,
  standing,
  type BindingQuestion,
  type Records,
  type Standing,
  type StandingQuestion,
} from "./standing.ts";
import { countedActs, DAY, lookUp, write } from "./timeline.ts";
import type { Act, Decision, RecordKind, Refusal, Status, Writer } from "./timeline.ts";

export const COUNCIL = "council";
export const MEMBER_STATES = "memberStates";
export const NOBODY = "";
export const EU = "EU";
export const LONGEST_PAUSE = 7 * DAY;
export const BETWEEN_PAUSES = 7 * DAY;

export type OfficeKind = "memberState" | "body" | "provider" | "guardian";

export interface Office {
  readonly number: number;
  readonly account: string;
  readonly country: string;
  readonly kind: OfficeKind;
}

/** Names one record, as the contracts do; country codes, office numbers and ids are strings here. */
export interface RecordKey {
  readonly kind: RecordKind;
  readonly subject: string;
  readonly object: string;
}

export type Operation =
  | {
      readonly op: "enrol";
      readonly by: string;
      readonly account: string;
      readonly country: string;
      readonly kind: OfficeKind;
    }
  /** Its first grant opens a record: an institution of the caller's country; a type of `country` with its attributes. */
  | {
      readonly op: "decide";
      readonly by: string;
      readonly record: RecordKey;
      readonly decision: Decision;
      readonly country?: string;
    }
  /** Grants a mandate, and opens the office if the account has none. */
  | {
      readonly op: "mandate";
      readonly by: string;
      readonly account: string;
      readonly kind: OfficeKind;
      readonly decision: Decision;
    }
  | { readonly op: "pause"; readonly by: string; readonly duration: number }
  | { readonly op: "unpause"; readonly by: string }
  | { readonly op: "appointGuardian"; readonly by: string; readonly account: string }
  | { readonly op: "setController"; readonly by: string; readonly institution: string; readonly controller: string }
  /** Office 0: dismissed. */
  | { readonly op: "appointProvider"; readonly by: string; readonly institution: string; readonly provider: number };

interface Type {
  readonly country: string;
  readonly attributes: Attributes;
}

/** What was found makes the rest of the checks meaningless. */
class Stop extends Error {}

export class Register implements Records {
  now = 0;
  readonly offices: Office[] = [];
  readonly timelines = new Map<string, readonly Act[]>();
  /** The keys of what has acts. */
  readonly records = new Map<string, RecordKey>();
  readonly institutions = new Map<string, string>();
  readonly types = new Map<string, Type>();
  readonly controllers = new Map<string, string>();
  readonly providers = new Map<string, number>();
  guardian = 0;
  pausedUntil = 0;
  nextPause = 0;
  #refusals: Refusal[] = [];

  /** Nothing, or every reason found why not; what is refused changes nothing. */
  apply(operation: Operation, now: number): readonly Refusal[] {
    this.now = now;
    this.#refusals = [];
    try {
      this.#perform(operation);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
    return this.#refusals;
  }

  standing(question: StandingQuestion, now: number): Standing | Refusal {
    return this.#known(question.knownAt, now) ?? standing(this, question, now);
  }

  bindingAt(question: BindingQuestion, now: number): Standing | Refusal {
    return this.#known(question.knownAt, now) ?? bindingAt(this, question, now);
  }

  acts(kind: RecordKind, subject: string, object: string): readonly Act[] {
    return this.timelines.get([kind, subject, object].join(" ")) ?? [];
  }

  countryOf(institution: string): string | null {
    return this.institutions.get(institution) ?? null;
  }

  attributesOf(qualificationType: string): Attributes | null {
    return this.types.get(qualificationType)?.attributes ?? null;
  }

  definerOf(qualificationType: string): string | null {
    return this.types.get(qualificationType)?.country ?? null;
  }

  officeCountry(office: number): string {
    return this.offices.find(({ number }) => number === office)?.country ?? "";
  }

  officeOf(account: string): Office | null {
    return this.offices.find((office) => office.account === account) ?? null;
  }

  #known(knownAt: number, now: number): Refusal | null {
    return knownAt > now ? { error: "KnownAtInFuture", values: [knownAt, now] } : null;
  }

  #note(error: string, ...values: (number | string)[]): void {
    this.#refusals.push({ error, values });
  }

  #stop(error: string, ...values: (number | string)[]): never {
    this.#note(error, ...values);
    throw new Stop();
  }

  /** Goes on only if nothing was found. */
  #settle(): void {
    if (this.#refusals.length > 0) throw new Stop();
  }

  #perform(operation: Operation): void {
    switch (operation.op) {
      case "enrol":
        if (operation.by !== MEMBER_STATES) this.#stop("CallerNotMemberStates", operation.by);
        this.#enrol(operation.account, operation.country, operation.kind);
        return;
      case "decide":
        this.#decide(operation.by, operation.record, operation.decision, operation.country);
        return;
      case "mandate":
        this.#mandate(operation.by, operation.account, operation.kind, operation.decision);
        return;
      case "pause":
        this.#pause(operation.by, operation.duration);
        return;
      case "unpause":
        this.#isCouncil(operation.by);
        if (this.pausedUntil <= this.now) return;
        this.pausedUntil = this.now;
        this.nextPause = this.now + BETWEEN_PAUSES;
        return;
      case "appointGuardian":
        this.#isCouncil(operation.by);
        this.guardian = operation.account === NOBODY ? 0 : this.#office(operation.account, EU, "guardian");
        return;
      case "setController":
        this.#setController(operation.by, operation.institution, operation.controller);
        return;
      case "appointProvider":
        this.#appoint(operation.by, operation.institution, operation.provider);
        return;
    }
  }

  #isCouncil(by: string): void {
    if (by !== COUNCIL) this.#stop("AccessManagedUnauthorized", by);
  }

  #enrol(account: string, country: string, kind: OfficeKind): number {
    const existing = this.officeOf(account);
    if (existing !== null) this.#stop("OfficeExists", account, existing.number);
    const number = this.offices.length + 1;
    this.offices.push({ number, account, country, kind });
    return number;
  }

  /** The account's office of that country and kind, opened if it has none. */
  #office(account: string, country: string, kind: OfficeKind): number {
    const existing = this.officeOf(account);
    if (existing === null) return this.#enrol(account, country, kind);
    if (existing.country !== country || existing.kind !== kind) {
      this.#stop("OfficeMismatch", existing.number, country, kind);
    }
    return existing.number;
  }

  #pause(by: string, duration: number): void {
    const office = this.officeOf(by);
    if (office?.number !== this.guardian) this.#stop("CallerNotGuardian", by);
    if (duration === 0 || duration > LONGEST_PAUSE) this.#note("PauseDurationInvalid", duration);
    if (this.now < this.nextPause) this.#note("PauseTooSoon", this.nextPause);
    this.#settle();
    this.pausedUntil = this.now + duration;
    this.nextPause = this.pausedUntil + BETWEEN_PAUSES;
  }

  #mandate(by: string, account: string, kind: OfficeKind, decision: Decision): void {
    if (kind !== "body" && kind !== "provider") this.#stop("MandateKindInvalid", kind);
    const state = this.officeOf(by);
    if (state?.kind !== "memberState") this.#stop("CallerNotEntitled", by, state?.country ?? "");
    this.#mayAct(state.country, true);
    const existing = this.officeOf(account);
    if (existing !== null && (existing.country !== state.country || existing.kind !== kind)) {
      this.#note("OfficeMismatch", existing.number, state.country, kind);
    }
    const number = existing?.number ?? this.offices.length + 1;
    const record: RecordKey = { kind: "mandate", subject: String(number), object: "" };
    this.#write(record, kind === "provider", decision, { office: state.number, role: "state" });
    this.#office(account, state.country, kind);
  }

  #setController(by: string, institution: string, controller: string): void {
    this.#accreditor(by, this.#countryOfInstitution(institution), controller !== NOBODY);
    this.#settle();
    this.controllers.set(institution, controller);
  }

  #appoint(by: string, institution: string, provider: number): void {
    const country = this.#countryOfInstitution(institution);
    const appoints = provider !== 0;
    if (this.#isController(by, institution)) this.#mayAct(country, appoints);
    else this.#accreditor(by, country, appoints);
    if (appoints) {
      const office = this.offices.find(({ number }) => number === provider);
      if (office === undefined) this.#stop("OfficeUnknown", provider);
      if (office.kind !== "provider") this.#note("OfficeMismatch", provider, office.country, "provider");
    }
    this.#settle();
    this.providers.set(institution, provider);
  }

  #isController(by: string, institution: string): boolean {
    return by !== NOBODY && this.controllers.get(institution) === by;
  }

  #decide(by: string, record: RecordKey, decision: Decision, country: string | undefined): void {
    switch (record.kind) {
      case "seat":
        if (by !== MEMBER_STATES) this.#stop("CallerNotMemberStates", by);
        this.#write(record, false, decision, { office: 0, role: "council" });
        return;
      case "mandate":
        this.#decideMandate(by, record, decision);
        return;
      case "institution":
        this.#decideInstitution(by, record, decision, country);
        return;
      case "qualificationType":
        this.#decideType(by, record, decision, country);
        return;
      case "programme":
        this.#decideProgramme(by, record, decision);
        return;
      case "institutional":
        this.#decideInstitutional(by, record, decision);
        return;
      case "binding":
        this.#decideBinding(by, record, decision);
        return;
    }
  }

  #decideMandate(by: string, record: RecordKey, decision: Decision): void {
    const office = this.offices.find(({ number }) => String(number) === record.subject);
    if (office === undefined) this.#stop("OfficeUnknown", record.subject);
    const state = this.officeOf(by);
    if (state?.kind !== "memberState" || state.country !== office.country) {
      this.#stop("CallerNotEntitled", by, office.country);
    }
    this.#mayAct(state.country, this.#grants(record, decision));
    this.#write(record, office.kind === "provider", decision, { office: state.number, role: "state" });
  }

  #decideInstitution(by: string, record: RecordKey, decision: Decision, country: string | undefined): void {
    const grants = decision.kind === "grant";
    const known = this.institutions.get(record.subject) ?? (grants ? country : undefined);
    if (known === undefined) this.#stop("InstitutionUnknown", record.subject);
    const writer = this.#accreditor(by, known, this.#grants(record, decision));
    const acts = this.#actsOf(record);
    const reopened = lookUp(acts, Math.max(decision.from, this.now), this.now).status;
    if (grants && acts.length > 0 && reopened === "active") this.#note("InstitutionExists", record.subject);
    this.#write(record, false, decision, writer);
    this.institutions.set(record.subject, known);
  }

  #decideType(by: string, record: RecordKey, decision: Decision, country: string | undefined): void {
    const { attributes } = decision.content;
    const offered = country === undefined || attributes === null ? undefined : { country, attributes };
    const type = this.types.get(record.subject) ?? (decision.kind === "grant" ? offered : undefined);
    if (type === undefined) this.#stop("QualificationTypeUnknown", record.subject);
    let writer: Writer = { office: 0, role: "council" };
    if (type.country === EU) {
      this.#isCouncil(by);
    } else {
      writer = this.#accreditor(by, type.country, this.#grants(record, decision));
      this.#inScope(writer, record, decision, (scope) => coversType(scope, type.attributes));
    }
    this.#write(record, false, decision, writer);
    this.types.set(record.subject, type);
  }

  #decideProgramme(by: string, record: RecordKey, decision: Decision): void {
    const country = this.#countryOfInstitution(record.subject);
    const type = this.types.get(record.object);
    if (type === undefined) this.#note("QualificationTypeUnknown", record.object);
    const writer = this.#accreditor(by, country, this.#grants(record, decision));
    if (type !== undefined) this.#mayAccredit(record, decision, writer, country, type);
    this.#write(record, false, decision, writer);
  }

  #mayAccredit(record: RecordKey, decision: Decision, writer: Writer, country: string, type: Type): void {
    this.#inScope(writer, record, decision, (scope) => coversType(scope, type.attributes));
    const excludes = decision.kind === "withdraw" && this.#actsOf(record).length === 0;
    if (decision.kind !== "grant" && !excludes) return;
    if (type.country !== EU && type.country !== country) {
      this.#note("QualificationTypeOfAnotherCountry", record.object, type.country);
    }
    if (excludes) return;
    const at = Math.max(decision.from, this.now);
    const { status } = lookUp(this.acts("qualificationType", record.object, ""), at, this.now);
    if (status !== "active") this.#note("QualificationTypeNotActive", record.object, status);
  }

  #decideInstitutional(by: string, record: RecordKey, decision: Decision): void {
    const country = this.#countryOfInstitution(record.subject);
    const writer = this.#accreditor(by, country, this.#grants(record, decision));
    const granted = [decision, ...decision.corrected].filter(({ kind }) => kind === "grant");
    const newest = this.#countedGrants(record)[0]?.content.scope ?? null;
    const scopes = granted.map(({ content }) => content.scope);
    if (decision.kind !== "grant") scopes.push(newest);
    const covered = (scope: Scope): boolean => scopes.every((inner) => inner === null || coversScope(scope, inner));
    this.#inScope(writer, record, decision, covered);
    this.#write(record, false, decision, writer);
  }

  #decideBinding(by: string, record: RecordKey, decision: Decision): void {
    this.#countryOfInstitution(record.subject);
    const grants = this.#grants(record, decision);
    const writer = grants ? this.#mayBind(by, record, decision) : this.#mayUnbind(by, record, decision);
    this.#write(record, false, decision, writer);
  }

  /** The appointed provider; a state for what it lifts. */
  #mayBind(by: string, record: RecordKey, decision: Decision): Writer {
    const office = this.officeOf(by);
    if (office?.kind === "memberState" && office.country === this.#countryOfInstitution(record.subject)) {
      const cancelled = this.#actsOf(record)[decision.position];
      const lifts = decision.kind === "rectify" || (decision.kind === "cancel" && cancelled?.office === office.number);
      if (!lifts) this.#note("CallerNotEntitledToBinding", by, record.subject);
      this.#mayAct(office.country, true);
      return { office: office.number, role: "state" };
    }
    if (office?.kind !== "provider" || this.providers.get(record.subject) !== office.number) {
      this.#stop("CallerNotEntitledToBinding", by, record.subject);
    }
    this.#mayAct(office.country, true);
    this.#mandateIs(office, ["active"]);
    return { office: office.number, role: "provider" };
  }

  #mayUnbind(by: string, record: RecordKey, decision: Decision): Writer {
    const country = this.#countryOfInstitution(record.subject);
    if (this.#isController(by, record.subject) && decision.kind !== "annul") return { office: 0, role: "controller" };
    const office = this.officeOf(by);
    if (office?.kind === "provider") {
      const bound = this.#bound(record).includes(office.number);
      if (!bound && this.providers.get(record.subject) !== office.number) {
        this.#stop("CallerNotEntitledToBinding", by, record.subject);
      }
      this.#mayAct(office.country, false);
      this.#mandateIs(office, bound ? ["active", "suspended"] : ["active"]);
      return { office: office.number, role: "provider" };
    }
    if (office?.kind === "memberState" && (office.country === country || this.#supervises(office.country, record))) {
      this.#mayAct(office.country, false);
      // Another country's state restricts as the provider that it supervises could.
      return { office: office.number, role: office.country === country ? "state" : "provider" };
    }
    if (office?.kind === "body" && office.country === country) return this.#accreditor(by, country, false);
    this.#stop("CallerNotEntitledToBinding", by, record.subject);
  }

  /** The providers whose grants count. */
  #bound(record: RecordKey): number[] {
    return this.#countedGrants(record).map((act) => act.office);
  }

  /** Whether a provider of that country bound it. */
  #supervises(country: string, record: RecordKey): boolean {
    return this.#bound(record).some((office) => this.officeCountry(office) === country);
  }

  #countryOfInstitution(institution: string): string {
    return this.institutions.get(institution) ?? this.#stop("InstitutionUnknown", institution);
  }

  /** Whether it needs an active seat and no pause: all but what restricts. */
  #grants(record: RecordKey, decision: Decision): boolean {
    if (decision.kind !== "cancel") return ["grant", "reinstate", "rectify"].includes(decision.kind);
    return this.#actsOf(record)[decision.position]?.kind !== "grant";
  }

  #mayAct(country: string, grants: boolean): void {
    if (grants && this.now < this.pausedUntil) this.#note("RegistryPaused", this.pausedUntil);
    const seat = lookUp(this.acts("seat", country, ""), this.now, this.now).status;
    const may = seat === "active" || (!grants && seat === "suspended");
    if (!may) this.#note("SeatNotActive", country, seat);
  }

  #mandateIs(office: Office, needed: readonly Status[]): void {
    const { status } = this.#mandateOf(office.number);
    if (!needed.includes(status)) this.#note("MandateNotActive", office.number, status);
  }

  #mandateOf(office: number): { status: Status; scope: Scope | null } {
    const { status, decider } = lookUp(this.acts("mandate", String(office), ""), this.now, this.now);
    return { status, scope: decider?.content.scope ?? null };
  }

  /** The country's state, or one of its bodies with a mandate in force. */
  #accreditor(by: string, country: string, grants: boolean): Writer {
    const office = this.officeOf(by);
    const kind = office?.kind;
    if (office?.country !== country || (kind !== "memberState" && kind !== "body")) {
      this.#stop("CallerNotEntitled", by, country);
    }
    this.#mayAct(country, grants);
    if (kind === "memberState") return { office: office.number, role: "state" };
    this.#mandateIs(office, ["active"]);
    return { office: office.number, role: "body" };
  }

  /** A body decides inside its mandate's scope; it may restrict anyhow where the newest act is its own. */
  #inScope(writer: Writer, record: RecordKey, decision: Decision, covered: (scope: Scope) => boolean): void {
    if (writer.role !== "body" || this.#mandateOf(writer.office).status !== "active") return;
    const own = !this.#grants(record, decision) && this.#actsOf(record).at(-1)?.office === writer.office;
    const { scope } = this.#mandateOf(writer.office);
    if (!own && (scope === null || !covered(scope))) this.#note("MandateScopeExceeded", writer.office);
  }

  /** From the newest on. */
  #countedGrants(record: RecordKey): Act[] {
    return countedActs(this.#actsOf(record), this.now).filter((act) => act.kind === "grant");
  }

  #actsOf({ kind, subject, object }: RecordKey): readonly Act[] {
    return this.acts(kind, subject, object);
  }

  #write(record: RecordKey, ofProvider: boolean, decision: Decision, writer: Writer): void {
    const { kind, subject, object } = record;
    const acts = this.#actsOf(record);
    const outcome = write({ kind, ofProvider }, acts, decision, writer, this.now);
    this.#refusals.push(...outcome.refusals);
    this.#settle();
    this.timelines.set([kind, subject, object].join(" "), [...acts, ...outcome.acts]);
    this.records.set([kind, subject, object].join(" "), record);
  }
}
