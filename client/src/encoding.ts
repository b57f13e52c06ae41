/**
 * What decisions extend to, as the contracts pack it (`contracts/types/Scope.sol`, `TypeAttributes.sol`,
 * `Territories.sol`): written here as people read it, checked at this edge.
 */
import { hexlify, toBeHex, toUtf8Bytes, toUtf8String } from "ethers";

import { SuiteError } from "./errors/suiteError.ts";
import type { CountryCode } from "./identifiers/countries.ts";
import type { EqfLevel } from "./identifiers/eqf.ts";

/** Positions in the EU vocabulary of credential types (`http://data.europa.eu/snb/credential/25831c2`), from 1. */
export const CREDENTIAL_TYPES = {
  learningActivity: 1,
  qualificationAward: 2,
  diplomaSupplement: 3,
  learningEntitlement: 4,
  generic: 5,
} as const;

export type CredentialType = keyof typeof CREDENTIAL_TYPES;

/** An empty list means none; "all" is written out. */
export interface ScopeSets {
  /** "all" includes what has no level. */
  readonly levels: readonly EqfLevel[] | "all";
  readonly credentialTypes: readonly CredentialType[] | "all";
  /** ISCED-F 2013 codes of two to four digits; "06" covers "061" and "0613". At most 13. */
  readonly fields: readonly string[] | "all";
}

export interface TypeAttributes {
  readonly country: CountryCode;
  /** `undefined` for none. */
  readonly level?: EqfLevel;
  readonly credentialType: CredentialType;
  /** One to three ISCED-F 2013 codes. */
  readonly fields: readonly string[];
}

const ALL_FIELDS = 0xffffn;
const MAX_SCOPE_FIELDS = 13;
const MAX_TYPE_FIELDS = 3;
const MAX_TERRITORIES = 5;

/**
 * An ISCED-F 2013 code: its digits as nibbles, then F for "anything from here".
 * @example fieldCode("061") // 0x061fn
 */
export function fieldCode(isced: string): bigint {
  if (!/^\d{2,4}$/.test(isced)) {
    throw new SuiteError(
      "INVALID_FIELD",
      `'${isced}' is not an ISCED-F 2013 code`,
      "Write two, three or four digits, such as 06, 061 or 0613.",
    );
  }
  return BigInt(`0x${isced.padEnd(4, "f")}`);
}

/** EQF levels 16 bits, credential types 16, field count 16, then up to 13 field codes of 16, ascending. */
export function encodeScope(scope: ScopeSets): bigint {
  const codes = scope.fields === "all" ? [ALL_FIELDS] : ascending(scope.fields.map(fieldCode));
  requireAtMost(codes.length, MAX_SCOPE_FIELDS, "fields in a scope");
  const levels = scope.levels === "all" ? 1n : bits(scope.levels);
  const types =
    scope.credentialTypes === "all" ? 1n : bits(scope.credentialTypes.map((name) => CREDENTIAL_TYPES[name]));
  return (levels << 240n) | (types << 224n) | (BigInt(codes.length) << 208n) | packed(codes, 13);
}

/** Country 16 bits, level 4, field count 4, credential type 8, then three field codes of 16, ascending. */
export function encodeTypeAttributes(attributes: TypeAttributes): bigint {
  const codes = ascending(attributes.fields.map(fieldCode));
  requireAtMost(codes.length, MAX_TYPE_FIELDS, "fields of a qualification type");
  return (
    (ascii(attributes.country) << 64n) |
    (BigInt(attributes.level ?? 0) << 60n) |
    (BigInt(codes.length) << 56n) |
    (BigInt(CREDENTIAL_TYPES[attributes.credentialType]) << 48n) |
    packed(codes, 3)
  );
}

/** Up to five country codes of 16 bits, ascending, the first at the left; none means everywhere. */
export function encodeTerritories(countries: readonly CountryCode[]): bigint {
  requireAtMost(countries.length, MAX_TERRITORIES, "territories");
  return packed(ascending(countries.map(ascii)), 5);
}

/** A scope as the contracts answer it. */
export interface Scope {
  readonly levels: readonly number[] | "all";
  /** Positions in the EU vocabulary, from 1. */
  readonly credentialTypes: readonly number[] | "all";
  readonly fields: readonly string[] | "all";
}

/** The inverse of {@link encodeScope}, but for the names of credential types: the vocabulary may have grown. */
export function decodeScope(word: bigint): Scope {
  const codes = unpacked(word, MAX_SCOPE_FIELDS).slice(0, Number((word >> 208n) & 0xffffn));
  return {
    levels: positions(word >> 240n),
    credentialTypes: positions((word >> 224n) & 0xffffn),
    fields: codes.includes(ALL_FIELDS) ? "all" : codes.map(iscedCode),
  };
}

/** What a qualification type is, as the contracts answer it. */
export interface DecodedAttributes {
  readonly country: CountryCode;
  /** Absent for none. */
  readonly eqfLevel?: number;
  readonly credentialType: number;
  readonly fields: readonly string[];
}

/** The inverse of {@link encodeTypeAttributes}. */
export function decodeTypeAttributes(word: bigint): DecodedAttributes {
  const level = Number((word >> 60n) & 0xfn);
  return {
    country: countryIn(word >> 64n),
    ...(level === 0 ? {} : { eqfLevel: level }),
    credentialType: Number((word >> 48n) & 0xffn),
    fields: unpacked(word, MAX_TYPE_FIELDS)
      .slice(0, Number((word >> 56n) & 0xfn))
      .map(iscedCode),
  };
}

/** The inverse of {@link encodeTerritories}. */
export function territoriesIn(word: bigint): CountryCode[] {
  return unpacked(word, MAX_TERRITORIES)
    .filter((code) => code !== 0n)
    .map(countryIn);
}

/** A country's code from its two octets. */
export const countryIn = (octets: bigint): CountryCode => toUtf8String(toBeHex(octets, 2)) as CountryCode;

function requireAtMost(count: number, most: number, what: string): void {
  if (count > most) {
    throw new SuiteError(
      "TOO_MANY",
      `${String(count)} ${what}, at most ${String(most)} fit`,
      "Name broader ones, or split.",
    );
  }
}

const bits = (positions: readonly number[]): bigint =>
  positions.reduce((set, position) => set | (1n << BigInt(position)), 0n);

const ascii = (country: CountryCode): bigint => BigInt(hexlify(toUtf8Bytes(country)));

/** Sorted, each once. */
const ascending = (codes: readonly bigint[]): bigint[] => [...new Set(codes)].sort((a, b) => (a < b ? -1 : 1));

const packed = (codes: readonly bigint[], places: number): bigint =>
  codes.reduce((word, code, index) => word | (code << BigInt(16 * (places - 1 - index))), 0n);

/** The last `places` codes of a word, first at the left. `0000` is a code, too: a count says how many there are. */
const unpacked = (word: bigint, places: number): bigint[] =>
  Array.from({ length: places }, (_, index) => (word >> BigInt(16 * (places - 1 - index))) & 0xffffn);

/** Numbers of the bits that are set; bit 0 is all. */
const positions = (set: bigint): number[] | "all" =>
  (set & 1n) === 1n ? "all" : Array.from({ length: 16 }, (_, n) => n).filter((n) => ((set >> BigInt(n)) & 1n) === 1n);

/** `0x061f` is `061`. */
const iscedCode = (code: bigint): string => toBeHex(code, 2).slice(2).replace(/f+$/, "");
