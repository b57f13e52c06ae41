/**
 * Reads files as quality-assurance agencies submit them to DEQAR, the database of external quality assurance: a row is a
 * report, and what the report decided an accreditation of each of its institutions, for each of its programmes if it has any.
 *
 * Only what is part of a state's obligatory system and positive grants. Everything else is told with its reason: skipped, where
 * the row is right and grants nothing; refused, where it can't be read. The columns and their values are described in
 * docs.deqar.eu, Report Data Elements; the names of API v1 are understood.
 */
import canonicalize from "canonicalize";
import { sha256, toUtf8Bytes } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { optional } from "../../client/src/optional.ts";
import { DELIMITERS, type LineNote, readCsv } from "../core/csv.ts";
import { parseFrom, parseUntil } from "../core/dates.ts";
import { deqarColumns, type DeqarRecord } from "./deqar/columns.ts";
import { dayIn, lastDayOfYears } from "./deqar/days.ts";
import { type DeqarInstitution, deqarInstitution } from "./deqar/institutions.ts";
import { type DeqarProgramme, deqarProgramme } from "./deqar/programmes.ts";
import { reportDecision, reportStatus } from "./deqar/words.ts";
import { reasonOf, refusal, type Remark } from "./rows.ts";

export type DeqarRow = GrantedRow | OtherRow;

/** A row that accredits each of its institutions: for each of its programmes, or as a whole where it has none. */
export interface GrantedRow {
  readonly line: number;
  /** Stable: the same decision has it in every file of its agency. */
  readonly key: string;
  readonly status: "granted";
  readonly agency: string;
  /** At least one. */
  readonly institutions: readonly DeqarInstitution[];
  readonly programmes: readonly DeqarProgramme[];
  /** Unix seconds UTC. */
  readonly from: number;
  /** Exclusive, Unix seconds UTC. */
  readonly until: number;
  /** The file gives no end: it is six years after the beginning, as DEQAR has it. */
  readonly derivedUntil: boolean;
  readonly conditions: boolean;
  /** SHA-256 of the row's canonical JSON (RFC 8785): its filled cells by the names of their columns, in lower case. */
  readonly evidence: Hex;
}

/** A row that grants nothing. */
export interface OtherRow {
  readonly line: number;
  /** Absent where the row doesn't even say whose it is. */
  readonly key?: string;
  readonly status: "skipped" | "refused";
  readonly reason: string;
}

export interface DeqarFile {
  /** In the file's order. */
  readonly rows: readonly DeqarRow[];
  readonly remarks: readonly LineNote[];
}

export interface DeqarOptions {
  /** IANA zone of the state whose decisions these are: days are meant there. */
  readonly timeZone: string;
  /** Whether a report without a decision ("not applicable") grants. */
  readonly includeNotApplicable?: boolean;
}

/** DEQAR's rule for reports without an end. */
const YEARS_WITHOUT_END = 6;

/**
 * @param bytes UTF-8; columns separated by commas, semicolons or tabs
 * @throws SuiteError NOT_UTF8, EMPTY_FILE, MALFORMED_HEADER, UNSUPPORTED_DELIMITER, MISSING_COLUMN, DUPLICATE_COLUMN, EMPTY_LIST:
 * no such file
 */
export function readDeqar(bytes: Uint8Array, options: DeqarOptions): DeqarFile {
  const { header, records, broken } = readCsv(bytes, DELIMITERS);
  const recordIn = deqarColumns(header);
  const filled = records.filter(({ fields }) => fields.some((field) => field.trim() !== ""));
  if (filled.length === 0 && broken.length === 0) {
    throw new SuiteError("EMPTY_LIST", "the file has a header and no rows", "Add one row per report.");
  }
  const remarks: LineNote[] = [];
  const lineOf = new Map<string, number>();
  const rows: DeqarRow[] = broken.map(({ line, reason }) => ({ line, status: "refused", reason }));
  for (const record of filled) {
    const reasons: string[] = [];
    const row = readRow(recordIn(record), options, lineOf, (reason) => reasons.push(reason));
    rows.push(row);
    if (row.status === "granted") remarks.push(...reasons.map((reason) => ({ line: row.line, reason })));
  }
  return { rows: rows.sort((a, b) => a.line - b.line), remarks };
}

function readRow(record: DeqarRecord, options: DeqarOptions, lineOf: Map<string, number>, remark: Remark): DeqarRow {
  const { line } = record;
  const evidence = sha256(toUtf8Bytes(canonicalize(record.content) ?? "")) as Hex;
  const key = keyOf(record, evidence);
  try {
    if (key === undefined) throw refusal("the column 'agency' is empty");
    const earlier = lineOf.get(key);
    if (earlier !== undefined) throw refusal(`the report is that of line ${String(earlier)}`);
    const reason = whyNothing(record, options);
    const row: DeqarRow =
      reason === undefined
        ? { line, key, status: "granted", ...grantIn(record, options, remark), evidence }
        : { line, key, status: "skipped", reason };
    lineOf.set(key, line);
    return row;
  } catch (error) {
    return { line, ...optional("key", key), status: "refused", reason: reasonOf(error) };
  }
}

/** Why a right row grants nothing; `undefined` where it grants. @throws SuiteError ROW_REFUSED */
function whyNothing({ cell }: DeqarRecord, { includeNotApplicable = false }: DeqarOptions): string | undefined {
  const status = reportStatus(cell("status"));
  const decision = reportDecision(cell("decision"));
  if (status === "voluntary") {
    return "The report is voluntary: it is no part of the state's obligatory system, and grants nothing.";
  }
  if (decision === "negative") return "The decision is negative and grants nothing.";
  if (decision === "notApplicable" && !includeNotApplicable) {
    return "The report comes without a decision (not applicable): such a one grants only on demand.";
  }
  return undefined;
}

function grantIn(
  record: DeqarRecord,
  { timeZone }: DeqarOptions,
  remark: Remark,
): Omit<GrantedRow, "line" | "key" | "status" | "evidence"> {
  const { cell } = record;
  if (record.institutions.length === 0) {
    throw refusal("the row names no institution", "Give its DEQARINST ID or its ETER ID.");
  }
  const institutions = record.institutions.map(deqarInstitution);
  const programmes = record.programmes.map((programme) => deqarProgramme(programme, remark));
  requireOnce("institution", institutions, ({ identifiers }) => identifiers[0] ?? "");
  requireOnce("programme", programmes, ({ identifier }) => identifier ?? "");

  if (cell("local_identifier") === "" && cell("report_id") === "") {
    remark("Without a local_identifier, the report counts as another one as soon as its row changes.");
  }
  if (cell("valid_from") === "") throw refusal("the column 'valid_from' is empty");
  const format = cell("date_format");
  const firstDay = dayIn(cell("valid_from"), format);
  const derivedUntil = cell("valid_to") === "";
  const lastDay = derivedUntil ? lastDayOfYears(firstDay, YEARS_WITHOUT_END) : dayIn(cell("valid_to"), format);
  if (derivedUntil)
    remark(`Without a valid_to, it ends after ${String(YEARS_WITHOUT_END)} years: ${lastDay} is the last day.`);
  if (lastDay < firstDay) throw refusal(`the end, valid_to ${lastDay}, is earlier than valid_from ${firstDay}`);
  return {
    agency: cell("agency"),
    institutions,
    programmes,
    from: parseFrom(firstDay, timeZone),
    until: parseUntil(lastDay, timeZone),
    derivedUntil,
    conditions: reportDecision(cell("decision")) === "conditional",
  };
}

/** By the agency's identifier of the report, else DEQAR's, else all that the row says: a row that changes is another report then. */
function keyOf({ cell }: DeqarRecord, evidence: Hex): string | undefined {
  const agency = cell("agency").toLowerCase();
  if (agency === "") return undefined;
  const local = cell("local_identifier");
  if (local !== "") return `deqar:local:${encodeURIComponent(agency)}:${encodeURIComponent(local)}`;
  const report = cell("report_id").replace(/^0+(?=\d)/, "");
  return report === "" ? `deqar:row:${evidence}` : `deqar:report:${encodeURIComponent(report)}`;
}

function requireOnce<Subject extends { readonly position: number }>(
  kind: string,
  subjects: readonly Subject[],
  nameOf: (subject: Subject) => string,
): void {
  const positionOf = new Map<string, number>();
  for (const subject of subjects) {
    const name = nameOf(subject);
    const earlier = positionOf.get(name);
    if (name !== "" && earlier !== undefined) {
      throw refusal(`${kind} ${String(subject.position)} is ${kind} ${String(earlier)} again: ${name}`);
    }
    positionOf.set(name, subject.position);
  }
}
