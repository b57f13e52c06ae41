import { isDeepStrictEqual } from "node:util";

import { getAddress } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { optional } from "../../client/src/optional.ts";
import { type Bundle, type BundleCall, type BundleRecord, makeBundle } from "./bundle.ts";
import { isoSecond } from "../core/dates.ts";
import { parseBundle } from "./parseBundle.ts";
import { checkSignatures } from "./signatures.ts";

export interface CheckOptions {
  /** What stands on the chain, from a source that isn't the bundle. */
  readonly record: BundleRecord;
  /** A bundle is signed while signatures are missing, and before its turn; it is sent when neither is so. */
  readonly purpose: "sign" | "submit";
  /** Unix seconds; this computer's clock without it. */
  readonly now?: number;
  readonly expectChain?: number;
  /** Of the office's next transaction. */
  readonly nonce?: number;
  readonly owners?: readonly string[];
  readonly threshold?: number;
}

/** What a bundle does, recomputed. */
export interface CheckedBundle {
  readonly bundle: Bundle;
  readonly calls: readonly BundleCall[];
  /** Last second, Unix time. */
  readonly deadline?: number;
  readonly signed: readonly Hex[];
  readonly unsigned: readonly Hex[];
  /** How many signatures are still needed. */
  readonly missing: number;
  /** Signatures of contracts, which only the chain can check. */
  readonly unchecked: readonly Hex[];
}

/**
 * Checks all that can be checked without a network: nothing that the file says of itself is believed. Number, country, kind, owners
 * and threshold of the office are the file's word until `checkBundleOnChain`.
 * @throws SuiteError BUNDLE_OTHER_CHAIN, BUNDLE_OTHER_REGISTRY, BUNDLE_DELEGATE_CALL, BUNDLE_VALUE, BUNDLE_GAS_REFUND,
 * BUNDLE_UNKNOWN_TARGET, BUNDLE_UNKNOWN_FUNCTION, BUNDLE_UNREADABLE, BUNDLE_WITHOUT_DEADLINE, BUNDLE_NESTED, BUNDLE_EMPTY,
 * BUNDLE_ALTERED, BUNDLE_OWNERS_CHANGED, BUNDLE_EXPIRED, BUNDLE_NONCE_USED, BUNDLE_NONCE_AHEAD, BUNDLE_SIGNATURE_TWICE,
 * BUNDLE_SIGNATURE_INVALID, BUNDLE_SIGNATURES_MISSING, BUNDLE_MALFORMED
 * @example checkBundle(readBundle("bundle.json"), { record: findRecord(31337), purpose: "sign" }).calls
 */
export function checkBundle(given: Bundle, options: CheckOptions): CheckedBundle {
  const { record, purpose, nonce } = options;
  const bundle = recomputed(given, record, options.expectChain);
  checkOwners(bundle, options);
  const deadline = bundle.deadline === undefined ? undefined : Date.parse(bundle.deadline) / 1000;
  const now = options.now ?? Math.floor(Date.now() / 1000);
  if (deadline !== undefined && now > deadline) throw expired(deadline, now);
  if (nonce !== undefined) checkNonce(bundle, nonce, purpose);
  checkSignatures(bundle);
  const { owners, threshold } = bundle.office;
  const signed = bundle.signatures.map(({ owner }) => owner);
  const unsigned = owners.filter((owner) => !signed.includes(owner));
  const missing = Math.max(0, threshold - signed.length);
  if (missing > 0 && purpose === "submit") throw signaturesMissing(signed.length, threshold, unsigned);
  return {
    bundle,
    calls: bundle.calls,
    ...optional("deadline", deadline),
    signed,
    unsigned,
    missing,
    unchecked: bundle.signatures.filter(({ isContract }) => isContract).map(({ owner }) => owner),
  };
}

/**
 * The bundle, after all that follows from what is signed was made anew: a hash or a word that isn't so is refused. Neither its time
 * nor its signatures are looked at.
 * @throws SuiteError as `checkBundle`
 */
export function recomputed(given: Bundle, record: BundleRecord, expectChain?: number): Bundle {
  const bundle = parseBundle(given);
  checkChain(bundle, record, expectChain);
  const again = makeBundle({
    record,
    office: { ...bundle.office, account: bundle.domain.verifyingContract },
    to: bundle.message.to,
    data: bundle.message.data,
    nonce: bundle.message.nonce,
    ...optional("names", bundle.names),
  });
  const difference = firstDifference(bundle, { ...again, signatures: bundle.signatures });
  if (difference !== undefined) throw altered(difference);
  return bundle;
}

function checkChain({ network, domain }: Bundle, { chainId, contracts }: BundleRecord, expected = chainId): void {
  for (const id of [domain.chainId, network.chainId, chainId]) if (id !== expected) throw otherChain(id, expected);
  if (domain.chainId !== chainId) throw otherChain(domain.chainId, chainId);
  const registry = getAddress(contracts.registry);
  if (network.registry !== registry) {
    throw new SuiteError(
      "BUNDLE_OTHER_REGISTRY",
      `the bundle is for the registry ${network.registry}, the deployment's record names ${registry}`,
      "Name the record of the deployment that the bundle is for, or have it made anew.",
    );
  }
}

function checkOwners({ office }: Bundle, { owners, threshold }: CheckOptions): void {
  const now = owners?.map((owner) => getAddress(owner));
  const sameOwners = now === undefined || isDeepStrictEqual(new Set(now), new Set<string>(office.owners));
  if (sameOwners && (threshold ?? office.threshold) === office.threshold) return;
  throw new SuiteError(
    "BUNDLE_OWNERS_CHANGED",
    `the bundle names ${String(office.threshold)} of ${office.owners.join(", ")}; ` +
      `those who can sign for the office are ${String(threshold ?? office.threshold)} of ${(now ?? office.owners).join(", ")}`,
    "Have the bundle made anew: the office's officers are others now, or the file was changed.",
  );
}

function checkNonce({ message }: Bundle, nonce: number, purpose: CheckOptions["purpose"]): void {
  if (message.nonce < nonce) throw nonceUsed(message.nonce, nonce);
  if (message.nonce > nonce && purpose === "submit") throw nonceAhead(message.nonce, nonce);
}

/** The member that differs, by its path; `undefined` where nothing does. */
function firstDifference(left: unknown, right: unknown, path = ""): string | undefined {
  if (isDeepStrictEqual(left, right)) return undefined;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return path;
  if (Array.isArray(left) !== Array.isArray(right)) return path;
  const [one, other] = [left as Record<string, unknown>, right as Record<string, unknown>];
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const inner = Array.isArray(left) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    const found = firstDifference(one[key], other[key], inner);
    if (found !== undefined) return found;
  }
  return path;
}

export const altered = (member: string): SuiteError =>
  new SuiteError(
    "BUNDLE_ALTERED",
    `the bundle was changed: its member ${member} isn't what follows from what is to be signed`,
    "Don't sign. Take the file as its maker sent it, and ask how this one came about.",
  );

export const otherChain = (chainId: number, expected: number): SuiteError =>
  new SuiteError(
    "BUNDLE_OTHER_CHAIN",
    `the bundle is for chain ${String(chainId)}, not for chain ${String(expected)}`,
    "Use the network that the bundle is for; if it was meant for this one, have it made anew.",
  );

const expired = (deadline: number, now: number): SuiteError =>
  new SuiteError(
    "BUNDLE_EXPIRED",
    `the bundle was valid until ${isoSecond(deadline)}, it is ${isoSecond(now)} now`,
    "Look whether the decision still stands, then have it made and signed again with a later deadline.",
  );

export const nonceUsed = (nonce: number, next: number, by = "another transaction"): SuiteError =>
  new SuiteError(
    "BUNDLE_NONCE_USED",
    `the bundle has nonce ${String(nonce)} of the office, which ${by} has used up; the next is ${String(next)}`,
    "Look at the office's history whether the decision was carried out otherwise; if not, have it made and signed anew.",
  );

const nonceAhead = (nonce: number, next: number): SuiteError =>
  new SuiteError(
    "BUNDLE_NONCE_AHEAD",
    `the bundle has nonce ${String(nonce)} of the office, whose next is ${String(next)}: ${String(nonce - next)} other(s) come before`,
    "Submit those first, or use their nonces up: npx hardhat office reject --help",
  );

const signaturesMissing = (signed: number, threshold: number, unsigned: readonly Hex[]): SuiteError =>
  new SuiteError(
    "BUNDLE_SIGNATURES_MISSING",
    `${String(signed)} of ${String(threshold)} signatures are there; not yet signed: ${unsigned.join(", ")}`,
    `Have ${String(threshold - signed)} of them sign: npx hardhat office sign --help`,
  );
