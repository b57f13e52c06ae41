/** The input file comes back with what became of each row. */
import { DELIMITERS, readCsv } from "../../core/csv.ts";
import { csvText } from "../../core/csvWrite.ts";
import { RESULT_COLUMNS } from "../own.ts";

/** `planned`: by a run that sends nothing. */
export const RESULT_STATUSES = ["recorded", "same", "bundled", "planned", "skipped", "refused"] as const;

export type ResultStatus = (typeof RESULT_STATUSES)[number];

export interface RowResult {
  readonly line: number;
  readonly id: string;
  readonly transaction: string;
  readonly status: ResultStatus;
  readonly reason: string;
}

/** DEQAR has columns of these names itself. */
export const DEQAR_RESULT_COLUMNS = RESULT_COLUMNS.map((column) => `result_${column}`);

/** What a row of several subjects came to: what went wrong first. */
const ORDER: readonly ResultStatus[] = ["refused", "planned", "bundled", "recorded", "same", "skipped"];

/** One result a line. */
export function byLine(results: readonly RowResult[]): Map<number, RowResult> {
  const lines = new Map<number, RowResult>();
  for (const result of results.toSorted((left, right) => left.line - right.line)) {
    const before = lines.get(result.line);
    lines.set(result.line, before === undefined ? result : joined(before, result));
  }
  return lines;
}

function joined(left: RowResult, right: RowResult): RowResult {
  const status = ORDER.indexOf(left.status) <= ORDER.indexOf(right.status) ? left.status : right.status;
  const words = (a: string, b: string): string =>
    [...new Set([...a.split(" "), ...b.split(" ")])].filter((word) => word !== "").join(" ");
  return {
    line: left.line,
    status,
    id: words(left.id, right.id),
    transaction: words(left.transaction, right.transaction),
    reason: [...new Set([left.reason, right.reason])].filter((reason) => reason !== "").join(" "),
  };
}

/**
 * The file's text with the result columns at its right; those of an earlier import are replaced.
 * @param columns names of id, transaction, status and reason
 */
export function resultFile(
  bytes: Uint8Array,
  results: ReadonlyMap<number, RowResult>,
  columns: readonly string[] = RESULT_COLUMNS,
): string {
  const { header, records, broken } = readCsv(bytes, DELIMITERS);
  const kept = keptColumns(header, columns);
  const cells = (fields: readonly string[]): string[] => kept.map((index) => fields[index] ?? "");
  const result = (line: number): string[] => {
    const found = results.get(line);
    return found === undefined ? columns.map(() => "") : [found.id, found.transaction, found.status, found.reason];
  };
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/);
  const rows = [
    ...records.map(({ line, fields }) => ({ line, fields: cells(fields) })),
    // what is no record comes back as it was, in the first column
    ...broken.map(({ line }) => ({
      line,
      fields: kept.map((_, index) => (index === 0 ? (lines[line - 1] ?? "") : "")),
    })),
  ].sort((left, right) => left.line - right.line);
  return csvText([[...cells(header), ...columns], ...rows.map(({ line, fields }) => [...fields, ...result(line)])]);
}

/** A file without result columns: as it was before an import gave it back. */
export function withoutResults(bytes: Uint8Array, columns: readonly string[]): Uint8Array {
  const { header, records, broken } = readCsv(bytes, DELIMITERS);
  const kept = keptColumns(header, columns);
  // what an import gives back has a record on each line that had one
  if (kept.length === header.length || broken.length > 0) return bytes;
  const cells = (fields: readonly string[]): string[] => kept.map((index) => fields[index] ?? "");
  return new TextEncoder().encode(csvText([cells(header), ...records.map(({ fields }) => cells(fields))]));
}

const keptColumns = (header: readonly string[], columns: readonly string[]): number[] =>
  header.flatMap((name, index) => (columns.includes(name.trim().toLowerCase()) ? [] : [index]));
