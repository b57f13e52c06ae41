import type { RecordRef } from "../../client/src/references.ts";
import * as writes from "../../client/src/writes/index.ts";
import { documentHash, list, scope, type ScopeArguments } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { spanOf } from "../core/dates.ts";
import { institutionNamed, typeNamed } from "../core/references.ts";
import { openWrite, type PlannedCall, type WriteArguments } from "../write/write.ts";

interface GrantArguments extends WriteArguments, ScopeArguments {
  readonly institution: string;
  readonly type: string;
  readonly from: string;
  readonly until: string;
  readonly territories: string;
  readonly conditions: boolean;
  readonly evidence: string;
}

/** With types, of programmes; without, of the institution, with a scope. */
export default command<GrantArguments>("accreditation grant", async (args, context) => {
  const write = await openWrite(args, context);
  const registry = await write.session.registry();
  const institution = await institutionNamed(registry, args.institution);
  const decision = {
    institution,
    evidence: documentHash("--evidence", args.evidence),
    territories: list(args.territories),
    conditions: args.conditions,
    ...spanOf(args, write.timeZone),
  };
  const types = await Promise.all(list(args.type).map((type) => typeNamed(registry, type)));
  const [first] = types;
  const record: RecordRef =
    first === undefined
      ? { kind: "institutional", institution }
      : { kind: "programme", institution, qualificationType: first };
  const call: PlannedCall = {
    record,
    data:
      first === undefined
        ? writes.accreditByScope({ ...decision, scope: scope(args) })
        : writes.accredit({ ...decision, qualificationTypes: types }),
  };
  return write.run({ target: "registry", calls: [call] });
});
