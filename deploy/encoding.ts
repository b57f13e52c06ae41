/**
 * What decisions extend to, as the contracts pack it (`contracts/types/Scope.sol`, `TypeAttributes.sol`,
 * `Territories.sol`): written here as people read it, checked at this edge.
 */
import type { CountryCode } from "./countries.ts";
import { SuiteError } from "./errors.ts";

/** A level of the European Qualifications Framework. */
export type EqfLevel = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

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

const ascii = (country: CountryCode): bigint => BigInt(`0x${Buffer.from(country, "ascii").toString("hex")}`);

/** Sorted, each once. */
const ascending = (codes: readonly bigint[]): bigint[] => [...new Set(codes)].sort((a, b) => (a < b ? -1 : 1));

const packed = (codes: readonly bigint[], places: number): bigint =>
  codes.reduce((word, code, index) => word | (code << BigInt(16 * (places - 1 - index))), 0n);
