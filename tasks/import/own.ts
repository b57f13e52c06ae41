/**
 * The project's own forms of CSV, one file for each: institutions, qualification types, accreditations. Columns stand in any
 * order. A column that isn't known refuses the file: a misspelt `until` must not make an accreditation without an end. What
 * results added, and columns of people's own whose name begins with `note`, are passed over.
 */
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { optional } from "../../client/src/optional.ts";
import { cellsOf, columnPositions } from "../core/columns.ts";
import { DELIMITERS, readCsv } from "../core/csv.ts";
import { isDay, parseFrom, parseUntil } from "../core/dates.ts";
import type { ImportItem } from "./items.ts";
import { type ActRules, dayWithoutZone, parseActs } from "./laterActs.ts";
import { type ImportList, readRows, refusal, type Remark } from "./rows.ts";

/** Columns that an import adds to the file which it gives back. */
export const RESULT_COLUMNS = ["id", "transaction", "status", "reason"] as const;

export interface OwnForm<Column extends string> {
  /** As the form's header has them. */
  readonly columns: readonly Column[];
  readonly required: readonly Column[];
  /** What a row is, for messages. */
  readonly subject: string;
}

/** Columns that all forms have. */
export type SharedColumn = "from" | "evidence" | "later_acts";

export interface OwnRow<Column extends string> {
  readonly line: number;
  /** Without spaces around it; nothing where the column is absent or empty. */
  readonly cell: (column: Column) => string;
  readonly remark: Remark;
}

/**
 * @param read throws a SuiteError where a row can't be taken
 * @throws SuiteError NOT_UTF8, EMPTY_FILE, MALFORMED_HEADER, UNSUPPORTED_DELIMITER, MISSING_COLUMN, DUPLICATE_COLUMN,
 * UNKNOWN_COLUMN, EMPTY_LIST: no file of the form
 */
export function readOwn<Column extends string, Item extends ImportItem>(
  bytes: Uint8Array,
  form: OwnForm<Column>,
  read: (row: OwnRow<Column>) => Item,
): ImportList<Item> {
  const { header, records, broken } = readCsv(bytes, DELIMITERS);
  const positions = columnPositions(header, {
    required: form.required,
    optional: form.columns.filter((column) => !form.required.includes(column)),
    remedy: `Use the header ${form.columns.join(",")}; columns may stand in any order.`,
  });
  refuseUnknown(header, form.columns);
  const rows = records.filter(({ fields }) => fields.some((field) => field.trim() !== ""));
  if (rows.length === 0 && broken.length === 0) {
    throw new SuiteError("EMPTY_LIST", "the file has a header and no rows", `Add one row per ${form.subject}.`);
  }
  const lineOf = new Map<string, number>();
  return readRows(rows, broken, (record, remark) => {
    const { line } = record;
    const cells = cellsOf(positions, record);
    const item = read({ line, cell: (column) => cells.get(column) ?? "", remark });
    const earlier = lineOf.get(item.key);
    if (earlier !== undefined) {
      throw refusal(
        `the ${form.subject} is that of line ${String(earlier)}`,
        "Put what was decided later into the column later_acts.",
      );
    }
    lineOf.set(item.key, line);
    return item;
  });
}

/** What all forms have in common. @throws SuiteError INVALID_DATE, INVALID_ACT, ROW_REFUSED */
export function sharedParts(
  cell: (column: SharedColumn) => string,
  timeZone: string | undefined,
  rules: ActRules,
): Pick<ImportItem, "from" | "evidence" | "laterActs"> {
  return {
    from: fromOf(cell("from"), timeZone),
    ...optional("evidence", evidenceOf(cell("evidence"))),
    laterActs: parseActs(cell("later_acts"), timeZone, rules),
  };
}

/** Nothing is always: 0. */
function fromOf(written: string, timeZone: string | undefined): number {
  return written === "" ? 0 : parseFrom(written, zoneFor(written, timeZone));
}

/** Nothing is open. @throws SuiteError INVALID_DATE, NO_TIME_ZONE, ROW_REFUSED */
export function untilOf(written: string, from: number, timeZone: string | undefined): number | undefined {
  if (written === "") return undefined;
  const until = parseUntil(written, zoneFor(written, timeZone));
  if (until <= from) throw refusal(`'until' (${written}) is not later than 'from'`);
  return until;
}

function zoneFor(written: string, timeZone: string | undefined): string {
  if (timeZone === undefined && isDay(written)) throw dayWithoutZone(written);
  return timeZone ?? "UTC";
}

function evidenceOf(written: string): Hex | undefined {
  if (written === "") return undefined;
  if (/^0x[0-9a-f]{64}$/i.test(written)) return written.toLowerCase() as Hex;
  throw refusal(`'${written}' is no hash of a document`, "Write 0x and 64 hexadecimal digits, or nothing.");
}

/** @throws SuiteError ROW_REFUSED */
export function filled<Column extends string>({ cell }: OwnRow<Column>, column: Column): string {
  const value = cell(column);
  if (value === "") throw refusal(`the column '${column}' is empty`);
  return value;
}

function refuseUnknown(header: readonly string[], columns: readonly string[]): void {
  const known = new Set<string>([...columns, ...RESULT_COLUMNS]);
  const unknown = header.map((name) => name.trim().toLowerCase()).filter((name) => name !== "" && !known.has(name));
  const [first] = unknown.filter((name) => !name.startsWith("note"));
  if (first === undefined) return;
  throw new SuiteError(
    "UNKNOWN_COLUMN",
    `line 1 names the column '${first}', which the form doesn't have`,
    `Correct it (the form has ${columns.join(",")}), remove it, or let its name begin with 'note'.`,
  );
}
