import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { CsvRecord, LineNote } from "../core/csv.ts";

/** What a file gives: a bad row never stops the others. */
export interface ImportList<Item> {
  readonly items: readonly Item[];
  /** Rows that were not taken. */
  readonly refused: readonly LineNote[];
  /** Rows that were taken without something, or with something that one should know. */
  readonly remarks: readonly LineNote[];
}

export type Remark = (reason: string) => void;

/**
 * Reads records one by one.
 * @param broken lines at which there is none
 * @param read throws a SuiteError where a row can't be taken
 */
export function readRows<Item>(
  records: readonly CsvRecord[],
  broken: readonly LineNote[],
  read: (record: CsvRecord, remark: Remark) => Item,
): ImportList<Item> {
  const items: Item[] = [];
  const refused: LineNote[] = [...broken];
  const remarks: LineNote[] = [];
  for (const record of records) {
    const { line } = record;
    const reasons: string[] = [];
    try {
      items.push(read(record, (reason) => reasons.push(reason)));
      remarks.push(...reasons.map((reason) => ({ line, reason })));
    } catch (error) {
      refused.push({ line, reason: reasonOf(error) });
    }
  }
  return { items, refused: refused.sort((a, b) => a.line - b.line), remarks };
}

/** Why a row can't be taken. @throws what is no SuiteError */
export function reasonOf(error: unknown): string {
  if (!(error instanceof SuiteError)) throw error;
  return `${sentence(error.message)} ${error.remedy}`;
}

export function refusal(message: string, remedy = "Correct or remove the row."): SuiteError {
  return new SuiteError("ROW_REFUSED", message, remedy);
}

/** @example sentence("it is late") // "It is late." */
export const sentence = (message: string): string => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
