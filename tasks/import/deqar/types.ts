/** Which qualification type a programme of DEQAR's leads to: a file of the columns `programme,qualification_type`. */
import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { cellsOf, columnPositions } from "../../core/columns.ts";
import { DELIMITERS, type LineNote, readCsv } from "../../core/csv.ts";
import { namedType } from "../named.ts";
import { readRows, refusal } from "../rows.ts";
import type { DeqarProgramme } from "./programmes.ts";

const COLUMNS = ["programme", "qualification_type"] as const;

export interface TypeMapping {
  /** References of types (as `AccreditationSubject` has them), by what the programme is called. */
  readonly types: ReadonlyMap<string, string>;
  readonly refused: readonly LineNote[];
  readonly remarks: readonly LineNote[];
}

/**
 * @param bytes `programme` is the programme's identifier, alone or behind its agency (`MusiQuE:MusiQuE32`); of programmes without
 * one, the name
 * @throws SuiteError NOT_UTF8, EMPTY_FILE, MALFORMED_HEADER, UNSUPPORTED_DELIMITER, MISSING_COLUMN, DUPLICATE_COLUMN, EMPTY_LIST
 */
export function readTypeMapping(bytes: Uint8Array): TypeMapping {
  const { header, records, broken } = readCsv(bytes, DELIMITERS);
  const positions = columnPositions(header, {
    required: COLUMNS,
    optional: [],
    remedy: `Use the header ${COLUMNS.join(",")}.`,
  });
  if (records.length === 0 && broken.length === 0) {
    throw new SuiteError("EMPTY_LIST", "the mapping has a header and no rows", "Add one row per programme.");
  }
  const types = new Map<string, string>();
  const { refused, remarks } = readRows(records, broken, (record, remark) => {
    const cells = cellsOf(positions, record);
    const [programme, type] = COLUMNS.map((column) => singleSpaced(cells.get(column) ?? ""));
    if (programme === undefined || programme === "") throw refusal("the column 'programme' is empty");
    if (type === undefined || type === "") throw refusal("the column 'qualification_type' is empty");
    const { reference } = namedType(type, remark);
    if ((types.get(programme) ?? reference) !== reference) {
      throw refusal(
        `'${programme}' has another qualification type further up`,
        "Put the agency before the identifier.",
      );
    }
    types.set(programme, reference);
  });
  return { types, refused, remarks };
}

/** The programme's type; `undefined` where the mapping has none. */
export function typeOfProgramme(
  { types }: TypeMapping,
  agency: string,
  { identifier, name }: DeqarProgramme,
): string | undefined {
  const called = singleSpaced(identifier ?? name);
  return types.get(`${singleSpaced(agency)}:${called}`) ?? types.get(called);
}

const singleSpaced = (text: string): string => text.replace(/\s+/gu, " ").trim();
