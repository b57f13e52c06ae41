/**
 * Call data of mandates, the guardian, the pause, and of what `MemberStates` and the council's timelock write: the former
 * from offices inside a bundle (`multicall`), the latter in a proposal.
 */
import { toBeHex } from "ethers";

import { ACT_KINDS } from "../act.ts";
import { encodeScope, type ScopeSets } from "../encoding.ts";
import type { Hex } from "../hex.ts";
import { parseCountryOrCouncil } from "../identifiers/countries.ts";
import { type OfficeKind, officeKindNumber } from "../office.ts";
import { countryBytes } from "../recordKey.ts";
import { type Time, toSeconds } from "../time.ts";
import { type Correction, correctionStruct } from "./correction.ts";
import { encode, type Evidence, seconds, type Span, ZERO } from "./encode.ts";

/**
 * Runs calls in order, all of them or none. Offices write inside it only.
 * @param deadline last second in which the bundle is valid
 * @example multicall({ deadline: "2026-04-01", calls: [pause({ duration: 3600 })] }) // "0xbbb7e9b6…"
 */
export const multicall = ({ deadline, calls }: { readonly deadline: Time; readonly calls: readonly Hex[] }): Hex =>
  encode("multicall", [toSeconds(deadline), [...calls]]) as Hex;

/**
 * Mandates an account that consented to these terms. A body's first mandate holds always without `from`.
 * @example mandate({ kind: "trustServiceProvider", account, trustedListEntry, terms, evidence }) // "0xb4a9fd08…"
 */
export const mandate = (
  act: Evidence &
    Span & { readonly account: Hex; readonly terms: Hex } & (
      | { readonly kind: "accreditationBody"; readonly scope: ScopeSets }
      | { readonly kind: "trustServiceProvider"; readonly trustedListEntry: Hex }
    ),
): Hex => {
  const detail = act.kind === "accreditationBody" ? toBeHex(encodeScope(act.scope), 32) : act.trustedListEntry;
  const [from, until] = [seconds(act.from), seconds(act.until)];
  const { account, kind, terms, evidence } = act;
  return encode("mandate", [{ account, kind: officeKindNumber(kind), from, until, detail, terms }, evidence]) as Hex;
};

/**
 * Stops granting acts, at most seven days.
 * @example pause({ duration: 86_400 }) // "0x2110706e…"
 */
export const pause = ({ duration }: { /** In seconds. */ readonly duration: number }): Hex =>
  encode("pause", [duration]) as Hex;

/**
 * Ends a pause before its time.
 * @example unpause() // "0x3f4ba83a…"
 */
export const unpause = (): Hex => encode("unpause") as Hex;

/**
 * Appoints an account that consented to these terms; without one, dismisses.
 * @example appointGuardian({ account, terms }) // "0x9d3de94c…"
 */
export const appointGuardian = (guardian?: { readonly account: Hex; readonly terms: Hex }): Hex =>
  encode("appointGuardian", [guardian?.account ?? ZERO.slice(0, 42), guardian?.terms ?? ZERO]) as Hex;

/**
 * Sets the contract that decides who sits.
 * @example setMemberStates({ memberStates: account }) // "0x2fc96352…"
 */
export const setMemberStates = ({ memberStates }: { readonly memberStates: Hex }): Hex =>
  encode("setMemberStates", [memberStates]) as Hex;

/**
 * Replaces the implementation.
 * @example upgradeToAndCall({ implementation: account, data: "0x" }) // "0x4f1ef286…"
 */
export const upgradeToAndCall = ({ implementation, data }: { readonly implementation: Hex; readonly data: Hex }): Hex =>
  encode("upgradeToAndCall", [implementation, data]) as Hex;

/**
 * Once, when the proxy is deployed.
 * @example initialize({ authority: account }) // "0xc4d66de8…"
 */
export const initialize = ({ authority }: { readonly authority: Hex }): Hex => encode("initialize", [authority]) as Hex;

/**
 * `MemberStates` only.
 * @example recordSeat({ country: "GR", kind: "suspend", evidence }) // "0xf9f6e20a…"
 */
export const recordSeat = (
  act: Evidence & {
    readonly country: string;
    readonly kind: "grant" | "suspend" | "reinstate" | "end";
    readonly from?: Time;
  },
): Hex => encode("recordSeat", [seat(act), ACT_KINDS.indexOf(act.kind) + 1, seconds(act.from), act.evidence]) as Hex;

/**
 * `MemberStates` only.
 * @example rectifySeat({ country: "GR", corrections: [], evidence }) // "0x837b4f12…"
 */
export const rectifySeat = (
  act: Evidence & { readonly country: string; readonly corrections: readonly Correction[] },
): Hex => encode("rectifySeat", [seat(act), act.corrections.map(correctionStruct), act.evidence]) as Hex;

/**
 * `MemberStates` only.
 * @example enrol({ account, country: "GR", kind: "memberState" }) // "0x768d0737…"
 */
export const enrol = (office: { readonly account: Hex; readonly country: string; readonly kind: OfficeKind }): Hex =>
  encode("enrol", [office.account, seat(office), officeKindNumber(office.kind)]) as Hex;

/**
 * `MemberStates` only.
 * @example reassign({ office: 7, account }) // "0x31075da8…"
 */
export const reassign = ({ office, account }: { readonly office: number; readonly account: Hex }): Hex =>
  encode("reassign", [office, account]) as Hex;

const seat = ({ country }: { readonly country: string }): Hex => countryBytes(parseCountryOrCouncil(country));
