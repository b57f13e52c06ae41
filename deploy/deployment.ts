/** The record of a deployment: `deploy/deployments/chain-ID/record.json`, beside Ignition's journal. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { type Deployment, parseDeployment } from "../client/src/deployments/deployment.ts";
import { SuiteError } from "../client/src/errors/suiteError.ts";
import type { Hex } from "../client/src/hex.ts";
import { type CountryCode, parseCountry } from "../client/src/identifiers/countries.ts";
import { writeFileAtomically } from "./files.ts";

/** What stands on a chain, and how it came there: what a client pins (`Deployment`) and what an operator checks. */
export interface DeploymentRecord extends Deployment {
  /** Makes P-256 officers. */
  readonly officerFactory: Hex;
  /** `OfficePolicy`: says which account can be an office. */
  readonly policy: Hex;
  readonly safe: { readonly singleton: Hex; readonly proxyFactory: Hex };
  /** What the registry's proxy runs. */
  readonly implementation: Hex;
  readonly extension: Hex;
  /** The account that deployed; it holds nothing any more. */
  readonly deployer: Hex;
  /** Hash of block 0: tells the chain from another one of the same id. */
  readonly genesisHash: Hex;
  /** The block of the deployment's first transaction: no log of any of the contracts is older. */
  readonly firstBlock: number;
  /** By contract, as Solidity names it; what isn't listed has none. */
  readonly constructorArguments: Readonly<Record<string, readonly unknown[]>>;
  /** Hash of the code that stands at each contract's address, by the contract's name in Solidity. */
  readonly codeHashes: Readonly<Record<string, Hex>>;
  readonly founders: readonly FounderRecord[];
  /** The commit of the sources; `-modified` follows where they weren't just as committed. */
  readonly commit: string;
  readonly compiler: CompilerRecord;
  /** Whether others use the network too: then the record is committed, and the client brings it along. */
  readonly shared: boolean;
  /** Whether the founders hold their seats. Before, the record serves their officers, who sign against it. */
  readonly founded: boolean;
  /** Implementations that wait for the council's vote. */
  readonly prepared: readonly PreparedUpgrade[];
}

export interface FounderRecord {
  readonly country: CountryCode;
  readonly account: Hex;
  readonly owners: readonly Hex[];
  readonly threshold: number;
  readonly saltNonce: string;
  readonly terms: Hex;
  readonly evidence: Hex;
}

export interface CompilerRecord {
  /** Long version, such as `0.8.37+commit.f401782d`. */
  readonly solc: string;
  readonly evmVersion: string;
  /** By contract: what was asked of the compiler. */
  readonly contracts: Readonly<Record<string, { readonly runs: number; readonly viaIR: boolean }>>;
}

export interface PreparedUpgrade {
  readonly contract: string;
  readonly implementation: Hex;
  readonly extension: Hex;
  readonly codeHashes: { readonly implementation: Hex; readonly extension: Hex };
  /** Data of the call that the upgrade makes, `0x` for none. */
  readonly call: Hex;
  readonly commit: string;
}

const DEPLOYMENTS = fileURLToPath(new URL("deployments/", import.meta.url));
const RECORD = "record.json";

/** The folder of a chain's deployment. @param folder another one than the project's, as `--deployment` names it */
export const deploymentFolder = (chainId: number, folder?: string): string =>
  folder === undefined ? path.join(DEPLOYMENTS, `chain-${String(chainId)}`) : path.resolve(folder);

/**
 * The record of what stands on a chain.
 * @param folder another one than `deploy/deployments/chain-ID`
 * @throws SuiteError NO_DEPLOYMENT, INVALID_DEPLOYMENT
 * @example findRecord(31337).contracts.registry
 */
export function findRecord(chainId: number, folder?: string): DeploymentRecord {
  const place = deploymentFolder(chainId, folder);
  const record = readRecord(place);
  if (record !== undefined) return record;
  throw new SuiteError(
    "NO_DEPLOYMENT",
    `nothing is recorded as deployed on chain ${String(chainId)}: ${path.join(place, RECORD)} isn't there`,
    "Take the network's committed record, name its folder by --deployment, or run: npx hardhat registry deploy --network …",
  );
}

/** The record in a folder, if there is one. @throws SuiteError INVALID_DEPLOYMENT */
export function readRecord(folder: string): DeploymentRecord | undefined {
  const file = path.join(folder, RECORD);
  if (!existsSync(file)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new SuiteError("INVALID_DEPLOYMENT", `${file} is no JSON`, "Restore the committed record.");
  }
  return parseRecord(value);
}

/** Writes a record as a whole or not at all: a kill leaves the old one. */
export function writeRecord(folder: string, record: DeploymentRecord): void {
  writeFileAtomically(path.join(folder, RECORD), `${JSON.stringify(record, undefined, 2)}\n`);
}

/**
 * A record, checked.
 * @param value parsed JSON
 * @throws SuiteError INVALID_DEPLOYMENT
 */
export function parseRecord(value: unknown): DeploymentRecord {
  const deployment = parseDeployment(value);
  const record = members(value, "the record");
  const safe = members(record["safe"], "safe");
  const compiler = members(record["compiler"], "compiler");
  return {
    ...deployment,
    officerFactory: hex(record["officerFactory"], 20, "officerFactory"),
    policy: hex(record["policy"], 20, "policy"),
    safe: {
      singleton: hex(safe["singleton"], 20, "safe.singleton"),
      proxyFactory: hex(safe["proxyFactory"], 20, "safe.proxyFactory"),
    },
    implementation: hex(record["implementation"], 20, "implementation"),
    extension: hex(record["extension"], 20, "extension"),
    deployer: hex(record["deployer"], 20, "deployer"),
    genesisHash: hex(record["genesisHash"], 32, "genesisHash"),
    firstBlock: natural(record["firstBlock"], "firstBlock"),
    constructorArguments: mapped(record["constructorArguments"], "constructorArguments", list),
    codeHashes: mapped(record["codeHashes"], "codeHashes", (hash, what) => hex(hash, 32, what)),
    founders: list(record["founders"], "founders").map(founder),
    commit: text(record["commit"], "commit"),
    compiler: {
      solc: text(compiler["solc"], "compiler.solc"),
      evmVersion: text(compiler["evmVersion"], "compiler.evmVersion"),
      contracts: mapped(compiler["contracts"], "compiler.contracts", settings),
    },
    shared: boolean(record["shared"], "shared"),
    founded: boolean(record["founded"], "founded"),
    prepared: list(record["prepared"], "prepared").map(upgrade),
  };
}

function founder(value: unknown): FounderRecord {
  const { country, account, owners, threshold, saltNonce, terms, evidence } = members(value, "founders");
  return {
    country: parseCountry(text(country, "founders.country")),
    account: hex(account, 20, "founders.account"),
    owners: list(owners, "founders.owners").map((owner) => hex(owner, 20, "founders.owners")),
    threshold: natural(threshold, "founders.threshold"),
    saltNonce: text(saltNonce, "founders.saltNonce"),
    terms: hex(terms, 32, "founders.terms"),
    evidence: hex(evidence, 32, "founders.evidence"),
  };
}

function upgrade(value: unknown): PreparedUpgrade {
  const { contract, implementation, extension, codeHashes, call, commit } = members(value, "prepared");
  const hashes = members(codeHashes, "prepared.codeHashes");
  return {
    contract: text(contract, "prepared.contract"),
    implementation: hex(implementation, 20, "prepared.implementation"),
    extension: hex(extension, 20, "prepared.extension"),
    codeHashes: {
      implementation: hex(hashes["implementation"], 32, "prepared.codeHashes.implementation"),
      extension: hex(hashes["extension"], 32, "prepared.codeHashes.extension"),
    },
    call: hex(call, undefined, "prepared.call"),
    commit: text(commit, "prepared.commit"),
  };
}

function settings(value: unknown, what: string): { runs: number; viaIR: boolean } {
  const { runs, viaIR } = members(value, what);
  return { runs: natural(runs, what), viaIR: boolean(viaIR, what) };
}

function members(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(what);
  return value as Readonly<Record<string, unknown>>;
}

function mapped<Member>(
  value: unknown,
  what: string,
  read: (member: unknown, what: string) => Member,
): Readonly<Record<string, Member>> {
  return Object.fromEntries(
    Object.entries(members(value, what)).map(([name, member]) => [name, read(member, `${what}.${name}`)]),
  );
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(what);
  return value;
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string" || value === "") throw invalid(what);
  return value;
}

function boolean(value: unknown, what: string): boolean {
  if (typeof value !== "boolean") throw invalid(what);
  return value;
}

function natural(value: unknown, what: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw invalid(what);
  return value;
}

function hex(value: unknown, bytes: number | undefined, what: string): Hex {
  const length = bytes === undefined ? "*" : `{${String(bytes)}}`;
  if (typeof value !== "string" || !new RegExp(`^0x(?:[0-9a-f]{2})${length}$`, "i").test(value)) throw invalid(what);
  return value as Hex;
}

function invalid(what: string): SuiteError {
  return new SuiteError(
    "INVALID_DEPLOYMENT",
    `a deployment's record has no valid '${what}'`,
    "Restore the committed record; `npx hardhat registry deploy` writes one.",
  );
}
