import { hexlify, toBeHex, toUtf8Bytes, ZeroHash } from "ethers";

import { SuiteError } from "./errors/suiteError.ts";
import type { Hex } from "./hex.ts";
import { type CountryCode, parseCountry, parseCountryOrCouncil } from "./identifiers/countries.ts";
import { identifierUri, parseIdentifier } from "./identifiers/identifiers.ts";
import * as ids from "./identifiers/ids.ts";
import type { BindingRef, IdentifierRef, InstitutionRef, QualificationTypeRef, RecordRef } from "./references.ts";

/** In the order of the contracts' enum `RecordKind`. */
export const RECORD_KINDS = [
  "seat",
  "mandate",
  "institution",
  "qualificationType",
  "programme",
  "institutional",
  "binding",
] as const satisfies readonly RecordRef["kind"][];

/** Names one record, as the contracts do. */
export interface RecordKey {
  readonly kind: number;
  readonly subject: Hex;
  readonly object: Hex;
}

const NOTHING = ZeroHash as Hex;

/**
 * An institution's id.
 * @example institutionIdOf("AT:pic:999866883") // "0x6d6007fe…"
 * @throws SuiteError INVALID_REFERENCE, INVALID_COUNTRY, INVALID_IDENTIFIER
 */
export function institutionIdOf(institution: InstitutionRef): Hex {
  if (isId(institution)) return lower(institution);
  const { country, rest } =
    typeof institution === "string"
      ? countryAndRest(institution)
      : { country: institution.country, rest: institution.identifier };
  return ids.institutionId(parseCountry(country), uriOf(rest));
}

/**
 * A qualification type's id.
 * @example qualificationTypeIdOf("AT:https://qualifications.example/at/master-rechtswissenschaften") // "0xc228fe44…"
 * @throws SuiteError INVALID_REFERENCE, INVALID_COUNTRY, INVALID_IDENTIFIER
 */
export function qualificationTypeIdOf(type: QualificationTypeRef): Hex {
  if (isId(type)) return lower(type);
  const { country, rest } = typeof type === "string" ? countryAndRest(type) : { country: type.country, rest: type.uri };
  return ids.qualificationTypeId(parseCountryOrCouncil(country), rest);
}

/**
 * A binding's id.
 * @example bindingIdOf("VATBE-0419052173") // "0x53de312c…"
 * @throws SuiteError INVALID_IDENTIFIER
 */
export function bindingIdOf(binding: BindingRef): Hex {
  return isId(binding) ? lower(binding) : ids.bindingId(uriOf(binding));
}

/** @throws SuiteError as the functions above */
export function recordKey(record: RecordRef): RecordKey {
  const kind = RECORD_KINDS.indexOf(record.kind);
  const key = (subject: string, object: Hex = NOTHING): RecordKey => ({ kind, subject: subject as Hex, object });
  switch (record.kind) {
    case "seat":
      return key(`${countryBytes(parseCountry(record.country))}${"0".repeat(60)}`);
    case "mandate":
      return key(toBeHex(record.office, 32));
    case "institution":
    case "institutional":
      return key(institutionIdOf(record.institution));
    case "qualificationType":
      return key(qualificationTypeIdOf(record.qualificationType));
    case "programme":
      return key(institutionIdOf(record.institution), qualificationTypeIdOf(record.qualificationType));
    case "binding":
      return key(institutionIdOf(record.institution), bindingIdOf(record.binding));
  }
}

/** A country's code as the contracts take it; `undefined` is their 0. */
export function countryBytes(country: CountryCode | undefined): Hex {
  return country === undefined ? "0x0000" : (hexlify(toUtf8Bytes(country)) as Hex);
}

const isId = (reference: unknown): reference is string =>
  typeof reference === "string" && /^0x[0-9a-f]{64}$/i.test(reference);

const lower = (id: string): Hex => id.toLowerCase() as Hex;

function uriOf(identifier: IdentifierRef): string {
  return typeof identifier === "string"
    ? parseIdentifier(identifier).uri
    : identifierUri(identifier.scheme, identifier.value);
}

function countryAndRest(reference: string): { country: string; rest: string } {
  const [, country, rest] = /^([A-Za-z]{2}):(.+)$/.exec(reference.trim()) ?? [];
  if (country === undefined || rest === undefined) {
    throw new SuiteError(
      "INVALID_REFERENCE",
      `'${reference}' is neither an id nor a country and what it names`,
      "Write the id (0x and 64 digits), or the country and the identifier or URI, such as AT:pic:999866883.",
    );
  }
  return { country: country.toUpperCase(), rest };
}
