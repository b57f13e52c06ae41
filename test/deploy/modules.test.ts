import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import hre from "hardhat";

import { parseCountry } from "../../client/src/identifiers/countries.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { genesis } from "../../deploy/modules/Genesis.ts";
import { found } from "../../scripts/pilot/found.ts";
import { connectionOf } from "../../scripts/pilot/suite.ts";

const COUNTRIES = ["AT", "BE", "CZ"].map(parseCountry);
const AUTHORITY_ADMIN = 0n;

const network = await hre.network.create();
const connection = await connectionOf(network);

async function founded() {
  return found(connection, COUNTRIES);
}

const load = () => network.networkHelpers.loadFixture(founded);

describe("the modules Suite and Genesis", () => {
  it("seat the founding states' offices, one vote each", async () => {
    const { suite, states } = await load();
    expect(await suite.memberStates.activeSeats()).to.equal(3n);
    for (const [country, { address }] of states) {
      expect(await suite.memberStates.holderOf(`0x${Buffer.from(country).toString("hex")}`)).to.equal(address);
      expect(await suite.memberStates.getVotes(address)).to.equal(1n);
      expect(await suite.officeFactory.isOffice(address)).to.equal(true);
    }
  });

  it("leave the timelock the authority's only admin", async () => {
    const { suite } = await load();
    const {
      authority,
      timelock,
      connection: { deployer },
    } = suite;
    expect(await authority.adminCount()).to.equal(1n);
    expect((await authority.hasRole(AUTHORITY_ADMIN, timelock))[0]).to.equal(true);
    expect((await authority.hasRole(AUTHORITY_ADMIN, deployer))[0]).to.equal(false);
  });

  it("leave the council the timelock's only proposer and canceller, the timelock its own only admin, execution open", async () => {
    const { suite } = await load();
    const { timelock, council } = suite;
    const granted = await timelock.queryFilter(timelock.filters.RoleGranted());
    const holders = new Map<string, string[]>();
    for (const { args } of granted) {
      if (!(await timelock.hasRole(args.role, args.account))) continue;
      holders.set(args.role, [...(holders.get(args.role) ?? []), args.account]);
    }
    expect(Object.fromEntries(holders)).to.deep.equal({
      [ZeroHash]: [await timelock.getAddress()],
      [id("PROPOSER_ROLE")]: [await council.getAddress()],
      [id("CANCELLER_ROLE")]: [await council.getAddress()],
      [id("EXECUTOR_ROLE")]: [ZeroAddress],
    });
  });

  it("leave nothing scheduled", async () => {
    const { timelock } = (await load()).suite;
    expect(await timelock.queryFilter(timelock.filters.CallScheduled())).to.have.length(0);
  });

  it("leave the deployer no way to the network's functions", async () => {
    const { suite } = await load();
    const {
      registry,
      memberStates,
      authority,
      connection: { deployer },
    } = suite;
    for (const call of [
      () => registry.connect(deployer).setMemberStates(ZeroAddress),
      () => registry.connect(deployer).unpause(),
      () => registry.connect(deployer).upgradeToAndCall(ZeroAddress, "0x"),
      () => memberStates.connect(deployer).suspend("0x4154", ZeroHash),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(memberStates, "AccessManagedUnauthorized")
        .withArgs(deployer.address);
    }
    await expect(authority.connect(deployer).grantRole(AUTHORITY_ADMIN, deployer, 0)).to.be.revertedWithCustomError(
      authority,
      "AccessManagerUnauthorizedAccount",
    );
  });

  it("leave a registry that can't be initialised again, and knows its MemberStates", async () => {
    const { registry, memberStates, authority } = (await load()).suite;
    const initialized = await network.ethers.getContractAt("TrustedIssuerRegistry", registry);
    await expect(registry.initialize(authority)).to.be.revertedWithCustomError(initialized, "InvalidInitialization");
    expect(await registry.memberStates()).to.equal(await memberStates.getAddress());
    expect(await registry.authority()).to.equal(await authority.getAddress());
    expect(await memberStates.registry()).to.equal(await registry.getAddress());
  });
});

describe("genesis", () => {
  it("refuses fewer than three founding states", () => {
    const suite = { memberStates: ZeroAddress, council: ZeroAddress, timelock: ZeroAddress, authority: ZeroAddress };
    const founder = { account: ZeroAddress, terms: ZeroHash, evidence: ZeroHash };
    const founders = COUNTRIES.slice(0, 2).map((country) => ({ country, ...founder }));
    expect(() => genesis(suite, founders))
      .to.throw(SuiteError)
      .with.property("code", "TOO_FEW_FOUNDERS");
  });
});
