/** A map behind OpenZeppelin's AccessControl, written for the bench (`contracts/NaiveRegistry.sol`). */
import { type Chain, isTrue } from "../chain.ts";
import { digest, institution, PROFILE, qualificationType, sealKey, SHORT_PROFILE } from "../fixtures.ts";
import { type Gas, growthOf, INSTITUTIONS_AT_ONCE, QUESTION_COUNTS, SIZES, TYPES_AT_ONCE } from "../operations.ts";

const SINGLE = 20_000;
const AT_SIZE = 40_000;
const MANY = 60_000;
const PER_CALL = 100;

export async function measureNaive(chain: Chain): Promise<Gas> {
  const body = chain.account(1);
  const registry = await chain.deployBench("NaiveRegistry", [body.address]);
  const write = (name: string, ...args: readonly unknown[]) => chain.gas(body, registry, name, args);
  const ask = (institution: string, type: string) =>
    chain.meterCalls(registry, "isAccredited", [[institution, type]], isTrue);
  const idOf = (serial: number) => institution(serial).id;
  const typeOf = (index: number) => qualificationType(index).id;

  const gas: Gas = {};
  let registered = 0;
  for (const [measured, size] of SIZES.entries()) {
    while (registered < size - 1 - measured) {
      const count = Math.min(PER_CALL, size - 1 - measured - registered);
      const ids = Array.from({ length: count }, (_, index) => idOf(registered + index));
      await write(
        "registerMany",
        ids,
        ids.map(() => SHORT_PROFILE),
      );
      registered += count;
    }
    const one = idOf(AT_SIZE + size);
    gas[`registerAt${size}`] = await write("register", one, PROFILE);
    await write("accredit", one, typeOf(0));
    gas[`accreditAt${size}`] = await write("accredit", one, typeOf(1));
    gas[`standingAt${size}`] = await ask(one, typeOf(1));
  }
  Object.assign(gas, growthOf(gas));

  const [one, other] = [idOf(SINGLE), idOf(SINGLE + 1)];
  gas.register = await write("register", one, PROFILE);
  const many = Array.from({ length: INSTITUTIONS_AT_ONCE }, (_, index) => idOf(MANY + index));
  gas.registerMany = await write(
    "registerMany",
    many,
    many.map(() => PROFILE),
  );
  await write("accredit", one, typeOf(0));
  gas.accredit = await write("accredit", one, typeOf(1));
  const types = Array.from({ length: TYPES_AT_ONCE }, (_, index) => typeOf(index));
  gas.accreditMany = await write("accreditMany", other, types);
  gas.standingProgramme = await ask(one, typeOf(1));
  gas.withdraw = await write("withdraw", other, typeOf(0));
  gas.bind = await write("bind", one, sealKey("seal").id);
  gas.anchor = await write("anchor", digest("root"));

  const most = Math.max(...QUESTION_COUNTS);
  for (let serial = 0; serial < most; serial += 1) await write("accredit", idOf(serial), typeOf(serial));
  for (const count of QUESTION_COUNTS) {
    const serials = Array.from({ length: count }, (_, serial) => serial);
    gas[`standings${count}`] = await chain.meterCalls(
      registry,
      "areAccredited",
      [[serials.map(idOf), serials.map(typeOf)]],
      (answers) => (answers as boolean[]).every(isTrue),
    );
  }
  return gas;
}
