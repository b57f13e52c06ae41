/** Reports that an agency submitted to DEQAR, as plans against the register. */
import { type CountryCode, EU } from "../../../client/src/identifiers/countries.ts";
import type { Hex } from "../../../client/src/hex.ts";
import { readFile, scope } from "../../core/arguments.ts";
import { timeZoneOf } from "../../core/timeZones.ts";
import type { QualificationTypeEntry } from "../../export/contents.ts";
import { type DeqarRow, type GrantedRow, readDeqar } from "../deqar.ts";
import type { DeqarInstitution } from "../deqar/institutions.ts";
import type { DeqarProgramme } from "../deqar/programmes.ts";
import { readTypeMapping, type TypeMapping, typeOfProgramme } from "../deqar/types.ts";
import type { AccreditationItem, AccreditationSubject } from "../items.ts";
import { type Planned, planAccreditations } from "./plan.ts";
import type { RegisterIndex } from "./registerIndex.ts";
import { DEQAR_RESULT_COLUMNS, withoutResults } from "./results.ts";
import type { Source } from "./source.ts";

export interface DeqarArguments {
  /** File of the mapping from programmes to types; empty: none. */
  readonly types: string;
  readonly levels: string;
  readonly fields: string;
  readonly credentialTypes: string;
  readonly includeNotApplicable: boolean;
}

/** @throws SuiteError as `readDeqar`, `readTypeMapping` and `scope` */
export function deqarSource(bytes: Uint8Array, args: DeqarArguments): Pick<Source, "results" | "remarks" | "plan"> {
  const content = withoutResults(bytes, DEQAR_RESULT_COLUMNS);
  const { includeNotApplicable } = args;
  const read = (country: CountryCode) => readDeqar(content, { timeZone: timeZoneOf(country), includeNotApplicable });
  const { rows, remarks } = read(EU);
  const mapping = args.types === "" ? NO_TYPES : readTypeMapping(readFile(args.types));
  const subjects: Subjects = { mapping, institutional: institutionalSubject(args), grantIn: memoized(read) };
  return {
    results: rows.flatMap(({ line, ...row }) =>
      row.status === "granted" ? [] : [{ line, id: "", transaction: "", status: row.status, reason: row.reason }],
    ),
    remarks: [
      ...remarks,
      ...mapping.refused.map(({ line, reason }) => ({
        line: 1,
        reason: `${args.types}, line ${String(line)}: ${reason}`,
      })),
    ],
    plan: (index, evidence) => plan(rows, subjects, index, evidence),
  };
}

interface Subjects {
  readonly mapping: TypeMapping;
  /** Of reports on an institution as a whole; absent where no scope is given. */
  readonly institutional: AccreditationSubject | undefined;
  /** A row with its days in a country's time zone. */
  readonly grantIn: (country: CountryCode, line: number) => GrantedRow | undefined;
}

function institutionalSubject(args: DeqarArguments): AccreditationSubject | undefined {
  // credential types are told where nothing is said
  if (args.levels === "" && args.fields === "") return undefined;
  return { kind: "institutional", scope: scope(args) };
}

/** Days are meant in the time zone of the institution's country, which only the register knows. */
function memoized(read: (country: CountryCode) => { readonly rows: readonly DeqarRow[] }): Subjects["grantIn"] {
  const known = new Map<CountryCode, ReadonlyMap<number, DeqarRow>>();
  return (country, line) => {
    const rows = known.get(country) ?? new Map(read(country).rows.map((row) => [row.line, row]));
    known.set(country, rows);
    const row = rows.get(line);
    return row?.status === "granted" ? row : undefined;
  };
}

function plan(rows: readonly DeqarRow[], subjects: Subjects, index: RegisterIndex, evidence: Hex): Planned[] {
  const items: AccreditationItem[] = [];
  const others: Planned[] = [];
  for (const row of rows) {
    if (row.status !== "granted") continue;
    for (const institution of row.institutions) {
      for (const found of itemsOf(row, institution, subjects, index)) {
        if ("status" in found) others.push(found);
        else items.push(found);
      }
    }
  }
  return [...others, ...planAccreditations(items, index, evidence, "history")];
}

/** What a row grants one of its institutions: each of its programmes, or what it does as a whole. */
function itemsOf(
  row: GrantedRow,
  { position, identifiers }: DeqarInstitution,
  subjects: Subjects,
  index: RegisterIndex,
): (AccreditationItem | Planned)[] {
  const { line } = row;
  const keyOf = (subject: string): string => `${row.key} ${String(position)} ${subject}`;
  const not = (key: string, status: "refused" | "skipped", reason: string): Planned => ({
    line,
    key,
    id: "",
    status,
    reason,
  });

  const found = foundInstitution(identifiers, index);
  if ("reason" in found) return [not(keyOf("institution"), "refused", found.reason)];
  const { from, until, evidence, conditions } = subjects.grantIn(found.country, line) ?? row;
  const item = (key: string, subject: AccreditationSubject): AccreditationItem => ({
    ...{ line, key, institution: found.id, subject, decision: "grant", from, until, evidence, conditions },
    ...{ territories: [], laterActs: [] },
  });
  if (row.programmes.length === 0) {
    const key = keyOf("institutional");
    return [subjects.institutional === undefined ? not(key, "refused", NO_SCOPE) : item(key, subjects.institutional)];
  }
  return row.programmes.map((programme) => {
    const key = keyOf(`programme ${String(programme.position)}`);
    const name = `The programme '${programme.identifier ?? programme.name}'`;
    if (!programme.fullDegree) return not(key, "skipped", `${name} leads to no full degree and grants nothing.`);
    const reference = typeOfProgramme(subjects.mapping, row.agency, programme);
    if (reference === undefined) return not(key, "refused", `${name} isn't among the types. ${NO_TYPE}`);
    const type = index.typeNamed(reference);
    if (typeof type === "string") return not(key, "refused", type);
    const difference = differenceOf(programme, type);
    if (difference !== undefined) return not(key, "refused", `${name} ${difference} Correct the mapping, or the row.`);
    return item(key, { kind: "programme", qualificationType: type.id });
  });
}

const NO_SCOPE =
  "The report is about the institution as a whole, and DEQAR says no scope. Give --levels, --fields and --credential-types.";
const NO_TYPE = "Give --types FILE with the columns programme and qualification_type.";

/** The first of its identifiers that the register knows. */
function foundInstitution(
  identifiers: readonly string[],
  index: RegisterIndex,
): { readonly id: Hex; readonly country: CountryCode } | { readonly reason: string } {
  const reasons: string[] = [];
  for (const uri of identifiers) {
    const found = index.institutionNamed(uri);
    if (typeof found !== "string") return found;
    reasons.push(found);
  }
  return { reason: reasons[0] ?? "The row names no institution." };
}

/** How a type isn't what a programme leads to, as far as the row says that. */
function differenceOf(programme: DeqarProgramme, type: QualificationTypeEntry): string | undefined {
  const { level, field } = programme;
  const { eqfLevel, fields } = type;
  if (level !== undefined && level !== eqfLevel) {
    return `is of EQF level ${String(level)}, and its qualification type of ${eqfLevel === undefined ? "none" : String(eqfLevel)}.`;
  }
  // a broader code says the same with less detail
  const agrees = (code: string): boolean => field === undefined || code.startsWith(field) || field.startsWith(code);
  if (fields.some(agrees)) return undefined;
  return `is of the field ${field ?? ""}, and its qualification type of ${fields.join(", ")}.`;
}

const NO_TYPES: TypeMapping = { types: new Map(), refused: [], remarks: [] };
