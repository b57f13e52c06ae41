import safeL2 from "@safe-global/safe-smart-account/build/artifacts/contracts/SafeL2.sol/SafeL2.json" with { type: "json" };
import { Contract, type Provider } from "ethers";

import { registryAbi } from "../../client/src/abi/generated/registryAbi.ts";
import { countryIn } from "../../client/src/encoding.ts";
import { decodeError } from "../../client/src/errors/decodeError.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { OFFICE_KINDS } from "../../client/src/office.ts";
import { optional } from "../../client/src/optional.ts";
import type { Bundle, BundleRecord, BundleSignature } from "./bundle.ts";
import { checkBundle, type CheckedBundle, type CheckOptions, nonceUsed, otherChain, recomputed } from "./check.ts";
import { findExecution } from "./execution.ts";
import { invalid } from "./signatures.ts";

/** ERC-1271's yes. */
const VALID = "0x1626ba7e";

/**
 * All of `checkBundle`, with the chain's clock and the office as it is now: its nonce, officers, threshold, and what it is in the
 * registry. Contracts are asked whether they take their signatures.
 * @throws SuiteError as `checkBundle`; BUNDLE_OFFICE_MISSING, BUNDLE_OFFICE_CHANGED
 */
export async function checkBundleOnChain(
  given: Bundle,
  provider: Provider,
  options: Pick<CheckOptions, "record" | "purpose" | "expectChain">,
): Promise<CheckedBundle> {
  const { record } = options;
  const bundle = recomputed(given, record, options.expectChain);
  const chainId = Number((await provider.getNetwork()).chainId);
  if (bundle.domain.chainId !== chainId) throw otherChain(bundle.domain.chainId, chainId);
  if (record.chainId !== chainId) throw otherChain(record.chainId, chainId);
  const account = bundle.domain.verifyingContract;
  if ((await provider.getCode(account)) === "0x") throw officeMissing(account, chainId);

  const { nonce, owners, threshold } = await readSafe(provider, account);
  if (bundle.message.nonce < nonce) throw await usedUp(provider, bundle, record, nonce);
  const now = (await provider.getBlock("latest"))?.timestamp;
  const checked = checkBundle(bundle, { ...options, ...optional("now", now), nonce, owners, threshold });
  await checkOffice(provider, bundle, record);
  for (const signature of bundle.signatures) await checkContractSignature(provider, bundle, signature);
  return { ...checked, unchecked: [] };
}

/** Nonce, owners and threshold of an office's account, now. */
export async function readSafe(provider: Provider, account: string) {
  const safe = new Contract(account, safeL2.abi, provider);
  const [nonce, owners, threshold] = (await Promise.all(
    ["nonce", "getOwners", "getThreshold"].map((name) => safe.getFunction(name)() as Promise<unknown>),
  )) as [bigint, readonly Hex[], bigint];
  return { nonce: Number(nonce), owners: [...owners], threshold: Number(threshold) };
}

async function usedUp(provider: Provider, bundle: Bundle, record: BundleRecord, next: number): Promise<SuiteError> {
  const execution = await findExecution(provider, bundle, record.block);
  const by = execution === undefined ? undefined : `this very bundle (transaction ${execution.transaction})`;
  return nonceUsed(bundle.message.nonce, next, by);
}

/** The file's word about who the office is. */
async function checkOffice(provider: Provider, { office }: Bundle, { contracts }: BundleRecord): Promise<void> {
  if (office.number === undefined) return;
  const registry = new Contract(contracts.registry, registryAbi, provider);
  const [number, octets, kind] = (await registry.getFunction("officeOf")(office.account)) as unknown as [
    bigint,
    string,
    bigint,
  ];
  const now =
    number === 0n ? "no office" : inWords(Number(number), countryIn(BigInt(octets)), OFFICE_KINDS[Number(kind) - 1]);
  const said = inWords(office.number, office.country, office.kind);
  if (now === said) return;
  throw new SuiteError(
    "BUNDLE_OFFICE_CHANGED",
    `the bundle says that ${office.account} is ${said}; in the registry it is ${now}`,
    "Have the bundle made anew: the office was handed to another account, or the file was changed.",
  );
}

const inWords = (number: number, country = "", kind = ""): string => `office ${String(number)} (${country} ${kind})`;

async function checkContractSignature(
  provider: Provider,
  { safeTxHash }: Bundle,
  signature: BundleSignature,
): Promise<void> {
  const { owner, isContract, data } = signature;
  if (!isContract) return;
  if ((await provider.getCode(owner)) === "0x")
    throw invalid(owner, "it is given as a contract's, and there is no contract");
  const contract = new Contract(owner, ["function isValidSignature(bytes32, bytes) view returns (bytes4)"], provider);
  let answer: unknown;
  try {
    answer = await contract.getFunction("isValidSignature")(safeTxHash, data);
  } catch (error) {
    if (decodeError(error) === undefined && (error as { code?: unknown }).code !== "CALL_EXCEPTION") throw error;
  }
  if (answer !== VALID) throw invalid(owner, "the officer's contract doesn't take it");
}

const officeMissing = (account: Hex, chainId: number): SuiteError =>
  new SuiteError(
    "BUNDLE_OFFICE_MISSING",
    `there is no contract at the office's address ${account} on chain ${String(chainId)}`,
    "Make the office first (npx hardhat office create --help), or use the network that it is on.",
  );
