import { Interface } from "ethers";

import { memberStatesAbi } from "../../client/src/abi/generated/memberStatesAbi.ts";
import type { Hex } from "../../client/src/hex.ts";
import { address, documentHash, natural } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface RotateArguments extends WriteArguments {
  readonly number: string;
  readonly account: string;
  readonly terms: string;
}

export default command<RotateArguments>("office rotate", async (args, context) => {
  const write = await openWrite({ ...args, motion: "" }, context);
  const data = new Interface(memberStatesAbi).encodeFunctionData("rotate", [
    natural("NUMBER", args.number),
    address("ACCOUNT", args.account),
    documentHash("--terms", args.terms),
  ]) as Hex;
  return write.run({ target: "memberStates", calls: [{ data }] });
});
