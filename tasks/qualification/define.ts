import type { TypeAttributes } from "../../client/src/encoding.ts";
import { EU } from "../../client/src/identifiers/countries.ts";
import * as writes from "../../client/src/writes/index.ts";
import { credentialType, documentHash, eqf, list, required } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { spanOf } from "../core/dates.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface DefineArguments extends WriteArguments {
  readonly uri: string;
  readonly level: string;
  readonly fields: string;
  readonly credentialType: string;
  readonly from: string;
  readonly evidence: string;
}

export default command<DefineArguments>("qualification define", async (args, context) => {
  const write = await openWrite(args, context);
  // a motion is the council's, whose types are for all
  const country = write.office?.country ?? EU;
  const attributes: TypeAttributes = {
    country,
    credentialType: credentialType(args.credentialType),
    fields: list(required("--fields", args.fields)),
    ...(args.level === "" ? {} : { level: eqf("--level", args.level) }),
  };
  const uri = required("URI", args.uri);
  const data = writes.defineQualificationType({
    uri,
    attributes,
    evidence: documentHash("--evidence", args.evidence),
    ...spanOf({ from: args.from }, write.timeZone),
  });
  const record = { kind: "qualificationType", qualificationType: { country, uri } } as const;
  return write.run({ target: "registry", calls: [{ data, record }] });
});
