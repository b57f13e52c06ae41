/** Whether new code finds what was stored where it looks for it: OpenZeppelin's validation of upgrades. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import {
  assertStorageUpgradeSafe,
  assertUpgradeSafe,
  getStorageLayout,
  getVersion,
  type StorageLayout,
  UpgradesError,
  type ValidationData,
  withValidationDefaults,
} from "@openzeppelin/upgrades-core";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { writeFileAtomically } from "../files.ts";

const LAYOUT = "layout.json";

/** Keeps the layout of what is deployed beside its record: an upgrade is compared with it, whatever the sources are by then. */
export async function writeLayout(
  hre: HardhatRuntimeEnvironment,
  contract: string,
  folder: string,
  name = LAYOUT,
): Promise<void> {
  const { layout } = await validated(hre, contract);
  writeFileAtomically(path.join(folder, name), `${JSON.stringify(layout)}\n`);
}

/**
 * Checks that an implementation can take the present one's place, together with its extension, which uses the same storage.
 * @param folder of the deployment
 * @throws SuiteError UPGRADE_UNSAFE, NO_LAYOUT
 */
export async function requireUpgradeSafe(
  hre: HardhatRuntimeEnvironment,
  { implementation, extension }: { readonly implementation: string; readonly extension: string },
  folder: string,
): Promise<void> {
  const present = readLayout(folder);
  const next = await validated(hre, implementation);
  const parts = [
    [implementation, next.layout],
    [extension, (await validated(hre, extension)).layout],
  ] as const;
  for (const [contract, layout] of parts) {
    const [plain] = layout.storage;
    if (plain !== undefined) throw unsafe(contract, `the state variable '${plain.label}' is outside of any namespace`);
    refusing(contract, () => {
      assertStorageUpgradeSafe(present, layout, withValidationDefaults({ kind: "uups" }));
    });
  }
  refusing(implementation, () => {
    assertUpgradeSafe(next.validations, next.version, withValidationDefaults({ kind: "uups" }));
  });
}

function readLayout(folder: string): StorageLayout {
  const file = path.join(folder, LAYOUT);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as StorageLayout;
  throw new SuiteError(
    "NO_LAYOUT",
    `${file} isn't there, with which the new layout has to be compared`,
    "Restore the file that was committed with the deployment's record.",
  );
}

/** What the build noted of a contract. @throws SuiteError UNEXPECTED_ARTIFACTS */
async function validated(hre: HardhatRuntimeEnvironment, contract: string) {
  const file = path.join(hre.config.paths.cache, "validations.json");
  if (!existsSync(file)) throw unbuilt(contract);
  const validations = JSON.parse(readFileSync(file, "utf8")) as ValidationData;
  const { bytecode } = await hre.artifacts.readArtifact(contract);
  const version = getVersion(bytecode, bytecode);
  try {
    return { validations, version, layout: getStorageLayout(validations, version) };
  } catch {
    throw unbuilt(contract);
  }
}

function refusing(contract: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof UpgradesError)) throw error;
    throw unsafe(contract, error.message);
  }
}

function unsafe(contract: string, reason: string): SuiteError {
  return new SuiteError(
    "UPGRADE_UNSAFE",
    `${contract} can't take the present implementation's place: ${reason}`,
    "Add members only at the end of a namespace's struct, or put new state into a namespace of its own.",
  );
}

function unbuilt(contract: string): SuiteError {
  return new SuiteError(
    "UNEXPECTED_ARTIFACTS",
    `${contract} was built without what the validation of upgrades needs`,
    "Build anew: npx hardhat build --force.",
  );
}
