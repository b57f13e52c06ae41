/** Writes the project's own forms: what `readOwn…` reads gives the same items again. */
import canonicalize from "canonicalize";

import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import { csvText } from "../core/csvWrite.ts";
import { writeFrom, writeUntil } from "../core/dates.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import type { AccreditationItem, ImportItem, InstitutionItem, TypeItem } from "./items.ts";
import { writeActs } from "./laterActs.ts";
import { namedInstitution } from "./named.ts";
import { ACCREDITATION_COLUMNS, type AccreditationOptions } from "./ownAccreditations.ts";
import { INSTITUTION_COLUMNS } from "./ownInstitutions.ts";
import { TYPE_COLUMNS } from "./ownTypes.ts";
import { writeScope } from "./scopes.ts";

export interface OwnWriteOptions {
  /** For people: days of the state's time zone where a date is one's edge. Else seconds, which mean the same everywhere. */
  readonly days?: boolean;
}

export function writeInstitutions(items: readonly InstitutionItem[], options: OwnWriteOptions = {}): string {
  return formText(
    INSTITUTION_COLUMNS,
    items.map((item) => ({
      ...sharedCells(item, zoneOf(item.country, options)),
      country: item.country,
      identifier: item.identifier,
      legal_name: writeNames(item.profile.legalName),
      site: item.profile.site ?? "",
      identifiers: item.profile.identifiers.filter((uri) => uri !== item.identifier).join(" "),
    })),
  );
}

export function writeTypes(items: readonly TypeItem[], options: OwnWriteOptions = {}): string {
  return formText(
    TYPE_COLUMNS,
    items.map((item) => ({
      ...sharedCells(item, zoneOf(item.attributes.country, options)),
      country: item.attributes.country,
      uri: item.uri,
      eqf_level: String(item.attributes.level ?? ""),
      isced_f: item.attributes.fields.join(" "),
      credential_type: item.attributes.credentialType,
    })),
  );
}

/** @param options the country in whose time zone days are written where an item doesn't say the institution's */
export function writeAccreditations(
  items: readonly AccreditationItem[],
  options: OwnWriteOptions & AccreditationOptions = {},
): string {
  return formText(
    ACCREDITATION_COLUMNS,
    items.map((item) => {
      const zone = zoneOf(namedInstitution(item.institution).country ?? options.country, options);
      const { subject } = item;
      const scope = subject.kind === "institutional" ? writeScope(subject.scope, " ") : undefined;
      return {
        ...sharedCells(item, zone),
        institution: item.institution,
        qualification_type: subject.kind === "programme" ? subject.qualificationType : "",
        eqf_levels: scope?.levels ?? "",
        isced_f: scope?.fields ?? "",
        credential_types: scope?.credentialTypes ?? "",
        decision: item.decision,
        until: item.until === undefined ? "" : writeUntil(item.until, zone),
        territories: item.territories.join(" "),
        conditions: item.conditions ? "yes" : "no",
      };
    }),
  );
}

function formText<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string>>[],
): string {
  return csvText([columns, ...rows.map((row) => columns.map((column) => row[column]))]);
}

const sharedCells = ({ from, evidence, laterActs }: ImportItem, zone: string | undefined) => ({
  from: from === 0 ? "" : writeFrom(from, zone),
  evidence: evidence ?? "",
  later_acts: writeActs(laterActs),
});

const zoneOf = (country: CountryCode | undefined, { days = false }: OwnWriteOptions): string | undefined =>
  days && country !== undefined ? timeZoneOf(country) : undefined;

/** The name alone where only one is known, and of no known language. */
function writeNames(names: Readonly<Record<string, string>>): string {
  const { und, ...others } = names;
  const isAlone = und !== undefined && Object.keys(others).length === 0 && !und.startsWith("{");
  return isAlone ? und : (canonicalize(names) ?? "");
}
