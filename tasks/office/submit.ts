import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { optional } from "../../client/src/optional.ts";
import { recomputed } from "../bundle/check.ts";
import { checkBundleOnChain } from "../bundle/checkOnChain.ts";
import { mergeBundles } from "../bundle/merge.ts";
import { readBundle } from "../bundle/readBundle.ts";
import { simulateBundle, submitBundle } from "../bundle/submit.ts";
import { natural } from "../core/arguments.ts";
import { type CommonArguments, command } from "../core/command.ts";
import { confirmed } from "../write/confirm.ts";
import { findExecution } from "../bundle/execution.ts";

interface SubmitArguments extends CommonArguments {
  readonly files: readonly string[];
  readonly yes: boolean;
  readonly dryRun: boolean;
}

export default command<SubmitArguments>("office submit", async (args, context) => {
  const [first, ...others] = args.files.map((file) => readBundle(file));
  if (first === undefined) throw new SuiteError("MISSING_OPTION", "no bundle is named", "Give the bundle's file.");
  const session = await context.session();
  const { record, provider, network } = session;
  const expectChain = args.expectChain === "" ? undefined : natural("--expect-chain", args.expectChain);
  const bundle = recomputed(mergeBundles(first, ...others), record, expectChain);
  const expected = optional("expectChain", expectChain);
  context.talk.say(
    [
      `network   ${network.name}, chain ${String(session.chainId)}, registry ${record.contracts.registry}`,
      `office    ${bundle.office.account}`,
      ...bundle.summary.map((line, index) => `${index === 0 ? "act       " : "          "}${line}`),
      `signed    by ${bundle.signatures.map(({ owner }) => owner).join(", ") || "nobody"}`,
    ].join("\n"),
  );
  if ((await findExecution(provider, bundle, record.block)) === undefined) {
    await checkBundleOnChain(bundle, provider, { record, purpose: "submit", ...expected });
    await simulateBundle(bundle, provider);
    if (args.dryRun) {
      return {
        data: { safeTxHash: bundle.safeTxHash, sent: false },
        text: "It would be taken. Nothing was sent.",
        chain: await session.facts(),
      };
    }
    await confirmed(args, context, session);
  }
  const { already, transaction, blockNumber, gasUsed } = await submitBundle(
    bundle,
    await session.submitter(),
    record,
    expected,
  );
  return {
    data: { safeTxHash: bundle.safeTxHash, sent: !already, already, transaction, gasUsed: Number(gasUsed) },
    text: already
      ? `It was executed already, in block ${String(blockNumber)}: transaction ${transaction}.`
      : `Recorded in block ${String(blockNumber)}: transaction ${transaction}, ${gasUsed.toLocaleString("en")} gas.`,
    chain: { ...(await session.facts()), blockNumber },
  };
});
