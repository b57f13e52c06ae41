import { parseCountry } from "../../client/src/identifiers/countries.ts";
import { parseIdentifier } from "../../client/src/identifiers/identifiers.ts";
import { institutionId } from "../../client/src/identifiers/ids.ts";
import { optional } from "../../client/src/optional.ts";
import { type Profile, profile, profileBytes, siteUrl } from "../../client/src/profile.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import type { InstitutionItem } from "./items.ts";
import { ACT_RULES } from "./laterActs.ts";
import { filled, type OwnForm, type OwnRow, readOwn, sharedParts } from "./own.ts";
import { type ImportList, refusal } from "./rows.ts";
import { legalNames } from "../core/legalNames.ts";

export const INSTITUTION_COLUMNS = [
  "country",
  "identifier",
  "legal_name",
  "site",
  "identifiers",
  "from",
  "evidence",
  "later_acts",
] as const;

type Column = (typeof INSTITUTION_COLUMNS)[number];

const FORM: OwnForm<Column> = {
  columns: INSTITUTION_COLUMNS,
  required: ["country", "identifier", "legal_name"],
  subject: "institution",
};

/**
 * Institutions in the project's own form. Days are meant in the time zone of the row's country.
 * @throws SuiteError as `readOwn`
 */
export function readOwnInstitutions(bytes: Uint8Array): ImportList<InstitutionItem> {
  return readOwn(bytes, FORM, readRow);
}

function readRow(row: OwnRow<Column>): InstitutionItem {
  const { line, cell, remark } = row;
  const country = parseCountry(filled(row, "country"));
  const identifier = parseIdentifier(filled(row, "identifier")).uri;
  const further = cell("identifiers")
    .split(/\s+/u)
    .filter((one) => one !== "")
    .map((one) => parseIdentifier(one).uri);
  const site = siteUrl(cell("site"));
  // What was written isn't repeated: it may be somebody's e-mail address.
  if (site === undefined && cell("site") !== "") remark("The site is not one web address and is left out.");
  const made = profile({
    country,
    identifiers: [identifier, ...further],
    legalName: namesOf(filled(row, "legal_name")),
    ...optional("site", site),
  });
  profileBytes(made);
  return {
    line,
    key: institutionId(country, identifier),
    country,
    identifier,
    profile: made,
    ...sharedParts(cell, timeZoneOf(country), ACT_RULES.institution),
  };
}

function namesOf(written: string): Profile["legalName"] {
  const names = legalNames(written);
  if (names !== undefined) return names;
  throw refusal(
    "the legal name begins with a brace and is no JSON object of names",
    'Write the name alone, or names by language like {"de":"Universität Wien","en":"University of Vienna"}.',
  );
}
