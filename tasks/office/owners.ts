import safeL2 from "@safe-global/safe-smart-account/build/artifacts/contracts/SafeL2.sol/SafeL2.json" with { type: "json" };
import { Interface } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { MIN_THRESHOLD } from "../../deploy/safe.ts";
import { address, natural } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import type { OfficeAccount } from "../write/office.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface OwnersArguments extends WriteArguments {
  readonly add: string;
  readonly remove: string;
  readonly threshold: string;
}

const safe = new Interface(safeL2.abi);
/** Begins and ends Safe's list of owners. */
const SENTINEL = "0x0000000000000000000000000000000000000001";

/** One change, one transaction: an office makes no delegate calls, by which several would fit into one. */
export default command<OwnersArguments>("office owners", async (args, context) => {
  const write = await openWrite({ ...args, motion: "" }, context);
  if (write.office === undefined) throw new RangeError("an office was asked for");
  return write.run({ target: "office", calls: [{ data: changeOf(write.office, args) }], direct: true });
});

/** @throws SuiteError MISSING_OPTION, NOT_AN_OWNER, OFFICE_UNSOUND */
function changeOf(office: OfficeAccount, args: Pick<OwnersArguments, "add" | "remove" | "threshold">): Hex {
  const threshold = args.threshold === "" ? office.threshold : natural("--threshold", args.threshold);
  const added = args.add === "" ? undefined : address("--add", args.add);
  const removed = args.remove === "" ? undefined : address("--remove", args.remove);
  const count = office.owners.length + (added === undefined ? 0 : 1) - (removed === undefined ? 0 : 1);
  if (threshold < MIN_THRESHOLD || count <= threshold) {
    throw new SuiteError(
      "OFFICE_UNSOUND",
      `${String(threshold)} of ${String(count)} officers would sign`,
      "At least two sign, and there is one more than have to: otherwise the office can't stay in office.",
    );
  }
  if (added !== undefined && removed !== undefined) {
    if (args.threshold !== "" && threshold !== office.threshold) {
      throw new SuiteError(
        "INVALID_OPTION",
        "an exchange leaves the threshold as it is",
        "Change the threshold on its own.",
      );
    }
    return encode("swapOwner", [before(office, removed), removed, added]);
  }
  if (added !== undefined) return encode("addOwnerWithThreshold", [added, threshold]);
  if (removed !== undefined) return encode("removeOwner", [before(office, removed), removed, threshold]);
  if (args.threshold !== "") return encode("changeThreshold", [threshold]);
  throw new SuiteError(
    "MISSING_OPTION",
    "no change is named",
    "Give --add, --remove, both (an exchange), or --threshold.",
  );
}

const encode = (name: string, values: readonly unknown[]): Hex => safe.encodeFunctionData(name, values) as Hex;

/** Safe's list is linked: who is taken out is named with the one before. */
function before({ owners, account }: OfficeAccount, owner: Hex): string {
  const index = owners.findIndex((one) => one.toLowerCase() === owner.toLowerCase());
  if (index === -1) {
    throw new SuiteError("NOT_AN_OWNER", `${owner} is no officer of ${account}`, `Its officers: ${owners.join(", ")}.`);
  }
  return owners[index - 1] ?? SENTINEL;
}
