import type { Hex } from "../../client/src/hex.ts";
import { documentHash } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { otherChain, readMotions } from "../write/motion.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";
import { councilInterface, descriptionOf } from "./proposals.ts";

interface ProposeArguments extends WriteArguments {
  readonly file: string;
  readonly document: string;
}

export default command<ProposeArguments>("council propose", async (args, context) => {
  const write = await openWrite({ ...args, motion: "" }, context);
  const { session, office } = write;
  if (office === undefined) throw new RangeError("an office was asked for");
  const { chainId, motions } = readMotions(args.file);
  if (chainId !== session.chainId) throw otherChain(args.file, chainId, session.chainId);
  const document = documentHash("--document", args.document);
  const data = councilInterface.encodeFunctionData("propose", [
    motions.map(({ target }) => target),
    motions.map(() => 0n),
    motions.map((motion) => motion.data),
    descriptionOf(document, office.account),
  ]) as Hex;
  return write.run({ target: "council", calls: [{ data }] });
});
