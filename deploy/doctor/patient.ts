import type { Connection } from "../suite/connection.ts";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import type { DeploymentRecord } from "../deployment.ts";

/** A deployment to be examined. */
export interface Patient {
  readonly hre: HardhatRuntimeEnvironment;
  readonly connection: Connection;
  readonly record: DeploymentRecord;
}

/** Its contracts, typed. */
export async function contractsOf({ connection: { ethers }, record: { contracts, policy } }: Patient) {
  return {
    registry: await ethers.getContractAt("ITrustedIssuerRegistry", contracts.registry),
    memberStates: await ethers.getContractAt("MemberStates", contracts.memberStates),
    council: await ethers.getContractAt("Council", contracts.council),
    timelock: await ethers.getContractAt("CouncilTimelock", contracts.councilTimelock),
    authority: await ethers.getContractAt("CouncilAuthority", contracts.councilAuthority),
    officeFactory: await ethers.getContractAt("OfficeFactory", contracts.officeFactory),
    policy: await ethers.getContractAt("OfficePolicy", policy),
  };
}

export type Contracts = Awaited<ReturnType<typeof contractsOf>>;
