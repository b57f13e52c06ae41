/** Headers of DEQAR's submission files: v2's, and how v1 and older templates spelt them. */
import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { duplicateColumn } from "../../core/columns.ts";
import type { CsvRecord } from "../../core/csv.ts";
import { unguarded } from "../../core/csvWrite.ts";

/** One institution or programme of a row: the columns `institution[2].…`, say. */
export interface Group {
  readonly position: number;
  /** @param index of a column that comes several times: `identifier[2]`. Nothing where it is absent or empty. */
  readonly cell: (field: string, index?: number) => string;
  /** Of those that come several times, the indices that are filled. */
  readonly indices: (field: string) => readonly number[];
}

export interface DeqarRecord {
  readonly line: number;
  readonly cell: (column: string) => string;
  readonly institutions: readonly Group[];
  readonly programmes: readonly Group[];
  /** Every filled cell by the name of its column: what the row says. */
  readonly content: Readonly<Record<string, string>>;
}

interface Column {
  /** As the file has it, in lower case. */
  readonly written: string;
  /** In its full form: `institution[1].identifier[1]`. */
  readonly name: string;
  readonly group?: { readonly kind: string; readonly position: number; readonly field: string; readonly index: number };
}

/** Of a row's groups; v1's templates leave out indices that are 1, and some write the plural. */
const IN_GROUP = /^(institution|programme)s?(?:\[(\d+)\])?\.(\w+)(?:\[(\d+)\])?$/;

const REQUIRED = ["agency", "status", "decision", "valid_from"] as const;
const IDENTIFYING = ["deqar_id", "eter_id", "identifier"];

/**
 * @throws SuiteError MISSING_COLUMN, DUPLICATE_COLUMN
 * @returns how to read a record
 */
export function deqarColumns(header: readonly string[]): (record: CsvRecord) => DeqarRecord {
  const columns = header.map(columnOf);
  const seen = new Set<string>();
  for (const { name, written } of columns) {
    if (name !== "" && seen.has(name)) throw duplicateColumn(written);
    seen.add(name);
  }
  const missing: string[] = REQUIRED.filter((name) => !seen.has(name));
  const identifies = columns.some(({ group }) => group?.kind === "institution" && IDENTIFYING.includes(group.field));
  if (!identifies) missing.push("institution[1].deqar_id");
  if (missing.length > 0) {
    throw new SuiteError(
      "MISSING_COLUMN",
      `line 1 names no column '${missing.join("', '")}'`,
      "Use the header of DEQAR's submission template (docs.deqar.eu, Report Data Elements), separated by commas, semicolons or tabs.",
    );
  }
  return (record) => recordOf(record, columns);
}

function columnOf(header: string): Column {
  const written = header.trim().toLowerCase();
  const [, kind, position = "1", field, index = "1"] = IN_GROUP.exec(written) ?? [];
  if (kind === undefined || field === undefined) return { written, name: written };
  return {
    written,
    name: `${kind}[${position}].${field}[${index}]`,
    group: { kind, position: Number(position), field, index: Number(index) },
  };
}

function recordOf({ line, fields }: CsvRecord, columns: readonly Column[]): DeqarRecord {
  const cells = new Map<string, string>();
  const content: Record<string, string> = {};
  columns.forEach(({ name, written }, place) => {
    const value = unguarded(fields[place]?.trim() ?? "");
    // DEQAR's sign for nothing
    if (name === "" || value === "" || value === "-") return;
    cells.set(name, value);
    content[written] = value;
  });
  const groups = (kind: string): Group[] => {
    const filled = columns.filter(({ name, group }) => group?.kind === kind && cells.has(name));
    const positions = [...new Set(filled.map(({ group }) => group?.position ?? 0))].sort((a, b) => a - b);
    return positions.map((position) => ({
      position,
      cell: (field, index = 1) => cells.get(`${kind}[${String(position)}].${field}[${String(index)}]`) ?? "",
      indices: (field) =>
        filled
          .flatMap(({ group }) => (group?.position === position && group.field === field ? [group.index] : []))
          .sort((a, b) => a - b),
    }));
  };
  return {
    line,
    cell: (column) => cells.get(column) ?? "",
    institutions: groups("institution"),
    programmes: groups("programme"),
    content,
  };
}
