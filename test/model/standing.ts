/**
 * The naive reference model of the two answers: may an institution award, and was an identifier or key bound to it.
 * The codes are written out here on purpose: they are compared with the contracts', not taken from them.
 */
import { coversType, holdsIn, type Attributes, type Content } from "./content.ts";
import {
  countedActs,
  everCompromised,
  lookUp,
  type Act,
  type Answer,
  type RecordKind,
  type Status,
} from "./timeline.ts";

export const RETROACTIVE = 1;
export const SCHEDULED = 2;
export const SEAT_SUSPENDED = 4;
export const WITH_CONDITIONS = 8;
export const COMPROMISED_SINCE = 16;

export interface Deciding {
  readonly from: number;
  readonly until: number;
  readonly recordedAt: number;
  readonly office: number;
}

export interface Standing {
  readonly code: number;
  readonly flags: number;
  readonly act: Deciding;
}

/** What the answers need of a register. */
export interface Records {
  acts(kind: RecordKind, subject: string, object: string): readonly Act[];
  /** Fixed when it is registered; null for an institution that never was. */
  countryOf(institution: string): string | null;
  attributesOf(qualificationType: string): Attributes | null;
  /** Who defined it: a country or `EU`; null for a type that nobody did. */
  definerOf(qualificationType: string): string | null;
  /** The country of an office. */
  officeCountry(office: number): string;
}

export interface StandingQuestion {
  readonly institution: string;
  readonly qualificationType: string;
  /** "" asks for the institution's own country. */
  readonly territory: string;
  readonly at: number;
  readonly knownAt: number;
}

export interface BindingQuestion {
  readonly institution: string;
  readonly binding: string;
  readonly at: number;
  readonly knownAt: number;
}

const NO_ACT: Deciding = { from: 0, until: 0, recordedAt: 0, office: 0 };

function answer(code: number, of: Answer, at: number, now: number, otherFlags: number): Standing {
  const { act } = of;
  const scheduled = at > now ? SCHEDULED : 0;
  if (act === null) return { code, flags: otherFlags | scheduled, act: NO_ACT };
  const retroactive = of.status !== "notYet" && at < act.recordedAt ? RETROACTIVE : 0;
  const conditions = act.conditions ? WITH_CONDITIONS : 0;
  const { from, until, recordedAt, office } = act;
  return { code, flags: otherFlags | scheduled | retroactive | conditions, act: { from, until, recordedAt, office } };
}

const INSTITUTION_CODES: Readonly<Partial<Record<Status, number>>> = {
  never: 20,
  notYet: 21,
  suspended: 22,
  ended: 23,
  withdrawn: 24,
  annulled: 25,
};

/** A type that has ended is retired: those enrolled finish. */
const TYPE_CODES: Readonly<Partial<Record<Status, number>>> = { never: 40, notYet: 41, withdrawn: 42, annulled: 43 };

/** May the institution award the qualification type there and then? */
export function standing(records: Records, question: StandingQuestion, now: number): Standing {
  const { at, knownAt } = question;
  const ask = (kind: RecordKind, subject: string, object = ""): Answer =>
    lookUp(records.acts(kind, subject, object), at, knownAt);

  const institution = ask("institution", question.institution);
  const institutionCode = INSTITUTION_CODES[institution.status];
  if (institutionCode !== undefined) return answer(institutionCode, institution, at, now, 0);

  const country = records.countryOf(question.institution) ?? "";
  const seat = ask("seat", country);
  const seatFlag = seat.status === "suspended" ? SEAT_SUSPENDED : 0;
  const say = (code: number, of: Answer): Standing => answer(code, of, at, now, seatFlag);
  if (seat.status === "ended" || seat.status === "never") return say(30, seat);

  const type = ask("qualificationType", question.qualificationType);
  const typeCode = TYPE_CODES[type.status];
  if (typeCode !== undefined) return say(typeCode, type);
  const attributes = records.attributesOf(question.qualificationType);

  const programme = ask("programme", question.institution, question.qualificationType);
  const institutional = ask("institutional", question.institution);
  const acts = records.acts("institutional", question.institution, "");
  const scope = contentAt(acts, institutional, at, knownAt)?.scope ?? null;
  const definer = records.definerOf(question.qualificationType);
  const nationalOrEu = definer === country || definer === "EU";
  const covered = scope !== null && attributes !== null && nationalOrEu && coversType(scope, attributes);
  const territory = question.territory === "" ? country : question.territory;
  const here = (of: Answer): boolean => of.decider !== null && holdsIn(of.decider.content.territories, territory);

  // The first that applies, in the order of the design's table.
  const p = programme.status;
  const i = institutional.status;
  if (p === "active" && here(programme)) return say(10, programme);
  if (p === "annulled") return say(50, programme);
  if (p === "withdrawn") return say(51, programme);
  if (p === "suspended") return say(52, programme);
  if (p === "lapsed" && programme.suspension !== null) return say(53, programme);
  if (i === "active" && covered && here(institutional)) return say(11, institutional);
  if (i === "annulled" && covered) return say(60, institutional);
  if (i === "withdrawn" && covered) return say(61, institutional);
  if (i === "suspended" && covered) return say(62, institutional);
  if (p === "active") return say(54, programme);
  if (i === "active" && covered) return say(63, institutional);
  if (p === "lapsed") return say(55, programme);
  if (p === "ended") return say(56, programme);
  if (p === "notYet") return say(57, programme);
  if (i === "lapsed") return say(64, institutional);
  if (i === "ended") return say(65, institutional);
  if (i === "notYet") return say(66, institutional);
  if (i !== "never") return say(67, institutional);
  return say(70, institutional);
}

/** The content of the newest counted grant that had begun, from the deciding act on backwards. */
export function contentAt(acts: readonly Act[], of: Answer, at: number, knownAt: number): Content | null {
  if (of.act === null || of.status === "notYet") return null;
  const counted = countedActs(acts, knownAt);
  const walk = counted.slice(counted.indexOf(of.act));
  return walk.find((act) => act.kind === "grant" && act.from <= at)?.content ?? null;
}

const BINDING_CODES: Readonly<Partial<Record<Status, number>>> = {
  never: 110,
  notYet: 111,
  lapsed: 112,
  ended: 113,
  annulled: 114,
  compromised: 115,
};

const PROVIDER_CODES: Readonly<Partial<Record<Status, number>>> = {
  never: 120,
  notYet: 120,
  suspended: 121,
  lapsed: 122,
  ended: 123,
};

/** Was the identifier or key bound to the institution then, by a provider that might bind? */
export function bindingAt(records: Records, question: BindingQuestion, now: number): Standing {
  const { at, knownAt } = question;
  const acts = records.acts("binding", question.institution, question.binding);
  const binding = lookUp(acts, at, knownAt);
  const sinceFlag = everCompromised(acts, knownAt) ? COMPROMISED_SINCE : 0;
  const bindingCode = BINDING_CODES[binding.status];
  if (bindingCode !== undefined) return answer(bindingCode, binding, at, now, sinceFlag);

  const provider = binding.decider?.office ?? 0;
  const mandate = lookUp(records.acts("mandate", String(provider), ""), at, knownAt);
  const seat = lookUp(records.acts("seat", records.officeCountry(provider), ""), at, knownAt);
  const flags = sinceFlag | (seat.status === "suspended" ? SEAT_SUSPENDED : 0);
  const providerCode = PROVIDER_CODES[mandate.status];
  if (providerCode !== undefined) return answer(providerCode, mandate, at, now, flags);
  if (seat.status === "ended" || seat.status === "never") return answer(123, seat, at, now, flags);
  return answer(100, binding, at, now, flags);
}
