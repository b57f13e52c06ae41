import { accountOfficer, type Officer } from "../safe.ts";
import type { Connection } from "./connection.ts";

/** Those of an office's owners whose keys the network's node holds, as a node for tests holds those of its accounts. */
export async function nodeOfficers({ ethers }: Connection, owners: readonly string[]): Promise<Officer[]> {
  const signers = await ethers.getSigners();
  return Promise.all(signers.filter(({ address }) => owners.includes(address)).map(accountOfficer));
}
