/** Compares what a file says with what the register has: what is new, changed, the same, or can't be. */
import { keccak256 } from "ethers";

import { encodeScope, encodeTypeAttributes } from "../../../client/src/encoding.ts";
import type { Hex } from "../../../client/src/hex.ts";
import { EU } from "../../../client/src/identifiers/countries.ts";
import { institutionIdOf, qualificationTypeIdOf } from "../../../client/src/recordKey.ts";
import { profileBytes } from "../../../client/src/profile.ts";
import type { RecordRef } from "../../../client/src/references.ts";
import { toSeconds } from "../../../client/src/time.ts";
import type { Correction } from "../../../client/src/writes/correction.ts";
import type { QualificationTypeEntry, Timeline } from "../../export/contents.ts";
import { actsInForce } from "../../export/inForce.ts";
import { correctionOf } from "../../export/itemsInForce.ts";
import { lookUp } from "../../export/lookUp.ts";
import type { AccreditationItem, ImportItem, InstitutionItem, TypeItem } from "../items.ts";
import { writeActs } from "../laterActs.ts";
import type { RegisterIndex } from "./registerIndex.ts";
import type { Part, Step } from "./step.ts";

/** What is to be done about one subject of a row: a row may have several. */
export interface Planned {
  readonly line: number;
  /** Unique in a file, and the same whenever the file is imported again. */
  readonly key: string;
  /** Of the institution, the type, or the accredited institution; nothing where it isn't known. */
  readonly id: Hex | "";
  readonly status: "new" | "changed" | "same" | "skipped" | "refused";
  /** Why it is refused, or what to know of it. */
  readonly reason: string;
  /** Of what is new or changed; several may share one. */
  readonly step?: Step;
}

/** Of decisions whose rows carry no hash of their own. */
export type DefaultEvidence = Hex;

export function planInstitution(item: InstitutionItem, index: RegisterIndex, evidence: DefaultEvidence): Planned {
  const id = institutionIdOf({ country: item.country, identifier: item.identifier });
  const { line, key, country, identifier, profile, from, laterActs } = item;
  const planned = { line, key, id };
  const entry = index.institution(id);
  const record: RecordRef = { kind: "institution", institution: id };
  const wanted: Correction[] = [{ kind: "grant", from }, ...laterActs];
  if (entry === undefined) {
    const register: Part = { kind: "register", identifier, profile, from, evidence: item.evidence ?? evidence };
    const parts = [register, ...corrected(record, item, wanted, evidence)];
    const needs = laterActs.flatMap(({ successor }) => (successor === undefined ? [] : [institutionIdOf(successor)]));
    const step = { rows: [key], country, parts, registers: id, needs };
    return { ...planned, status: "new", reason: alsoOf(item, id, index), step };
  }
  // without dates, a row says no more than that there is such an institution
  const isThere = from === 0 && laterActs.length === 0 && lookUp(entry.acts, index.now).state === "active";
  if (!isThere && !isRecorded(entry, wanted)) {
    return { ...planned, ...refused(`${another(entry)} Use institution reopen or institution rectify.`) };
  }
  const said = isThere ? SAME : sameBut(entry, wanted);
  if (entry.profileHash === keccak256(profileBytes(profile))) return { ...planned, ...said };
  const parts: Part[] = [{ kind: "profile", institution: id, profile }];
  return { ...planned, status: "changed", reason: "", step: { rows: [key], country, parts, needs: [] } };
}

/** Other institutions that the register knows by one of these identifiers: the same one twice, maybe. */
function alsoOf({ profile: { identifiers } }: InstitutionItem, id: Hex, index: RegisterIndex): string {
  const others = identifiers.flatMap((uri) =>
    index
      .institutionsWith(uri)
      .flatMap((other) => (other === id ? [] : [`${uri} is an identifier of ${other} as well.`])),
  );
  return others.join(" ");
}

export function planType(item: TypeItem, index: RegisterIndex, evidence: DefaultEvidence): Planned {
  const { line, key, uri, attributes, from, laterActs } = item;
  const { country } = attributes;
  const id = qualificationTypeIdOf({ country, uri });
  const planned = { line, key, id };
  const entry = index.qualificationType(id);
  const wanted: Correction[] = [{ kind: "grant", from }, ...laterActs];
  if (entry === undefined) {
    if (country === EU) {
      return {
        ...planned,
        ...refused("EU's types are the council's: propose it, with qualification define --motion."),
      };
    }
    const define: Part = { kind: "define", uri, attributes, from, evidence: item.evidence ?? evidence };
    const record: RecordRef = { kind: "qualificationType", qualificationType: id };
    const parts = [define, ...corrected(record, item, wanted, evidence)];
    return { ...planned, status: "new", reason: "", step: { rows: [key], country, parts, needs: [] } };
  }
  if (encodeTypeAttributes(attributes) !== index.attributesOf(entry)) {
    return {
      ...planned,
      ...refused("The register has this type with other attributes, and they never change. Define a new type."),
    };
  }
  const isThere = from === 0 && laterActs.length === 0 && lookUp(entry.acts, index.now).state === "active";
  if (isThere) return { ...planned, ...SAME };
  if (isRecorded(entry, wanted)) return { ...planned, ...sameBut(entry, wanted) };
  return { ...planned, ...refused(`${another(entry)} Use qualification rectify.`) };
}

/** Accreditations that were found in the register: what they are about, and what of it is there. */
interface Subject {
  readonly item: AccreditationItem;
  readonly id: Hex;
  readonly record: RecordRef;
  readonly entry: Timeline | undefined;
  readonly step: (parts: readonly Part[], rows?: readonly string[]) => Step;
  /** The act that the row decides. */
  readonly act: (evidence: Hex) => Part;
  /** Of a programme accreditation. */
  readonly type?: QualificationTypeEntry;
}

/**
 * @param several what several rows of one record are: a mistake, or decisions one after the other
 */
export function planAccreditations(
  items: readonly AccreditationItem[],
  index: RegisterIndex,
  evidence: DefaultEvidence,
  several: "mistake" | "history",
): Planned[] {
  const planned: Planned[] = [];
  const records = new Map<string, Subject[]>();
  for (const item of items) {
    const subject = subjectOf(item, index);
    if ("reason" in subject) {
      planned.push({ line: item.line, key: item.key, ...subject });
      continue;
    }
    const name = JSON.stringify(subject.record);
    records.set(name, [...(records.get(name) ?? []), subject]);
  }
  for (const [first, ...others] of records.values()) {
    if (first === undefined) continue;
    if (others.length === 0) planned.push(planSubject(first, index, evidence));
    else if (several === "mistake") {
      planned.push(planSubject(first, index, evidence));
      const reason = `The accreditation is that of line ${String(first.item.line)}. Put what was decided later into the column later_acts.`;
      planned.push(...others.map(({ item, id }) => ({ line: item.line, key: item.key, id, ...refused(reason) })));
    } else planned.push(...planHistory([first, ...others], index, evidence));
  }
  return planned.sort((left, right) => left.line - right.line);
}

function planSubject(subject: Subject, index: RegisterIndex, evidence: DefaultEvidence): Planned {
  const { item, id, entry, step } = subject;
  const { line, key } = item;
  const planned = { line, key, id };
  const first = firstAct(item);
  const wanted = [first, ...item.laterActs];
  if (entry === undefined || actsInForce(entry.acts).length === 0) {
    return { ...planned, status: "new", reason: "", step: step(begun(subject, wanted, index, evidence)) };
  }
  if (isRecorded(entry, wanted)) return { ...planned, ...sameBut(entry, wanted) };
  if (item.decision === "withdraw" || item.laterActs.length > 0) {
    return { ...planned, ...refused(`${another(entry)} Use accreditation rectify.`) };
  }
  if (isInForce(entry, first, index.now)) return { ...planned, ...SAME };
  return { ...planned, status: "changed", reason: "", step: step([subject.act(item.evidence ?? evidence)]) };
}

/**
 * Grants of one record, one after the other: only the first may begin in the past, so that the others are put beside it by a
 * rectification, whose dates are taken as they are.
 */
function planHistory(subjects: readonly Subject[], index: RegisterIndex, evidence: DefaultEvidence): Planned[] {
  const ordered = subjects.toSorted((a, b) => a.item.from - b.item.from || a.item.line - b.item.line);
  const lineOf = new Map<string, number>();
  const different: Subject[] = [];
  const planned: Planned[] = [];
  for (const subject of ordered) {
    const { item, id } = subject;
    const said = form(firstAct(item));
    const earlier = lineOf.get(said);
    if (earlier === undefined) {
      lineOf.set(said, item.line);
      different.push(subject);
    } else {
      const reason = `Line ${String(earlier)} says the same.`;
      planned.push({ line: item.line, key: item.key, id, status: "same", reason });
    }
  }
  const [first] = different;
  if (first === undefined) return planned;
  const isNew = first.entry === undefined || actsInForce(first.entry.acts).length === 0;
  if (!isNew || different.length === 1) {
    return [...planned, ...different.map((subject) => planSubject(subject, index, evidence))];
  }
  const acts = different.map(({ item }) => firstAct(item));
  const step = first.step(
    begun(first, acts, index, evidence),
    different.map(({ item }) => item.key),
  );
  return [
    ...planned,
    ...different.map(({ item: { line, key }, id }) => ({ line, key, id, status: "new" as const, reason: "", step })),
  ];
}

/** A record that an accreditation is about; why there is none. */
function subjectOf(
  item: AccreditationItem,
  index: RegisterIndex,
): Subject | { readonly id: Hex | ""; readonly status: "refused"; readonly reason: string } {
  const institution = index.institutionNamed(item.institution);
  if (typeof institution === "string") return { id: "", ...refused(institution) };
  const { id, country } = institution;
  const { subject, from, until, territories, conditions, key } = item;
  const decision = { from, ...(until === undefined ? {} : { until }), territories, conditions };
  const step = (parts: readonly Part[], rows: readonly string[] = [key]): Step => ({ rows, country, parts, needs: [] });
  if (subject.kind === "institutional") {
    return {
      item,
      id,
      step,
      record: { kind: "institutional", institution: id },
      entry: index.institutional(id),
      act: (evidence) => ({ kind: "accreditByScope", institution: id, scope: subject.scope, decision, evidence }),
    };
  }
  const type = index.typeNamed(subject.qualificationType);
  if (typeof type === "string") return { id, ...refused(type) };
  const record: RecordRef = { kind: "programme", institution: id, qualificationType: type.id };
  const act = (evidence: Hex): Part =>
    item.decision === "withdraw"
      ? { kind: "withdraw", record, from, evidence }
      : { kind: "accredit", institution: id, qualificationType: type.id, decision, evidence };
  return { item, id, step, record, entry: index.programme(id, type.id), act, type };
}

/**
 * Begins a record, with all acts that are to count. A type that was retired since takes no new grant, but what was granted
 * before goes on: such a record begins with an exclusion, in whose place the rectification of the same bundle puts the acts.
 */
function begun(
  { item, record, act, type }: Subject,
  wanted: readonly Correction[],
  index: RegisterIndex,
  evidence: DefaultEvidence,
): Part[] {
  const own = item.evidence ?? evidence;
  const rectified: Part = {
    kind: "rectify",
    record,
    corrections: wanted,
    evidence: wanted.length > 1 ? evidence : own,
  };
  if (item.decision === "grant" && type !== undefined && isRetiredSince(type, item.from, index.now)) {
    return [{ kind: "withdraw", record, from: item.from, evidence: own }, rectified];
  }
  return wanted.length === 1 ? [act(own)] : [act(own), rectified];
}

function isRetiredSince({ acts }: QualificationTypeEntry, from: number, now: number): boolean {
  if (lookUp(acts, Math.max(from, now)).state === "active") return false;
  const then = lookUp(acts, from).state;
  return then !== "ended" && then !== "withdrawn";
}

const firstAct = ({ decision, subject, from, until, territories, conditions }: AccreditationItem): Correction => ({
  kind: decision,
  from,
  ...(until === undefined ? {} : { until }),
  ...(decision === "grant" ? { territories, conditions } : {}),
  ...(subject.kind === "institutional" ? { scope: subject.scope } : {}),
});

/** Acts that count after the first are put there by a rectification: its dates are taken as they are. */
function corrected(
  record: RecordRef,
  { laterActs, evidence: own }: Pick<ImportItem, "laterActs" | "evidence">,
  wanted: readonly Correction[],
  evidence: DefaultEvidence,
): Part[] {
  if (laterActs.length === 0) return [];
  return [{ kind: "rectify", record, corrections: wanted, evidence: own ?? evidence }];
}

const inForce = (entry: Timeline): Correction[] => actsInForce(entry.acts).map(correctionOf);

/** Whether the acts that count have these among them, one after the other: imported again, they would change nothing. */
function isRecorded(entry: Timeline, wanted: readonly Correction[]): boolean {
  const [present, sought] = [inForce(entry).map(form), wanted.map(form)];
  return present.some((_, start) => sought.every((act, offset) => present[start + offset] === act));
}

/** Whether a grant from now on is what counts now. */
function isInForce(entry: Timeline, grant: Correction, now: number): boolean {
  const last = actsInForce(entry.acts).at(-1);
  if (last?.kind !== "grant" || (grant.from ?? 0) !== 0 || last.from > now) return false;
  return form({ ...correctionOf(last), from: 0 }) === form(grant);
}

/** One form for what decides the same. */
function form({ kind, from = 0, until, territories = [], conditions = false, scope, successor }: Correction): string {
  return JSON.stringify([
    kind,
    toSeconds(from),
    until === undefined ? 0 : toSeconds(until),
    [...territories].sort(),
    conditions,
    scope === undefined ? "" : encodeScope(scope).toString(16),
    successor === undefined ? "" : institutionIdOf(successor),
  ]);
}

const SAME = { status: "same", reason: "The register has it already." } as const;

function sameBut(entry: Timeline, wanted: readonly Correction[]): Pick<Planned, "status" | "reason"> {
  const present = inForce(entry);
  if (present.length === wanted.length) return SAME;
  return { status: "same", reason: `The register has it already, among what counts: ${writeActs(present)}.` };
}

function another(entry: Timeline): string {
  const acts = inForce(entry);
  if (acts.length === 0) return "The register has this record, and nothing in it counts any more.";
  return `The register has another history: ${writeActs(acts)}.`;
}

const refused = (reason: string) => ({ status: "refused", reason }) as const;
