/**
 * Call data of the acts that the kinds of record share (`IRegistryActs`). Offices send it inside a bundle: `multicall`.
 * A restricting act whose `from` is past or left out begins now.
 */
import type { Hex } from "../hex.ts";
import { institutionIdOf, recordKey } from "../recordKey.ts";
import type { InstitutionRef, RecordRef } from "../references.ts";
import type { Time } from "../time.ts";
import { type Correction, correctionStruct } from "./correction.ts";
import { encode, type Evidence, seconds, type Span, ZERO } from "./encode.ts";

/** The record, and the published decision. */
export interface ActOn extends Evidence {
  readonly record: RecordRef;
}

/**
 * What is active is suspended; without `until`, until reinstatement.
 * @example suspend({ record, from: "2026-03-01", until: "2026-09-01", evidence }) // "0xe7021010…"
 */
export const suspend = ({ record, from, until, evidence }: ActOn & Span): Hex =>
  encode("suspend", [recordKey(record), seconds(from), seconds(until), evidence]) as Hex;

/**
 * Suspensions recorded before no longer count; without `from`, from now on.
 * @example reinstate({ record, evidence }) // "0xbdfacf28…"
 */
export const reinstate = ({ record, from, evidence }: ActOn & { readonly from?: Time }): Hex =>
  encode("reinstate", [recordKey(record), seconds(from), evidence]) as Hex;

/**
 * Withdrawn by the authority; of a programme that was never accredited, an exclusion.
 * @example withdraw({ record, from: "2026-03-01", evidence }) // "0xc854ed47…"
 */
export const withdraw = ({ record, from, evidence }: ActOn & { readonly from?: Time }): Hex =>
  encode("withdraw", [recordKey(record), seconds(from), evidence]) as Hex;

/**
 * Given up, or run out by agreement; an institution that closes may name its successor.
 * @example end({ record, evidence }) // "0x8f99ef58…"
 */
export const end = (act: ActOn & { readonly from?: Time; readonly successor?: InstitutionRef }): Hex => {
  const successor = act.successor === undefined ? ZERO : institutionIdOf(act.successor);
  return encode("end", [recordKey(act.record), seconds(act.from), successor, act.evidence]) as Hex;
};

/**
 * The grant that begins at `from`, as recorded, is void, and all after it.
 * @example annul({ record, from: "2020-10-01", evidence }) // "0x518c8050…"
 */
export const annul = ({ record, from, evidence }: ActOn & { readonly from: Time }): Hex =>
  encode("annul", [recordKey(record), seconds(from), evidence]) as Hex;

/**
 * A binding is untrusted since `from`, which may be past; without it, since now.
 * @example compromise({ record, from: "2026-02-14T09:30:00Z", evidence }) // "0x0d0d3f30…"
 */
export const compromise = ({ record, from, evidence }: ActOn & { readonly from?: Time }): Hex =>
  encode("compromise", [recordKey(record), seconds(from), evidence]) as Hex;

/**
 * The act at that position, not yet in effect, never happened.
 * @example cancel({ record, position: 1, evidence }) // "0x9fd86030…"
 */
export const cancel = ({ record, position, evidence }: ActOn & { readonly position: number }): Hex =>
  encode("cancel", [recordKey(record), position, evidence]) as Hex;

/**
 * Nothing recorded before counts; the corrections do.
 * @example rectify({ record, corrections: [{ kind: "grant", from: "2016-01-01" }], evidence }) // "0x29e15503…"
 */
export const rectify = (act: ActOn & { readonly corrections: readonly Correction[] }): Hex =>
  encode("rectify", [recordKey(act.record), act.corrections.map(correctionStruct), act.evidence]) as Hex;
