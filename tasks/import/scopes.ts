/** Sets of a scope as people write them: `all`, `none`, or what is in it. */
import {
  CREDENTIAL_TYPES,
  type CredentialType,
  encodeScope,
  fieldCode,
  type ScopeSets,
} from "../../client/src/encoding.ts";
import { type EqfLevel, eqfLevel } from "../../client/src/identifiers/eqf.ts";
import { iscedField } from "../../client/src/identifiers/isced.ts";
import { refusal } from "./rows.ts";

export interface WrittenScope {
  readonly levels: string;
  readonly fields: string;
  readonly credentialTypes: string;
}

/**
 * @param written members separated by spaces or commas
 * @param names of the three sets, for messages
 * @throws SuiteError ROW_REFUSED, INVALID_LEVEL, INVALID_FIELD, TOO_MANY
 */
export function parseScope(written: WrittenScope, names: WrittenScope): ScopeSets {
  const scope = {
    levels: setOf(names.levels, written.levels, eqfLevel, (level: EqfLevel) => level),
    credentialTypes: setOf(
      names.credentialTypes,
      written.credentialTypes,
      credentialType,
      (type) => CREDENTIAL_TYPES[type],
    ),
    fields: setOf(names.fields, written.fields, iscedField, orderOfField),
  };
  encodeScope(scope);
  return scope;
}

/** The inverse of {@link parseScope}. */
export const writeScope = (scope: ScopeSets, separator: " " | ","): WrittenScope => ({
  levels: writeSet(scope.levels, separator),
  fields: writeSet(scope.fields, separator),
  credentialTypes: writeSet(scope.credentialTypes, separator),
});

/** Codes of ISCED-F, each once, in the contracts' order. @throws SuiteError INVALID_FIELD */
export const parseFields = (written: string): string[] => ordered(membersIn(written).map(iscedField), orderOfField);

/** @throws SuiteError ROW_REFUSED */
export function credentialType(written: string): CredentialType {
  const names = Object.keys(CREDENTIAL_TYPES) as CredentialType[];
  const name = names.find((one) => one.toLowerCase() === written.toLowerCase());
  if (name === undefined) throw refusal(`'${written}' is no credential type`, `Write one of: ${names.join(", ")}.`);
  return name;
}

export const membersIn = (written: string): string[] => written.split(/[\s,]+/u).filter((member) => member !== "");

function setOf<Member>(
  name: string,
  written: string,
  read: (member: string) => Member,
  order: (member: Member) => number,
): Member[] | "all" {
  const members = membersIn(written);
  const [only] = members;
  // an omission must not pass for a decision
  if (only === undefined) throw refusal(`'${name}' is empty`, "Write all, none, or what it extends to.");
  if (members.length === 1 && only.toLowerCase() === "all") return "all";
  if (members.length === 1 && only.toLowerCase() === "none") return [];
  return ordered(members.map(read), order);
}

function writeSet(set: readonly (string | number)[] | "all", separator: string): string {
  if (set === "all") return "all";
  return set.length === 0 ? "none" : set.join(separator);
}

const ordered = <Member>(members: readonly Member[], order: (member: Member) => number): Member[] =>
  [...new Set(members)].sort((a, b) => order(a) - order(b));

const orderOfField = (field: string): number => Number(fieldCode(field));
