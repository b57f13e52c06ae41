import * as writes from "../../client/src/writes/index.ts";
import { parseIdentifier } from "../../client/src/identifiers/identifiers.ts";
import { documentHash } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { spanOf } from "../core/dates.ts";
import { institutionNamed } from "../core/references.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";
import { bindingUri } from "./bindingUri.ts";

interface BindArguments extends WriteArguments {
  readonly institution: string;
  readonly identifier: string;
  readonly from: string;
  readonly until: string;
  readonly evidence: string;
}

export default command<BindArguments>("binding bind", async (args, context) => {
  const write = await openWrite(args, context);
  const institution = await institutionNamed(await write.session.registry(), args.institution);
  const identifier = parseIdentifier(bindingUri(args.identifier)).uri;
  const data = writes.bind({
    institution,
    identifier,
    evidence: documentHash("--evidence", args.evidence),
    ...spanOf(args, write.timeZone),
  });
  return write.run({
    target: "registry",
    calls: [{ data, record: { kind: "binding", institution, binding: identifier } }],
  });
});
