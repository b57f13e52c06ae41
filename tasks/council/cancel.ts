import type { Hex } from "../../client/src/hex.ts";
import { command } from "../core/command.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";
import { councilInterface, operationOf, proposalNamed } from "./proposals.ts";

interface CancelArguments extends WriteArguments {
  readonly proposal: string;
}

/** Taken back by the seat that made it, until the vote opens. */
export default command<CancelArguments>("council cancel", async (args, context) => {
  const write = await openWrite({ ...args, motion: "" }, context);
  const proposal = await proposalNamed(write.session, args.proposal);
  const data = councilInterface.encodeFunctionData("cancel", operationOf(proposal)) as Hex;
  return write.run({ target: "council", calls: [{ data }], direct: true });
});
