/** The files that an import takes, in whatever form, as plans against the register. */
import { sha256 } from "ethers";

import type { Hex } from "../../../client/src/hex.ts";
import type { CountryCode } from "../../../client/src/identifiers/countries.ts";
import { oneOf, readFile } from "../../core/arguments.ts";
import { DELIMITERS, type LineNote, readCsv } from "../../core/csv.ts";
import { readCharter } from "../charterItems.ts";
import { RESULT_COLUMNS } from "../own.ts";
import { readOwnAccreditations } from "../ownAccreditations.ts";
import { readOwnInstitutions } from "../ownInstitutions.ts";
import { readOwnTypes } from "../ownTypes.ts";
import type { ImportList } from "../rows.ts";
import { type DeqarArguments, deqarSource } from "./deqarSource.ts";
import { type Planned, planAccreditations, planInstitution, planType } from "./plan.ts";
import type { RegisterIndex } from "./registerIndex.ts";
import { DEQAR_RESULT_COLUMNS, type RowResult } from "./results.ts";

export type ImportKind = "institutions" | "qualifications" | "accreditations";

export interface SourceArguments extends DeqarArguments {
  readonly file: string;
  readonly form: string;
}

/** What a file is to become. */
export interface Source {
  readonly bytes: Uint8Array;
  /** SHA-256 of the file. */
  readonly hash: Hex;
  /** Names of the columns in which its rows come back with id, transaction, status and reason. */
  readonly resultColumns: readonly string[];
  /** Rows that can't be taken, or grant nothing: known without a network. */
  readonly results: readonly RowResult[];
  /** Of rows that are taken without something, or with something that one should know. */
  readonly remarks: readonly LineNote[];
  /** @param evidence of decisions whose rows carry no hash of their own */
  readonly plan: (index: RegisterIndex, evidence: Hex) => Planned[];
}

/**
 * @param country in whose time zone days are meant where a row names no country
 * @throws SuiteError UNREADABLE_FILE, INVALID_OPTION, and as the readers: it is no such file
 */
export function readSource(kind: ImportKind, args: SourceArguments, country: CountryCode | undefined): Source {
  const bytes = readFile(args.file);
  const file = { bytes, hash: sha256(bytes) as Hex, resultColumns: RESULT_COLUMNS };
  const form = formOf(kind, args.form, bytes);
  if (form === "deqar") return { ...file, resultColumns: DEQAR_RESULT_COLUMNS, ...deqarSource(bytes, args) };
  if (kind === "institutions") {
    const list = form === "charter" ? readCharter(bytes) : readOwnInstitutions(bytes);
    return {
      ...file,
      ...notesOf(list),
      plan: (index, evidence) => list.items.map((item) => planInstitution(item, index, evidence)),
    };
  }
  if (kind === "qualifications") {
    const list = readOwnTypes(bytes);
    return {
      ...file,
      ...notesOf(list),
      plan: (index, evidence) => list.items.map((item) => planType(item, index, evidence)),
    };
  }
  const list = readOwnAccreditations(bytes, country === undefined ? {} : { country });
  return {
    ...file,
    ...notesOf(list),
    plan: (index, evidence) => planAccreditations(list.items, index, evidence, "mistake"),
  };
}

const notesOf = ({ refused, remarks }: ImportList<unknown>): Pick<Source, "results" | "remarks"> => ({
  results: refused.map(({ line, reason }) => ({ line, id: "", transaction: "", status: "refused", reason })),
  remarks,
});

const FORMS = {
  institutions: ["own", "charter"],
  qualifications: ["own"],
  accreditations: ["own", "deqar"],
} as const satisfies Readonly<Record<ImportKind, readonly string[]>>;

function formOf(kind: ImportKind, written: string, bytes: Uint8Array): "own" | "charter" | "deqar" {
  if (written !== "" && written !== "auto") return oneOf("--form", written, FORMS[kind]);
  const names = readCsv(bytes, DELIMITERS).header.map((name) => name.trim().toLowerCase());
  if (kind === "institutions" && names.includes("pic")) return "charter";
  return kind === "accreditations" && names.includes("agency") ? "deqar" : "own";
}
