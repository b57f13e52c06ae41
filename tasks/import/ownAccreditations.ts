import { encodeTerritories } from "../../client/src/encoding.ts";
import { type CountryCode, parseCountry } from "../../client/src/identifiers/countries.ts";
import { optional } from "../../client/src/optional.ts";
import type { Correction } from "../../client/src/writes/correction.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import type { AccreditationItem, AccreditationSubject } from "./items.ts";
import { ACT_RULES } from "./laterActs.ts";
import { type Named, namedInstitution, namedType } from "./named.ts";
import { filled, type OwnForm, type OwnRow, readOwn, sharedParts, untilOf } from "./own.ts";
import { type ImportList, refusal } from "./rows.ts";
import { membersIn, parseScope } from "./scopes.ts";

export const ACCREDITATION_COLUMNS = [
  "institution",
  "qualification_type",
  "eqf_levels",
  "isced_f",
  "credential_types",
  "decision",
  "from",
  "until",
  "territories",
  "conditions",
  "evidence",
  "later_acts",
] as const;

type Column = (typeof ACCREDITATION_COLUMNS)[number];

const FORM: OwnForm<Column> = {
  columns: ACCREDITATION_COLUMNS,
  required: ["institution", "qualification_type", "from", "until"],
  subject: "accreditation",
};

const SCOPE = { levels: "eqf_levels", fields: "isced_f", credentialTypes: "credential_types" } as const;

export interface AccreditationOptions {
  /** In whose time zone days are meant where the row doesn't say the institution's country. */
  readonly country?: CountryCode;
}

/**
 * Accreditations in the project's own form. Days are meant in the time zone of the institution's country.
 * @throws SuiteError as `readOwn`
 */
export function readOwnAccreditations(
  bytes: Uint8Array,
  options: AccreditationOptions = {},
): ImportList<AccreditationItem> {
  return readOwn(bytes, FORM, (row) => readRow(row, options));
}

function readRow(row: OwnRow<Column>, options: AccreditationOptions): AccreditationItem {
  const { line, cell, remark } = row;
  const institution = namedInstitution(filled(row, "institution"));
  const type = cell("qualification_type") === "" ? undefined : namedType(cell("qualification_type"), remark);
  const decision = decisionOf(cell("decision"));
  const subject = subjectOf(row, type, decision);

  const country = institution.country ?? options.country;
  const timeZone = country === undefined ? undefined : timeZoneOf(country);
  const { from, laterActs, ...shared } = sharedParts(cell, timeZone, ACT_RULES[subject.kind]);
  const territories = [...new Set(membersIn(cell("territories")).map(parseCountry))].sort();
  encodeTerritories(territories);
  const item: AccreditationItem = {
    line,
    key: `${institution.key} ${type?.key ?? "institutional"}`,
    institution: institution.reference,
    subject,
    decision,
    from,
    ...optional("until", untilOf(cell("until"), from, timeZone)),
    territories,
    conditions: yesOrNo("conditions", cell("conditions")),
    ...shared,
    laterActs: laterActs.map((act) => withScope(act, subject)),
  };
  if (decision === "withdraw" && (item.until !== undefined || territories.length > 0 || item.conditions)) {
    throw refusal("an exclusion has neither an end, nor territories, nor conditions");
  }
  return item;
}

function subjectOf(
  { cell }: OwnRow<Column>,
  type: Named | undefined,
  decision: AccreditationItem["decision"],
): AccreditationSubject {
  const written = {
    levels: cell(SCOPE.levels),
    fields: cell(SCOPE.fields),
    credentialTypes: cell(SCOPE.credentialTypes),
  };
  if (type === undefined) {
    if (decision === "grant") return { kind: "institutional", scope: parseScope(written, SCOPE) };
    throw refusal("an exclusion is of one qualification type, and the column 'qualification_type' is empty");
  }
  if (Object.values(written).every((set) => set === "")) {
    return { kind: "programme", qualificationType: type.reference };
  }
  throw refusal(
    "the row names a qualification type and a scope",
    "Leave the columns of the scope empty for a programme accreditation, or 'qualification_type' for an institutional one.",
  );
}

/** A grant restates the whole scope: the first one's, where it says none. */
function withScope(act: Correction, subject: AccreditationSubject): Correction {
  if (act.kind !== "grant" || subject.kind === "programme") return act;
  return { ...act, scope: act.scope ?? subject.scope };
}

function decisionOf(written: string): AccreditationItem["decision"] {
  const decision = written === "" ? "grant" : written.toLowerCase();
  if (decision === "grant" || decision === "withdraw") return decision;
  throw refusal(`'${written}' is no decision with which a record begins`, "Write grant or withdraw.");
}

const ANSWERS = new Map([
  ...["", "no", "false", "0"].map((word) => [word, false] as const),
  ...["yes", "true", "1"].map((word) => [word, true] as const),
]);

function yesOrNo(column: string, written: string): boolean {
  const answer = ANSWERS.get(written.toLowerCase());
  if (answer === undefined) throw refusal(`'${written}' in the column '${column}' is neither yes nor no`);
  return answer;
}
