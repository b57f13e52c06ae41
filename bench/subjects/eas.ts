/**
 * EAS 1.9.0: the body attests, in schemas of its own without a resolver. An accreditation is an attestation about the institution
 * (its recipient) with the qualification type as data. Who asks has to know the attestation's UID, and to look at its attester.
 */
import { dataSlice, getAddress, hexlify, AbiCoder, ZeroAddress, ZeroHash } from "ethers";
import type { Contract, TransactionReceipt } from "ethers";

import { type Chain, packageArtifact } from "../chain.ts";
import { digest, institution, PROFILE, qualificationType, sealKey, UNTIL } from "../fixtures.ts";
import { type Gas, growthOf, INSTITUTIONS_AT_ONCE, QUESTION_COUNTS, SIZES, TYPES_AT_ONCE } from "../operations.ts";

const EAS = "@ethereum-attestation-service/eas-contracts";
const SINGLE = 20_000;
const AT_SIZE = 40_000;
const MANY = 60_000;
const PER_CALL = 50;
const codec = AbiCoder.defaultAbiCoder();

export async function measureEas(chain: Chain): Promise<Gas> {
  const body = chain.account(1);
  const { eas, schemas } = await deploy(chain);
  const attester = new Attester(chain, eas);
  const recipient = (serial: number) => getAddress(dataSlice(institution(serial).id, 0, 20));
  const accreditation = (serial: number, type: number) =>
    request(recipient(serial), codec.encode(["bytes32"], [qualificationType(type).id]));
  const profile = (serial: number) => request(recipient(serial), codec.encode(["bytes"], [PROFILE]));

  const gas: Gas = {};
  let attested = 0;
  for (const [measured, size] of SIZES.entries()) {
    while (attested < size - 1 - measured) {
      const count = Math.min(PER_CALL, size - 1 - measured - attested);
      const data = Array.from({ length: count }, (_, index) => accreditation(attested + index, attested + index));
      await attester.attestMany(schemas.accreditation, data);
      attested += count;
    }
    gas[`registerAt${size}`] = (await attester.attest(schemas.profile, profile(AT_SIZE + size))).gas;
    await attester.attest(schemas.accreditation, accreditation(AT_SIZE + size, 0));
    const { uid, gas: accredit } = await attester.attest(schemas.accreditation, accreditation(AT_SIZE + size, 1));
    gas[`accreditAt${size}`] = accredit;
    gas[`standingAt${size}`] = await chain.meterCalls(eas, "getAttestation", [[uid]], isBy(body.address));
  }
  Object.assign(gas, growthOf(gas));

  gas.register = (await attester.attest(schemas.profile, profile(SINGLE))).gas;
  const profiles = Array.from({ length: INSTITUTIONS_AT_ONCE }, (_, index) => profile(MANY + index));
  gas.registerMany = (await attester.attestMany(schemas.profile, profiles)).gas;
  await attester.attest(schemas.accreditation, accreditation(SINGLE, 0));
  const { uid, gas: accredit } = await attester.attest(schemas.accreditation, accreditation(SINGLE, 1));
  gas.accredit = accredit;
  const types = Array.from({ length: TYPES_AT_ONCE }, (_, index) => accreditation(SINGLE + 1, index));
  gas.accreditMany = (await attester.attestMany(schemas.accreditation, types)).gas;
  gas.standingProgramme = await chain.meterCalls(eas, "getAttestation", [[uid]], isBy(body.address));
  gas.withdraw = await chain.gas(body, eas, "revoke", [{ schema: schemas.accreditation, data: { uid, value: 0 } }]);
  const key = request(recipient(SINGLE), codec.encode(["bytes32"], [sealKey("seal").id]));
  gas.bind = (await attester.attest(schemas.key, key)).gas;
  gas.anchor = await chain.gas(body, eas, "timestamp", [digest("root")]);

  const most = Math.max(...QUESTION_COUNTS);
  const asked = Array.from({ length: most }, (_, serial) => accreditation(MANY + serial, serial));
  const { uids } = await attester.attestMany(schemas.accreditation, asked);
  for (const count of QUESTION_COUNTS) {
    const questions = uids.slice(0, count).map((asked) => [asked]);
    gas[`standings${count}`] = await chain.meterCalls(eas, "getAttestation", questions, isBy(body.address));
  }
  return gas;
}

/** Whether an attestation is this account's. */
const isBy = (attester: string) => (attestation: unknown) =>
  (attestation as { attester: string }).attester === attester;

interface Request {
  readonly recipient: string;
  readonly expirationTime: number;
  readonly revocable: boolean;
  readonly refUID: string;
  readonly data: string;
  readonly value: number;
}

function request(recipient: string, data: string): Request {
  return { recipient, expirationTime: UNTIL, revocable: true, refUID: ZeroHash, data: hexlify(data), value: 0 };
}

class Attester {
  readonly #chain: Chain;
  readonly #eas: Contract;

  constructor(chain: Chain, eas: Contract) {
    this.#chain = chain;
    this.#eas = eas;
  }

  async attest(schema: string, data: Request): Promise<{ gas: number; uid: string }> {
    const { gas, uids } = await this.#send("attest", [{ schema, data }]);
    const [uid] = uids;
    if (uid === undefined) throw new Error("nothing was attested");
    return { gas, uid };
  }

  async attestMany(schema: string, data: readonly Request[]): Promise<{ gas: number; uids: string[] }> {
    return this.#send("multiAttest", [[{ schema, data }]]);
  }

  async #send(name: string, args: readonly unknown[]): Promise<{ gas: number; uids: string[] }> {
    const data = this.#eas.interface.encodeFunctionData(name, args);
    const receipt = await this.#chain.send(this.#chain.account(1), await this.#eas.getAddress(), data);
    return { gas: Number(receipt.gasUsed), uids: this.#uidsOf(receipt) };
  }

  #uidsOf(receipt: TransactionReceipt): string[] {
    const events = receipt.logs.map((log) => this.#eas.interface.parseLog(log));
    return events.filter((event) => event?.name === "Attested").map((event) => String(event?.args["uid"]));
  }
}

async function deploy(chain: Chain) {
  const registry = await chain.deploy(
    packageArtifact(EAS, "artifacts/contracts/SchemaRegistry.sol/SchemaRegistry.json"),
  );
  const eas = await chain.deploy(packageArtifact(EAS, "artifacts/contracts/EAS.sol/EAS.json"), [registry.target]);
  const register = async (schema: string): Promise<string> => {
    const data = registry.interface.encodeFunctionData("register", [schema, ZeroAddress, true]);
    const { logs } = await chain.send(chain.account(1), await registry.getAddress(), data);
    const [event] = logs.map((log) => registry.interface.parseLog(log));
    return String(event?.args["uid"]);
  };
  const schemas = {
    profile: await register("bytes profile"),
    accreditation: await register("bytes32 qualificationType"),
    key: await register("bytes32 key"),
  };
  return { eas, schemas };
}
