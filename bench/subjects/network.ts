/** The suite on a chain, with one country's offices: as plain accounts, or as Safes that two of three officers sign for. */
import { hexlify, id, toBeHex, toUtf8Bytes, Wallet } from "ethers";

import { type CountryCode, parseCountry } from "../../client/src/identifiers/countries.ts";
import { genesis } from "../../deploy/modules/Genesis.ts";
import SuiteModule from "../../deploy/modules/Suite.ts";
import { accountOfficer, createOffice, encodeMulticall, officeCall } from "../../deploy/safe.ts";
import type { ITrustedIssuerRegistry, MemberStates, Notary } from "../../types/ethers-contracts/index.ts";
import { type Chain, gasOf, type Signer } from "../chain.ts";
import { COUNTRY, DEADLINE, digest, EVIDENCE, MANDATE_SCOPE } from "../fixtures.ts";

/** An account that can act. */
export interface Office {
  readonly address: string;
  /** @returns gas that the submitter pays */
  call(to: string, data: string): Promise<number>;
}

export interface Network {
  readonly registry: ITrustedIssuerRegistry;
  readonly notary: Notary;
  readonly body: Office;
  readonly provider: Office;
  readonly providerNumber: bigint;
}

const KIND = { memberState: 1, accreditationBody: 2, trustServiceProvider: 3 } as const;
const TERMS = digest("terms of office");
const CONSENT_LIFETIME = 30 * 86_400;
const HOUR = 3_600;
const WEEK = 7 * 86_400;
/** Besides the one that is measured; a council has three at least. */
const OTHER_STATES = ["AT", "FI"].map(parseCountry);

/** What an office may write: a bundle of calls. */
export function bundle(registry: ITrustedIssuerRegistry, calls: readonly string[]): [to: string, data: string] {
  return [registry.target as string, encodeMulticall(DEADLINE, calls)];
}

/** Every account is admitted as an office (`AnyAccountPolicy`), which takes a `MemberStates` of its own; all else is as deployed. */
export async function accountNetwork(chain: Chain): Promise<Network> {
  const { ethers } = chain;
  const suite = await deploySuite(chain);
  const policy = await ethers.deployContract("AnyAccountPolicy");
  const memberStates = await ethers.deployContract("MemberStates", [
    suite.registry.target,
    suite.addresses.authority,
    policy.target,
    [],
  ]);
  await suite.registry.setMemberStates(memberStates.target);
  chain.elapse(HOUR);

  const offices = [1, 2, 3].map((index) => accountOffice(chain, chain.account(index)));
  const [state, body, provider] = offices;
  if (!state || !body || !provider) throw new RangeError("too few offices");
  await consent(chain, memberStates, state, COUNTRY, KIND.memberState);
  await chain.tick();
  await memberStates.admit(bytesOf(COUNTRY), state.address, TERMS, EVIDENCE);
  return mandate(chain, { ...suite, memberStates }, state, body, provider);
}

/** As deployed: the founding states' Safes take their seats and the deployer leaves. */
export async function safeNetwork(chain: Chain): Promise<Network> {
  const suite = await deploySuite(chain);
  chain.elapse(HOUR);
  const founders = [];
  const states = new Map<CountryCode, Office>();
  for (const country of [COUNTRY, ...OTHER_STATES]) {
    const office = await safeOffice(chain, suite.officeFactory, `state ${country}`);
    await consent(chain, suite.memberStates, office, country, KIND.memberState);
    founders.push({ country, account: office.address, terms: TERMS, evidence: EVIDENCE });
    states.set(country, office);
  }
  await chain.ignition.deploy(genesis(suite.addresses, founders));
  chain.elapse(HOUR);

  const state = states.get(COUNTRY);
  if (state === undefined) throw new RangeError(`no member state ${COUNTRY}`);
  const body = await safeOffice(chain, suite.officeFactory, "body");
  const provider = await safeOffice(chain, suite.officeFactory, "provider");
  return mandate(chain, suite, state, body, provider);
}

type Suite = Awaited<ReturnType<typeof deploySuite>>;

async function deploySuite({ ethers, ignition }: Chain) {
  const deployed = await ignition.deploy(SuiteModule);
  const addressOf = async (name: keyof typeof deployed) => deployed[name].getAddress();
  return {
    registry: await ethers.getContractAt("ITrustedIssuerRegistry", await addressOf("registry")),
    memberStates: await ethers.getContractAt("MemberStates", await addressOf("memberStates")),
    notary: await ethers.getContractAt("Notary", await addressOf("notary")),
    officeFactory: await ethers.getContractAt("OfficeFactory", await addressOf("officeFactory")),
    addresses: {
      memberStates: await addressOf("memberStates"),
      council: await addressOf("council"),
      timelock: await addressOf("timelock"),
      authority: await addressOf("authority"),
    },
  };
}

/** The state mandates a body and a provider; the provider's mandate begins a week later. */
async function mandate(
  chain: Chain,
  { registry, memberStates, notary }: Pick<Suite, "registry" | "memberStates" | "notary">,
  state: Office,
  body: Office,
  provider: Office,
): Promise<Network> {
  const mandates = [
    { office: body, kind: KIND.accreditationBody, detail: toBeHex(MANDATE_SCOPE, 32) },
    { office: provider, kind: KIND.trustServiceProvider, detail: digest("trusted-list entry") },
  ];
  for (const { office, kind, detail } of mandates) {
    await consent(chain, memberStates, office, COUNTRY, kind);
    const appointment = { account: office.address, kind, from: 0, until: 0, detail, terms: TERMS };
    const data = registry.interface.encodeFunctionData("mandate", [appointment, EVIDENCE]);
    await state.call(...bundle(registry, [data]));
  }
  chain.elapse(WEEK);
  const { number } = await registry.officeOf(provider.address);
  return { registry, notary, body, provider, providerNumber: number };
}

async function consent(
  chain: Chain,
  memberStates: MemberStates,
  office: Office,
  country: CountryCode,
  kind: number,
): Promise<void> {
  const expiry = chain.time + CONSENT_LIFETIME;
  const data = memberStates.interface.encodeFunctionData("consent", [bytesOf(country), kind, TERMS, expiry]);
  await office.call(await memberStates.getAddress(), data);
}

function accountOffice(chain: Chain, signer: Signer): Office {
  return {
    address: signer.address,
    call: async (to, data) => gasOf(await chain.send(signer, to, data)),
  };
}

/** A Safe of three accounts, two of which sign; somebody else submits. */
async function safeOffice(chain: Chain, factory: Suite["officeFactory"], name: string): Promise<Office> {
  const wallets = [1, 2, 3].map((officer) => new Wallet(id(`bench: ${name}, officer ${officer}`)));
  await chain.tick();
  const office = await createOffice(factory, await Promise.all(wallets.map(accountOfficer)), 2, 0n);
  return {
    address: office.address,
    call: async (to, data) => {
      await chain.tick();
      const receipt = await (await officeCall(office, chain.account(4), to, data)).wait();
      if (receipt === null) throw new Error("the transaction wasn't mined");
      return gasOf(receipt);
    },
  };
}

const bytesOf = (country: CountryCode): string => hexlify(toUtf8Bytes(country));
