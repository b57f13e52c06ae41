/**
 * ERC-1056 (`ethr-did-registry`): the body is an identity, an institution its delegate for a qualification type, for a
 * time. An institution's profile and keys are attributes of its own identity: events, which no contract can ask for.
 */
import { dataSlice, getAddress, toBeHex, encodeBytes32String } from "ethers";

import { type Chain, isTrue, packageArtifact } from "../chain.ts";
import { institution, PROFILE, qualificationType, sealKey } from "../fixtures.ts";
import { type Gas, growthOf, QUESTION_COUNTS, SIZES } from "../operations.ts";

const SINGLE = 20_000;
const AT_SIZE = 40_000;
const PER_CALL = 100;
const FIVE_YEARS = 5 * 365 * 86_400;

export async function measureErc1056(chain: Chain): Promise<Gas> {
  const [body, institutionAccount] = [chain.account(1), chain.account(2)];
  const registry = await chain.deploy(
    packageArtifact("ethr-did-registry", "artifacts/contracts/EthereumDIDRegistry.sol/EthereumDIDRegistry.json"),
  );
  const batch = await chain.deployBench("Batch");
  const address = (serial: number) => getAddress(dataSlice(institution(serial).id, 0, 20));
  const typeOf = (index: number) => qualificationType(index).id;
  const delegation = (serial: number, type: number) => [body.address, typeOf(type), address(serial), FIVE_YEARS];
  const question = (serial: number, type: number) => [body.address, typeOf(type), address(serial)];
  const accredit = (serial: number, type: number) => chain.gas(body, registry, "addDelegate", delegation(serial, type));
  const attribute = (name: string, value: Uint8Array | string) =>
    chain.gas(institutionAccount, registry, "setAttribute", [
      institutionAccount.address,
      encodeBytes32String(name),
      value,
      FIVE_YEARS,
    ]);
  const ask = (questions: readonly unknown[][]) => chain.meterCalls(registry, "validDelegate", questions, isTrue);

  /** Through a contract that holds the body's identity meanwhile. */
  const fill = async (serials: readonly number[]) => {
    const encode = (name: string, args: readonly unknown[]) => registry.interface.encodeFunctionData(name, args);
    await chain.gas(body, registry, "changeOwner", [body.address, batch.target]);
    const calls = serials.map((serial) => encode("addDelegate", delegation(serial, serial)));
    calls.push(encode("changeOwner", [body.address, body.address]));
    await chain.gas(body, batch, "run", [registry.target, calls]);
  };

  const gas: Gas = {};
  // Both identities have changed before, as any has that is in use.
  await attribute("did/svc/site", toBeHex(1));
  let delegated = 0;
  for (const [measured, size] of SIZES.entries()) {
    while (delegated < size - 1 - measured) {
      const count = Math.min(PER_CALL, size - 1 - measured - delegated);
      const first = delegated;
      await fill(Array.from({ length: count }, (_, index) => first + index));
      delegated += count;
    }
    gas[`registerAt${size}`] = await attribute("did/svc/profile", PROFILE);
    await accredit(AT_SIZE + size, 0);
    gas[`accreditAt${size}`] = await accredit(AT_SIZE + size, 1);
    gas[`standingAt${size}`] = await ask([question(AT_SIZE + size, 1)]);
  }
  Object.assign(gas, growthOf(gas));

  gas.register = await attribute("did/svc/profile", PROFILE);
  gas.accredit = await accredit(SINGLE, 1);
  gas.standingProgramme = await ask([question(SINGLE, 1)]);
  gas.withdraw = await chain.gas(body, registry, "revokeDelegate", question(SINGLE, 1));
  gas.bind = await attribute("did/pub/Secp256r1/veriKey/hex", sealKey("seal").id);
  for (const count of QUESTION_COUNTS) {
    const questions = Array.from({ length: count }, (_, serial) => question(serial, serial));
    gas[`standings${count}`] = await ask(questions);
  }
  return gas;
}
