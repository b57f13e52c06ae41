/** CSV (RFC 4180) record by record, so that one broken row costs that row and not the file. */
import { parse } from "csv-parse/sync";

import { SuiteError } from "../../client/src/errors/suiteError.ts";

/** What separates columns, as spreadsheets of different countries write it. */
export const DELIMITERS = [",", ";", "\t"] as const;

export type Delimiter = (typeof DELIMITERS)[number];

export interface CsvRecord {
  /** Line of the file on which the record begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** What there is to say about a line. */
export interface LineNote {
  readonly line: number;
  readonly reason: string;
}

export interface CsvFile {
  readonly delimiter: Delimiter;
  /** The first record's fields. */
  readonly header: readonly string[];
  /** The others; each has as many fields as the header. */
  readonly records: readonly CsvRecord[];
  /** Lines at which no record could be read. */
  readonly broken: readonly LineNote[];
}

/** A quoted field that goes on for longer is a quote that never closes. */
const MAX_LINES_PER_RECORD = 64;

const NAMES: Readonly<Record<Delimiter, string>> = { ",": "a comma", ";": "a semicolon", "\t": "a tab" };

/**
 * @param bytes UTF-8 with or without a byte order mark; lines end in LF, CRLF or CR; quoted fields may contain line breaks
 * @param delimiters of several, the one that the header has most of
 * @throws SuiteError NOT_UTF8, EMPTY_FILE, MALFORMED_HEADER
 * @throws SuiteError UNSUPPORTED_DELIMITER where there is a choice of delimiters, and the header is separated by `|`
 */
export function readCsv(bytes: Uint8Array, delimiters: readonly [Delimiter, ...Delimiter[]] = [","]): CsvFile {
  const lines = decode(bytes).split(/\r\n|\n|\r/);
  const records: CsvRecord[] = [];
  const broken: LineNote[] = [];
  let header: readonly string[] | undefined;
  let [delimiter] = delimiters;

  for (let index = 0; index < lines.length;) {
    const line = index + 1;
    if (lines[index]?.trim() === "") {
      index += 1;
      continue;
    }
    const whole = recordText(lines, index);
    if (header === undefined && typeof whole !== "string") delimiter = mostUsed(whole.text, delimiters);
    const fields = typeof whole === "string" ? whole : fieldsOf(whole.text, delimiter, header?.length);
    if (typeof whole === "string" || typeof fields === "string") {
      const reason = String(fields);
      if (header === undefined) throw malformedHeader(line, reason);
      // Only this line is given up: the next may begin a good record.
      broken.push({ line, reason });
      index += 1;
      continue;
    }
    if (header === undefined) header = fields;
    else records.push({ line, fields });
    index = whole.next;
  }
  if (header === undefined) {
    throw new SuiteError("EMPTY_FILE", "the file is empty", "Give a CSV file with a header line.");
  }
  return { delimiter, header, records, broken };
}

/** The text of the record that begins at `first`, or why there is none. */
function recordText(lines: readonly string[], first: number): { text: string; next: number } | string {
  let text = lines[first] ?? "";
  let next = first + 1;
  while (hasOpenQuote(text)) {
    if (next === lines.length || next - first === MAX_LINES_PER_RECORD) {
      return "A double quote is never closed. Close it, or double it where it is part of the text.";
    }
    text += `\n${lines[next] ?? ""}`;
    next += 1;
  }
  return { text, next };
}

/** The fields of a record, or why there are none. */
function fieldsOf(text: string, delimiter: Delimiter, columns: number | undefined): readonly string[] | string {
  let fields: readonly string[] | undefined;
  try {
    [fields] = parse(text, { delimiter, relax_column_count: true });
  } catch {
    return "A double quote stands inside a field. Put the field in double quotes and double those in it.";
  }
  if (fields === undefined) return "There is no record here.";
  if (columns !== undefined && fields.length !== columns) {
    return (
      `The row has ${String(fields.length)} fields, the header ${String(columns)}. ` +
      `Put a field that contains ${NAMES[delimiter]} in double quotes.`
    );
  }
  return fields;
}

function mostUsed(header: string, delimiters: readonly [Delimiter, ...Delimiter[]]): Delimiter {
  const unquoted = header.replace(/"[^"]*"/g, "");
  const uses = (separator: string): number => unquoted.split(separator).length - 1;
  const [first, ...others] = delimiters;
  const best = others.reduce((most, one) => (uses(one) > uses(most) ? one : most), first);
  if (others.length > 0 && uses("|") > uses(best)) {
    throw new SuiteError(
      "UNSUPPORTED_DELIMITER",
      "the columns are separated by '|'",
      `Save the file with ${delimiters.map((one) => NAMES[one]).join(" or ")} between the columns.`,
    );
  }
  return best;
}

const hasOpenQuote = (text: string): boolean => (text.match(/"/g)?.length ?? 0) % 2 === 1;

function decode(bytes: Uint8Array): string {
  try {
    // Drops the byte order mark.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SuiteError(
      "NOT_UTF8",
      "the file is not UTF-8",
      "Save it as 'CSV UTF-8', or convert it, say with: iconv -f WINDOWS-1252 -t UTF-8",
    );
  }
}

function malformedHeader(line: number, reason: string): SuiteError {
  return new SuiteError("MALFORMED_HEADER", `line ${String(line)} is no header`, reason);
}
