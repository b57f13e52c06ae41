/** A register with a little history, as the tests of the client ask it. */
import { ZeroHash } from "ethers";
import hre from "hardhat";

import { connect as connectClient } from "../../client/src/connect.ts";
import type { Deployment } from "../../client/src/deployments/deployment.ts";
import type { Hex } from "../../client/src/hex.ts";
import { encodeScope, encodeTerritories } from "../../client/src/encoding.ts";
import { parseCountry } from "../../client/src/identifiers/countries.ts";
import { bindingId, institutionId, qualificationTypeId } from "../../client/src/identifiers/ids.ts";
import { profile, profileBytes } from "../../client/src/profile.ts";
import { connect, DAY, EVIDENCE, Register, recordKey, seconds, typeAttributes } from "../support/register.ts";

const GR = parseCountry("GR");

export const INSTITUTION = "GR:pic:999854855";
export const IDENTIFIER = "urn:trusted-issuer:pic:999854855";
export const TYPE_URI = "https://qualifications.example/gr/informatics";
export const TYPE = `GR:${TYPE_URI}`;
export const SECOND_TYPE_URI = "https://qualifications.example/gr/physics";
export const SECOND_TYPE = `GR:${SECOND_TYPE_URI}`;
export const KEY = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
export const NAME = "Αριστοτέλειο Πανεπιστήμιο Θεσσαλονίκης";

export const ids = {
  institution: institutionId(GR, IDENTIFIER),
  type: qualificationTypeId(GR, TYPE_URI),
  secondType: qualificationTypeId(GR, SECOND_TYPE_URI),
  key: bindingId(KEY),
};

const hex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString("hex")}`;

export const PROFILE = profile({
  country: GR,
  identifiers: [IDENTIFIER],
  legalName: { el: NAME },
  site: "https://www.auth.gr/",
});

/**
 * 2026: Greece and two others hold seats; a body and a provider are mandated; one institution is registered with two types,
 * accredited for the first from 2020 to 2030 in Greece, withdrawn from it on 2026-06-01, and by scope for physics; a key is
 * bound since 2026-02.
 */
export async function world() {
  const chain = await connect("2026-01-01");
  const register = await Register.deploy(chain);
  const [state, austria] = [await register.seat("GR"), await register.seat("AT"), await register.seat("PT")];
  const body = await register.mandate(state, "GR", "body");
  const provider = await register.mandate(state, "GR", "provider");
  const evidence = EVIDENCE;
  await register.write(
    body.account,
    ["registerInstitutions", [[IDENTIFIER, hex(profileBytes(PROFILE))]], 0, evidence],
    ["defineQualificationType", TYPE_URI, typeAttributes(["0613"]), 0, evidence],
    ["defineQualificationType", SECOND_TYPE_URI, typeAttributes(["0533"]), 0, evidence],
    ["appointProvider", ids.institution, provider.number],
  );
  await register.write(
    body.account,
    ["accredit", ids.institution, [ids.type], decision("2020-01-01", "2030-01-01", ["GR"]), evidence],
    ["accreditByScope", ids.institution, PHYSICS, decision("2020-01-01", undefined, []), evidence],
  );
  await vienna(register, austria);
  await chain.networkHelpers.time.increaseTo(seconds("2026-02-01"));
  await register.write(provider.account, ["bind", ids.institution, KEY, 0, 0, evidence]);
  await chain.networkHelpers.time.increaseTo(seconds("2026-05-01"));
  await register.write(body.account, ["withdraw", programme, seconds("2026-06-01"), evidence]);
  await chain.networkHelpers.time.increaseTo(seconds("2026-07-01"));
  await chain.networkHelpers.mine();
  const notary = await chain.ethers.deployContract("Notary");
  return { chain, register, state, body, provider, notary: (await notary.getAddress()) as Hex };
}

/** What the examples of README.md and docs/asking.md ask about, as the pilot has it. */
async function vienna(register: Register, austria: Parameters<Register["write"]>[0]): Promise<void> {
  const [identifier, uri] = [
    "urn:trusted-issuer:pic:999866883",
    "https://qualifications.example/at/master-rechtswissenschaften",
  ];
  const AT = parseCountry("AT");
  const bytes = profileBytes(
    profile({ country: AT, identifiers: [identifier], legalName: { de: "Universität Wien" } }),
  );
  const programmes = [qualificationTypeId(AT, uri)];
  await register.write(
    austria,
    ["registerInstitutions", [[identifier, hex(bytes)]], 0, EVIDENCE],
    ["defineQualificationType", uri, typeAttributes(["0421"]), 0, EVIDENCE],
    ["accredit", institutionId(AT, identifier), programmes, decision("2014-09-30T22:00:00Z", undefined, []), EVIDENCE],
  );
}

export type World = Awaited<ReturnType<typeof world>>;

export const programme = recordKey("programme", ids.institution, ids.type);

const PHYSICS = encodeScope({ levels: [6, 7], credentialTypes: "all", fields: ["05"] });

const decision = (from: string, until: string | undefined, territories: readonly string[]) => [
  seconds(from),
  until === undefined ? 0 : seconds(until),
  encodeTerritories(territories.map(parseCountry)),
  false,
];

/** The record of what `world` deployed, as an operator would write it. */
export async function deploymentOf({ chain, register, notary }: World): Promise<Deployment> {
  const open = await connectClient({ provider: chain.provider, address: register.address.registry });
  const { codeHashes, chainId } = await open.snapshot();
  const address = async (contract: { getAddress(): Promise<string> }) => (await contract.getAddress()) as Hex;
  return {
    name: "test",
    chainId,
    contracts: {
      registry: register.address.registry as Hex,
      memberStates: register.address.memberStates as Hex,
      council: await address(register.council),
      councilTimelock: await address(register.timelock),
      councilAuthority: await address(register.authority),
      notary,
      officeFactory: ZeroHash.slice(0, 42) as Hex,
    },
    block: 1,
    code: [codeHashes],
  };
}

export async function connected(here: World) {
  return connectClient({ provider: here.chain.provider, deployment: await deploymentOf(here) });
}

export { DAY, EVIDENCE, hre, seconds };
