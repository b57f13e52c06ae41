import { Interface } from "ethers";

import { memberStatesAbi } from "../../client/src/abi/generated/memberStatesAbi.ts";
import type { Hex } from "../../client/src/hex.ts";
import { documentHash } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface LeaveArguments extends WriteArguments {
  readonly evidence: string;
}

export default command<LeaveArguments>("council leave", async (args, context) => {
  const write = await openWrite({ ...args, motion: "" }, context);
  const evidence = documentHash("--evidence", args.evidence);
  const data = new Interface(memberStatesAbi).encodeFunctionData("leaveCouncil", [evidence]) as Hex;
  return write.run({ target: "memberStates", calls: [{ data }] });
});
