import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";

import type { Signer } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { countryBytes } from "../../client/src/recordKey.ts";
import { type DeploymentRecord, type FounderRecord, readRecord, writeRecord } from "../deployment.ts";
import { writeFileAtomically } from "../files.ts";
import { genesis } from "../modules/Genesis.ts";
import SuiteModule from "../modules/Suite.ts";
import type { FoundingParameters } from "../parameters.ts";
import {
  officeAddress,
  prepareSafeTransaction,
  type SafeSignature,
  type SafeTransaction,
  safeTransactionHash,
  submitSafeTransaction,
} from "../safe.ts";
import { codeAt } from "./code.ts";
import type { Connection, Eip1193 } from "./connection.ts";
import { genesisHashOf } from "./genesisHash.ts";
import { ignite } from "./ignite.ts";
import { writeLayout } from "./layout.ts";
import { makeRecord } from "./record.ts";
import { compiledSources, requireCommitted, sourceCommit } from "./sources.ts";

export interface FoundationOptions {
  readonly hre: HardhatRuntimeEnvironment;
  readonly connection: Connection;
  readonly parameters: FoundingParameters;
  /** Where journal and record are kept. */
  readonly folder: string;
  /** Signatures of a founder's officers that there are so far, over the consent's Safe transaction. */
  readonly signatures: (consent: PendingConsent) => Promise<readonly SafeSignature[]>;
  /** Told of each step that is done. */
  readonly say?: (step: string) => void;
}

/** A founder's office that hasn't consented yet. */
export interface PendingConsent {
  readonly founder: FounderRecord;
  /** What its officers sign. */
  readonly transaction: SafeTransaction;
  readonly hash: Hex;
  /** Against which its officers check what they sign. */
  readonly record: DeploymentRecord;
  /** Of the consent, exclusive, Unix seconds. */
  readonly expiry: number;
}

/** `waiting`: so many officers have signed for each of these founders, and more have to. */
export type Foundation =
  | { readonly state: "deployed" | "unchanged"; readonly record: DeploymentRecord }
  | {
      readonly state: "waiting";
      readonly record: DeploymentRecord;
      readonly pending: readonly (PendingConsent & { readonly signed: number })[];
    };

/** `OfficeKind.MemberState` */
const MEMBER_STATE = 1;
/** `MemberStates.MAX_CONSENT` is 90 days. */
const CONSENT_LIFETIME = 60 * 86_400;
/** A consent that ends sooner isn't waited for: the admission has to come before its end. */
const CONSENT_MARGIN = 86_400;

const PROGRESS = "foundation.json";
/** What a deployment keeps in its folder. */
const KEPT =
  /^(?:artifacts|build-info|journal\.jsonl|deployed_addresses\.json|record\.json|foundation\.json|layout(?:-0x[0-9a-f]{40})?\.json|consent-[A-Z]{2}\.json)$/;

/** What is fixed before the first transaction, so that a later run goes on with the same. */
interface Progress {
  readonly chainId: number;
  readonly genesisHash: Hex;
  /** Whether the journal beside it is a shared network's, which is never thrown away. */
  readonly shared: boolean;
  /** When the consents end. */
  readonly expiry: number;
}

/**
 * Founds a network: contracts, the founders' offices, their consent, their seats; then the deployer holds nothing any
 * more, and the record is written. Every step is found where it was done before, so that a run after a kill goes on, and
 * one more run changes nothing.
 * @throws SuiteError ANOTHER_CHAIN, WRONG_CHAIN, DEPLOYMENT_FAILED, INSTRUMENTED_ARTIFACTS, UNCOMMITTED_SOURCES, NO_ACCOUNT,
 * DEPLOYER_USED
 */
export async function found(options: FoundationOptions): Promise<Foundation> {
  const { connection, parameters, folder, say = () => undefined } = options;
  const provider = connection.provider as Eip1193;
  const chain = await chainOf(provider, parameters);
  await requireSameChain(options, chain);
  const before = readRecord(folder);
  if (before?.founded === true) {
    if (!isOf(before, parameters)) say("The parameters aren't those of this foundation: what differs has no effect.");
    return { state: "unchanged", record: before };
  }
  const deployer = await deployerOf(connection);
  if (parameters.shared) await requireFreshDeployer(folder, deployer);

  const compiler = await compiledSources(options.hre);
  const commit = sourceCommit(options.hre.config.paths.root);
  if (parameters.shared) requireCommitted(commit);
  const progress = await begin(folder, chain, parameters, provider);

  const addresses = await ignite(options, SuiteModule);
  say("The contracts stand.");
  const place = placeOf(addresses);
  const founders = await openOffices(options, place, chain.chainId, deployer);
  say(`The founders' offices are made: ${founders.map(({ country }) => country).join(", ")}.`);

  await writeLayout(options.hre, "TrustedIssuerRegistry", folder);
  const record = await makeRecord({
    hre: options.hre,
    provider,
    name: parameters.name,
    shared: parameters.shared,
    chain,
    folder,
    addresses,
    deployer: (await deployer.getAddress()) as Hex,
    founders,
    compiler,
    commit,
  });
  writeRecord(folder, record);

  const pending = await consents(options, progress, record, deployer);
  if (pending.length > 0) return { state: "waiting", record, pending };
  say("The founders have consented.");

  const suite = {
    memberStates: place("Suite#MemberStates"),
    council: place("Suite#Council"),
    timelock: place("Suite#CouncilTimelock"),
    authority: place("Suite#CouncilAuthority"),
  };
  await ignite(options, genesis(suite, founders));
  await requireRenounced(connection, suite, await deployer.getAddress());
  say("The founders hold their seats. The deployer holds nothing.");

  const finished = { ...record, founded: true };
  writeRecord(folder, finished);
  return { state: "deployed", record: finished };
}

/** @throws SuiteError WRONG_CHAIN */
async function chainOf(provider: Eip1193, parameters: FoundingParameters) {
  const chainId = Number(await provider.request({ method: "eth_chainId" }));
  if (parameters.chainId !== undefined && parameters.chainId !== chainId) {
    throw new SuiteError(
      "WRONG_CHAIN",
      `the chain has id ${String(chainId)}, the parameters of ${parameters.name} name ${String(parameters.chainId)}`,
      "Connect to the network that the parameters are for.",
    );
  }
  return { chainId, genesisHash: await genesisHashOf(provider) };
}

/** A journal must not be continued on another chain. That of a chain of one's own, which is gone, is thrown away. */
async function requireSameChain(
  { connection, parameters, folder, say }: FoundationOptions,
  chain: Pick<Progress, "chainId" | "genesisHash">,
): Promise<void> {
  const begun = readProgress(folder);
  const record = readRecord(folder);
  const before = record ?? begun;
  if (before === undefined) return;
  const same = before.chainId === chain.chainId && before.genesisHash === chain.genesisHash;
  if (same && (await stillStands(connection.provider, folder))) return;
  if (!parameters.shared && record?.shared !== true && begun?.shared !== true) {
    for (const name of kept(folder)) rmSync(path.join(folder, name), { recursive: true });
    say?.("The chain of the last deployment is gone, and its journal with it.");
    return;
  }
  throw new SuiteError(
    "ANOTHER_CHAIN",
    `${folder} belongs to another chain than this one, whose id is ${String(chain.chainId)} as well`,
    "Connect to the right network, or name another folder by --deployment.",
  );
}

/** Chains of one's own that begin at the same moment have the same block 0: what was deployed tells them apart. */
async function stillStands(provider: Eip1193, folder: string): Promise<boolean> {
  const file = path.join(folder, "deployed_addresses.json");
  if (!existsSync(file)) return true;
  const addresses = Object.values(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>);
  const codes = await Promise.all(addresses.map((address) => codeAt(provider, address)));
  return codes.every((code) => code !== "0x");
}

const kept = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => KEPT.test(name)) : [];

function readProgress(folder: string): Progress | undefined {
  const file = path.join(folder, PROGRESS);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Progress) : undefined;
}

async function begin(
  folder: string,
  chain: Pick<Progress, "chainId" | "genesisHash">,
  { shared }: FoundingParameters,
  provider: Eip1193,
): Promise<Progress> {
  const now = await timeOf(provider);
  const begun = readProgress(folder);
  if (begun !== undefined && begun.expiry > now + CONSENT_MARGIN) return begun;
  const progress = { ...chain, shared, expiry: now + CONSENT_LIFETIME };
  writeFileAtomically(path.join(folder, PROGRESS), `${JSON.stringify(progress, undefined, 2)}\n`);
  return progress;
}

/** Of the newest block, Unix seconds UTC. */
async function timeOf(provider: Eip1193): Promise<number> {
  const block = (await provider.request({ method: "eth_getBlockByNumber", params: ["latest", false] })) as {
    timestamp: string;
  };
  return Number(block.timestamp);
}

function placeOf(addresses: ReadonlyMap<string, Hex>) {
  return (future: string): Hex => {
    const address = addresses.get(future);
    if (address === undefined) throw new RangeError(`the module Suite deploys no ${future}`);
    return address;
  };
}

/** @throws SuiteError NO_ACCOUNT */
async function deployerOf(connection: Connection): Promise<Signer> {
  const [deployer] = await connection.ethers.getSigners();
  if (deployer !== undefined) return deployer;
  throw new SuiteError(
    "NO_ACCOUNT",
    `the network ${connection.networkName} has no account to deploy from`,
    "Set the configuration variable that hardhat.config.ts names for the network's account.",
  );
}

/**
 * Without a journal a shared network's foundation begins: it would be the second where the first one's journal was lost.
 * @throws SuiteError DEPLOYER_USED
 */
async function requireFreshDeployer(folder: string, deployer: Signer): Promise<void> {
  if (readProgress(folder) !== undefined) return;
  const sent = await deployer.getNonce();
  if (sent === 0) return;
  throw new SuiteError(
    "DEPLOYER_USED",
    `${await deployer.getAddress()} has sent ${String(sent)} transactions on this chain, and ${folder} has no journal of them`,
    "Put back the folder of the foundation that was begun; for another foundation, deploy from an account of its own.",
  );
}

/** Whether a network was founded with these parameters. */
function isOf(record: DeploymentRecord, { name, shared, terms, founders }: FoundingParameters): boolean {
  const now = founders.map((founder) => ({ ...founder, terms, saltNonce: founder.saltNonce.toString() }));
  const then = record.founders.map((founder, index) => ({ ...now[index], account: founder.account }));
  return (
    name === record.name &&
    shared === record.shared &&
    now.length === then.length &&
    isDeepStrictEqual(then, record.founders)
  );
}

async function openOffices(
  { connection, parameters }: FoundationOptions,
  place: (future: string) => Hex,
  chainId: number,
  deployer: Signer,
): Promise<FounderRecord[]> {
  const safe = { singleton: place("Suite#SafeL2"), proxyFactory: place("Suite#SafeProxyFactory") };
  const officeFactory = await connection.ethers.getContractAt("OfficeFactory", place("Suite#OfficeFactory"), deployer);
  const founders: FounderRecord[] = [];
  for (const { country, owners, threshold, saltNonce, evidence } of parameters.founders) {
    const account = officeAddress(safe, chainId, owners, threshold, saltNonce) as Hex;
    if (!(await officeFactory.isOffice(account))) {
      await (await officeFactory.create([...owners], threshold, saltNonce)).wait();
    }
    const { terms } = parameters;
    founders.push({ country, account, owners, threshold, saltNonce: saltNonce.toString(), terms, evidence });
  }
  return founders;
}

/** Sends the consents for which enough officers have signed. @returns the others */
async function consents(
  { connection, signatures }: FoundationOptions,
  { expiry }: Progress,
  record: DeploymentRecord,
  deployer: Signer,
) {
  const { memberStates } = record.contracts;
  const seats = await connection.ethers.getContractAt("MemberStates", memberStates);
  const now = await timeOf(connection.provider);
  const pending: (PendingConsent & { signed: number })[] = [];
  for (const founder of record.founders) {
    const { country, account, terms, threshold } = founder;
    if ((await seats.holderOf(countryBytes(country))) === account) continue;
    const given = await seats.consentOf(account);
    if (
      given.country === countryBytes(country) &&
      given.kind === BigInt(MEMBER_STATE) &&
      given.terms === terms &&
      Number(given.expiry) > now + CONSENT_MARGIN / 2
    ) {
      continue;
    }
    const data = seats.interface.encodeFunctionData("consent", [countryBytes(country), MEMBER_STATE, terms, expiry]);
    const transaction = await prepareSafeTransaction(connection.ethers.provider, account, memberStates, data);
    const hash = safeTransactionHash(transaction) as Hex;
    const consent = { founder, transaction, hash, record, expiry };
    const signed = distinct(await signatures(consent));
    if (signed.length < threshold) {
      pending.push({ ...consent, signed: signed.length });
      continue;
    }
    await (await submitSafeTransaction(deployer, transaction, signed.slice(0, threshold))).wait();
  }
  return pending;
}

/** One signature an owner. */
const distinct = (signatures: readonly SafeSignature[]): SafeSignature[] => [
  ...new Map(signatures.map((signature) => [signature.owner.toLowerCase(), signature])).values(),
];

/** @throws SuiteError DEPLOYER_NOT_RENOUNCED */
async function requireRenounced(
  { ethers }: Connection,
  suite: { readonly timelock: string; readonly authority: string },
  deployer: string,
): Promise<void> {
  const timelock = await ethers.getContractAt("CouncilTimelock", suite.timelock);
  const authority = await ethers.getContractAt("CouncilAuthority", suite.authority);
  const [isAdmin] = await authority.hasRole(await authority.ADMIN_ROLE(), deployer);
  if (!isAdmin && !(await timelock.hasRole(await timelock.DEFAULT_ADMIN_ROLE(), deployer))) return;
  throw new SuiteError(
    "DEPLOYER_NOT_RENOUNCED",
    `the deployer ${deployer} still has power`,
    "Don't use this deployment; see deploy/modules/Genesis.ts.",
  );
}
