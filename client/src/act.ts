/** Reads the words that the contracts pack: acts (`contracts/types/Act.sol`), their contents and details. */
import { ZeroHash } from "ethers";

import { type Scope, decodeScope, territoriesIn } from "./encoding.ts";
import type { Hex } from "./hex.ts";
import type { RecordRef } from "./references.ts";
import type { CountryCode } from "./identifiers/countries.ts";

/** In the order of the contracts' enum `ActKind`, from 1. */
export const ACT_KINDS = [
  "grant",
  "suspend",
  "reinstate",
  "withdraw",
  "end",
  "annul",
  "compromise",
  "cancel",
  "rectify",
] as const;

export type ActKind = (typeof ACT_KINDS)[number];

/** One dated, recorded decision. */
export interface Act {
  readonly kind: ActKind;
  /** When it holds, inclusive, Unix seconds UTC; 0: always. */
  readonly from: number;
  /** Exclusive; absent: open. */
  readonly until?: number;
  /** When the register learned of it. */
  readonly recordedAt: number;
  /** Number of the office that decided; 0: the council, or the institution's controller. */
  readonly office: number;
  /** Imposed by a member state; of seats and `EU` types, by the council. */
  readonly byState: boolean;
  readonly conditional: boolean;
  /** The record has ever been compromised. */
  readonly everCompromised: boolean;
  /** In the order of recording, from 0. */
  readonly position: number;
  /** Of a cancel: the position of the act that it cancels. */
  readonly cancels?: number;
  /** Of the grant of an accreditation: where it holds; empty: everywhere. */
  readonly territories?: readonly CountryCode[];
  /** Of the grant of an institutional accreditation or of a body's mandate. */
  readonly scope?: Scope;
  /** Of the grant of a provider's mandate: hash of its entry in the trusted list. */
  readonly trustedListEntry?: Hex;
  /** Of the end of an institution: the one that takes its place. */
  readonly successor?: Hex;
  /** Hash of the published decision, from the log; absent where the log was withheld. */
  readonly evidence?: Hex;
}

/** In the content of a mandate's acts (`OfficeKind`). */
const ACCREDITATION_BODY = 2n;

export const bits = (word: bigint, offset: number, width: number): bigint =>
  (word >> BigInt(offset)) & ((1n << BigInt(width)) - 1n);

export const contentOf = (word: bigint): bigint => bits(word, 0, 80);
export const recordedAtOf = (word: bigint): number => Number(bits(word, 136, 40));
export const positionOf = (word: bigint): number => Number(bits(word, 80, 24));

/** An act of a record of that kind, from its word and detail. */
export function decodeAct(record: RecordRef["kind"], word: bigint, detail: Hex): Act {
  const kind = ACT_KINDS[Number(bits(word, 108, 4)) - 1];
  if (kind === undefined) throw new RangeError(`no act: 0x${word.toString(16)}`);
  const until = Number(bits(word, 176, 40));
  return {
    kind,
    from: Number(bits(word, 216, 40)),
    ...(until === 0 || kind === "cancel" ? {} : { until }),
    recordedAt: recordedAtOf(word),
    office: Number(bits(word, 112, 24)),
    byState: bits(word, 104, 1) === 1n,
    conditional: bits(word, 105, 1) === 1n,
    everCompromised: bits(word, 106, 1) === 1n,
    position: positionOf(word),
    ...(kind === "cancel" ? { cancels: until } : {}),
    ...decided(record, kind, word, detail),
  };
}

/** What an act decides beside its dates. */
function decided(record: RecordRef["kind"], kind: ActKind, word: bigint, detail: Hex): Partial<Act> {
  if (record === "institution") return kind === "end" && detail !== ZeroHash ? { successor: detail } : {};
  if (kind !== "grant") return {};
  switch (record) {
    case "programme":
      return { territories: territoriesIn(contentOf(word)) };
    case "institutional":
      return { territories: territoriesIn(contentOf(word)), scope: decodeScope(BigInt(detail)) };
    case "mandate":
      return bits(word, 56, 8) === ACCREDITATION_BODY
        ? { scope: decodeScope(BigInt(detail)) }
        : { trustedListEntry: detail };
    default:
      return {};
  }
}
