/** The bundle: one transaction of an office, in a readable file that goes from officer to officer. */
import { getAddress } from "ethers";

import type { Deployment } from "../../client/src/deployments/deployment.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { OfficeKind } from "../../client/src/office.ts";
import { optional } from "../../client/src/optional.ts";
import { type SafeTransaction, safeTransactionHash } from "../../deploy/safe.ts";
import { writeFileAtomically } from "../../deploy/files.ts";
import { isoSecond } from "../core/dates.ts";
import { decodeTransaction } from "./decode.ts";
import { checkedNames, type NamesById } from "./names.ts";
import type { OfficeTarget } from "./targets.ts";

export const BUNDLE_FORMAT = "trusted-issuer-registry/bundle/1";

/** What a bundle is made and checked against: a deployment's record has it. */
export type BundleRecord = Pick<Deployment, "name" | "chainId" | "contracts" | "block">;

export interface BundleSignature {
  readonly owner: Hex;
  /** Whether the owner is a contract, which is asked (ERC-1271). */
  readonly isContract: boolean;
  /** 65 bytes r ‖ s ‖ v of an account; whatever the contract takes. */
  readonly data: Hex;
}

export interface BundleCall {
  readonly target: OfficeTarget;
  readonly function: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly words: string;
}

/** Who acts. Number, country and kind are absent where the account isn't in office (yet). */
export interface BundleOffice {
  readonly account: Hex;
  readonly number?: number;
  readonly country?: string;
  readonly kind?: OfficeKind;
  readonly owners: readonly Hex[];
  readonly threshold: number;
}

export interface Bundle {
  readonly format: typeof BUNDLE_FORMAT;
  /** The calls in words; for people, and recomputed whenever the bundle is checked. */
  readonly summary: readonly string[];
  /** Its name is the deployment record's. */
  readonly network: { readonly name: string; readonly chainId: number; readonly registry: Hex };
  readonly office: BundleOffice;
  /** ISO: the last second in which the contract takes the calls. Absent of calls that have none. */
  readonly deadline?: string;
  readonly domain: { readonly chainId: number; readonly verifyingContract: Hex };
  /** `SafeTx`, all that is signed. */
  readonly message: {
    readonly to: Hex;
    readonly value: "0";
    readonly data: Hex;
    readonly operation: 0;
    readonly safeTxGas: "0";
    readonly baseGas: "0";
    readonly gasPrice: "0";
    readonly gasToken: Hex;
    readonly refundReceiver: Hex;
    readonly nonce: number;
  };
  readonly safeTxHash: Hex;
  readonly calls: readonly BundleCall[];
  /** What ids in the words stand for; checked against the ids. */
  readonly names?: NamesById;
  /** By ascending address of the owner. */
  readonly signatures: readonly BundleSignature[];
}

const NOBODY: Hex = `0x${"0".repeat(40)}`;

/**
 * A bundle without signatures.
 * @param to registry, memberStates or council of the record, or the office itself
 * @param data `multicall`, or one of the calls that an office makes on its own
 * @param nonce of the office's account
 * @param names what ids stand for
 * @throws SuiteError BUNDLE_UNKNOWN_TARGET, BUNDLE_UNKNOWN_FUNCTION, BUNDLE_UNREADABLE, BUNDLE_WITHOUT_DEADLINE, BUNDLE_NESTED, BUNDLE_EMPTY,
 * BUNDLE_NAME_WRONG
 */
export function makeBundle(parts: {
  readonly record: BundleRecord;
  readonly office: BundleOffice;
  readonly to: string;
  readonly data: string;
  readonly nonce: number;
  readonly names?: NamesById;
}): Bundle {
  const { record, office } = parts;
  const account = checksummed(office.account);
  const to = checksummed(parts.to);
  const data = parts.data.toLowerCase() as Hex;
  const { calls, deadline } = decodeTransaction(record, account, to, data, checkedNames(parts.names));
  const transaction = {
    chainId: BigInt(record.chainId),
    safe: account,
    to,
    value: 0n,
    data,
    nonce: BigInt(parts.nonce),
  };
  return {
    format: BUNDLE_FORMAT,
    summary: summaryOf(calls),
    network: { name: record.name, chainId: record.chainId, registry: checksummed(record.contracts.registry) },
    office: {
      account,
      ...optional("number", office.number),
      ...optional("country", office.country),
      ...optional("kind", office.kind),
      owners: office.owners.map(checksummed),
      threshold: office.threshold,
    },
    ...optional("deadline", deadline === undefined ? undefined : isoSecond(deadline)),
    domain: { chainId: record.chainId, verifyingContract: account },
    message: {
      to,
      value: "0",
      data,
      operation: 0,
      safeTxGas: "0",
      baseGas: "0",
      gasPrice: "0",
      gasToken: NOBODY,
      refundReceiver: NOBODY,
      nonce: parts.nonce,
    },
    safeTxHash: safeTransactionHash(transaction) as Hex,
    calls,
    ...optional("names", parts.names),
    signatures: [],
  };
}

/** One line for each call; a list inside a call has its own lines. */
export const summaryOf = (calls: readonly BundleCall[]): string[] => calls.flatMap(({ words }) => words.split("\n"));

/** As `deploy/safe.ts` signs and sends it. */
export const transactionOf = ({ domain, message }: Bundle): SafeTransaction => ({
  chainId: BigInt(domain.chainId),
  safe: domain.verifyingContract,
  to: message.to,
  value: 0n,
  data: message.data,
  nonce: BigInt(message.nonce),
});

/** A bundle as its file has it. */
export const bundleText = (bundle: Bundle): string => `${JSON.stringify(bundle, undefined, 2)}\n`;

/** Writes the file whole or not at all. */
export const writeBundle = (file: string, bundle: Bundle): void => {
  writeFileAtomically(file, bundleText(bundle));
};

/** With these signatures, in their order. */
export const withSignatures = (bundle: Bundle, signatures: readonly BundleSignature[]): Bundle => ({
  ...bundle,
  signatures: signatures.toSorted((left, right) => (BigInt(left.owner) < BigInt(right.owner) ? -1 : 1)),
});

const checksummed = (address: string): Hex => getAddress(address) as Hex;
