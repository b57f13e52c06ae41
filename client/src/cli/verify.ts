import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import {
  type Check,
  parseReceipt,
  type TrustLink,
  type VerificationResult,
  verify as verifyDocument,
} from "../verify/index.ts";
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
  const result = await verifyDocument(document, {
    registry: await connectAs(values),
    receipts,
    ...optional("now", values.now),
    policy: {
      // whoever names an address has chosen the registry
      ...(values.deployment === undefined ? { unpinnedCode: "notice" } : {}),
      ...optional("territory", values.territory),
    },
  });
  if (values.json) data(JSON.stringify(result, undefined, 2));
  else for (const line of inWords(result)) data(line);
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

const MARKS: Readonly<Record<Check["status"], string>> = {
  pass: "yes",
  fail: "NO",
  inconclusive: "open",
  skipped: "–",
};

function* inWords({ verdict, rootCause, checks, notices, trustPaths, rerun }: VerificationResult): Generator<string> {
  const cause = checks.find(({ check }) => check === rootCause?.check);
  yield cause === undefined ? verdict : `${verdict}: ${cause.sentence}`;
  yield "";
  for (const { check, status, sentence } of checks) yield `${MARKS[status].padEnd(5)} ${check.padEnd(18)} ${sentence}`;
  for (const { sentence } of notices) yield `note  ${sentence}`;
  for (const path of trustPaths) yield `by    ${path.map(linkInWords).join(" → ")}`;
  const read =
    rerun.block === undefined ? "nothing was read" : `block ${String(rerun.block)} of chain ${String(rerun.chainId)}`;
  yield `read  ${read}; document ${rerun.documentSha256}`;
}

function linkInWords(link: TrustLink): string {
  switch (link.role) {
    case "council":
      return "council";
    case "memberState":
      return link.country;
    case "institution":
      return Object.values(link.legalName ?? {})[0] ?? link.id;
    case "key":
      return `key ${link.thumbprint.split(":").at(-1) ?? ""}`;
    case "accreditationBody":
      return `accreditation body, office ${String(link.office)}`;
    case "memberStateOffice":
      return `member state, office ${String(link.office)}`;
    case "trustServiceProvider":
      return `trust service provider, office ${String(link.office)}`;
  }
}
