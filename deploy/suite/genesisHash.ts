import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { Eip1193 } from "./connection.ts";

/** Hash of block 0: tells a chain from another one of the same id. @throws SuiteError NODE_REFUSED */
export async function genesisHashOf(provider: Eip1193): Promise<Hex> {
  const block = (await provider.request({ method: "eth_getBlockByNumber", params: ["0x0", false] })) as {
    hash: Hex;
  } | null;
  if (block !== null) return block.hash;
  throw new SuiteError("NODE_REFUSED", "the node doesn't give block 0", "Use a node that has the chain's first block.");
}
