import { statSync } from "node:fs";
import path from "node:path";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Registry } from "../../client/src/registry.ts";
import { natural, oneOf } from "../core/arguments.ts";
import { command, type Outcome } from "../core/command.ts";
import { isoSecond } from "../core/dates.ts";
import { writeFileAtomically } from "../../deploy/files.ts";
import type { RegisterContents } from "./contents.ts";
import { csvFiles } from "./csv.ts";
import { elmDocument } from "./elm.ts";
import { jsonLines, registerRecords } from "./jsonl.ts";
import { readRegister } from "./readRegister.ts";
import { stateHash } from "./stateHash.ts";
import { requireNew } from "./writeNewFile.ts";

const FORMATS = ["jsonl", "csv", "elm"] as const;
type Format = (typeof FORMATS)[number];

export interface ExportArguments {
  readonly format: string;
  /** File, or folder; empty: stdout, but not for csv. */
  readonly out: string;
  /** Empty: the newest. */
  readonly block: string;
  readonly force: boolean;
}

export default command<ExportArguments>("export", async (args, context) => {
  const session = await context.session();
  return exportRegister(args, await session.registry());
});

/** Writes the register to files, or gives it out. */
export async function exportRegister(args: ExportArguments, registry: Registry): Promise<Outcome> {
  const format = oneOf("--format", args.format === "" ? "jsonl" : args.format, FORMATS);
  if (format === "csv" && args.out === "") {
    throw new SuiteError(
      "MISSING_OPTION",
      "--out is missing: csv is three files",
      "Give the folder to write them to, such as --out register.",
    );
  }
  const at = args.block === "" ? {} : { block: natural("--block", args.block) };
  const targets = filesOf(format, args.out);
  requireNew(targets, args.force);

  const register = await readRegister(registry, at);
  const { texts, data, warnings } = written(format, register, args.out === "");
  for (const [index, file] of targets.entries()) writeFileAtomically(file, texts[index] ?? "");

  const { chainId, registry: address, block, time } = register.readAt;
  const counts = countsOf(register);
  const hash = stateHash(register);
  const facts = { format, block, time: isoSecond(time), stateHash: hash, counts };
  return {
    data: args.out === "" ? { ...facts, content: data } : { ...facts, files: targets },
    text:
      args.out === ""
        ? texts.join("")
        : [
            ...targets.map((file) => `Wrote ${file}`),
            `As of block ${String(block)} (${isoSecond(time)}): ${countsInWords(counts)}.`,
            `State hash: ${hash}`,
          ].join("\n"),
    chain: { chainId, registry: address, blockNumber: block },
    warnings: [...register.problems, ...warnings],
  };
}

interface Written {
  /** In the order of the files. */
  readonly texts: readonly string[];
  /** The same for the envelope; only where it is asked for. */
  readonly data: unknown;
  readonly warnings: readonly string[];
}

function written(format: Format, register: RegisterContents, isData: boolean): Written {
  switch (format) {
    case "jsonl":
      return { texts: [jsonLines(register)], data: isData ? registerRecords(register) : null, warnings: [] };
    case "elm": {
      const document = elmDocument(register);
      return { texts: [`${JSON.stringify(document, null, 2)}\n`], data: document, warnings: [] };
    }
    case "csv": {
      const { institutions, qualificationTypes, accreditations, warnings } = csvFiles(register);
      return { texts: [institutions, qualificationTypes, accreditations], data: null, warnings };
    }
  }
}

const CSV_FILES = ["institutions.csv", "qualification-types.csv", "accreditations.csv"];
const FILE_IN_FOLDER: Readonly<Record<Exclude<Format, "csv">, string>> = {
  jsonl: "register.jsonl",
  elm: "accreditations.jsonld",
};

function filesOf(format: Format, out: string): string[] {
  if (out === "") return [];
  if (format === "csv") return CSV_FILES.map((name) => path.join(out, name));
  const isFolder = out.endsWith("/") || statSync(out, { throwIfNoEntry: false })?.isDirectory() === true;
  return [isFolder ? path.join(out, FILE_IN_FOLDER[format]) : out];
}

const countsOf = (register: RegisterContents) => ({
  seats: register.seats.length,
  offices: register.offices.length,
  mandates: register.mandates.length,
  institutions: register.institutions.length,
  qualificationTypes: register.qualificationTypes.length,
  programmes: register.programmes.length,
  institutional: register.institutional.length,
  bindings: register.bindings.length,
});

const countsInWords = ({ institutions, qualificationTypes, programmes, institutional }: ReturnType<typeof countsOf>) =>
  `${String(institutions)} institutions, ${String(qualificationTypes)} qualification types, ` +
  `${String(programmes)} programme and ${String(institutional)} institutional accreditations`;
