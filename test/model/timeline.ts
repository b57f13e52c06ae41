/**
 * The naive reference model of one record's timeline: its look-up and its writing rules, from the domain design alone.
 *
 * Made to be obviously right, not fast: a rule that says "a moment exists at which …" tries every moment at which anything
 * could change, and its neighbours. Times are seconds UTC; `until` 0 is open; `from` 0 is always.
 */
import type { Content } from "./content.ts";

export const DAY = 86_400;
export const LATE_RENEWAL = 180 * DAY;
export const BODY_RECTIFIES_WITHIN = 30 * DAY;
export const PROVIDER_NOTICE = 7 * DAY;

export type RecordKind =
  "seat" | "mandate" | "institution" | "qualificationType" | "programme" | "institutional" | "binding";

export type ActKind =
  "grant" | "suspend" | "reinstate" | "withdraw" | "end" | "annul" | "compromise" | "cancel" | "rectify";

export type Status =
  "never" | "notYet" | "active" | "suspended" | "lapsed" | "withdrawn" | "ended" | "annulled" | "compromised";

export interface Act {
  readonly kind: ActKind;
  readonly from: number;
  readonly until: number;
  readonly recordedAt: number;
  /** Number of the office that recorded it; 0 for the council and for a controller. */
  readonly office: number;
  readonly byState: boolean;
  readonly conditions: boolean;
  /** From 0 on, in the order of recording. */
  readonly position: number;
  /** The position that a cancel names; null otherwise. */
  readonly cancels: number | null;
  readonly content: Content;
}

/** What somebody asks to have recorded. */
export interface Decision {
  readonly kind: ActKind;
  readonly from: number;
  readonly until: number;
  readonly conditions: boolean;
  readonly content: Content;
  /** Of a cancel: the position of the act that shall not happen. */
  readonly position: number;
  /** Of a rectification: what takes the place of all that was recorded. */
  readonly corrected: readonly Decision[];
}

export type Role = "council" | "state" | "body" | "provider" | "controller";

export interface Writer {
  readonly office: number;
  readonly role: Role;
}

/** What is known of the record beside its acts. */
export interface RecordRules {
  readonly kind: RecordKind;
  /** A trust service provider's mandate: it begins seven days after it is recorded. */
  readonly ofProvider: boolean;
}

export interface Refusal {
  readonly error: string;
  readonly values: readonly (number | string)[];
}

/** The acts to append; or every reason not to, for which comes first is not the model's to say. */
export interface Outcome {
  readonly acts: readonly Act[];
  readonly refusals: readonly Refusal[];
}

export interface Answer {
  readonly status: Status;
  /** The act named in the answer: the suspension of what is suspended, the earliest grant of what has not begun. */
  readonly act: Act | null;
  /** The grant, withdrawal, end, annulment or compromise that decides. */
  readonly decider: Act | null;
  /** The suspension that was met before the decider. */
  readonly suspension: Act | null;
}

const refusal = (error: string, ...values: (number | string)[]): Refusal => ({ error, values });

const TERMINAL: readonly ActKind[] = ["withdraw", "end", "annul", "compromise"];
const terminates = (act: Act): boolean => TERMINAL.includes(act.kind);
const decides = (act: Act): boolean => act.kind === "grant" || terminates(act);
const isGrant = (act: Act): boolean => act.kind === "grant";

/** The acts that count as known at `knownAt`, from the newest to the oldest. */
export function countedActs(acts: readonly Act[], knownAt: number): Act[] {
  const known = acts.filter((act) => act.recordedAt <= knownAt);
  const current = known.slice(known.findLastIndex((act) => act.kind === "rectify") + 1);
  const cancelled = current.filter((act) => act.kind === "cancel").map((act) => act.cancels);
  return current.filter((act) => act.kind !== "cancel" && !cancelled.includes(act.position)).toReversed();
}

/** The look-up at `t`, as known at `knownAt`. */
export function lookUp(acts: readonly Act[], t: number, knownAt: number): Answer {
  const counted = countedActs(acts, knownAt);
  const begun = counted.filter((act) => act.from <= t);
  const decider = begun.find(decides) ?? null;
  const above = decider === null ? begun : begun.slice(0, begun.indexOf(decider));
  const reinstatement = above.findIndex((act) => act.kind === "reinstate");
  const unlifted = reinstatement === -1 ? above : above.slice(0, reinstatement);
  const suspension = unlifted.find((act) => act.kind === "suspend" && (act.until === 0 || t < act.until)) ?? null;

  if (decider === null) {
    const grants = counted.filter(isGrant);
    const begin = Math.min(...grants.map((act) => act.from));
    const coming = grants.find((act) => act.from === begin) ?? null;
    return { status: coming === null ? "never" : "notYet", act: coming, decider: null, suspension };
  }
  if (decider.kind !== "grant") return { status: STATUS_AFTER[decider.kind], act: decider, decider, suspension };
  if (decider.until !== 0 && t >= decider.until) return { status: "lapsed", act: decider, decider, suspension };
  if (suspension !== null) return { status: "suspended", act: suspension, decider, suspension };
  return { status: "active", act: decider, decider, suspension };
}

const STATUS_AFTER: Readonly<Record<Exclude<ActKind, "grant">, Status>> = {
  withdraw: "withdrawn",
  end: "ended",
  annul: "annulled",
  compromise: "compromised",
  // decide nothing
  suspend: "never",
  reinstate: "never",
  cancel: "never",
  rectify: "never",
};

/** Every moment at which an answer could change, and its neighbours. */
export function instants(acts: readonly Act[], ...more: number[]): number[] {
  const dates = [...acts.flatMap((act) => [act.from, act.until]), ...more];
  const around = dates.flatMap((date) => [date - 1, date, date + 1]).filter((date) => date >= 0);
  return [...new Set(around)].toSorted((a, b) => a - b);
}

/** Whether the record ever was compromised, as known at `knownAt`; no rectification takes that away. */
export function everCompromised(acts: readonly Act[], knownAt: number): boolean {
  return acts.some((act) => act.kind === "compromise" && act.recordedAt <= knownAt);
}

const KNOWN_ACTS: Readonly<Record<RecordKind, readonly ActKind[]>> = {
  seat: ["grant", "suspend", "reinstate", "end", "rectify"],
  mandate: ["grant", "suspend", "reinstate", "end", "cancel", "rectify"],
  institution: ["grant", "suspend", "reinstate", "withdraw", "end", "annul", "cancel", "rectify"],
  qualificationType: ["grant", "withdraw", "end", "annul", "cancel", "rectify"],
  programme: ["grant", "suspend", "reinstate", "withdraw", "end", "annul", "cancel", "rectify"],
  institutional: ["grant", "suspend", "reinstate", "withdraw", "end", "annul", "cancel", "rectify"],
  binding: ["grant", "end", "annul", "compromise", "cancel", "rectify"],
};

const NO_SET_END: readonly RecordKind[] = ["seat", "institution", "qualificationType"];
const RANK: Readonly<Partial<Record<ActKind, number>>> = { end: 1, withdraw: 2, annul: 3, compromise: 3 };

const isState = (writer: Writer): boolean => writer.role === "state" || writer.role === "council";

/** The acts to append, or why not. */
export function write(
  rules: RecordRules,
  acts: readonly Act[],
  decision: Decision,
  writer: Writer,
  now: number,
): Outcome {
  const attempt = new Attempt(rules, acts, decision, writer, now);
  const refusals = attempt.refusals();
  return { acts: refusals.length === 0 ? attempt.appended() : [], refusals };
}

class Attempt {
  readonly rules: RecordRules;
  readonly acts: readonly Act[];
  readonly decision: Decision;
  readonly writer: Writer;
  readonly now: number;
  readonly counted: readonly Act[];
  readonly from: number;

  constructor(rules: RecordRules, acts: readonly Act[], decision: Decision, writer: Writer, now: number) {
    this.rules = rules;
    this.acts = acts;
    this.decision = decision;
    this.writer = writer;
    this.now = now;
    this.counted = countedActs(acts, now);
    this.from = this.resolvedFrom();
  }

  isFirst(): boolean {
    return this.acts.length === 0;
  }

  resolvedFrom(): number {
    const { kind, from } = this.decision;
    if (kind === "cancel" || kind === "rectify") return this.now;
    if (this.rules.ofProvider && kind === "grant") return from === 0 ? this.now + PROVIDER_NOTICE : from;
    if (kind === "annul") return from;
    if (this.isFirst() && (kind === "grant" || this.isExclusion())) return from;
    if (from === 0) return this.now;
    if (kind === "suspend" || kind === "withdraw" || kind === "end") return Math.max(from, this.now);
    return from;
  }

  /** A withdrawal without anything to withdraw: an explicit no. */
  isExclusion(): boolean {
    return this.rules.kind === "programme" && this.decision.kind === "withdraw" && this.counted.length === 0;
  }

  at(t: number): Answer {
    return lookUp(this.acts, t, this.now);
  }

  instants(): number[] {
    return instants(this.counted, this.from, this.now);
  }

  appended(): Act[] {
    const decisions = [{ ...this.decision, from: this.from }, ...this.decision.corrected];
    return decisions.map((decision, index) => ({
      kind: decision.kind,
      from: decision.from,
      until: decision.until,
      recordedAt: this.now,
      office: this.writer.office,
      byState: isState(this.writer),
      conditions: decision.conditions,
      position: this.acts.length + index,
      cancels: decision.kind === "cancel" ? decision.position : null,
      content: decision.content,
    }));
  }

  refusals(): Refusal[] {
    const { kind } = this.decision;
    if (!KNOWN_ACTS[this.rules.kind].includes(kind)) return [refusal("ActUnknownToRecord", this.rules.kind, kind)];
    switch (kind) {
      case "grant":
        return [...this.windowRefusals(), ...this.grantRefusals()];
      case "suspend":
        return [...this.windowRefusals(), ...this.suspensionRefusals()];
      case "reinstate":
        return [...this.windowRefusals(), ...this.reinstatementRefusals()];
      case "withdraw":
      case "end":
        return [...this.windowRefusals(), ...this.terminationRefusals()];
      case "annul":
        return this.annulmentRefusals();
      case "compromise":
        return this.compromiseRefusals();
      case "cancel":
        return this.cancelRefusals();
      case "rectify":
        return this.rectificationRefusals();
    }
  }

  windowRefusals(): Refusal[] {
    return windowRefusals(this.rules, { ...this.decision, from: this.from }, this.now);
  }

  grantRefusals(): Refusal[] {
    const refusals: Refusal[] = [];
    if (this.rules.ofProvider && this.from < this.now + PROVIDER_NOTICE) {
      refusals.push(refusal("MandateTooSoon", this.from, this.now + PROVIDER_NOTICE));
    }
    if (this.isFirst()) return refusals;
    if (everCompromised(this.acts, this.now)) refusals.push(refusal("TimelineCompromised"));
    if (this.from < this.now && !this.isLateRenewal()) {
      refusals.push(refusal("TimelineBackDated", this.from, this.now));
    }
    for (const { position, from, until } of this.unlifted(this.beforeDecider(this.from))) {
      refusals.push(refusal("TimelineSuspensionRuns", position, from, until));
    }
    if (isState(this.writer)) return refusals;
    return [...refusals, ...this.imposed(), ...this.ofAnotherOffice()];
  }

  /** From `from` until now there was nothing but the lapse of one and the same grant. */
  isLateRenewal(): boolean {
    const lapsed = this.at(this.from).decider;
    return (
      this.from >= this.now - LATE_RENEWAL &&
      this.instants()
        .filter((t) => t >= this.from && t <= this.now)
        .every((t) => this.at(t).status === "lapsed" && this.at(t).decider === lapsed)
    );
  }

  /** The counted acts that are newer than the one that decides at `t`. */
  beforeDecider(t: number): readonly Act[] {
    const { decider } = this.at(t);
    return decider === null ? this.counted : this.counted.slice(0, this.counted.indexOf(decider));
  }

  /** The suspensions among `acts` that would hold at some moment from `from` on. */
  unlifted(acts: readonly Act[]): Act[] {
    return acts.filter((act) => act.kind === "suspend" && this.holds(act));
  }

  holds(suspension: Act): boolean {
    const newer = this.counted.slice(0, this.counted.indexOf(suspension));
    return this.instants().some(
      (t) =>
        t >= this.from &&
        t >= suspension.from &&
        (suspension.until === 0 || t < suspension.until) &&
        !newer.some((act) => (act.kind === "reinstate" || act.kind === "grant") && act.from <= t),
    );
  }

  /** The counted acts that are newer than the newest grant in effect at `from`; what terminates doesn't hide what is older. */
  beforeGrant(): readonly Act[] {
    const grant = this.counted.findIndex((act) => isGrant(act) && act.from <= this.from);
    return grant === -1 ? this.counted : this.counted.slice(0, grant);
  }

  /** What the state imposed, and no grant has replaced, and holds at `from` or later. */
  imposed(): Refusal[] {
    const walk = this.beforeGrant();
    const imposed = walk.filter((act, index) => {
      if (!act.byState) return false;
      if (act.kind === "suspend") return this.holds(act);
      return (
        terminates(act) &&
        walk
          .slice(0, index)
          .filter(isGrant)
          .every((grant) => act.from < grant.from)
      );
    });
    return imposed.map((act) => refusal("TimelineStateDecided", act.position));
  }

  /** There is one institutional accreditation: another office's, as far as it would still hold, is replaced by the state. */
  ofAnotherOffice(): Refusal[] {
    if (this.rules.kind !== "institutional") return [];
    const replaced = this.instants()
      .filter((t) => t >= this.from)
      .map((t) => this.at(t))
      .filter(({ status }) => status === "active" || status === "suspended")
      .flatMap(({ decider }) => (decider === null || decider.office === this.writer.office ? [] : [decider]));
    return [...new Set(replaced)].map((act) => refusal("TimelineOfAnotherOffice", act.position, act.office));
  }

  /** A grant that begins after `from`, and decides when it begins. */
  hasLaterGrant(before: number): boolean {
    return this.counted
      .filter((act) => isGrant(act) && act.from > this.from && (before === 0 || act.from < before))
      .some((act) => this.at(act.from).decider === act);
  }

  suspensionRefusals(): Refusal[] {
    const { until } = this.decision;
    if (this.hasLaterGrant(until)) return [];
    const { status, suspension } = this.at(this.from);
    if (status === "active") return [];
    if (status === "suspended" && suspension !== null) {
      if (suspension.until !== 0 && (until === 0 || suspension.until < until)) return [];
      if (isState(this.writer) && !suspension.byState) return [];
    }
    return [refusal("TimelineNothingToRestrict", this.from)];
  }

  reinstatementRefusals(): Refusal[] {
    const refusals: Refusal[] = [];
    if (this.from < this.now) refusals.push(refusal("TimelineBackDated", this.from, this.now));
    if (this.unlifted(this.beforeDecider(this.from)).length === 0) {
      refusals.push(refusal("TimelineNothingToReinstate", this.from));
    }
    if (isState(this.writer)) return refusals;
    const imposed = this.unlifted(this.beforeGrant()).filter((act) => act.byState);
    return [...refusals, ...imposed.map((act) => refusal("TimelineStateDecided", act.position))];
  }

  terminationRefusals(): Refusal[] {
    const nothing = this.terminates() ? [] : [refusal("TimelineNothingToRestrict", this.from)];
    // What ended says less than what is suspended or withdrawn: by an end a body would lift what the state imposed.
    const lifts = this.decision.kind === "end" && !isState(this.writer) && this.rules.kind !== "binding";
    return lifts ? [...nothing, ...this.imposed()] : nothing;
  }

  /** Whether a withdrawal or an end from `from` on would change anything. */
  terminates(): boolean {
    const { kind } = this.decision;
    const { status, decider } = this.at(this.from);
    if (decider === null) return status === "notYet" || this.isExclusion();
    if (isGrant(decider) || this.hasLaterGrant(0)) return true;
    if (!isState(this.writer) && decider.byState) return false;
    if ((RANK[kind] ?? 0) > (RANK[decider.kind] ?? 0)) return true;
    return kind === decider.kind && isState(this.writer) && !decider.byState;
  }

  annulmentRefusals(): Refusal[] {
    const grant = this.counted.findIndex((act) => isGrant(act) && act.from === this.from);
    if (grant !== -1) return this.repeated(this.counted.slice(0, grant));
    return [refusal("TimelineNoSuchGrant", this.from), ...this.repeated(this.counted)];
  }

  compromiseRefusals(): Refusal[] {
    const future = this.from > this.now ? [refusal("TimelineFutureCompromise", this.from, this.now)] : [];
    const nothing = this.counted.some(isGrant) ? [] : [refusal("TimelineNoSuchGrant", this.from)];
    return [...future, ...nothing, ...this.repeated(this.counted)];
  }

  /** The same, from no later on, is there already; only the state repeats what others recorded. */
  repeated(among: readonly Act[]): Refusal[] {
    const same = among.filter((act) => act.kind === this.decision.kind && act.from <= this.from);
    const known = isState(this.writer) ? same.some((act) => act.byState) : same.length > 0;
    return known ? [refusal("TimelineNothingToRestrict", this.from)] : [];
  }

  cancelRefusals(): Refusal[] {
    const { position } = this.decision;
    const act = this.counted.find((one) => one.position === position);
    if (act === undefined || act.from <= this.now) return [refusal("TimelineNotCancellable", position)];
    if (isState(this.writer)) return [];
    const imposed = act.byState ? [refusal("TimelineStateDecided", position)] : [];
    if (!isGrant(act)) return imposed;
    // Without the grant, the state's suspension of it would say nothing any more.
    const newer = this.counted.slice(0, this.counted.indexOf(act));
    const suspensions = newer.filter((one) => one.byState && one.kind === "suspend" && this.wouldSuspend(one, act));
    return [...imposed, ...suspensions.map((one) => refusal("TimelineStateDecided", one.position))];
  }

  /** Whether the suspension, unless a reinstatement recorded after it lifts it, meets times of the grant. */
  wouldSuspend(suspension: Act, grant: Act): boolean {
    const newer = this.counted.slice(0, this.counted.indexOf(suspension));
    return this.instants().some(
      (t) =>
        t >= grant.from &&
        t >= suspension.from &&
        (suspension.until === 0 || t < suspension.until) &&
        !newer.some((act) => act.kind === "reinstate" && act.from <= t),
    );
  }

  rectificationRefusals(): Refusal[] {
    const nothing = this.isFirst() ? [refusal("TimelineNothingToRectify")] : [];
    return [...nothing, ...this.rightToRectify(), ...this.correctionsRefusals()];
  }

  rightToRectify(): Refusal[] {
    if (this.rules.kind === "binding") {
      if (isState(this.writer)) return this.decision.corrected.length > 0 ? [refusal("CorrectionsInvalid", 0)] : [];
      const imposed = this.counted.filter((act) => act.byState);
      return imposed.map((act) => refusal("TimelineStateDecided", act.position));
    }
    if (isState(this.writer)) return [];
    return this.acts
      .filter((act) => !this.isOwn(act) || act.recordedAt < this.now - BODY_RECTIFIES_WITHIN)
      .map((act) => refusal("TimelineNotRectifiable", act.position, act.office, act.recordedAt));
  }

  isOwn(act: Act): boolean {
    return act.office === this.writer.office && act.byState === isState(this.writer);
  }

  correctionsRefusals(): Refusal[] {
    const { corrected } = this.decision;
    const refusals = corrected.flatMap((correction, index) => this.correctionRefusals(correction, index));
    const restated = corrected.some((correction) => correction.kind === "compromise");
    const voidedByState = isState(this.writer) && corrected.length === 0;
    const forgets = everCompromised(this.acts, this.now) && !restated && !voidedByState;
    return forgets ? [...refusals, refusal("CorrectionsInvalid", corrected.length)] : refusals;
  }

  correctionRefusals(correction: Decision, index: number): Refusal[] {
    const { kind, from } = correction;
    const unknown = !KNOWN_ACTS[this.rules.kind].includes(kind) || kind === "cancel" || kind === "rectify";
    if (unknown) return [refusal("ActUnknownToRecord", this.rules.kind, kind)];
    const refusals = windowRefusals(this.rules, correction, this.now);
    const exclusion = this.rules.kind === "programme" && kind === "withdraw";
    const opens = index > 0 || kind === "grant" || exclusion;
    const before = this.decision.corrected.slice(0, index);
    const rebinds = kind === "grant" && before.some((one) => one.kind === "compromise");
    if (!opens || rebinds) refusals.push(refusal("CorrectionsInvalid", index));
    if (kind === "compromise" && from > this.now) refusals.push(refusal("TimelineFutureCompromise", from, this.now));
    // A rectification doesn't spare a provider the seven days: it begins no earlier than its first mandate did.
    const earliest = this.acts[0]?.from ?? 0;
    if (this.rules.ofProvider && kind === "grant" && from < earliest) {
      refusals.push(refusal("MandateTooSoon", from, earliest));
    }
    return refusals;
  }
}

function windowRefusals(rules: RecordRules, { kind, from, until }: Decision, now: number): Refusal[] {
  const refusals: Refusal[] = [];
  if (rules.kind === "seat" && from > now) refusals.push(refusal("SeatActInFuture", from));
  if (until === 0) return refusals;
  const endless = rules.kind === "seat" || (kind === "grant" && NO_SET_END.includes(rules.kind));
  if (endless) refusals.push(refusal("RecordHasNoEnd", rules.kind, until));
  const hasWindow = kind === "grant" || kind === "suspend";
  if (!hasWindow || until <= from) refusals.push(refusal("TimelineInvalidWindow", from, until));
  return refusals;
}
