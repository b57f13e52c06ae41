/**
 * Identifiers of institutions as canonical URIs: one spelling for one thing, because a binding's id and an
 * institution's id are hashes of it. The forms and their sources are in docs/identifiers.md.
 *
 * Where the issuer of an identifier publishes a URI for it, that URI is used; where none exists the project's own URN
 * carries the value as its issuer writes it.
 */
import { isMod97, isRorChecksum } from "./checksums.ts";
import { asciiDomain } from "./domain.ts";
import { normalizedUri } from "./uri.ts";
import { vatNumber } from "./vat.ts";

export type IdentifierScheme = keyof typeof SCHEMES;

export interface Scheme {
  readonly name: string;
  readonly example: string;
  /** Gets the value trimmed and with single plain spaces; `undefined` where it isn't one of the scheme's. */
  readonly canonical: (value: string) => string | undefined;
  /** The value in a canonical URI, as its issuer writes it; `undefined` where the URI is another scheme's. */
  readonly value: (uri: string) => string | undefined;
}

/** The project's own namespace, for identifiers whose issuer publishes no URI. */
const URN = "urn:trusted-issuer:";

/** A scheme of the project's own namespace. */
function ownUrn(
  part: string,
  { normalized, ...scheme }: Pick<Scheme, "name" | "example"> & { readonly normalized: Scheme["canonical"] },
): Scheme {
  const prefix = `${URN}${part}:`;
  return {
    ...scheme,
    canonical: (value) => {
      const text = normalized(value);
      return text === undefined ? undefined : prefix + escaped(text);
    },
    value: (uri) => (uri.startsWith(prefix) ? unescaped(uri.slice(prefix.length)) : undefined),
  };
}

/** A scheme whose issuer publishes URIs that begin with `prefix`. */
function published(
  prefix: string,
  scheme: Pick<Scheme, "name" | "example" | "canonical"> & { readonly written?: (rest: string) => string },
): Scheme {
  const { written = (rest: string) => rest, ...parts } = scheme;
  return { ...parts, value: (uri) => (uri.startsWith(prefix) ? written(uri.slice(prefix.length)) : undefined) };
}

const matching =
  (form: RegExp) =>
  (value: string): string | undefined =>
    form.test(value) ? value : undefined;

/** As `matching`, for schemes in capitals. */
const matchingCapitals =
  (form: RegExp) =>
  (value: string): string | undefined =>
    matching(form)(value.toUpperCase());

export const SCHEMES = {
  pic: ownUrn("pic", { name: "a PIC (nine digits)", example: "999866883", normalized: matching(/^\d{9}$/) }),
  erasmusCode: ownUrn("erasmus-code", {
    name: "an Erasmus code",
    example: "'A  WIEN01', 'CZ PRAHA07' or 'IRLDUBLIN01'",
    normalized: (value) => paddedErasmusCode(value.toUpperCase()),
  }),
  oid: ownUrn("erasmus-oid", {
    name: "an organisation ID (OID) of Erasmus+",
    example: "E10208856",
    normalized: matchingCapitals(/^E\d{8}$/),
  }),
  schac: ownUrn("schac", {
    name: "a SCHAC code (schacHomeOrganization)",
    example: "univie.ac.at",
    normalized: asciiDomain,
  }),
  eter: ownUrn("eter", { name: "an ETER ID", example: "AT0001", normalized: matchingCapitals(/^[A-Z]{2}\d{4}$/) }),
  deqar: published("https://data.deqar.eu/institution/", {
    name: "a DEQARINST ID",
    example: "DEQARINST0879",
    canonical: (value) => {
      const [, number] = /^(?:DEQARINST|https:\/\/data\.deqar\.eu\/institution\/)0*([1-9]\d*)$/i.exec(value) ?? [];
      return number === undefined ? undefined : `https://data.deqar.eu/institution/${number}`;
    },
    written: (number) => `DEQARINST${number.padStart(4, "0")}`,
  }),
  ror: published("https://ror.org/", {
    name: "a ROR id",
    example: "03prydq77",
    canonical: (value) => {
      const [, id] = /^(?:https?:\/\/ror\.org\/|ror\.org\/)?(0[0-9a-z]{8})$/i.exec(value) ?? [];
      return id !== undefined && isRorChecksum(id.toLowerCase()) ? `https://ror.org/${id.toLowerCase()}` : undefined;
    },
  }),
  euid: ownUrn("euid", {
    name: "a European unique identifier (EUID) of a company",
    example: "FIFPRO.1006550-2",
    normalized: matching(/^[A-Z]{2}[^.\s]*\.\S.*$/),
  }),
  organizationIdentifier: ownUrn("organization-identifier", {
    name: "an organizationIdentifier of EN 319 412-1",
    example: "VATBE-0419052173 or NTRFI-1006550-2",
    normalized: matching(/^(?:(?:VAT|NTR|PSD|LEI|EID)[A-Z]{2}|[A-Z]{2}:[A-Z]{2})-\S.*$/),
  }),
  vat: ownUrn("vat", { name: "a VAT identification number", example: "BE0419052173", normalized: vatNumber }),
  lei: ownUrn("lei", {
    name: "a legal entity identifier (LEI) of ISO 17442",
    example: "HWUPKR0MPOU8FGXBT394",
    normalized: (value) => {
      const code = value.toUpperCase();
      return /^[0-9A-Z]{18}\d{2}$/.test(code) && isMod97(code) ? code : undefined;
    },
  }),
  did: published("did:", {
    name: "a DID",
    example: "did:web:univie.ac.at",
    canonical: (value) =>
      /^did:[a-z0-9]+:(?:[A-Za-z0-9._:-]|%[0-9A-Fa-f]{2})*(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})$/.test(value)
        ? value.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase())
        : undefined,
    written: (rest) => `did:${rest}`,
  }),
  domain: published("dns:", {
    name: "a domain name",
    example: "univie.ac.at",
    canonical: (value) => {
      const ascii = asciiDomain(value.replace(/^dns:/i, ""));
      return ascii === undefined ? undefined : `dns:${ascii}`;
    },
  }),
  uri: published("", { name: "an absolute URI", example: "https://www.univie.ac.at/", canonical: normalizedUri }),
} as const satisfies Readonly<Record<string, Scheme>>;

/**
 * An Erasmus code's country part is three characters wide, filled up with spaces: they belong to the code, and lists,
 * spreadsheets and web pages lose them or make them non-breaking. The rest is taken as issued.
 */
function paddedErasmusCode(value: string): string | undefined {
  const [, country, place] = /^([A-Z]{1,2}) (.+)$/.exec(value) ?? /^([A-Z]{3})(.+)$/.exec(value) ?? [];
  if (country === undefined || place === undefined || !/^[A-Z][A-Z -]*\d{1,3}$/.test(place)) return undefined;
  return country.padEnd(3) + place;
}

/** Everything but RFC 3986's unreserved characters as `%` and upper-case hex of the UTF-8 octets: one spelling only. */
function escaped(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function unescaped(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
