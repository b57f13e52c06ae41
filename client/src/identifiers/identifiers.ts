import { SuiteError } from "../errors/suiteError.ts";
import { type IdentifierScheme, SCHEMES, type Scheme } from "./schemes.ts";

export type { IdentifierScheme } from "./schemes.ts";

/** An identifier as its issuer writes it. */
export interface Identifier {
  readonly scheme: IdentifierScheme;
  readonly value: string;
  /** Canonical. */
  readonly uri: string;
}

/** What lists write where there is none. */
const NONE = new Set(["", "-", "#N/A", "N/A"]);

/**
 * The canonical URI of an identifier.
 * @param value as people and lists write it: spaces around it, non-breaking spaces, case and a leading resolver are put right
 * @example identifierUri("erasmusCode", "A WIEN01") // "urn:trusted-issuer:erasmus-code:A%20%20WIEN01"
 * @example identifierUri("ror", "03prydq77") // "https://ror.org/03prydq77"
 * @throws SuiteError INVALID_IDENTIFIER where the value isn't of the scheme's form
 * @throws SuiteError NO_IDENTIFIER where it says that there is none (`#N/A`, `-`, nothing)
 */
export function identifierUri(scheme: IdentifierScheme, value: string): string {
  const { name, example, canonical }: Scheme = SCHEMES[scheme];
  const text = singleSpaced(value);
  if (NONE.has(text.toUpperCase())) {
    throw new SuiteError(
      "NO_IDENTIFIER",
      `'${text}' says that there is no identifier`,
      `Write ${name}, like ${example}.`,
    );
  }
  const uri = canonical(text);
  if (uri === undefined) {
    throw new SuiteError("INVALID_IDENTIFIER", `'${text}' is not ${name}`, `Write it like ${example}.`);
  }
  return uri;
}

/** Schemes whose values can't be taken for another's. The first that fits is the identifier's. */
const PLAIN: readonly IdentifierScheme[] = [
  "did",
  "deqar",
  "organizationIdentifier",
  "oid",
  "pic",
  "lei",
  "erasmusCode",
];
/** Schemes that are recognised by how their URI begins. */
const BY_URI: readonly (readonly [RegExp, IdentifierScheme])[] = [
  [/^(?:https?:\/\/)?ror\.org\//i, "ror"],
  [/^https:\/\/data\.deqar\.eu\/institution\//i, "deqar"],
  [/^dns:/i, "domain"],
];

/**
 * An identifier whose scheme is plain from how it is written: a canonical URI, another URI, `scheme:value`
 * (`vat:BE0419052173`), or a value that no other scheme has.
 * @example parseIdentifier("DEQARINST0879") // { scheme: "deqar", value: "DEQARINST0879", uri: "https://data.deqar.eu/institution/879" }
 * @throws SuiteError INVALID_IDENTIFIER, NO_IDENTIFIER
 */
export function parseIdentifier(text: string): Identifier {
  const value = singleSpaced(text);
  if (value.startsWith("urn:trusted-issuer:")) return ownIdentifier(value);
  const [, prefix, rest] = /^(\w+):(.+)$/.exec(value) ?? [];
  if (prefix !== undefined && rest !== undefined && isScheme(prefix) && !["did", "uri"].includes(prefix)) {
    return identifier(prefix, identifierUri(prefix, rest));
  }
  const scheme =
    BY_URI.find(([form]) => form.test(value))?.[1] ??
    PLAIN.find((name) => SCHEMES[name].canonical(value) !== undefined) ??
    "uri";
  return identifier(scheme, identifierUri(scheme, value));
}

/** In the project's own namespace, where only the canonical spelling counts. */
function ownIdentifier(uri: string): Identifier {
  for (const scheme of Object.keys(SCHEMES) as IdentifierScheme[]) {
    const value = scheme === "uri" ? undefined : SCHEMES[scheme].value(uri);
    if (value !== undefined && SCHEMES[scheme].canonical(singleSpaced(value)) === uri) return { scheme, value, uri };
  }
  throw new SuiteError(
    "INVALID_IDENTIFIER",
    `'${uri}' is no canonical URI`,
    "The forms of the project's URNs are in docs/identifiers.md.",
  );
}

const isScheme = (name: string): name is IdentifierScheme => Object.hasOwn(SCHEMES, name);

const identifier = (scheme: IdentifierScheme, uri: string): Identifier => ({
  scheme,
  value: SCHEMES[scheme].value(uri) ?? uri,
  uri,
});

const singleSpaced = (value: string): string => value.replace(/\s+/gu, " ").trim();
