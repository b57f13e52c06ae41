import { type CommonArguments, command } from "../core/command.ts";
import { table } from "../core/table.ts";
import { readRegister } from "../export/readRegister.ts";

export default command<CommonArguments>("office list", async (_, context) => {
  const session = await context.session();
  const { offices } = await readRegister(await session.registry());
  return {
    data: offices,
    text: table(
      ["office", "country", "kind", "account"],
      offices.map(({ number, country, kind, account }) => [String(number), country, kind, account]),
    ),
    chain: await session.facts(),
  };
});
