import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import hre from "hardhat";

import type { Hex } from "../../client/src/hex.ts";
import { type CountryCode, countryName } from "../../client/src/identifiers/countries.ts";
import type { DeploymentRecord } from "../../deploy/deployment.ts";
import { found as foundNetwork } from "../../deploy/suite/foundation.ts";
import { evidence } from "./evidence.ts";
import { OFFICERS_WHO_SIGN, officersOf, type PilotOffice, TERMS } from "./offices.ts";
import { Clock, type Connection, type Suite } from "./suite.ts";

/**
 * Founds the network as `registry deploy` does: the suite, the founding states' offices, their consent, their seats, and
 * nothing left to the deployer.
 * @returns the suite, the states' offices by country, and the folder with the deployment's record, which goes with this process
 */
export async function found(
  connection: Connection,
  countries: readonly CountryCode[],
): Promise<{ suite: Suite; states: Map<CountryCode, PilotOffice>; folder: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), "registry-pilot-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const offices = await Promise.all(
    countries.map(async (country) => {
      const office = { name: countryName(country), country, kind: "memberState" } as const;
      return { ...office, threshold: OFFICERS_WHO_SIGN, officers: await officersOf(office) };
    }),
  );
  const officeOf = (country: CountryCode) => {
    const office = offices.find((one) => one.country === country);
    if (office === undefined) throw new RangeError(`${country} is no founder`);
    return office;
  };
  const { record } = await foundNetwork({
    hre,
    connection: connection.network,
    folder,
    parameters: {
      name: "pilot",
      shared: false,
      terms: TERMS as Hex,
      founders: offices.map(({ country, threshold, officers }) => ({
        country,
        threshold,
        owners: officers.map(({ address }) => address as Hex),
        saltNonce: 0n,
        evidence: evidence(`${countryName(country)} is a founding member state`) as Hex,
      })),
    },
    signatures: ({ founder, transaction }) => {
      const { officers, threshold } = officeOf(founder.country);
      return Promise.all(officers.slice(0, threshold).map((officer) => officer.sign(transaction)));
    },
  });
  const states = record.founders.map(({ country, account }): [CountryCode, PilotOffice] => [
    country,
    { ...officeOf(country), address: account },
  ]);
  return { suite: await attach(connection, record), states: new Map(states), folder };
}

async function attach(connection: Connection, { contracts }: DeploymentRecord): Promise<Suite> {
  const { ethers } = connection;
  return {
    connection,
    clock: new Clock(connection),
    registry: await ethers.getContractAt("ITrustedIssuerRegistry", contracts.registry),
    memberStates: await ethers.getContractAt("MemberStates", contracts.memberStates),
    council: await ethers.getContractAt("Council", contracts.council),
    timelock: await ethers.getContractAt("CouncilTimelock", contracts.councilTimelock),
    authority: await ethers.getContractAt("CouncilAuthority", contracts.councilAuthority),
    notary: await ethers.getContractAt("Notary", contracts.notary),
    officeFactory: await ethers.getContractAt("OfficeFactory", contracts.officeFactory),
  };
}
