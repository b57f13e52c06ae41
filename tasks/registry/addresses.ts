import { places } from "../../deploy/suite/places.ts";
import { type CommonArguments, command } from "../core/command.ts";
import { table } from "../core/table.ts";

/** Where everything stands, as the record has it. */
export default command<CommonArguments>("registry addresses", async (_, context) => {
  const session = await context.session();
  const { record } = session;
  const rows = [...places(record)].map(([contract, address]) => [
    contract === "ERC1967Proxy" ? "registry (ERC1967Proxy)" : contract,
    address,
  ]);
  const { name, chainId, contracts, officerFactory, policy, safe, implementation, extension, shared, commit } = record;
  return {
    data: { name, chainId, contracts, officerFactory, policy, safe, implementation, extension, shared, commit },
    text: `${name}, chain ${String(chainId)}\n\n${table(["contract", "address"], rows)}`,
    chain: await session.facts(),
  };
});
