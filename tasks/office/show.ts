import { officeTransactions } from "../../deploy/safe.ts";
import { Contract } from "ethers";

import { decodeError } from "../../client/src/errors/decodeError.ts";
import { type CommonArguments, command } from "../core/command.ts";
import { officeInWords, officeOf } from "../write/office.ts";

const POLICY = ["function check(address account) view"];

interface ShowArguments extends CommonArguments {
  readonly account: string;
}

export default command<ShowArguments>("office show", async (args, context) => {
  const session = await context.session();
  const office = await officeOf(session, "OFFICE", args.account);
  const { signed, delegateCalls } = await officeTransactions(
    session.provider,
    office.account,
    session.record.firstBlock,
  );
  const policy = new Contract(session.record.policy, POLICY, session.provider);
  const refusal = await policy
    .getFunction("check")(office.account)
    .then(
      () => undefined,
      (error: unknown) => decodeError(error)?.message ?? String(error),
    );
  // what the factory made began after the register; others have a past of their own
  const withheld = refusal === undefined ? Math.max(0, office.nonce - signed) : 0;
  const admissible = refusal === undefined && delegateCalls.length === 0 && withheld === 0;
  return {
    data: { ...office, admissible, refusal: refusal ?? null, delegateCalls, withheld },
    text: [
      officeInWords(office),
      ...office.owners.map((owner) => `  officer ${owner}`),
      `  next transaction number (nonce) ${String(office.nonce)}`,
      refusal === undefined ? "  It can be admitted as an office." : `  It can't be admitted: ${refusal}`,
      ...(withheld === 0
        ? []
        : [`  The node shows ${String(signed)} of its ${String(office.nonce)} transactions: use another one.`]),
      ...delegateCalls.map((hash) => `  Its owners let foreign code run in it: ${hash}. Don't admit it.`),
    ].join("\n"),
    chain: await session.facts(),
  };
});
