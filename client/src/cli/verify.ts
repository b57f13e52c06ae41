import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { parseReceipt, type VerificationResult, verify as verifyDocument } from "../verify/index.ts";
import { SourceError } from "../errors/sourceError.ts";
import { resultInWords } from "./resultInWords.ts";
import { connectAs, SOURCE_OPTIONS } from "./source.ts";
import { type Command, EXIT, type Exit, usageError } from "./usage.ts";
import { optional } from "../optional.ts";

const EXITS: Readonly<Record<VerificationResult["verdict"], Exit>> = {
  VALID: EXIT.yes,
  INVALID: EXIT.no,
  INCONCLUSIVE: EXIT.unknown,
};

/** `tir verify`. */
export const verify: Command = async (args, { data }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      ...SOURCE_OPTIONS,
      receipt: { type: "string", multiple: true, default: [] },
      now: { type: "string" },
      territory: { type: "string" },
    },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw usageError("verify takes a file");
  const document = await read(file);
  const receipts = await Promise.all(values.receipt.map(async (path) => parseReceipt(json(path, await read(path)))));
  const registry = connectAs(values);
  // without an answer a document can still be found changed, and the rest is open
  await registry.catch((error: unknown) => {
    if (!(error instanceof SourceError)) throw error;
  });
  const result = await verifyDocument(document, {
    registry,
    receipts,
    ...optional("now", values.now),
    policy: {
      // whoever names an address has chosen the registry
      ...(values.deployment === undefined ? { unpinnedCode: "notice" } : {}),
      ...optional("territory", values.territory),
    },
  });
  if (values.json) data(JSON.stringify(result, undefined, 2));
  else for (const line of resultInWords(result)) data(line);
  return EXITS[result.verdict];
};

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw usageError(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function json(file: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw usageError(`${file} is no JSON`);
  }
}
