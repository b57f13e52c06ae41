import { SuiteError } from "../../client/src/errors/suiteError.ts";
import * as writes from "../../client/src/writes/index.ts";
import { address, documentHash, oneOf, scope, type ScopeArguments } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { spanOf } from "../core/dates.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface MandateArguments extends WriteArguments, ScopeArguments {
  readonly account: string;
  readonly kind: string;
  readonly terms: string;
  readonly trustedListEntry: string;
  readonly from: string;
  readonly until: string;
  readonly evidence: string;
}

export default command<MandateArguments>("mandate grant", async (args, context) => {
  const write = await openWrite(args, context);
  const kind = oneOf("--kind", args.kind, ["accreditationBody", "trustServiceProvider"] as const);
  const account = address("ACCOUNT", args.account);
  const common = {
    account,
    terms: documentHash("--terms", args.terms),
    evidence: documentHash("--evidence", args.evidence),
    ...spanOf(args, write.timeZone),
  };
  if (kind === "accreditationBody" && args.trustedListEntry !== "") {
    throw new SuiteError(
      "INVALID_OPTION",
      "an accreditation body has no trusted-list entry",
      "Leave --trusted-list-entry out.",
    );
  }
  const data =
    kind === "accreditationBody"
      ? writes.mandate({ ...common, kind, scope: scope(args) })
      : writes.mandate({
          ...common,
          kind,
          trustedListEntry: documentHash("--trusted-list-entry", args.trustedListEntry),
        });
  return write.run({ target: "registry", calls: [{ data }] });
});
