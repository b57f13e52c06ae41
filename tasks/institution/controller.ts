import * as writes from "../../client/src/writes/index.ts";
import { address, required } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { institutionNamed } from "../core/references.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface ControllerArguments extends WriteArguments {
  readonly institution: string;
  readonly controller: string;
}

export default command<ControllerArguments>("institution controller", async (args, context) => {
  const write = await openWrite(args, context);
  const institution = await institutionNamed(await write.session.registry(), args.institution);
  const written = required("CONTROLLER", args.controller);
  const data = writes.setController({
    institution,
    ...(written === "none" ? {} : { controller: address("CONTROLLER", written) }),
  });
  return write.run({ target: "registry", calls: [{ data, record: { kind: "institution", institution } }] });
});
