import { getAddress } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { type Officer, safeTransactionHash } from "../../deploy/safe.ts";
import { type Bundle, transactionOf, withSignatures } from "./bundle.ts";
import { altered } from "./check.ts";
import { checkSignatures } from "./signatures.ts";

/**
 * Adds an officer's signature; one that is there already stays as it is. What the bundle does was checked and read before:
 * `checkBundle`. The hash is recomputed here once more.
 * @throws SuiteError BUNDLE_ALTERED, BUNDLE_NOT_AN_OFFICER, BUNDLE_SIGNATURE_INVALID, and what the officer's device has to say
 */
export async function signBundle(bundle: Bundle, officer: Officer): Promise<Bundle> {
  const transaction = transactionOf(bundle);
  if (safeTransactionHash(transaction) !== bundle.safeTxHash) throw altered("safeTxHash");
  const owner = getAddress(officer.address) as Hex;
  if (!bundle.office.owners.includes(owner)) throw notAnOfficer(owner, bundle);
  if (bundle.signatures.some((signature) => signature.owner === owner)) return bundle;
  const { isContract, data } = await officer.sign(transaction);
  const signature = { owner, isContract, data: data.toLowerCase() as Hex };
  const signed = withSignatures(bundle, [...bundle.signatures, signature]);
  checkSignatures(signed);
  return signed;
}

const notAnOfficer = (owner: Hex, { office }: Bundle): SuiteError =>
  new SuiteError(
    "BUNDLE_NOT_AN_OFFICER",
    `${owner} is no officer of the office ${office.account}, whose officers are ${office.owners.join(", ")}`,
    "Sign with an officer's key, or have the office take this one in: npx hardhat office owners --help",
  );
