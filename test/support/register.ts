/**
 * The whole suite on an in-process chain, as `deploy/modules` wires it: the timelock is the authority's only admin, the council
 * its only proposer. Offices are plain accounts (`AnyAccountPolicy`), for what is tested is what the contracts make of an office;
 * what is tested through Safes is deployed by the modules themselves.
 */
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, Interface, toBeHex, ZeroHash } from "ethers";
import type { ContractTransactionReceipt, JsonFragment } from "ethers";
import hre from "hardhat";

import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import { encodeScope, encodeTypeAttributes } from "../../client/src/encoding.ts";
import * as ids from "../../client/src/identifiers/ids.ts";
import { encodeMulticall } from "../../deploy/safe.ts";
import type {
  Council,
  CouncilAuthority,
  CouncilTimelock,
  ITrustedIssuerRegistry,
  MemberStates,
} from "../../types/ethers-contracts/index.ts";

export const DAY = 86_400;
/** No second of any chain here comes after it. */
export const FAR = 2 ** 40 - 1;
export const EVIDENCE = id("the published decision");
export const TERMS = id("the terms");
/** A scope that extends to everything. */
export const EVERYTHING = encodeScope({ levels: "all", credentialTypes: "all", fields: "all" });

export const RecordKind = {
  seat: 0,
  mandate: 1,
  institution: 2,
  qualificationType: 3,
  programme: 4,
  institutional: 5,
  binding: 6,
} as const;
export const ActKind = {
  grant: 1,
  suspend: 2,
  reinstate: 3,
  withdraw: 4,
  end: 5,
  annul: 6,
  compromise: 7,
  cancel: 8,
  rectify: 9,
} as const;
export const OfficeKind = { memberState: 1, body: 2, provider: 3, guardian: 4 } as const;
/** In the order of the enum `Status`. */
export const STATUSES = [
  "never",
  "notYet",
  "active",
  "suspended",
  "lapsed",
  "withdrawn",
  "ended",
  "annulled",
  "compromised",
] as const;
export type Status = (typeof STATUSES)[number];

export interface RecordKey {
  readonly kind: number;
  readonly subject: string;
  readonly object: string;
}

/** Seconds of a date (midnight, UTC) or of a moment. */
export function seconds(date: string): number {
  return Date.parse(date.includes("T") ? date : `${date}T00:00:00Z`) / 1000;
}

/** A country's code as the contracts take it. */
export function iso(country: string): string {
  return `0x${Buffer.from(country, "ascii").toString("hex")}`;
}

/** The ids, for countries as literals. */
export const institutionId = (country: string, uri: string): string => ids.institutionId(country as CountryCode, uri);
export const qualificationTypeId = (country: string, uri: string): string =>
  ids.qualificationTypeId(country as CountryCode, uri);

export function recordKey(
  kind: keyof typeof RecordKind,
  subject: string | number | bigint,
  object = ZeroHash,
): RecordKey {
  const word = kind === "seat" ? `${iso(String(subject))}${"0".repeat(60)}` : toBeHex(BigInt(subject), 32);
  return { kind: RecordKind[kind], subject: word, object };
}

/** Of a bachelor's degree (EQF 6) in these fields; without the country, which is the caller's. */
export function typeAttributes(fields: readonly string[] = ["0613"]): bigint {
  const word = encodeTypeAttributes({
    country: "GR" as CountryCode,
    level: 6,
    credentialType: "qualificationAward",
    fields,
  });
  return word & ((1n << 64n) - 1n);
}

/** An institution to be registered; the profile is canonical JSON. */
export function registration(identifier: string, name = "An institution"): [string, string] {
  return [identifier, profile(name)];
}

export function profile(name: string): string {
  return `0x${Buffer.from(JSON.stringify({ name }), "utf8").toString("hex")}`;
}

/** All errors of all contracts. */
export async function allErrors(): Promise<Interface> {
  const names = await hre.artifacts.getAllFullyQualifiedNames();
  const own = [...names].filter((name) => name.startsWith("contracts/") && !name.startsWith("contracts/mocks/"));
  const abis = await Promise.all(
    own.map(async (name) => (await hre.artifacts.readArtifact(name)).abi as JsonFragment[]),
  );
  return new Interface(abis.flat().filter((item) => item.type === "error"));
}

/** @param severalInASecond whether blocks may share a second */
export async function connect(initialDate = "2026-01-01", severalInASecond = false) {
  return hre.network.create({
    network: "default",
    override: {
      initialDate: new Date(initialDate),
      initialBaseFeePerGas: 0,
      allowBlocksWithSameTimestamp: severalInASecond,
      accounts: { count: 60 },
    },
  });
}
export type Chain = Awaited<ReturnType<typeof connect>>;

type Call = readonly [name: string, ...values: unknown[]];

/** The suite, and short ways to act in it. */
export class Register {
  readonly chain: Chain;
  readonly registry: ITrustedIssuerRegistry;
  readonly memberStates: MemberStates;
  readonly authority: CouncilAuthority;
  readonly timelock: CouncilTimelock;
  readonly council: Council;
  /** Nobody in particular; submits and deploys. */
  readonly deployer: HardhatEthersSigner;
  /** Acts as the council's timelock. */
  readonly decided: HardhatEthersSigner;
  readonly address: { readonly registry: string; readonly memberStates: string; readonly implementation: string };
  readonly #accounts: HardhatEthersSigner[];

  private constructor(
    chain: Chain,
    contracts: Pick<Register, "registry" | "memberStates" | "authority" | "timelock" | "council">,
    address: Register["address"],
    deployer: HardhatEthersSigner,
    decided: HardhatEthersSigner,
    accounts: HardhatEthersSigner[],
  ) {
    this.chain = chain;
    this.registry = contracts.registry;
    this.memberStates = contracts.memberStates;
    this.authority = contracts.authority;
    this.timelock = contracts.timelock;
    this.council = contracts.council;
    this.address = address;
    this.deployer = deployer;
    this.decided = decided;
    this.#accounts = accounts;
  }

  /**
   * Deploys and wires; the deployer ends without any power. Seats come with `seat`.
   * @param officePolicy address of the policy for offices; without it every account is admitted
   */
  static async deploy(chain: Chain, officePolicy?: string): Promise<Register> {
    const { ethers, networkHelpers } = chain;
    const [deployer, ...accounts] = await ethers.getSigners();
    const authority = await ethers.deployContract("CouncilAuthority", [deployer!.address]);
    const timelock = await ethers.deployContract("CouncilTimelock", [deployer!.address]);
    const policy = officePolicy ?? (await (await ethers.deployContract("AnyAccountPolicy")).getAddress());
    const extension = await ethers.deployContract("RegistryExtension");
    const implementation = await ethers.deployContract("TrustedIssuerRegistry", [await extension.getAddress()]);
    const initialize = implementation.interface.encodeFunctionData("initialize", [await authority.getAddress()]);
    const proxy = await ethers.deployContract("ERC1967Proxy", [await implementation.getAddress(), initialize]);
    const registry = await ethers.getContractAt("ITrustedIssuerRegistry", await proxy.getAddress());
    const memberStates = await ethers.deployContract("MemberStates", [
      await registry.getAddress(),
      await authority.getAddress(),
      policy,
      [],
    ]);
    await registry.setMemberStates(await memberStates.getAddress());
    const council = await ethers.deployContract("Council", [
      await memberStates.getAddress(),
      await timelock.getAddress(),
    ]);
    await timelock.grantRole(await timelock.PROPOSER_ROLE(), await council.getAddress());
    await timelock.grantRole(await timelock.CANCELLER_ROLE(), await council.getAddress());
    await timelock.renounceRole(await timelock.DEFAULT_ADMIN_ROLE(), deployer!.address);
    await authority.grantRole(0n, await timelock.getAddress(), 0n);
    await authority.renounceRole(0n, deployer!.address);

    const decided = await ethers.getImpersonatedSigner(await timelock.getAddress());
    await networkHelpers.setBalance(decided.address, 10n ** 20n);
    const address = {
      registry: await registry.getAddress(),
      memberStates: await memberStates.getAddress(),
      implementation: await implementation.getAddress(),
    };
    const contracts = { registry, memberStates, authority, timelock, council };
    return new Register(chain, contracts, address, deployer!, decided, accounts);
  }

  /** An account that nobody had before. */
  account(): HardhatEthersSigner {
    return this.#accounts.shift()!;
  }

  async now(): Promise<number> {
    return this.chain.networkHelpers.time.latest();
  }

  /** The next block is at this second. */
  async next(time: number): Promise<void> {
    await this.chain.networkHelpers.time.setNextBlockTimestamp(time);
  }

  /** A bundle for the registry. */
  bundle(...calls: readonly Call[]): string {
    const { interface: abi } = this.registry;
    return encodeMulticall(
      FAR,
      calls.map(([name, ...values]) => abi.encodeFunctionData(name as "pause", values as unknown as [number])),
    );
  }

  /** An office writes to the registry: one bundle. */
  async write(account: HardhatEthersSigner, ...calls: readonly Call[]): Promise<ContractTransactionReceipt> {
    // not estimated: an estimate is made at another second than the block's, and what is cheap depends on it
    const transaction = { to: this.address.registry, data: this.bundle(...calls), gasLimit: 16_000_000 };
    const response = await account.sendTransaction(transaction);
    return (await response.wait()) as ContractTransactionReceipt;
  }

  /** The council, or an institution's controller, writes to the registry. */
  async call(account: HardhatEthersSigner, ...[name, ...values]: Call): Promise<ContractTransactionReceipt> {
    const data = this.registry.interface.encodeFunctionData(name as "pause", values as unknown as [number]);
    const response = await account.sendTransaction({ to: this.address.registry, data });
    return (await response.wait()) as ContractTransactionReceipt;
  }

  /** Agrees to be an office. */
  async consent(account: HardhatEthersSigner, country: string, kind: keyof typeof OfficeKind): Promise<void> {
    const expiry = (await this.now()) + 80 * DAY;
    await this.memberStates.connect(account).consent(iso(country), OfficeKind[kind], TERMS, expiry);
  }

  /**
   * Admits a member state with a new account.
   * @param time the second in which it happens; without it the next
   */
  async seat(country: string, time?: number): Promise<HardhatEthersSigner> {
    const account = this.account();
    if (time !== undefined) await this.next(time);
    await this.consent(account, country, "memberState");
    if (time !== undefined) await this.next(time);
    await this.memberStates.connect(this.decided).admit(iso(country), account.address, TERMS, EVIDENCE);
    return account;
  }

  /** Mandates a new account; a provider's mandate begins seven days later. */
  async mandate(
    state: HardhatEthersSigner,
    country: string,
    kind: "body" | "provider",
    dates: { readonly from?: number; readonly until?: number; readonly scope?: bigint } = {},
  ): Promise<{ readonly account: HardhatEthersSigner; readonly number: number }> {
    const account = this.account();
    await this.consent(account, country, kind);
    const detail = kind === "body" ? toBeHex(dates.scope ?? EVERYTHING, 32) : id("entry of the trusted list");
    const { from = 0, until = 0 } = dates;
    await this.write(state, ["mandate", [account.address, OfficeKind[kind], from, until, detail, TERMS], EVIDENCE]);
    const { number } = await this.registry.officeOf(account.address);
    return { account, number: Number(number) };
  }
}
