import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { describeCall } from "../bundle/describe.ts";
import type { Context, Outcome } from "../core/command.ts";
import type { Session } from "../core/session.ts";
import { confirmed } from "./confirm.ts";
import { simulate } from "./simulate.ts";
import type { Write, WriteArguments } from "./write.ts";

/** What `--office` says where an institution's controller acts, which is no office. */
export const CONTROLLER = "controller";

/**
 * The institution's controller acts: the network's own account, by a call of its own, outside any bundle.
 * @throws SuiteError NOT_THE_CONTROLLERS
 * @throws ContractError
 */
export async function asController(
  { target, calls }: Write,
  args: WriteArguments,
  context: Context,
  session: Session,
): Promise<Outcome> {
  const [call, ...others] = calls;
  if (target !== "registry" || call === undefined || others.length > 0 || args.bundle !== "" || args.signer !== "") {
    throw new SuiteError(
      "NOT_THE_CONTROLLERS",
      "a controller appoints the provider and ends bindings, by the network's account; it signs no bundles",
      "Leave --bundle and --signer out, or name an office.",
    );
  }
  const { registry } = session.record.contracts;
  const submitter = await session.submitter();
  const account = (await submitter.getAddress()) as Hex;
  const gas = await simulate(session, account, registry, call.data, false);
  const words = describeCall(session.record, registry, call.data);
  context.talk.say(
    [
      `network   ${session.network.name}, chain ${String(session.chainId)}, registry ${registry}`,
      `account   ${account}`,
      `act       ${words}`,
      `gas       ${Number(gas ?? 0).toLocaleString("en")}`,
    ].join("\n"),
  );
  const plan = { account, calls: [words], gas: Number(gas ?? 0) };
  const chain = await session.facts();
  if (args.dryRun) return { data: { ...plan, sent: false }, text: "Nothing was sent.", chain };
  await confirmed(args, context, session);
  const response = await submitter.sendTransaction({ to: registry, data: call.data });
  const receipt = await response.wait();
  return {
    data: { ...plan, sent: true, transaction: response.hash },
    text: `Recorded in block ${String(receipt?.blockNumber ?? 0)}: transaction ${response.hash}.`,
    chain: { ...chain, blockNumber: receipt?.blockNumber ?? null },
  };
}
