import { SuiteError } from "../../client/src/errors/suiteError.ts";
import * as writes from "../../client/src/writes/index.ts";
import { command } from "../core/command.ts";
import { institutionNamed } from "../core/references.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";
import { type ProfileArguments, profileOf } from "./register.ts";

interface UpdateArguments extends WriteArguments, ProfileArguments {
  readonly institution: string;
}

export default command<UpdateArguments>("institution profile", async (args, context) => {
  const write = await openWrite(args, context);
  const registry = await write.session.registry();
  const known = await registry.institution(await institutionNamed(registry, args.institution));
  if (!known.known || known.identifier === undefined) {
    throw new SuiteError(
      "INSTITUTION_NOT_FOUND",
      `the register has no institution ${args.institution}`,
      "Register it first: npx hardhat institution register …",
    );
  }
  const data = writes.updateProfile({
    institution: known.id,
    profile: profileOf(known.country, known.identifier, args),
  });
  return write.run({ target: "registry", calls: [{ data, record: { kind: "institution", institution: known.id } }] });
});
