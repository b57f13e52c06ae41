import { command } from "../core/command.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

/** An empty call of the office to itself: whatever else was signed with that number can't be executed any more. */
export default command<WriteArguments>("office reject", async (args, context) => {
  const write = await openWrite({ ...args, motion: "" }, context);
  return write.run({ target: "office", calls: [{ data: "0x" }], direct: true });
});
