import { SourceError } from "../../client/src/errors/sourceError.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Registry } from "../../client/src/registry.ts";
import { optional } from "../../client/src/optional.ts";
import { parseReceipt, type Receipt, type VerificationResult, verify } from "../../client/src/verify/index.ts";
import { resultInWords } from "../../client/src/cli/resultInWords.ts";
import { list, readFile } from "../core/arguments.ts";
import { type CommonArguments, command, type Context } from "../core/command.ts";
import { type Exit, EXIT } from "../core/exit.ts";
import { unreachable } from "../core/patience.ts";

interface VerifyArguments extends CommonArguments {
  readonly file: string;
  readonly receipt: string;
  readonly now: string;
  readonly territory: string;
}

const EXITS: Readonly<Record<VerificationResult["verdict"], Exit>> = {
  VALID: EXIT.ok,
  INVALID: EXIT.no,
  INCONCLUSIVE: EXIT.unchecked,
};

/** What `tir verify` does, on the network and deployment that the other commands use. */
export default command<VerifyArguments>("credential verify", async (args, context) => {
  const document = readFile(args.file);
  const receipts = list(args.receipt).map(readReceipt);
  const registry = connected(context);
  // without an answer a document can still be found changed, and the rest is open
  await registry.catch((error: unknown) => {
    if (!(error instanceof SourceError)) throw error;
  });
  const result = await verify(document, {
    registry,
    receipts,
    ...optional("now", args.now === "" ? undefined : args.now),
    policy: optional("territory", args.territory === "" ? undefined : args.territory),
  });
  return {
    data: result,
    text: [...resultInWords(result)].join("\n"),
    chain: {
      chainId: result.rerun.chainId ?? 0,
      registry: result.rerun.registry ?? null,
      blockNumber: result.rerun.block ?? null,
    },
    exit: EXITS[result.verdict],
  };
});

/** A node that can't be reached is the verification's matter, not the command's. */
async function connected(context: Context): Promise<Registry> {
  try {
    return await (await context.session()).registry();
  } catch (error) {
    const outage = unreachable(error);
    if (outage === undefined) throw error;
    throw new SourceError("SOURCE_UNREACHABLE", outage.message, outage.remedy, error);
  }
}

/** @throws SuiteError UNREADABLE_FILE, RECEIPT_INVALID */
function readReceipt(file: string): Receipt {
  const text = readFile(file).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SuiteError("RECEIPT_INVALID", `${file} is no JSON`, "Give the receipt as the notary's user made it.");
  }
  return parseReceipt(value);
}
