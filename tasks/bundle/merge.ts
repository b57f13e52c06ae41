import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { type Bundle, type BundleSignature, withSignatures } from "./bundle.ts";
import { checkSignatures } from "./signatures.ts";

/**
 * One bundle with the signatures of all copies of it. Of an officer who signed several copies the first counts.
 * @throws SuiteError BUNDLE_COPIES_DIFFER, BUNDLE_SIGNATURE_TWICE, BUNDLE_SIGNATURE_INVALID
 */
export function mergeBundles(first: Bundle, ...copies: readonly Bundle[]): Bundle {
  const signatures = new Map<string, BundleSignature>();
  for (const [index, copy] of [first, ...copies].entries()) {
    const member = differs(first, copy);
    if (member !== undefined) throw copiesDiffer(index + 1, member);
    checkSignatures(copy);
    for (const signature of copy.signatures) {
      if (!signatures.has(signature.owner)) signatures.set(signature.owner, signature);
    }
  }
  return withSignatures(first, [...signatures.values()]);
}

const differs = (first: Bundle, copy: Bundle): string | undefined =>
  [...new Set([...Object.keys(first), ...Object.keys(copy)])].find(
    (name) => name !== "signatures" && member(first, name) !== member(copy, name),
  );

const member = (bundle: Bundle, name: string): string | undefined => JSON.stringify(bundle[name as keyof Bundle]);

const copiesDiffer = (position: number, name: string): SuiteError =>
  new SuiteError(
    "BUNDLE_COPIES_DIFFER",
    `file ${String(position)} is no copy of the first: its ${name} is another`,
    "Merge only copies of one bundle; signatures of one don't count for another.",
  );
