/**
 * T-REX 4.1.6 (ERC-3643): its `TrustedIssuersRegistry`, behind its proxy and implementation authority as T-REX deploys it. The
 * institution is a trusted issuer, the qualification types are its claim topics, the body is the owner. At most 50 issuers
 * with 15 topics each. The issuer's keys are in its ONCHAINID, a `ClaimIssuer`.
 */
import { dataSlice, getAddress } from "ethers";

import { type Chain, isTrue, packageArtifact } from "../chain.ts";
import { institution, qualificationType, sealKey } from "../fixtures.ts";
import { type Gas, QUESTION_COUNTS, TYPES_AT_ONCE } from "../operations.ts";

const TREX = "@tokenysolutions/t-rex";
const VERSION = { major: 4, minor: 1, patch: 6 };
const MAX_ISSUERS = 50;
const SINGLE = 20_000;
/** ONCHAINID's purpose "claim signer" and its key type "RSA", which stands for a key that isn't the chain's. */
const CLAIM_SIGNER = 3;
const RSA = 2;

export async function measureTrex(chain: Chain): Promise<Gas> {
  const body = chain.account(0);
  const registry = await deploy(chain);
  const write = (name: string, ...args: readonly unknown[]) => chain.gas(body, registry, name, args);
  const issuer = (serial: number) => getAddress(dataSlice(institution(serial).id, 0, 20));
  const topic = (index: number) => BigInt(qualificationType(index).id);
  const topics = (count: number) => Array.from({ length: count }, (_, index) => topic(index));

  // Every type is another institution's already; with the measured one they are ten.
  await write("addTrustedIssuer", issuer(SINGLE), topics(TYPES_AT_ONCE));
  for (let serial = 0; serial < 8; serial += 1) await write("addTrustedIssuer", issuer(serial), [topic(serial)]);

  // From one topic to two, and back: all that remain are stated again, and each that is held already costs 16,000 more.
  const one = issuer(SINGLE + 1);
  await write("addTrustedIssuer", one, topics(1));
  const accredit = await write("updateIssuerClaimTopics", one, topics(2));
  const standing = await chain.meterCalls(registry, "hasClaimTopic", [[one, topic(1)]], isTrue);
  const withdraw = await write("updateIssuerClaimTopics", one, topics(1));
  const gas: Gas = { accredit, accreditAt10: accredit, standingProgramme: standing, standingAt10: standing, withdraw };

  gas.accreditMany = await write("addTrustedIssuer", issuer(SINGLE + 2), topics(TYPES_AT_ONCE));

  for (const serial of [8, 9]) await write("addTrustedIssuer", issuer(serial), [topic(serial)]);
  for (const count of QUESTION_COUNTS) {
    if (count > MAX_ISSUERS) continue;
    const questions = Array.from({ length: count }, (_, serial) => [issuer(serial), topic(serial)]);
    gas[`standings${count}`] = await chain.meterCalls(registry, "hasClaimTopic", questions, isTrue);
  }

  const identity = await chain.deploy(
    packageArtifact("@onchain-id/solidity", "artifacts/contracts/ClaimIssuer.sol/ClaimIssuer.json"),
    [body.address],
  );
  gas.bind = await chain.gas(body, identity, "addKey", [sealKey("seal").id, CLAIM_SIGNER, RSA]);
  return gas;
}

async function deploy(chain: Chain) {
  const artifact = (path: string) => packageArtifact(TREX, `artifacts/contracts/${path}`);
  const implementation = async (path: string) => (await chain.deploy(artifact(path))).target;
  const suite = {
    tokenImplementation: await implementation("token/Token.sol/Token.json"),
    ctrImplementation: await implementation("registry/implementation/ClaimTopicsRegistry.sol/ClaimTopicsRegistry.json"),
    irImplementation: await implementation("registry/implementation/IdentityRegistry.sol/IdentityRegistry.json"),
    irsImplementation: await implementation(
      "registry/implementation/IdentityRegistryStorage.sol/IdentityRegistryStorage.json",
    ),
    tirImplementation: await implementation(
      "registry/implementation/TrustedIssuersRegistry.sol/TrustedIssuersRegistry.json",
    ),
    mcImplementation: await implementation("compliance/modular/ModularCompliance.sol/ModularCompliance.json"),
  };
  const authority = await chain.deploy(
    artifact("proxy/authority/TREXImplementationAuthority.sol/TREXImplementationAuthority.json"),
    [true, "0x0000000000000000000000000000000000000000", "0x0000000000000000000000000000000000000000"],
  );
  await chain.gas(chain.account(0), authority, "addAndUseTREXVersion", [VERSION, suite]);
  const proxy = await chain.deploy(artifact("proxy/TrustedIssuersRegistryProxy.sol/TrustedIssuersRegistryProxy.json"), [
    authority.target,
  ]);
  const { abi } = artifact("registry/implementation/TrustedIssuersRegistry.sol/TrustedIssuersRegistry.json");
  return chain.at(await proxy.getAddress(), abi);
}
