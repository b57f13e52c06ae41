/** What rows name an institution or a qualification type by, in one form: the register is asked later. */
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { type CountryCode, parseCountry, parseCountryOrCouncil } from "../../client/src/identifiers/countries.ts";
import { identifierUri, parseIdentifier } from "../../client/src/identifiers/identifiers.ts";
import { institutionIdOf, qualificationTypeIdOf } from "../../client/src/recordKey.ts";
import type { Remark } from "./rows.ts";

export interface Named {
  /** An id; `AT:` and a canonical URI; or a canonical URI. */
  readonly reference: string;
  /** Its id, or the URI where the id doesn't follow from the text. */
  readonly key: string;
  /** As far as the text says it. */
  readonly country?: CountryCode;
}

const ID = /^0x[0-9a-f]{64}$/i;

/**
 * @example namedInstitution("at:pic:999866883").reference // "AT:urn:trusted-issuer:pic:999866883"
 * @throws SuiteError INVALID_IDENTIFIER, NO_IDENTIFIER
 */
export function namedInstitution(written: string): Named {
  if (ID.test(written)) return { reference: written.toLowerCase(), key: written.toLowerCase() };
  const { country, rest } = countryBefore(written, parseCountry);
  const { uri } = parseIdentifier(rest);
  if (country === undefined) return { reference: uri, key: uri };
  const reference = `${country}:${uri}`;
  return { reference, key: institutionIdOf(reference), country };
}

/**
 * @example namedType("EU:https://qualifications.example/eu/architect", remark).key // its id
 * @throws SuiteError INVALID_IDENTIFIER, NO_IDENTIFIER
 */
export function namedType(written: string, remark: Remark): Named {
  if (ID.test(written)) return { reference: written.toLowerCase(), key: written.toLowerCase() };
  const { country, rest } = countryBefore(written, parseCountryOrCouncil);
  const uri = typeUri(rest, remark);
  if (country === undefined) return { reference: uri, key: uri };
  const reference = `${country}:${uri}`;
  return { reference, key: qualificationTypeIdOf(reference), country };
}

/** A type's URI is taken as it is written: its id is a hash of it. @throws SuiteError INVALID_IDENTIFIER */
export function typeUri(written: string, remark: Remark): string {
  const canonical = identifierUri("uri", written);
  if (canonical !== written)
    remark(`The URI '${written}' is taken as it is written; its usual form is '${canonical}'.`);
  return written;
}

function countryBefore(
  written: string,
  parse: (code: string) => CountryCode,
): { readonly country?: CountryCode; readonly rest: string } {
  const [, code, rest] = /^([A-Za-z]{2}):(.+)$/su.exec(written) ?? [];
  if (code === undefined || rest === undefined) return { rest: written };
  try {
    return { country: parse(code.toUpperCase()), rest: rest.trim() };
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    return { rest: written };
  }
}
