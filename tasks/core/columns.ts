import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { CsvRecord } from "./csv.ts";
import { unguarded } from "./csvWrite.ts";

export interface ColumnNames<Column extends string> {
  readonly required: readonly Column[];
  readonly optional: readonly Column[];
  /** What to do where one is missing. */
  readonly remedy: string;
}

/**
 * Where the columns of a form stand in a header. Order, case and spaces around a name don't matter.
 * @throws SuiteError MISSING_COLUMN, DUPLICATE_COLUMN
 */
export function columnPositions<Column extends string>(
  header: readonly string[],
  { required, optional, remedy }: ColumnNames<Column>,
): ReadonlyMap<Column, number> {
  const names = header.map((name) => name.trim().toLowerCase());
  const positions = new Map<Column, number>();
  for (const column of [...required, ...optional]) {
    const position = names.indexOf(column.toLowerCase());
    if (position === -1) continue;
    if (names.includes(column.toLowerCase(), position + 1)) throw duplicateColumn(column);
    positions.set(column, position);
  }
  const missing = required.filter((column) => !positions.has(column));
  if (missing.length > 0) {
    throw new SuiteError("MISSING_COLUMN", `line 1 names no column '${missing.join("', '")}'`, remedy);
  }
  return positions;
}

export function duplicateColumn(column: string): SuiteError {
  return new SuiteError(
    "DUPLICATE_COLUMN",
    `line 1 names the column '${column}' twice`,
    "Remove or rename one of them.",
  );
}

/** A record's cells by column, without the spaces around them. */
export const cellsOf = <Column extends string>(
  positions: ReadonlyMap<Column, number>,
  { fields }: CsvRecord,
): ReadonlyMap<Column, string> =>
  new Map([...positions].map(([column, position]) => [column, unguarded(fields[position]?.trim() ?? "")]));
