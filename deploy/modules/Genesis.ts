import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { id, ZeroHash } from "ethers";

import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { countryBytes } from "../../client/src/recordKey.ts";

/** Addresses of what `Suite` deployed. */
export interface SuiteAddresses {
  readonly memberStates: string;
  readonly council: string;
  readonly timelock: string;
  readonly authority: string;
}

/** A state that founds the network. */
export interface Founder {
  readonly country: CountryCode;
  /** Its office, made by the `OfficeFactory` of `Suite`; it consented to be a member state's under these terms. */
  readonly account: string;
  /** Hash of the terms. */
  readonly terms: string;
  /** Hash of the published decision. */
  readonly evidence: string;
}

/** Fewer never remain (`MemberStates.MIN_ACTIVE_SEATS`). */
const MIN_FOUNDERS = 3;

/** `DEFAULT_ADMIN_ROLE` of OpenZeppelin's AccessControl. */
const TIMELOCK_ADMIN = ZeroHash;
/** `ADMIN_ROLE` of OpenZeppelin's AccessManager. */
const AUTHORITY_ADMIN = 0n;

/**
 * The founding states take their seats, the council takes the power, and the deployer gives up all that it has. After
 * this every change takes a vote.
 * @throws SuiteError TOO_FEW_FOUNDERS
 */
export function genesis(suite: SuiteAddresses, founders: readonly Founder[]) {
  if (founders.length < MIN_FOUNDERS) {
    throw new SuiteError(
      "TOO_FEW_FOUNDERS",
      `${String(founders.length)} founding states, a council has at least ${String(MIN_FOUNDERS)}`,
      "Name more founding states.",
    );
  }
  return buildModule("Genesis", (m) => {
    const deployer = m.getAccount(0);
    const memberStates = m.contractAt("MemberStates", suite.memberStates);
    const timelock = m.contractAt("CouncilTimelock", suite.timelock);
    const authority = m.contractAt("CouncilAuthority", suite.authority);

    const admissions = founders.map(({ country, account, terms, evidence }) =>
      m.call(memberStates, "admit", [countryBytes(country), account, terms, evidence], { id: `admit_${country}` }),
    );
    const proposer = m.call(timelock, "grantRole", [id("PROPOSER_ROLE"), suite.council], { id: "makeCouncilProposer" });
    const canceller = m.call(timelock, "grantRole", [id("CANCELLER_ROLE"), suite.council], {
      id: "makeCouncilCanceller",
    });
    m.call(timelock, "renounceRole", [TIMELOCK_ADMIN, deployer], {
      id: "leaveTimelock",
      after: [proposer, canceller],
    });

    const admin = m.call(authority, "grantRole", [AUTHORITY_ADMIN, suite.timelock, 0n], { id: "makeTimelockAdmin" });
    m.call(authority, "renounceRole", [AUTHORITY_ADMIN, deployer], {
      id: "leaveAuthority",
      after: [...admissions, admin],
    });

    return { memberStates, timelock, authority };
  });
}
