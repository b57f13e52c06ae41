/**
 * Reads a list of institutions in the form of the Erasmus Charter list (CSV, the columns of {@link CHARTER_COLUMNS}).
 *
 * A row that can't be taken is refused with its line and the reason, and the rest goes on; a row whose lesser column
 * can't be read is taken without it, with a remark. Only a file that isn't such a list is refused as a whole. Street, city
 * and the charter's dates are not used: an address may be a person's, and the charter doesn't say who may award.
 */
import { type CountryCode, parseCountry } from "../../client/src/identifiers/countries.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { type IdentifierScheme, identifierUri } from "../../client/src/identifiers/identifiers.ts";
import { optional } from "../../client/src/optional.ts";
import { type Profile, profile, profileBytes, siteUrl } from "../../client/src/profile.ts";
import { cellsOf, columnPositions } from "../core/columns.ts";
import { type LineNote, readCsv } from "../core/csv.ts";
import { readRows, refusal, type Remark, sentence } from "./rows.ts";

/** An institution as a list gives it. */
export interface ListedInstitution {
  /** Line of the file on which its row begins, from 1. */
  readonly line: number;
  readonly country: CountryCode;
  /** Canonical URI of its PIC, from which its id follows. */
  readonly identifier: string;
  readonly profile: Profile;
}

export interface InstitutionList {
  readonly institutions: readonly ListedInstitution[];
  /** Rows that were not taken. */
  readonly refused: readonly LineNote[];
  /** Rows that were taken without something. */
  readonly remarks: readonly LineNote[];
}

const REQUIRED = ["PIC", "Legal Name", "Country Cd"] as const;
const OPTIONAL = ["Erasmus Code", "OID", "Website Url"] as const;

/** The header of the list, in its order. Columns may stand in any order; those that aren't used may be absent. */
export const CHARTER_COLUMNS = [
  "Proposal number",
  "Erasmus Code",
  "PIC",
  "OID",
  "Legal Name",
  "Street",
  "Post Cd",
  "City",
  "Country Cd",
  "Website Url",
  "Erasmus Eche Start",
  "Erasmus Eche End",
] as const;

type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

/**
 * @param bytes the file's content, UTF-8
 * @throws SuiteError NOT_UTF8, EMPTY_FILE, MALFORMED_HEADER, MISSING_COLUMN, DUPLICATE_COLUMN, EMPTY_LIST: no such list
 */
export function readInstitutions(bytes: Uint8Array): InstitutionList {
  const { header, records, broken } = readCsv(bytes);
  const positions = columnPositions<Column>(header, {
    required: REQUIRED,
    optional: OPTIONAL,
    remedy:
      header.length === 1
        ? "Separate columns by commas."
        : `Use the header of the Erasmus Charter list: ${CHARTER_COLUMNS.join(",")}`,
  });
  if (records.length === 0 && broken.length === 0) {
    throw new SuiteError("EMPTY_LIST", "the list has a header and no rows", "Add one row per institution.");
  }

  const lineOf = new Map<string, number>();
  const { items, refused, remarks } = readRows(records, broken, (record, remark) => {
    const institution = readRow(record.line, cellsOf(positions, record), lineOf, remark);
    for (const uri of institution.profile.identifiers) lineOf.set(uri, record.line);
    return institution;
  });
  return { institutions: items, refused, remarks };
}

/** @param lineOf where the identifiers of the rows before stand: one identifies one institution */
function readRow(
  line: number,
  row: ReadonlyMap<Column, string>,
  lineOf: ReadonlyMap<string, number>,
  remark: Remark,
): ListedInstitution {
  const country = parseCountry(required(row, "Country Cd"));
  const pic = identifierUri("pic", required(row, "PIC"));
  const earlier = lineOf.get(pic);
  if (earlier !== undefined) throw refusal(`the PIC is that of line ${String(earlier)}`);

  const identifiers = [pic];
  for (const [column, scheme] of OPTIONAL_IDENTIFIERS) {
    const uri = optionalIdentifier(column, scheme, row.get(column) ?? "", lineOf, remark);
    if (uri !== undefined) identifiers.push(uri);
  }

  const written = row.get("Website Url") ?? "";
  const site = siteUrl(written);
  // What was written isn't repeated: it may be somebody's e-mail address.
  if (site === undefined && written !== "") remark("The site is not one web address and is left out.");

  const made = profile({
    country,
    identifiers,
    // The list doesn't say the language of a name.
    legalName: { und: required(row, "Legal Name") },
    ...optional("site", site),
  });
  profileBytes(made);
  return { line, country, identifier: pic, profile: made };
}

const OPTIONAL_IDENTIFIERS = [
  ["Erasmus Code", "erasmusCode"],
  ["OID", "oid"],
] as const satisfies readonly (readonly [Column, IdentifierScheme])[];

function optionalIdentifier(
  column: Column,
  scheme: IdentifierScheme,
  written: string,
  lineOf: ReadonlyMap<string, number>,
  remark: Remark,
): string | undefined {
  if (NOTHING.has(written)) return undefined;
  let uri: string;
  try {
    uri = identifierUri(scheme, written);
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    remark(`${sentence(error.message)} It is left out.`);
    return undefined;
  }
  const earlier = lineOf.get(uri);
  if (earlier === undefined) return uri;
  remark(`The ${column} is that of line ${String(earlier)} and is left out.`);
  return undefined;
}

/** What lists write where there is nothing. */
const NOTHING = new Set(["", "-", "#N/A", "N/A"]);

function required(row: ReadonlyMap<Column, string>, column: (typeof REQUIRED)[number]): string {
  const value = row.get(column) ?? "";
  if (NOTHING.has(value)) throw refusal(`the column '${column}' is empty`);
  return value;
}
