/**
 * Identifiers of institutions as canonical URIs: one spelling for one thing, because a binding's id and an
 * institution's id are hashes of it. The forms and their sources are in docs/identifiers.md.
 *
 * Where the issuer of an identifier publishes a URI for it, that URI is used; where none exists (PIC, Erasmus code, OID,
 * EUID, organizationIdentifier) the project's own URN carries the value as its issuer writes it.
 */
import { domainToASCII } from "node:url";

import { SuiteError } from "./errors.ts";

export type IdentifierScheme =
  "pic" | "erasmusCode" | "oid" | "deqar" | "ror" | "euid" | "organizationIdentifier" | "did" | "domain";

/** The project's own namespace, for identifiers whose issuer publishes no URI. */
const URN = "urn:trusted-issuer";

/**
 * The canonical URI of an identifier.
 * @param value as people and lists write it: spaces around it, non-breaking spaces, case and a leading resolver are put right
 * @example identifierUri("erasmusCode", "A WIEN01") // "urn:trusted-issuer:erasmus-code:A%20%20WIEN01"
 * @example identifierUri("ror", "03prydq77") // "https://ror.org/03prydq77"
 * @throws SuiteError INVALID_IDENTIFIER where the value isn't of the scheme's form
 */
export function identifierUri(scheme: IdentifierScheme, value: string): string {
  const uri = SCHEMES[scheme].canonical(value.replace(/[\s\u00a0]+/gu, " ").trim());
  if (uri === undefined) {
    throw new SuiteError(
      "INVALID_IDENTIFIER",
      `'${value.trim()}' is not ${SCHEMES[scheme].name}`,
      `Write it like ${SCHEMES[scheme].example}.`,
    );
  }
  return uri;
}

interface Scheme {
  readonly name: string;
  readonly example: string;
  /** Gets the value trimmed and with single plain spaces; `undefined` where it isn't one of the scheme's. */
  readonly canonical: (value: string) => string | undefined;
}

const SCHEMES: Readonly<Record<IdentifierScheme, Scheme>> = {
  pic: {
    name: "a PIC (nine digits)",
    example: "999866883",
    canonical: (value) => (/^\d{9}$/.test(value) ? `${URN}:pic:${value}` : undefined),
  },
  erasmusCode: {
    name: "an Erasmus code",
    example: "'A  WIEN01', 'CZ PRAHA07' or 'IRLDUBLIN01'",
    canonical: (value) => {
      const code = paddedErasmusCode(value.toUpperCase());
      return code === undefined ? undefined : `${URN}:erasmus-code:${escaped(code)}`;
    },
  },
  oid: {
    name: "an organisation ID (OID) of Erasmus+",
    example: "E10208856",
    canonical: (value) => (/^E\d{8}$/i.test(value) ? `${URN}:erasmus-oid:${value.toUpperCase()}` : undefined),
  },
  deqar: {
    name: "a DEQARINST ID",
    example: "DEQARINST0879",
    canonical: (value) => {
      const [, number] = /^(?:DEQARINST|https:\/\/data\.deqar\.eu\/institution\/)0*([1-9]\d*)$/i.exec(value) ?? [];
      return number === undefined ? undefined : `https://data.deqar.eu/institution/${number}`;
    },
  },
  ror: {
    name: "a ROR id",
    example: "03prydq77",
    canonical: (value) => {
      const [, id] = /^(?:https?:\/\/ror\.org\/|ror\.org\/)?(0[0-9a-z]{8})$/i.exec(value) ?? [];
      return id !== undefined && hasRorChecksum(id.toLowerCase()) ? `https://ror.org/${id.toLowerCase()}` : undefined;
    },
  },
  euid: {
    name: "a European unique identifier (EUID) of a company",
    example: "FIFPRO.1006550-2",
    canonical: (value) => (/^[A-Z]{2}[^.\s]*\.\S.*$/.test(value) ? `${URN}:euid:${escaped(value)}` : undefined),
  },
  organizationIdentifier: {
    name: "an organizationIdentifier of EN 319 412-1",
    example: "VATBE-0419052173 or NTRFI-1006550-2",
    canonical: (value) =>
      /^(?:(?:VAT|NTR|PSD|LEI|EID)[A-Z]{2}|[A-Z]{2}:[A-Z]{2})-\S.*$/.test(value)
        ? `${URN}:organization-identifier:${escaped(value)}`
        : undefined,
  },
  did: {
    name: "a DID",
    example: "did:web:univie.ac.at",
    canonical: (value) =>
      /^did:[a-z0-9]+:(?:[A-Za-z0-9._:-]|%[0-9A-Fa-f]{2})*(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})$/.test(value)
        ? value.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase())
        : undefined,
  },
  domain: {
    name: "a domain name",
    example: "univie.ac.at",
    canonical: (value) => {
      const ascii = domainToASCII(value.replace(/\.$/, ""));
      return ascii.length <= 253 && DOMAIN.test(ascii) ? `dns:${ascii}` : undefined;
    },
  },
};

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * An Erasmus code's country part is three characters wide, filled up with spaces: they belong to the code, and lists,
 * spreadsheets and web pages lose them or make them non-breaking. The rest is taken as issued.
 */
function paddedErasmusCode(value: string): string | undefined {
  const [, country, place] = /^([A-Z]{1,2}) (.+)$/.exec(value) ?? /^([A-Z]{3})(.+)$/.exec(value) ?? [];
  if (country === undefined || place === undefined || !/^[A-Z][A-Z -]*\d{1,3}$/.test(place)) return undefined;
  return country.padEnd(3) + place;
}

/** The last two characters of a ROR id are ISO/IEC 7064 MOD 97-10 over the base-32 number before them. */
function hasRorChecksum(id: string): boolean {
  const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  const digits = Array.from(id.slice(0, 7), (character) => alphabet.indexOf(character));
  if (digits.includes(-1)) return false;
  const number = digits.reduce((sum, digit) => sum * 32 + digit, 0);
  return String(98 - ((number * 100) % 97)).padStart(2, "0") === id.slice(7);
}

/** Everything but RFC 3986's unreserved characters as `%` and upper-case hex of the UTF-8 octets: one spelling only. */
function escaped(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
