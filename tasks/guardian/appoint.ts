import * as writes from "../../client/src/writes/index.ts";
import { address, documentHash, required } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface AppointArguments extends WriteArguments {
  readonly account: string;
  readonly terms: string;
}

export default command<AppointArguments>("guardian appoint", async (args, context) => {
  required("--motion", args.motion);
  const write = await openWrite(args, context);
  const data =
    args.account === "none"
      ? writes.appointGuardian()
      : writes.appointGuardian({
          account: address("ACCOUNT", args.account),
          terms: documentHash("--terms", args.terms),
        });
  return write.run({ target: "registry", calls: [{ data }] });
});
