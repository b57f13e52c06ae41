import { recoverAddress, Signature } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { Bundle, BundleSignature } from "./bundle.ts";

/**
 * Checks what can be checked of signatures without a chain: each is of another owner, and an account's is over this bundle.
 * Whether a contract takes its own is asked on the chain.
 * @throws SuiteError BUNDLE_SIGNATURE_TWICE, BUNDLE_SIGNATURE_INVALID
 */
export function checkSignatures({ office, safeTxHash, signatures }: Bundle): void {
  const seen = new Set<Hex>();
  for (const signature of signatures) {
    const { owner } = signature;
    if (!office.owners.includes(owner)) throw invalid(owner, "it isn't an officer of the office");
    if (seen.has(owner)) throw twice(owner);
    seen.add(owner);
    if (signature.isContract) continue;
    const signer = signerOf(safeTxHash, signature);
    if (signer === undefined) throw invalid(owner, "it is no ECDSA signature in the form that Safe takes");
    if (signer !== owner) throw invalid(owner, `it is by ${signer}, or over something else`);
  }
}

/** Who made an account's signature; `undefined` where it isn't r ‖ s ‖ v with the lower s and v of 27 or 28. */
export function signerOf(hash: Hex, { data }: Pick<BundleSignature, "data">): Hex | undefined {
  try {
    const signature = Signature.from(data);
    return signature.serialized === data ? (recoverAddress(hash, signature) as Hex) : undefined;
  } catch {
    return undefined;
  }
}

export const invalid = (owner: Hex, why: string): SuiteError =>
  new SuiteError(
    "BUNDLE_SIGNATURE_INVALID",
    `the signature of ${owner} isn't valid: ${why}`,
    "Take the bundle as it was before that signature, and have this officer sign it again.",
  );

const twice = (owner: Hex): SuiteError =>
  new SuiteError(
    "BUNDLE_SIGNATURE_TWICE",
    `the bundle has two signatures of ${owner}`,
    "Take the copies that the officers signed, and merge them anew.",
  );
