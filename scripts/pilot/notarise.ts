import { toUtf8Bytes } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { makeLeaf, makeTree } from "../../client/src/verify/notary.ts";
import type { Receipt } from "../../client/src/verify/receipts.ts";
import type { Suite } from "./suite.ts";

/**
 * Anchors one root over documents of an institution, and verifies what was anchored.
 * @param institution its id
 * @returns a receipt for each document
 */
export async function notarise(
  { notary, connection }: Suite,
  institution: Hex,
  documents: readonly string[],
): Promise<Receipt[]> {
  const leaves = documents.map((document) => makeLeaf(toUtf8Bytes(document), institution));
  const tree = makeTree(leaves);
  const { root } = tree;
  const transaction = await notary.connect(connection.submitter).anchor(root);
  await transaction.wait();

  const [time, blockNumber] = await notary.anchoredAt(root);
  const { chainId } = await connection.ethers.provider.getNetwork();
  const anchor = {
    chainId: Number(chainId),
    notary: (await notary.getAddress()) as Hex,
    transaction: transaction.hash as Hex,
    blockNumber: Number(blockNumber),
    time: Number(time),
  };
  const receipts = leaves.map((leaf) => tree.receipt(leaf, anchor));
  for (const { leaf, proof } of receipts) {
    if (!(await notary.isAnchored(root, leaf, [...proof]))) {
      throw new SuiteError("NOT_ANCHORED", `the notary doesn't know the leaf ${leaf}`, "Anchor the root again.");
    }
  }
  return receipts;
}
