import { renameSync } from "node:fs";
import path from "node:path";

import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { id } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { upgradeToAndCall } from "../../client/src/writes/offices.ts";
import { type DeploymentRecord, type PreparedUpgrade, writeRecord } from "../deployment.ts";
import { codeAt, codeHashAt, implementationOf, isBuiltCode } from "./code.ts";
import type { Connection, Eip1193 } from "./connection.ts";
import { ignite } from "./ignite.ts";
import { requireUpgradeSafe, writeLayout } from "./layout.ts";
import { compiledSources, requireCommitted, sourceCommit } from "./sources.ts";

export interface UpgradeOptions {
  readonly hre: HardhatRuntimeEnvironment;
  readonly connection: Connection;
  readonly record: DeploymentRecord;
  /** The deployment's. */
  readonly folder: string;
  /** The implementation, by its name in Solidity. */
  readonly contract: string;
  /** The other half of the code. */
  readonly extension?: string;
  /** Call data of what the new implementation does once; `0x` for nothing. */
  readonly call?: Hex;
}

/** `entered`: the council's upgrade was carried out, and the record follows it. `current`: this code runs already. */
export type Upgrade =
  | { readonly state: "prepared"; readonly upgrade: PreparedUpgrade; readonly motion: UpgradeMotion }
  | { readonly state: "entered"; readonly record: DeploymentRecord }
  | { readonly state: "current"; readonly record: DeploymentRecord };

/** What the council is to decide. */
export interface UpgradeMotion {
  readonly target: Hex;
  readonly data: Hex;
  readonly words: string;
}

/**
 * Prepares an upgrade of the registry: validates the new code's storage against that of the present one, deploys it, and
 * says what the council is to decide. Once it was carried out, the next run enters it in the record.
 * @throws SuiteError UPGRADE_UNSAFE, DEPLOYMENT_FAILED, UNEXPECTED_IMPLEMENTATION, UNCOMMITTED_SOURCES
 */
export async function prepareUpgrade(options: UpgradeOptions): Promise<Upgrade> {
  const { hre, connection, record, folder, contract, extension = "RegistryExtension", call = "0x" } = options;
  const provider = connection.provider as Eip1193;
  const running = await implementationOf(provider, record.contracts.registry);
  if (running !== record.implementation) return entered(options, running);
  if (await runs(options, extension)) return { state: "current", record };

  await compiledSources(hre, [contract, extension]);
  const commit = sourceCommit(hre.config.paths.root);
  if (record.shared) requireCommitted(commit);
  await requireUpgradeSafe(hre, { implementation: contract, extension }, folder);

  const { module, futures } = await upgradeModule(options, extension);
  const addresses = await ignite(options, module);
  const implementation = addresses.get(futures.implementation) ?? "0x";
  const half = addresses.get(futures.extension) ?? record.extension;
  const upgrade: PreparedUpgrade = {
    contract,
    implementation,
    extension: half,
    codeHashes: {
      implementation: await codeHashAt(provider, implementation),
      extension: await codeHashAt(provider, half),
    },
    call,
    commit,
  };
  await writeLayout(hre, contract, folder, layoutName(implementation));
  const others = record.prepared.filter((other) => other.implementation !== implementation);
  writeRecord(folder, { ...record, prepared: [...others, upgrade] });
  return { state: "prepared", upgrade, motion: motionOf(record, upgrade) };
}

/** The proposal's call. */
function motionOf(
  { contracts }: DeploymentRecord,
  { implementation, call, contract, commit }: PreparedUpgrade,
): UpgradeMotion {
  const once = call === "0x" ? "" : ` and calls ${call.slice(0, 10)} on it`;
  return {
    target: contracts.registry,
    data: upgradeToAndCall({ implementation, data: call }),
    words: `upgrades the registry to ${contract} at ${implementation}${once}, of commit ${commit}`,
  };
}

function entered({ record, folder }: UpgradeOptions, running: Hex): Upgrade {
  const upgrade = record.prepared.find(({ implementation }) => implementation === running);
  if (upgrade === undefined) {
    throw new SuiteError(
      "UNEXPECTED_IMPLEMENTATION",
      `the registry runs ${running}; the record names ${record.implementation}, and no prepared upgrade`,
      "Take the newest committed record. If there is none that names it, ask the council what it decided.",
    );
  }
  const { implementation, extension, codeHashes } = upgrade;
  const after: DeploymentRecord = {
    ...record,
    implementation,
    extension,
    code: [...record.code, { proxy: record.codeHashes["ERC1967Proxy"] ?? "0x", ...codeHashes }],
    codeHashes: {
      ...record.codeHashes,
      TrustedIssuerRegistry: codeHashes.implementation,
      RegistryExtension: codeHashes.extension,
    },
    constructorArguments: { ...record.constructorArguments, TrustedIssuerRegistry: [extension] },
    commit: upgrade.commit,
    prepared: record.prepared.filter((other) => other !== upgrade),
  };
  // the layout first: without it no later upgrade is validated, while the record is entered by the next run as well
  renameIfThere(path.join(folder, layoutName(implementation)), path.join(folder, "layout.json"));
  writeRecord(folder, after);
  return { state: "entered", record: after };
}

const layoutName = (implementation: Hex): string => `layout-${implementation.toLowerCase()}.json`;

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** Whether the registry runs just this code. */
async function runs({ hre, connection, record, contract }: UpgradeOptions, extension: string): Promise<boolean> {
  const provider = connection.provider as Eip1193;
  return (
    (await isBuiltCode(hre, contract, await codeAt(provider, record.implementation))) === true &&
    (await isBuiltCode(hre, extension, await codeAt(provider, record.extension))) === true
  );
}

/** Its name follows from the code, so that the same upgrade is deployed once. */
async function upgradeModule({ hre, connection, record, contract }: UpgradeOptions, extension: string) {
  const provider = connection.provider as Eip1193;
  const [{ bytecode }, { bytecode: other }] = [
    await hre.artifacts.readArtifact(contract),
    await hre.artifacts.readArtifact(extension),
  ];
  const name = `Upgrade_${id(bytecode + other).slice(2, 10)}`;
  const stays = (await isBuiltCode(hre, extension, await codeAt(provider, record.extension))) === true;
  const module = buildModule(name, (m) => {
    const half = stays ? m.contractAt(extension, record.extension) : m.contract(extension);
    return { half, implementation: m.contract(contract, [half]) };
  });
  return { module, futures: { implementation: `${name}#${contract}`, extension: `${name}#${extension}` } };
}
