import * as writes from "../../client/src/writes/index.ts";
import { required } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

export default command<WriteArguments>("guardian unpause", async (args, context) => {
  required("--motion", args.motion);
  const write = await openWrite(args, context);
  return write.run({ target: "registry", calls: [{ data: writes.unpause() }] });
});
