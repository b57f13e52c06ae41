import safeL2 from "@safe-global/safe-smart-account/build/artifacts/contracts/SafeL2.sol/SafeL2.json" with { type: "json" };
import { expect } from "chai";
import { AbiCoder, Contract, concat, type Filter, id, keccak256, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import hre from "hardhat";

import type { Hex } from "../../client/src/hex.ts";
import type { DeploymentRecord } from "../../deploy/deployment.ts";
import { type Check, isGreen } from "../../deploy/doctor/check.ts";
import { examine } from "../../deploy/doctor/examine.ts";
import { foundation, recordOf } from "../support/foundation.ts";
import { IMPLEMENTATION_SLOT, REGISTRY_SLOT } from "../support/registryStorage.ts";

const network = await hre.network.create();
const { ethers, networkHelpers } = network;
const coder = AbiCoder.defaultAbiCoder();

const GUARD_SLOT = id("guard_manager.guard.address");
const SENTINEL = toBeHex(1, 20);
/** Anything that isn't the suite's. */
const STRANGER = "0x00000000000000000000000000000000DeaDBeef";

const founded = async () => recordOf(await foundation(network));
const load = (): Promise<DeploymentRecord> => networkHelpers.loadFixture(founded);

/** Names of the checks that aren't in order. */
const redOf = (checks: readonly Check[]): string[] =>
  checks.filter(({ ok, warning }) => !ok && warning !== true).map(({ check }) => check);
const warningsOf = (checks: readonly Check[]): string[] =>
  checks.filter(({ warning }) => warning === true).map(({ check }) => check);
const checksOf = (record: DeploymentRecord): Promise<Check[]> => examine({ hre, connection: network, record });

/** The slot of a member of a mapping. */
const slotOf = (type: string, key: unknown, slot: string | number): string =>
  keccak256(coder.encode([type, typeof slot === "string" ? "bytes32" : "uint256"], [key, slot]));

async function as(address: string) {
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  return ethers.getSigner(address);
}

/** The same, but for one member. */
const replacing = <Whole extends object>(whole: Whole, name: keyof Whole, member: unknown): Whole =>
  new Proxy(whole, {
    get: (target, asked) => {
      const own = Reflect.get(target, asked, target) as unknown;
      if (asked === name) return member;
      return typeof own === "function" ? (own.bind(target) as unknown) : own;
    },
  });

const address = async (contract: { getAddress(): Promise<string> }): Promise<string> => contract.getAddress();

describe("the doctor", function () {
  this.timeout(600_000);

  it("finds nothing wrong after a deployment, and says of each check what it found", async () => {
    const checks = await checksOf(await load());
    expect(redOf(checks)).to.deep.equal([]);
    expect(warningsOf(checks)).to.deep.equal([]);
    expect(new Set(checks.map(({ check }) => check)).size).to.equal(checks.length);
    for (const { found, expected, remedy } of checks) {
      expect(found.toLowerCase()).to.equal(expected.toLowerCase());
      expect(remedy).to.equal("");
    }
  });

  it("is red on a chain with another id, and looks no further", async () => {
    const record = await load();
    const checks = await checksOf({ ...record, chainId: 4711 });
    expect(redOf(checks)).to.deep.equal(["chain id"]);
    expect(checks).to.have.length(2);
    expect(checks[0]!.remedy).not.to.equal("");
  });

  it("is red on another chain of the same id, and looks no further", async () => {
    const record = await load();
    const checks = await checksOf({ ...record, genesisHash: ZeroHash as Hex });
    expect(redOf(checks)).to.deep.equal(["first block"]);
    expect(checks).to.have.length(2);
  });

  it("is red where the proxy has other code", async () => {
    const record = await load();
    const code = await ethers.provider.getCode(record.contracts.registry);
    await networkHelpers.setCode(record.contracts.registry, `${code}00`);
    expect(redOf(await checksOf(record))).to.deep.equal(["code of ERC1967Proxy"]);
  });

  it("is red where any contract of the suite has other code", async () => {
    const { implementation, extension, contracts, policy, safe } = await load();
    const places = {
      TrustedIssuerRegistry: implementation,
      RegistryExtension: extension,
      Council: contracts.council,
      CouncilAuthority: contracts.councilAuthority,
      OfficePolicy: policy,
      SafeL2: safe.singleton,
    };
    for (const [name, place] of Object.entries(places)) {
      const record = await load();
      await networkHelpers.setCode(place, `${await ethers.provider.getCode(place)}00`);
      const checks = await checksOf(record);
      expect(redOf(checks)).to.include(`code of ${name}`);
      expect(warningsOf(checks)).to.deep.equal(["local build"]);
    }
  });

  it("is red where the proxy runs another implementation", async () => {
    const record = await load();
    const other = await ethers.deployContract("TrustedIssuerRegistry", [record.extension]);
    await networkHelpers.setStorageAt(
      record.contracts.registry,
      toBeHex(IMPLEMENTATION_SLOT, 32),
      coder.encode(["address"], [await address(other)]),
    );
    expect(redOf(await checksOf(record))).to.deep.equal(["registry's implementation"]);
  });

  it("is red where the registry asks another MemberStates", async () => {
    const record = await load();
    const registry = await ethers.getContractAt("ITrustedIssuerRegistry", record.contracts.registry);
    const other = await ethers.deployContract("MemberStates", [
      registry,
      record.contracts.councilAuthority,
      record.policy,
      [],
    ]);
    await registry.connect(await as(record.contracts.councilTimelock)).setMemberStates(other);
    expect(redOf(await checksOf(record))).to.deep.equal(["registry → MemberStates"]);
  });

  it("is red where the deployer is still the timelock's admin, also if no log says so", async () => {
    const record = await load();
    const slot = slotOf("address", record.deployer, slotOf("bytes32", ZeroHash, 0));
    await networkHelpers.setStorageAt(record.contracts.councilTimelock, slot, toBeHex(1, 32));
    const checks = await checksOf(record);
    // the deployer was the admin once, and that is in the log
    expect(redOf(checks)).to.deep.equal(["admins of CouncilTimelock", "deployer holds nothing"]);
    expect(checks.find(({ check }) => check === "deployer holds nothing")!.found).to.equal("admin of CouncilTimelock");
  });

  it("is red where the deployer holds a role in the authority", async () => {
    const record = await load();
    const authority = await ethers.getContractAt("CouncilAuthority", record.contracts.councilAuthority);
    await authority.connect(await as(record.contracts.councilTimelock)).grantRole(7, record.deployer, 0);
    const checks = await checksOf(record);
    expect(redOf(checks)).to.deep.equal(["deployer holds nothing"]);
    expect(warningsOf(checks)).to.deep.equal(["other roles in CouncilAuthority"]);
  });

  it("is red where the authority has another admin", async () => {
    const record = await load();
    const authority = await ethers.getContractAt("CouncilAuthority", record.contracts.councilAuthority);
    await authority.connect(await as(record.contracts.councilTimelock)).grantRole(0, record.contracts.notary, 0);
    expect(redOf(await checksOf(record))).to.deep.equal([
      "admins of CouncilAuthority",
      "number of admins of CouncilAuthority",
    ]);
  });

  it("is red where a function of the network is somebody else's than the admins'", async () => {
    const record = await load();
    const authority = await ethers.getContractAt("CouncilAuthority", record.contracts.councilAuthority);
    const council = authority.connect(await as(record.contracts.councilTimelock));
    await council.grantRole(7, STRANGER, 0);
    const upgrade = id("upgradeToAndCall(address,bytes)").slice(0, 10);
    await council.setTargetFunctionRole(record.contracts.registry, [upgrade], 7);
    const checks = await checksOf(record);
    expect(redOf(checks)).to.deep.equal(["functions that other roles than admin may call"]);
    expect(checks.find(({ ok, warning }) => !ok && warning !== true)!.found).to.equal(
      "upgradeToAndCall of the registry: role 7",
    );
  });

  it("is red where the council can't reach a contract, because the authority shut it", async () => {
    const record = await load();
    const authority = await ethers.getContractAt("CouncilAuthority", record.contracts.councilAuthority);
    await authority
      .connect(await as(record.contracts.councilTimelock))
      .setTargetClosed(record.contracts.memberStates, true);
    expect(redOf(await checksOf(record))).to.deep.equal(["contracts that CouncilAuthority has shut"]);
  });

  it("is red where the record's code for clients isn't that of its hashes", async () => {
    const record = await load();
    const [code] = record.code;
    expect(redOf(await checksOf({ ...record, code: [{ ...code!, implementation: ZeroHash as Hex }] }))).to.deep.equal([
      "record's code for clients",
    ]);
  });

  it("is red where a founder's account isn't the office of the officers that the record names", async () => {
    const record = await load();
    const [first, ...others] = record.founders;
    const checks = await checksOf({ ...record, founders: [{ ...first!, account: others[0]!.account }, ...others] });
    expect(redOf(checks)).to.deep.equal(["founders' accounts"]);
    expect(checks.find(({ ok }) => !ok)!.found).to.equal(`AT: its officers' office is ${first!.account}`);
  });

  it("warns where a founder's seat or officers have changed since", async () => {
    const record = await load();
    const { account, owners } = record.founders[1]!;
    const safe = new Contract(account, safeL2.abi, await as(account));
    await safe.getFunction("swapOwner")(SENTINEL, owners[0], STRANGER);
    const checks = await checksOf(record);
    expect(redOf(checks)).to.deep.equal([]);
    expect(warningsOf(checks)).to.deep.equal(["founders' officers"]);
    expect(checks.find(({ ok }) => !ok)!.found).to.equal("other officers: BE");
  });

  it("is red where the node withholds what an office did", async () => {
    const record = await load();
    const silent = record.founders[0]!.account;
    const provider = replacing(ethers.provider, "getLogs", async (filter: Filter) =>
      filter.address === silent ? [] : ethers.provider.getLogs(filter),
    );
    const withholding = replacing(network, "ethers", replacing(ethers, "provider", provider));
    const checks = await examine({ hre, connection: withholding, record });
    expect(redOf(checks)).to.deep.equal(["offices' logs are complete"]);
  });

  it("is red where the deployer left an operation scheduled in the authority, though it holds nothing", async () => {
    const record = await load();
    const authority = await ethers.getContractAt("CouncilAuthority", record.contracts.councilAuthority);
    const registry = await ethers.getContractAt("ITrustedIssuerRegistry", record.contracts.registry);
    const council = authority.connect(await as(record.contracts.councilTimelock));
    const call = registry.interface.encodeFunctionData("unpause");
    await council.setTargetFunctionRole(registry, [call], 7);
    await council.grantRole(7, record.deployer, 3600);
    await authority.connect(await ethers.getSigner(record.deployer)).schedule(registry, call, 0);
    await council.setTargetFunctionRole(registry, [call], 0);
    await council.revokeRole(7, record.deployer);
    const checks = await checksOf(record);
    expect(redOf(checks)).to.deep.equal(["scheduled in CouncilAuthority"]);
    expect(checks.find(({ ok }) => !ok)!.found).to.include(`by ${record.deployer}`);
  });

  it("is red where somebody else than the council scheduled an operation in the timelock", async () => {
    const record = await load();
    const timelock = await ethers.getContractAt("CouncilTimelock", record.contracts.councilTimelock);
    const other = await address(await ethers.deployContract("Council", [record.contracts.memberStates, timelock]));
    await timelock.connect(await as(await address(timelock))).grantRole(id("PROPOSER_ROLE"), other);
    await timelock
      .connect(await as(other))
      .schedule(record.contracts.registry, 0, "0x3f4ba83a", ZeroHash, ZeroHash, 3 * 86_400);
    expect(redOf(await checksOf(record))).to.deep.equal([
      "proposers of CouncilTimelock",
      "number of proposers of CouncilTimelock",
      "scheduled in CouncilTimelock, not by the council",
    ]);
  });

  it("is green while what the council decided waits in the timelock", async () => {
    const record = await load();
    const timelock = await ethers.getContractAt("CouncilTimelock", record.contracts.councilTimelock);
    await timelock
      .connect(await as(record.contracts.council))
      .schedule(record.contracts.registry, 0, "0x3f4ba83a", ZeroHash, ZeroHash, 3 * 86_400);
    expect(redOf(await checksOf(record))).to.deep.equal([]);
  });

  it("is red where an office has a module", async () => {
    const record = await load();
    const office = record.founders[1]!.account;
    // a list of one: the sentinel names the module, the module the sentinel
    await networkHelpers.setStorageAt(office, slotOf("address", SENTINEL, 1), coder.encode(["address"], [STRANGER]));
    await networkHelpers.setStorageAt(office, slotOf("address", STRANGER, 1), coder.encode(["address"], [SENTINEL]));
    const checks = await checksOf(record);
    expect(redOf(checks)).to.deep.equal(["offices pass OfficePolicy"]);
    expect(checks.find(({ ok }) => !ok)!.found).to.equal("office 2 (BE): OFFICE_POLICY_MODULE_ENABLED");
  });

  it("is red where an office has a foreign guard", async () => {
    const record = await load();
    await networkHelpers.setStorageAt(record.founders[0]!.account, GUARD_SLOT, coder.encode(["address"], [STRANGER]));
    const checks = await checksOf(record);
    expect(redOf(checks)).to.deep.equal(["offices pass OfficePolicy"]);
    expect(checks.find(({ ok }) => !ok)!.found).to.equal("office 1 (AT): OFFICE_POLICY_GUARD_SET");
  });

  it("is red where an office made a delegate call", async () => {
    const record = await load();
    const { account, owners, threshold } = record.founders[2]!;
    const safe = new Contract(account, safeL2.abi, await ethers.getSigner(record.deployer));
    const transaction = [STRANGER, 0, "0x", 1, 0, 0, 0, ZeroAddress, ZeroAddress] as const;
    const hash = (await safe.getFunction("getTransactionHash")(
      ...transaction,
      await (safe.getFunction("nonce")() as Promise<bigint>),
    )) as string;
    const signers = owners.slice(0, threshold).toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    const approvals = [];
    for (const owner of signers) {
      await new Contract(account, safeL2.abi, await ethers.getSigner(owner)).getFunction("approveHash")(hash);
      approvals.push(concat([coder.encode(["address"], [owner]), ZeroHash, "0x01"]));
    }
    await safe.getFunction("execTransaction")(...transaction, concat(approvals));
    expect(redOf(await checksOf(record))).to.deep.equal(["offices that made a delegate call"]);
  });

  it("is red while the register is paused", async () => {
    const record = await load();
    const slot = toBeHex(REGISTRY_SLOT + 12n, 32);
    const word = BigInt(await ethers.provider.getStorage(record.contracts.registry, slot));
    const until = BigInt((await networkHelpers.time.latest()) + 3600);
    await networkHelpers.setStorageAt(record.contracts.registry, slot, toBeHex(word | until, 32));
    expect(redOf(await checksOf(record))).to.deep.equal(["pause"]);
    await networkHelpers.time.increase(3601);
    expect(redOf(await checksOf(record))).to.deep.equal([]);
  });

  it("only warns where the clock of a chain of one's own was moved, and is red on a shared network", async () => {
    const record = await load();
    await networkHelpers.time.increase(86_400);
    const local = await checksOf(record);
    expect([redOf(local), warningsOf(local)]).to.deep.equal([[], ["chain's clock"]]);
    expect(isGreen(local)).to.equal(true);
    const shared = await checksOf({ ...record, shared: true });
    expect(redOf(shared)).to.deep.equal(["chain's clock"]);
    expect(isGreen(shared)).to.equal(false);
  });

  it("is red where the newest block of a shared network is old", async () => {
    const old = await hre.network.create({ network: "default", override: { initialDate: "2026-01-01" } });
    const record = recordOf(await foundation(old));
    const checks = await examine({ hre, connection: old, record: { ...record, shared: true } });
    expect(redOf(checks)).to.deep.equal(["newest block"]);
  });
});
