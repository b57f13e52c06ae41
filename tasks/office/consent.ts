import { Interface } from "ethers";

import { memberStatesAbi } from "../../client/src/abi/generated/memberStatesAbi.ts";
import type { Hex } from "../../client/src/hex.ts";
import { parseCountryOrCouncil } from "../../client/src/identifiers/countries.ts";
import { OFFICE_KINDS, officeKindNumber } from "../../client/src/office.ts";
import { countryBytes } from "../../client/src/recordKey.ts";
import { documentHash, oneOf, required } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { deadlineOf } from "../write/deadline.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface ConsentArguments extends WriteArguments {
  readonly country: string;
  readonly kind: string;
  readonly terms: string;
  readonly expires: string;
  readonly revoke: boolean;
}

const memberStates = new Interface(memberStatesAbi);

/** The account's own act: what it agrees to become, and until when. */
export default command<ConsentArguments>("office consent", async (args, context) => {
  const write = await openWrite({ ...args, motion: "" }, context);
  const data = args.revoke
    ? memberStates.encodeFunctionData("revokeConsent")
    : memberStates.encodeFunctionData("consent", [
        countryBytes(parseCountryOrCouncil(required("--country", args.country))),
        officeKindNumber(oneOf("--kind", args.kind, OFFICE_KINDS)),
        documentHash("--terms", args.terms),
        // the second after the last
        deadlineOf(args.expires, await write.session.now(), write.timeZone) + 1,
      ]);
  return write.run({ target: "memberStates", calls: [{ data: data as Hex }], direct: true });
});
