import { keccak256 } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { CompilerRecord, DeploymentRecord, FounderRecord } from "../deployment.ts";
import { codeAt, isBuiltCode } from "./code.ts";
import type { Eip1193 } from "./connection.ts";
import { readJournal } from "./journal.ts";
import { places } from "./places.ts";

export interface RecordSources {
  readonly hre: HardhatRuntimeEnvironment;
  readonly provider: Eip1193;
  readonly name: string;
  readonly shared: boolean;
  readonly chain: { readonly chainId: number; readonly genesisHash: Hex };
  /** Where Ignition's journal lies. */
  readonly folder: string;
  /** By future of the module `Suite`. */
  readonly addresses: ReadonlyMap<string, Hex>;
  readonly deployer: Hex;
  readonly founders: readonly FounderRecord[];
  readonly compiler: CompilerRecord;
  readonly commit: string;
}

/**
 * The record of what stands on the chain before its foundation, after comparing it with what was compiled.
 * @throws SuiteError CODE_DIFFERS
 */
export async function makeRecord(sources: RecordSources): Promise<DeploymentRecord> {
  const { hre, provider, name, shared, chain, folder, addresses, deployer, founders, compiler, commit } = sources;
  const at = (contract: string): Hex => addresses.get(`Suite#${contract}`) ?? "0x";
  const standing = {
    contracts: {
      registry: at("ERC1967Proxy"),
      memberStates: at("MemberStates"),
      council: at("Council"),
      councilTimelock: at("CouncilTimelock"),
      councilAuthority: at("CouncilAuthority"),
      notary: at("Notary"),
      officeFactory: at("OfficeFactory"),
    },
    officerFactory: at("P256OfficerFactory"),
    policy: at("OfficePolicy"),
    safe: { singleton: at("SafeL2"), proxyFactory: at("SafeProxyFactory") },
    implementation: at("TrustedIssuerRegistry"),
    extension: at("RegistryExtension"),
  };
  const journal = readJournal(folder);
  const codeHashes: Record<string, Hex> = {};
  const constructorArguments: Record<string, readonly unknown[]> = {};
  for (const [contract, address] of places(standing)) {
    const code = await codeAt(provider, address);
    if ((await isBuiltCode(hre, contract, code)) !== true) throw differs(contract, address);
    codeHashes[contract] = keccak256(code) as Hex;
    const given = journal.constructorArguments.get(`Suite#${contract}`) ?? [];
    if (given.length > 0) constructorArguments[contract] = given;
  }
  const hash = (contract: string): Hex => codeHashes[contract] ?? "0x";
  return {
    name,
    chainId: chain.chainId,
    genesisHash: chain.genesisHash,
    shared,
    founded: false,
    ...standing,
    block: journal.blocks.get("Suite#ERC1967Proxy") ?? 0,
    firstBlock: Math.min(...journal.blocks.values()),
    code: [
      {
        proxy: hash("ERC1967Proxy"),
        implementation: hash("TrustedIssuerRegistry"),
        extension: hash("RegistryExtension"),
      },
    ],
    deployer,
    founders,
    constructorArguments,
    codeHashes,
    commit,
    compiler,
    prepared: [],
  };
}

function differs(contract: string, address: string): SuiteError {
  return new SuiteError(
    "CODE_DIFFERS",
    `the code at ${address} isn't what was compiled of ${contract}`,
    "Don't use this deployment: build again, and deploy to another folder.",
  );
}
