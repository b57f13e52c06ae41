/** The registry's implementation is replaced by the council only, and what is stored stays where it is. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { upgrades } from "@openzeppelin/hardhat-upgrades";
import { expect } from "chai";
import { id, keccak256, toBeHex, toUtf8Bytes, type JsonFragment } from "ethers";
import hre from "hardhat";

import { bindingId } from "../../client/src/identifiers/ids.ts";
import {
  connect,
  DAY,
  EVERYTHING,
  EVIDENCE,
  FAR,
  institutionId,
  qualificationTypeId,
  recordKey,
  Register,
  registration,
  typeAttributes,
} from "../support/register.ts";
import {
  ACCESS_MANAGED_SLOT,
  IMPLEMENTATION_SLOT,
  INITIALIZABLE_SLOT,
  REGISTRY_SLOT,
} from "../support/registryStorage.ts";

const LONG_COMPILER_VERSION = "0.8.37+commit.f401782d";
const university = institutionId("GR", "https://example.org/university");
const type = qualificationTypeId("GR", "https://example.org/type");

/** Registered and accredited, and the next implementation. */
async function fixture() {
  const register = await Register.deploy(await connect());
  const state = await register.seat("GR");
  const seats = [state, await register.seat("FR"), await register.seat("DE")];
  const body = (await register.mandate(state, "GR", "body")).account;
  const provider = await register.mandate(state, "GR", "provider");
  await register.write(
    body,
    ["registerInstitutions", [registration("https://example.org/university")], 0, EVIDENCE],
    ["defineQualificationType", "https://example.org/type", typeAttributes(), 0, EVIDENCE],
    ["accredit", university, [type], [0, 0, 0, false], EVIDENCE],
    ["accreditByScope", university, EVERYTHING, [0, 0, 0, true], EVIDENCE],
    ["suspend", recordKey("programme", university, type), 0, 0, EVIDENCE],
    ["appointProvider", university, provider.number],
  );
  await register.chain.networkHelpers.time.increase(8 * DAY);
  await register.write(provider.account, ["bind", university, "did:web:example.org", 0, 0, EVIDENCE]);
  const { ethers } = register.chain;
  const next = await ethers.deployContract("TrustedIssuerRegistryV2", [await register.registry.extension()]);
  const initialize = next.interface.encodeFunctionData("initializeLater", [7]);
  return { register, seats, body, state, next: await next.getAddress(), initialize };
}

/** Answers that an upgrade must not change. */
async function answers({ registry }: Register, at: number): Promise<unknown[]> {
  const plain = (value: unknown): string =>
    JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one));
  const binding = bindingId("did:web:example.org");
  const keys = [
    recordKey("seat", "GR"),
    recordKey("mandate", 4),
    recordKey("institution", university),
    recordKey("qualificationType", type),
    recordKey("programme", university, type),
    recordKey("institutional", university),
    recordKey("binding", university, binding),
  ];
  return [
    plain(await registry.standing(university, type, "0x0000", at)),
    plain(await registry.standingAsKnownAt(university, type, "0x0000", at, at)),
    plain(await registry.bindingAt(university, binding, at)),
    plain(await registry.institution(university)),
    plain(await registry.office(4)),
    plain(await registry.holderCount(binding)),
    ...(await Promise.all(keys.map(async (key) => plain(await registry.acts(key, 0, 100))))),
    await registry.memberStates(),
    await registry.authority(),
  ];
}

/** What solc was given and gave, of every build that has to do with the registry. */
function* builds() {
  const folder = path.join(hre.config.paths.artifacts, "build-info");
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".output.json"))) {
    const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), "utf8"));
    const { output } = read(file) as { output: Output };
    if (output.sources["project/contracts/registry/RegistryStorage.sol"] === undefined) continue;
    yield { input: read(file.replace(".output.json", ".json")) as { solcLongVersion: string }, output };
  }
}

interface Output {
  readonly contracts: Readonly<
    Record<string, Readonly<Record<string, { storageLayout?: { storage: readonly { label: string }[] } }>> | undefined>
  >;
  readonly sources: Readonly<Record<string, { ast: Node }>>;
}

interface Node {
  readonly nodeType: string;
  readonly name?: string;
  readonly nodes?: readonly Node[];
  readonly members?: readonly Node[];
  readonly typeDescriptions?: { readonly typeString: string };
}

/** State variables outside of any namespace, of a contract and all that it inherits. */
function plainVariables(source: string, contract: string): string[] {
  const labels: string[] = [];
  let built = 0;
  for (const { output } of builds()) {
    const layout = output.contracts[`project/${source}`]?.[contract]?.storageLayout;
    if (layout === undefined) continue;
    built += 1;
    labels.push(...layout.storage.map(({ label }) => label));
  }
  expect(built, `${contract} wasn't built with its layout`).to.be.greaterThan(0);
  return labels;
}

describe("upgrading the registry", function () {
  this.timeout(300_000);

  it("has an implementation and a successor that the validation of upgrades takes", async () => {
    const chain = await connect();
    const api = await upgrades(hre, chain);
    const extension = await chain.ethers.deployContract("RegistryExtension");
    const [first, next] = await Promise.all(
      ["TrustedIssuerRegistry", "TrustedIssuerRegistryV2"].map((name) => chain.ethers.getContractFactory(name)),
    );
    const options = { kind: "uups", constructorArgs: [await extension.getAddress()] } as const;
    await api.validateImplementation(first!, options);
    await api.validateUpgrade(first!, next!, options);
  });

  it("has no state variable outside of the namespaces, which the validation would take", () => {
    const source = "contracts/registry/TrustedIssuerRegistry.sol";
    expect(plainVariables(source, "TrustedIssuerRegistry")).to.deep.equal([]);
    expect(plainVariables("contracts/registry/RegistryExtension.sol", "RegistryExtension")).to.deep.equal([]);
    const later = plainVariables("contracts/mocks/TrustedIssuerRegistryPlain.sol", "TrustedIssuerRegistryPlain");
    expect([...new Set(later)]).to.deep.equal(["plain"]);
  });

  it("keeps its storage where ERC-7201 puts it", async () => {
    const { register } = await fixture();
    expect(toBeHex(REGISTRY_SLOT, 32)).to.equal("0xf49c93c5317714e4d13ecba2c98f285797a8f1e7ef79975d49cb7a5c3c3f8d00");
    const { provider } = register.chain.ethers;
    const word = async (slot: bigint): Promise<bigint> =>
      BigInt(await provider.getStorage(register.address.registry, slot));
    for (let slot = 0n; slot < 64n; ++slot) expect(await word(slot)).to.equal(0n);
    expect(await word(INITIALIZABLE_SLOT)).to.equal(1n);
    expect(await word(ACCESS_MANAGED_SLOT)).to.equal(BigInt(await register.authority.getAddress()));
    expect(await word(IMPLEMENTATION_SLOT)).to.equal(BigInt(register.address.implementation));
    // pausedUntil 40 | officeCount 24 | guardian 24 | memberStates 160
    expect(await word(REGISTRY_SLOT + 12n)).to.equal((5n << 40n) | (BigInt(register.address.memberStates) << 88n));
  });

  it("keeps the registry's struct as it is: a member may only be added at its end", () => {
    const members = new Set<string>();
    for (const { output } of builds()) {
      const ast = output.sources["project/contracts/registry/RegistryStorage.sol"]?.ast;
      const contract = ast?.nodes?.find(({ nodeType }) => nodeType === "ContractDefinition");
      const struct = contract?.nodes?.find(
        ({ nodeType, name }) => nodeType === "StructDefinition" && name === "Registry",
      );
      if (struct === undefined) continue;
      members.add(
        struct.members!.map(({ name, typeDescriptions }) => `${name!}: ${typeDescriptions!.typeString}`).join("\n"),
      );
    }
    expect([...members]).to.deep.equal([
      [
        "seats: mapping(CountryCode => struct Timeline)",
        "mandates: mapping(OfficeNumber => struct Timeline)",
        "institutions: mapping(InstitutionId => struct Timeline)",
        "qualificationTypes: mapping(QualificationTypeId => struct Timeline)",
        "programmes: mapping(InstitutionId => mapping(QualificationTypeId => struct Timeline))",
        "institutionals: mapping(InstitutionId => struct Timeline)",
        "bindings: mapping(InstitutionId => mapping(BindingId => struct Timeline))",
        "offices: mapping(address => Office)",
        "accounts: mapping(OfficeNumber => address)",
        "seatOffices: mapping(CountryCode => OfficeNumber)",
        "files: mapping(InstitutionId => struct InstitutionFile)",
        "holderCounts: mapping(BindingId => uint256)",
        "pausedUntil: uint40",
        "officeCount: uint24",
        "guardian: OfficeNumber",
        "memberStates: contract IMemberStates",
      ].join("\n"),
    ]);
  });

  it("is built by the one compiler that package.json names", () => {
    const versions = new Set([...builds()].map(({ input }) => input.solcLongVersion));
    expect([...versions]).to.deep.equal([LONG_COMPILER_VERSION]);
  });

  it("is done by a vote of the council, and changes no answer", async () => {
    const { register, seats, next, initialize } = await fixture();
    const { registry, council, address, chain } = register;
    const at = await register.now();
    const before = await answers(register, at);

    const proposer = seats[0]!;
    const description = await council.describe(id("the next version"), proposer.address);
    const data = registry.interface.encodeFunctionData("upgradeToAndCall", [next, initialize]);
    const operation = [[address.registry], [0n], [data], keccak256(toUtf8Bytes(description))] as const;
    const [targets, values, calldatas, hash] = [[...operation[0]], [...operation[1]], [...operation[2]], operation[3]];
    const propose = council.interface.encodeFunctionData("propose", [targets, values, calldatas, description]);
    await council.connect(proposer).multicall(FAR, [propose]);
    const proposal = await council.getProposalId(targets, values, calldatas, hash);
    await chain.networkHelpers.time.increase(DAY + 1);
    for (const seat of seats.slice(0, 2)) await council.connect(seat).castVote(proposal, 1);
    await council.queue(targets, values, calldatas, hash);
    await expect(council.execute(targets, values, calldatas, hash)).to.be.revertedWithCustomError(
      register.timelock,
      "TimelockUnexpectedOperationState",
    );
    await chain.networkHelpers.time.increase(3 * DAY);
    await council.execute(targets, values, calldatas, hash);

    expect(await answers(register, at)).to.deep.equal(before);
    const upgraded = await chain.ethers.getContractAt("TrustedIssuerRegistryV2", address.registry);
    expect(await upgraded.later()).to.equal(7);
    const implementation = await chain.ethers.provider.getStorage(address.registry, IMPLEMENTATION_SLOT);
    expect(BigInt(implementation)).to.equal(BigInt(next));
  });

  it("leaves the register writable, by the same offices", async () => {
    const { register, body, next, initialize } = await fixture();
    await register.call(register.decided, "upgradeToAndCall", next, initialize);
    const key = recordKey("programme", university, type);
    await register.write(body, ["reinstate", key, 0, EVIDENCE]);
    expect((await register.registry.standing(university, type, "0x0000", await register.now())).code).to.equal(10);
  });

  it("is refused for everybody else", async () => {
    const { register, seats, body, next } = await fixture();
    const { registry, deployer, chain, address } = register;
    const council = await chain.ethers.getImpersonatedSigner(await register.council.getAddress());
    await chain.networkHelpers.setBalance(council.address, 10n ** 18n);
    const factory = await chain.ethers.getContractFactory("TrustedIssuerRegistry");
    for (const account of [deployer, ...seats, body, council]) {
      await expect(registry.connect(account).upgradeToAndCall(next, "0x"))
        .to.be.revertedWithCustomError(factory, "AccessManagedUnauthorized")
        .withArgs(account.address);
      const bundle = register.bundle(["upgradeToAndCall", next, "0x"]);
      await expect(account.sendTransaction({ to: address.registry, data: bundle })).to.be.revertedWithCustomError(
        factory,
        "AccessManagedUnauthorized",
      );
    }
  });

  it("is refused to an implementation that isn't one, and on the implementation itself", async () => {
    const { register, next } = await fixture();
    const { registry, decided, chain, address } = register;
    const factory = await chain.ethers.getContractFactory("TrustedIssuerRegistry");
    await expect(registry.connect(decided).upgradeToAndCall(await register.council.getAddress(), "0x"))
      .to.be.revertedWithCustomError(factory, "ERC1967InvalidImplementation")
      .withArgs(await register.council.getAddress());
    const implementation = await chain.ethers.getContractAt("TrustedIssuerRegistry", address.implementation);
    await expect(implementation.connect(decided).upgradeToAndCall(next, "0x")).to.be.revertedWithCustomError(
      factory,
      "UUPSUnauthorizedCallContext",
    );
    await expect(implementation.initialize(next)).to.be.revertedWithCustomError(factory, "InvalidInitialization");
    await expect(registry.initialize(next)).to.be.revertedWithCustomError(factory, "InvalidInitialization");
  });

  it("gives its version, and the interfaces that it implements", async () => {
    const { register } = await fixture();
    expect(await register.registry.version()).to.match(/^\d+\.\d+\.\d+$/);
    const { abi } = await hre.artifacts.readArtifact("TrustedIssuerRegistry");
    expect((abi as JsonFragment[]).some(({ type: kind }) => kind === "receive")).to.equal(false);
    expect(await register.registry.supportsInterface("0x01ffc9a7")).to.equal(true);
    expect(await register.registry.supportsInterface("0xffffffff")).to.equal(false);
  });
});
