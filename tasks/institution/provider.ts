import * as writes from "../../client/src/writes/index.ts";
import { natural, required } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { institutionNamed } from "../core/references.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface ProviderArguments extends WriteArguments {
  readonly institution: string;
  readonly provider: string;
}

export default command<ProviderArguments>("institution provider", async (args, context) => {
  const write = await openWrite(args, context);
  const institution = await institutionNamed(await write.session.registry(), args.institution);
  const written = required("PROVIDER", args.provider);
  const data = writes.appointProvider({
    institution,
    ...(written === "none" ? {} : { provider: natural("PROVIDER", written) }),
  });
  return write.run({ target: "registry", calls: [{ data, record: { kind: "institution", institution } }] });
});
