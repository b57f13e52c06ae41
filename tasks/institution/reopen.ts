import * as writes from "../../client/src/writes/index.ts";
import { documentHash } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { spanOf } from "../core/dates.ts";
import { institutionNamed } from "../core/references.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface ReopenArguments extends WriteArguments {
  readonly institution: string;
  readonly from: string;
  readonly evidence: string;
}

export default command<ReopenArguments>("institution reopen", async (args, context) => {
  const write = await openWrite(args, context);
  const institution = await institutionNamed(await write.session.registry(), args.institution);
  const data = writes.reopenInstitution({
    institution,
    evidence: documentHash("--evidence", args.evidence),
    ...spanOf({ from: args.from }, write.timeZone),
  });
  return write.run({ target: "registry", calls: [{ data, record: { kind: "institution", institution } }] });
});
