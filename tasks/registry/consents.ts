import { existsSync } from "node:fs";
import path from "node:path";

import type { Officer, SafeSignature } from "../../deploy/safe.ts";
import type { PendingConsent } from "../../deploy/suite/foundation.ts";
import { type Bundle, makeBundle, writeBundle } from "../bundle/bundle.ts";
import { checkBundle } from "../bundle/check.ts";
import { readBundle } from "../bundle/readBundle.ts";
import { signBundle } from "../bundle/sign.ts";

/** The bundle that a founder's officers sign. */
export const consentFile = (folder: string, country: string): string => path.join(folder, `consent-${country}.json`);

/**
 * The signatures of a founder's bundle, which is written where there is none that fits, and to which those sign who can
 * sign now.
 * @param folder where the founders' bundles lie
 * @param officersOf who of an office's owners signs now
 */
export function consentSignatures(
  folder: string,
  officersOf: (owners: readonly string[]) => Promise<readonly Officer[]>,
): (consent: PendingConsent) => Promise<readonly SafeSignature[]> {
  return async (consent) => {
    const { owners, threshold } = consent.founder;
    const file = consentFile(folder, consent.founder.country);
    let bundle = bundleOf(file, consent);
    for (const officer of await officersOf(owners)) {
      if (bundle.signatures.length < threshold) bundle = await signBundle(bundle, officer);
    }
    writeBundle(file, bundle);
    return bundle.signatures;
  };
}

/** What was signed stays, as long as the same is to be signed: a consent that ran out in between is made anew. */
function bundleOf(file: string, { founder, transaction, record, hash }: PendingConsent): Bundle {
  const { account, owners, threshold } = founder;
  const fresh = makeBundle({
    record,
    office: { account, owners, threshold },
    to: transaction.to,
    data: transaction.data,
    nonce: Number(transaction.nonce),
  });
  if (!existsSync(file)) return fresh;
  const written = readBundle(file);
  return written.safeTxHash === hash
    ? checkBundle(written, { record, purpose: "sign", owners, threshold }).bundle
    : fresh;
}
