import { Contract } from "ethers";

import { registryAbi } from "../../client/src/abi/generated/registryAbi.ts";
import { type CommonArguments, command } from "../core/command.ts";
import { isoSecond } from "../core/dates.ts";

export default command<CommonArguments>("guardian show", async (_, context) => {
  const session = await context.session();
  const book = new Contract(session.record.contracts.registry, registryAbi, session.provider);
  const [number, pausedUntil, now] = [
    Number(await book.getFunction("guardian")()),
    Number(await book.getFunction("pausedUntil")()),
    await session.now(),
  ];
  const paused = pausedUntil > now;
  const guardian = number === 0 ? null : await (await session.registry()).office(number);
  return {
    data: { guardian, paused, pausedUntil: pausedUntil === 0 ? null : pausedUntil },
    text: [
      guardian?.known === true
        ? `Guardian: office ${String(number)}, ${guardian.account}`
        : "No guardian is appointed.",
      paused ? `Paused until ${isoSecond(pausedUntil)}.` : "Not paused.",
    ].join("\n"),
    chain: await session.facts(),
  };
});
