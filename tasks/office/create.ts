import { Contract } from "ethers";

import { officeFactoryAbi } from "../../client/src/abi/generated/officeFactoryAbi.ts";
import type { Hex } from "../../client/src/hex.ts";
import { officeAddress } from "../../deploy/safe.ts";
import { address, list, natural, required } from "../core/arguments.ts";
import { type CommonArguments, command } from "../core/command.ts";
import { confirmed } from "../write/confirm.ts";
import { simulate } from "../write/simulate.ts";

interface CreateArguments extends CommonArguments {
  readonly owners: string;
  readonly threshold: string;
  readonly salt: string;
  readonly yes: boolean;
}

/** Anybody may: who the office is of, its consent and its mandate decide. */
export default command<CreateArguments>("office create", async (args, context) => {
  const owners = list(required("--owners", args.owners)).map((owner) => address("--owners", owner));
  const threshold = natural("--threshold", args.threshold);
  const salt = BigInt(natural("--salt", args.salt));
  const session = await context.session();
  const submitter = await session.submitter();
  const factory = new Contract(session.record.contracts.officeFactory, officeFactoryAbi, submitter);
  const account = officeAddress(session.record.safe, session.chainId, owners, threshold, salt) as Hex;
  // somebody else may have made the Safe: the factory then adopts it
  const made = (await factory.getFunction("isOffice")(account)) as boolean;
  const data = factory.interface.encodeFunctionData("create", [owners, threshold, salt]) as Hex;
  const payer = (await submitter.getAddress()) as Hex;
  const gas = await simulate(session, payer, session.record.contracts.officeFactory, data, false);
  context.talk.say(
    [
      `network   ${session.network.name}, chain ${String(session.chainId)}, registry ${session.record.contracts.registry}`,
      `office    ${account}, ${made ? "exists: nothing changes" : "new"}`,
      ...owners.map((owner, index) => `${index === 0 ? `owners    ` : "          "}${owner}`),
      `sign      ${String(threshold)} of ${String(owners.length)}`,
      `gas       ${Number(gas ?? 0).toLocaleString("en")}`,
    ].join("\n"),
  );
  let transaction: string | null = null;
  if (!made) {
    await confirmed(args, context, session);
    const response = await submitter.sendTransaction({ to: session.record.contracts.officeFactory, data });
    await response.wait();
    transaction = response.hash;
  }
  return {
    data: { account, owners, threshold, made: !made, transaction },
    text: account,
    chain: await session.facts(),
  };
});
