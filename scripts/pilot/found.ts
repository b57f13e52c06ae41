import { rmSync } from "node:fs";
import path from "node:path";

import hre from "hardhat";

import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import { countryName } from "../../client/src/identifiers/countries.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { type Founder, genesis, type SuiteAddresses } from "../../deploy/modules/Genesis.ts";
import SuiteModule from "../../deploy/modules/Suite.ts";
import { evidence } from "./evidence.ts";
import { openOffice, type PilotOffice, TERMS } from "./offices.ts";
import { Clock, type Connection, type Suite } from "./suite.ts";

const ADMIN_ROLE = 0n;

/**
 * Deploys the suite, opens the founding states' offices, seats them, and takes the deployer's power: by the same Ignition
 * modules as any network.
 * @returns the suite, and the states' offices by country
 */
export async function found(
  connection: Connection,
  countries: readonly CountryCode[],
): Promise<{ suite: Suite; states: Map<CountryCode, PilotOffice> }> {
  const journal = temporaryJournal();
  const deployed = await connection.ignition.deploy(SuiteModule, { deploymentId: journal("suite") });
  const suite = await attach(connection, deployed);

  const states = new Map<CountryCode, PilotOffice>();
  for (const country of countries) {
    states.set(country, await openOffice(suite, { name: countryName(country), country, kind: "memberState" }));
  }
  const founders: Founder[] = [...states].map(([country, { address }]) => ({
    country,
    account: address,
    terms: TERMS,
    evidence: evidence(`${countryName(country)} is a founding member state`),
  }));
  const seating = genesis(await addresses(deployed), founders);
  await connection.ignition.deploy(seating, { deploymentId: journal("genesis") });
  await requireRenounced(suite);
  return { suite, states };
}

type Deployed = Readonly<Record<keyof Omit<Suite, "connection" | "clock">, { getAddress(): Promise<string> }>>;

/**
 * Ignition keeps a journal per deployment, by which it goes on where it was interrupted. This chain goes with the process,
 * and its journals with it.
 */
function temporaryJournal(): (module: string) => string {
  const name = `pilot-${String(process.pid)}`;
  process.once("exit", () => {
    for (const module of ["suite", "genesis"]) {
      rmSync(path.join(hre.config.paths.ignition, "deployments", `${name}-${module}`), {
        recursive: true,
        force: true,
      });
    }
  });
  return (module) => `${name}-${module}`;
}

async function addresses({ memberStates, council, timelock, authority }: Deployed): Promise<SuiteAddresses> {
  return {
    memberStates: await memberStates.getAddress(),
    council: await council.getAddress(),
    timelock: await timelock.getAddress(),
    authority: await authority.getAddress(),
  };
}

/** Ignition's contracts know no types. */
async function attach(connection: Connection, deployed: Deployed): Promise<Suite> {
  const { ethers } = connection;
  return {
    connection,
    clock: new Clock(connection),
    registry: await ethers.getContractAt("ITrustedIssuerRegistry", await deployed.registry.getAddress()),
    memberStates: await ethers.getContractAt("MemberStates", await deployed.memberStates.getAddress()),
    council: await ethers.getContractAt("Council", await deployed.council.getAddress()),
    timelock: await ethers.getContractAt("CouncilTimelock", await deployed.timelock.getAddress()),
    authority: await ethers.getContractAt("CouncilAuthority", await deployed.authority.getAddress()),
    notary: await ethers.getContractAt("Notary", await deployed.notary.getAddress()),
    officeFactory: await ethers.getContractAt("OfficeFactory", await deployed.officeFactory.getAddress()),
  };
}

async function requireRenounced({ authority, timelock, connection: { deployer } }: Suite): Promise<void> {
  const [isAuthorityAdmin] = await authority.hasRole(ADMIN_ROLE, deployer.address);
  const isTimelockAdmin = await timelock.hasRole(await timelock.DEFAULT_ADMIN_ROLE(), deployer.address);
  if (isAuthorityAdmin || isTimelockAdmin) {
    throw new SuiteError(
      "DEPLOYER_NOT_RENOUNCED",
      "the deployer still has power",
      "Look at deploy/modules/Genesis.ts.",
    );
  }
}
