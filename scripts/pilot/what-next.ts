import type { Chain } from "./chain.ts";
import type { Network } from "./network.ts";
import { print, table } from "./output.ts";

/** Where everything stands, and what can be done with it. */
export async function printWhatNext({ suite, folder }: Network, { url, pid }: Chain, keep: boolean): Promise<void> {
  const { registry, memberStates, council, timelock, authority, notary, officeFactory } = suite;
  const contracts = {
    registry,
    memberStates,
    council,
    timelock,
    authority,
    notary,
    officeFactory,
  };
  const addresses = Object.entries(contracts).map(async ([name, contract]) => [name, await contract.getAddress()]);
  print(`\nWhere it stands: ${url}, chain id ${String(await chainId(suite))}, process ${String(pid)}\n`);
  print(table(["contract", "address"], [{ heading: "", rows: await Promise.all(addresses) }]));
  print("\nWhat to do next\n");
  if (keep) {
    print("  Ask the chain at that address, with any JSON-RPC client. It stays up until Ctrl-C.");
    print("  Or with the commands of docs/tasks.md, in another terminal in this folder:");
    print(`    export LOCALHOST_RPC_URL=${url}`);
    print(`    npx hardhat office list --network localhost --deployment ${folder}`);
    print("  Sign for an office: its officers' keys follow from its name (scripts/pilot/offices.ts).");
  } else {
    print("  npm start -- --keep                      leaves the chain up, to be asked");
  }
  print("  npm start -- --institutions FILE.csv     registers a list in the form of the Erasmus Charter list");
  print("  npm test                                 runs the tests; docs/model.md says how answers come about");
}

const chainId = async ({ connection }: Network["suite"]): Promise<bigint> =>
  (await connection.ethers.provider.getNetwork()).chainId;
