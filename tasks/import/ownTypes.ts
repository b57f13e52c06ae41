import { encodeTypeAttributes, type TypeAttributes } from "../../client/src/encoding.ts";
import { parseCountryOrCouncil } from "../../client/src/identifiers/countries.ts";
import { eqfLevel } from "../../client/src/identifiers/eqf.ts";
import { qualificationTypeId } from "../../client/src/identifiers/ids.ts";
import { optional } from "../../client/src/optional.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import type { TypeItem } from "./items.ts";
import { ACT_RULES } from "./laterActs.ts";
import { typeUri } from "./named.ts";
import { filled, type OwnForm, type OwnRow, readOwn, sharedParts } from "./own.ts";
import { type ImportList } from "./rows.ts";
import { credentialType, parseFields } from "./scopes.ts";

export const TYPE_COLUMNS = [
  "country",
  "uri",
  "eqf_level",
  "isced_f",
  "credential_type",
  "from",
  "evidence",
  "later_acts",
] as const;

type Column = (typeof TYPE_COLUMNS)[number];

const FORM: OwnForm<Column> = {
  columns: TYPE_COLUMNS,
  required: ["country", "uri", "eqf_level", "isced_f"],
  subject: "qualification type",
};

/**
 * Qualification types in the project's own form. Days are meant in the time zone of the row's country, `EU`'s in UTC.
 * @throws SuiteError as `readOwn`
 */
export function readOwnTypes(bytes: Uint8Array): ImportList<TypeItem> {
  return readOwn(bytes, FORM, readRow);
}

function readRow(row: OwnRow<Column>): TypeItem {
  const { line, cell, remark } = row;
  const country = parseCountryOrCouncil(filled(row, "country"));
  const uri = typeUri(filled(row, "uri"), remark);
  const attributes: TypeAttributes = {
    country,
    ...optional("level", cell("eqf_level") === "" ? undefined : eqfLevel(cell("eqf_level"))),
    credentialType: credentialType(cell("credential_type") === "" ? "qualificationAward" : cell("credential_type")),
    fields: parseFields(filled(row, "isced_f")),
  };
  encodeTypeAttributes(attributes);
  return {
    line,
    key: qualificationTypeId(country, uri),
    uri,
    attributes,
    ...sharedParts(cell, timeZoneOf(country), ACT_RULES.type),
  };
}
