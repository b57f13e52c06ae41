import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { type IdentifierScheme, identifierUri, parseIdentifier } from "../../../client/src/identifiers/identifiers.ts";
import { refusal } from "../rows.ts";
import type { Group } from "./columns.ts";

export interface DeqarInstitution {
  /** `n` of `institution[n]`. */
  readonly position: number;
  /** Canonical URIs, at least one; the first is the one that counts, as in DEQAR. */
  readonly identifiers: readonly string[];
}

/** DEQAR's `resource` tags of identifiers that the register has a scheme for. */
const RESOURCES: ReadonlyMap<string, IdentifierScheme> = new Map([
  ["deqar", "deqar"],
  ["deqarinst", "deqar"],
  ["eter", "eter"],
  ["orgreg", "eter"],
  ["erasmus", "erasmusCode"],
  ["erasmus-code", "erasmusCode"],
  ["pic", "pic"],
  ["eu-pic", "pic"],
  ["oid", "oid"],
  ["eu-oid", "oid"],
  ["schac", "schac"],
  ["ror", "ror"],
  ["lei", "lei"],
  ["vat", "vat"],
  ["eu-vat", "vat"],
  ["did", "did"],
  ["euid", "euid"],
]);

/**
 * DEQARINST ID before ETER ID before others, as DEQAR takes them. An agency's own number says nothing to the register, unless it
 * carries its scheme (`pic:999866883`).
 * @throws SuiteError ROW_REFUSED, INVALID_IDENTIFIER: it can't be named to the register
 */
export function deqarInstitution(group: Group): DeqarInstitution {
  const { position } = group;
  const name = `institution ${String(position)}`;
  const identifiers: string[] = [];
  for (const [field, scheme] of [
    ["deqar_id", "deqar"],
    ["eter_id", "eter"],
  ] as const) {
    const written = group.cell(field);
    if (written !== "")
      identifiers.push(within(`institution[${String(position)}].${field}`, () => identifierUri(scheme, written)));
  }
  const unusable: string[] = [];
  for (const index of group.indices("identifier")) {
    const written = group.cell("identifier", index);
    const uri = otherIdentifier(written, group.cell("resource", index));
    if (uri === undefined) unusable.push(written);
    else identifiers.push(uri);
  }
  if (identifiers.length > 0) return { position, identifiers: [...new Set(identifiers)] };
  const [own] = unusable;
  throw refusal(
    own === undefined
      ? `${name} is named by no identifier`
      : `${name} is named by '${own}' alone, which only the agency knows`,
    "Give its DEQARINST ID or its ETER ID.",
  );
}

/** `undefined` where the register has no scheme for it, or it isn't of the scheme's form. */
function otherIdentifier(written: string, resource: string): string | undefined {
  const scheme = RESOURCES.get(resource.toLowerCase());
  if (scheme === undefined && !written.includes(":")) return undefined;
  try {
    return scheme === undefined ? parseIdentifier(written).uri : identifierUri(scheme, written);
  } catch (error) {
    if (error instanceof SuiteError) return undefined;
    throw error;
  }
}

function within<Value>(column: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof SuiteError) throw new SuiteError(error.code, `in ${column}, ${error.message}`, error.remedy);
    throw error;
  }
}
