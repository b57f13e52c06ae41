import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { readFile } from "../core/arguments.ts";
import { cellsOf, columnPositions } from "../core/columns.ts";
import { DELIMITERS, readCsv } from "../core/csv.ts";

/** A question as it was written. */
export interface Written {
  readonly institution: string;
  readonly qualification: string;
  readonly at: string;
  readonly knownAt: string;
  readonly territory: string;
}

const REQUIRED = ["institution", "qualification"] as const;
const OPTIONAL = ["at", "known_at", "territory"] as const;

/**
 * Questions of a CSV file. A column that isn't known refuses the file: a misspelt `known_at` must not make an answer as of today.
 * @throws SuiteError UNREADABLE_FILE, MISSING_COLUMN, UNKNOWN_COLUMN, MALFORMED_ROW and those of `readCsv`
 */
export function questionsIn(file: string): (Written & { readonly line: number })[] {
  const { header, records, broken } = readCsv(readFile(file), DELIMITERS);
  const remedy = `Its columns are ${[...REQUIRED, ...OPTIONAL].join(", ")}; your own begin with 'note'.`;
  const positions = columnPositions(header, { required: REQUIRED, optional: OPTIONAL, remedy });
  const known = new Set<string>([...REQUIRED, ...OPTIONAL]);
  const names = header.map((name) => name.trim().toLowerCase()).filter((name) => name !== "");
  const unknown = names.find((name) => !known.has(name) && !name.startsWith("note"));
  if (unknown !== undefined) {
    throw new SuiteError("UNKNOWN_COLUMN", `${file} has a column '${unknown}', which no question has`, remedy);
  }
  const [first] = broken;
  if (first !== undefined) {
    throw new SuiteError("MALFORMED_ROW", `${file}, line ${String(first.line)}: ${first.reason}`, "Correct the line.");
  }
  return records.map((record) => {
    const cells = cellsOf(positions, record);
    return {
      line: record.line,
      institution: cells.get("institution") ?? "",
      qualification: cells.get("qualification") ?? "",
      at: cells.get("at") ?? "",
      knownAt: cells.get("known_at") ?? "",
      territory: cells.get("territory") ?? "",
    };
  });
}
