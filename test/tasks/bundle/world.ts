/** A network founded through the modules, with real Safes, and bundles of its offices. */
import { id, Wallet } from "ethers";
import hre from "hardhat";

import type { Deployment } from "../../../client/src/deployments/deployment.ts";
import type { Hex } from "../../../client/src/hex.ts";
import { parseCountry } from "../../../client/src/identifiers/countries.ts";
import { profile } from "../../../client/src/profile.ts";
import { countryBytes } from "../../../client/src/recordKey.ts";
import * as writes from "../../../client/src/writes/index.ts";
import { genesis } from "../../../deploy/modules/Genesis.ts";
import SuiteModule from "../../../deploy/modules/Suite.ts";
import { accountOfficer, createOffice, officeCall } from "../../../deploy/safe.ts";
import { type Bundle, makeBundle } from "../../../tasks/bundle/bundle.ts";
import { readSafe } from "../../../tasks/bundle/checkOnChain.ts";
import { signBundle } from "../../../tasks/bundle/sign.ts";

export const EVIDENCE = id("the published decision") as Hex;
export const TERMS = id("the terms") as Hex;
export const DAY = 86_400;
export const IDENTIFIER = "urn:trusted-issuer:pic:999866883";

const COUNTRIES = ["AT", "BE", "CZ"].map(parseCountry);
const MEMBER_STATE = 1;

export const network = await hre.network.create();
export const { ethers, ignition, networkHelpers } = network;
export const { provider } = ethers;

const hexOf = async (contract: { getAddress(): Promise<string> }): Promise<Hex> => (await contract.getAddress()) as Hex;

/** Keys that are worth nothing. */
export const wallet = (name: string): Wallet => new Wallet(id(name));

export async function world() {
  const [, submitter] = await ethers.getSigners();
  const suite = await ignition.deploy(SuiteModule);
  const factory = await ethers.getContractAt("OfficeFactory", await hexOf(suite.officeFactory));
  const memberStates = await ethers.getContractAt("MemberStates", await hexOf(suite.memberStates));

  const officers = await Promise.all(["first", "second", "third"].map((name) => accountOfficer(wallet(name))));
  const offices = [];
  for (const [index, country] of COUNTRIES.entries()) {
    const office = await createOffice(factory.connect(submitter), officers, 2, BigInt(index));
    const expiry = (await now()) + 30 * DAY;
    const consent = [countryBytes(country), MEMBER_STATE, TERMS, expiry] as const;
    const data = memberStates.interface.encodeFunctionData("consent", [...consent]);
    await (await officeCall(office, submitter!, await hexOf(memberStates), data)).wait();
    offices.push({ ...office, country });
  }
  await ignition.deploy(
    genesis(
      {
        memberStates: await hexOf(suite.memberStates),
        council: await hexOf(suite.council),
        timelock: await hexOf(suite.timelock),
        authority: await hexOf(suite.authority),
      },
      offices.map(({ country, address }) => ({ country, account: address, terms: TERMS, evidence: EVIDENCE })),
    ),
  );
  const record: Deployment = {
    name: "test",
    chainId: Number((await provider.getNetwork()).chainId),
    contracts: {
      registry: await hexOf(suite.registry),
      memberStates: await hexOf(suite.memberStates),
      council: await hexOf(suite.council),
      councilTimelock: await hexOf(suite.timelock),
      councilAuthority: await hexOf(suite.authority),
      notary: await hexOf(suite.notary),
      officeFactory: await hexOf(suite.officeFactory),
    },
    block: 0,
    code: [],
  };
  const austria = offices[0]!.address as Hex;
  return { record, submitter: submitter!, officers, austria, factory, officerFactory: suite.officerFactory };
}

export type World = Awaited<ReturnType<typeof world>>;

/** The chain's clock. */
export const now = (): Promise<number> => networkHelpers.time.latest();

/** What Austria's ministry decides: it registers a university. */
export const registration = (identifier = IDENTIFIER): Hex =>
  writes.registerInstitutions({
    registrations: [
      {
        identifier,
        profile: profile({
          country: parseCountry("AT"),
          identifiers: [identifier],
          legalName: { de: "Universität Wien" },
          site: "https://www.univie.ac.at/",
        }),
      },
    ],
    from: "2010-01-01",
    evidence: EVIDENCE,
  });

/** A bundle of Austria's office, not signed yet. */
export async function austrian(
  { record, austria }: World,
  parts: { readonly to?: Hex; readonly data?: Hex; readonly nonce?: number; readonly deadline?: number } = {},
): Promise<Bundle> {
  const { nonce, owners, threshold } = await readSafe(provider, austria);
  const deadline = parts.deadline ?? (await now()) + 7 * DAY;
  return makeBundle({
    record,
    office: { account: austria, number: 1, country: "AT", kind: "memberState", owners, threshold },
    to: parts.to ?? record.contracts.registry,
    data: parts.data ?? writes.multicall({ deadline, calls: [registration()] }),
    nonce: parts.nonce ?? nonce,
  });
}

/** Signed by as many as have to. */
export async function signed(here: World, bundle: Bundle, count = 2): Promise<Bundle> {
  let copy = bundle;
  for (const officer of here.officers.slice(0, count)) copy = await signBundle(copy, officer);
  return copy;
}

/** The code of what a promise is rejected with, or a function throws. */
export async function codeOf(action: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof action === "function" ? action() : action);
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code ?? error;
  }
}
