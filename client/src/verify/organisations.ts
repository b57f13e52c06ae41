/** Organisations as the European Learning Model writes them. */
import { parseIdentifier } from "../identifiers/identifiers.ts";
import type { IdentifierScheme } from "../identifiers/schemes.ts";
import type { Organisation } from "./credential.ts";
import { idOf, isObject, type JsonObject, objectsOf, stringOf, stringsOf } from "./json.ts";
import { few } from "./limits.ts";

/** Members that carry identifiers of law. */
const LEGAL = ["eIDASIdentifier", "registration", "taxIdentifier"];

/** Schemes by the name that an `identifier` gives, letters and digits alone. */
const SCHEME_NAMES: Readonly<Record<string, IdentifierScheme>> = {
  pic: "pic",
  erasmuscode: "erasmusCode",
  erasmusoid: "oid",
  oid: "oid",
  schac: "schac",
  eter: "eter",
  deqar: "deqar",
  deqarinstid: "deqar",
  ror: "ror",
  euid: "euid",
  lei: "lei",
  vat: "vat",
};

/** Only of these can a value stand without the name of its scheme: a number could be anybody's. */
const SELF_EVIDENT = new Set<IdentifierScheme>(["organizationIdentifier", "did", "ror", "deqar", "lei", "uri"]);

/** @throws VerificationError TOO_MANY */
export function readOrganisation(node: unknown): Organisation {
  if (typeof node === "string") return readOrganisation({ id: node });
  if (!isObject(node)) return { identifiers: [], references: [], names: {} };
  return {
    identifiers: identifiers([
      canonicalIdentifier(stringOf(node["id"])),
      ...few(LEGAL.flatMap((member) => objectsOf(node[member]))).map(legal),
      ...few(objectsOf(node["vatIdentifier"])).map(vat),
      ...few(objectsOf(node["identifier"])).map(named),
    ]),
    references: referencesOf(node),
    names: readTexts(node["legalName"] ?? node["prefLabel"] ?? node["name"]),
  };
}

/** By language; without one under `und`. */
export function readTexts(value: unknown): Readonly<Record<string, string>> {
  if (typeof value === "string") return { und: value };
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([language, texts]) =>
      stringsOf(texts)
        .slice(0, 1)
        .map((text) => [language, text]),
    ),
  );
}

const identifiers = (uris: readonly (string | undefined)[]): string[] =>
  [...new Set(uris.filter((uri) => uri !== undefined))].sort();

function referencesOf(node: JsonObject): string[] {
  const numbers = [...LEGAL, "vatIdentifier"].flatMap((member) =>
    objectsOf(node[member]).map(
      ({ spatial, notation }) => `${member} ${idOf(spatial) ?? ""} ${stringOf(notation) ?? ""}`,
    ),
  );
  return [...(stringOf(node["id"]) ? [String(node["id"])] : []), ...numbers];
}

/** EN 319 412-1's form, in the notation, or where the notation is missing in the id. */
const legal = (node: JsonObject): string | undefined =>
  canonicalIdentifier(stringOf(node["notation"]) ?? stringOf(node["id"]));

const vat = (node: JsonObject): string | undefined => canonical(`vat:${stringOf(node["notation"]) ?? ""}`);

function named(node: JsonObject): string | undefined {
  const notation = stringOf(node["notation"]);
  const name = (stringOf(node["schemeName"]) ?? "").toLowerCase().replace(/[^a-z0-9]/g, "");
  const scheme = SCHEME_NAMES[name];
  return scheme === undefined || notation === undefined
    ? canonicalIdentifier(notation)
    : canonical(`${scheme}:${notation}`);
}

/** Of what is written without the name of its scheme; `undefined` where it could be anything. */
export function canonicalIdentifier(text: string | undefined): string | undefined {
  // ids that a tool numbered through name something inside the document alone
  if (text === undefined || /^(?:urn:(?:epass|uuid|credential|certificate\w*)|_):/i.test(text)) return undefined;
  return canonical(text, SELF_EVIDENT);
}

function canonical(text: string, schemes?: ReadonlySet<IdentifierScheme>): string | undefined {
  try {
    const { scheme, uri } = parseIdentifier(text);
    // the project's own URNs name their scheme
    return schemes === undefined || schemes.has(scheme) || uri === text ? uri : undefined;
  } catch {
    return undefined;
  }
}
