/**
 * Notarising: digests of documents become salted leaves of a tree, and its root goes on chain. That says when they existed
 * at the latest, and nothing else.
 */
import { randomBytes } from "node:crypto";

import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { concat, hexlify, id, keccak256, sha256, toUtf8Bytes } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Suite } from "./suite.ts";

/** What proves, with the document and an RPC endpoint alone, that the document existed at `time`. */
export interface Receipt {
  readonly version: 1;
  readonly leaf: string;
  /** Who drops it has erased the link to the document. */
  readonly salt: string;
  /** Institution id. */
  readonly institution: string;
  readonly proof: readonly string[];
  readonly root: string;
  readonly chainId: number;
  /** Address of the notary. */
  readonly notary: string;
  readonly transaction: string;
  readonly blockNumber: number;
  /** Unix seconds UTC. */
  readonly time: number;
}

const LEAF_DOMAIN = id("trusted-issuer-registry.Notary.leaf");

/** `keccak256(domain tag ‖ institution id ‖ salt ‖ SHA-256 of the document)` (`INotary`). */
export function documentLeaf(institution: string, salt: string, document: string): string {
  return keccak256(concat([LEAF_DOMAIN, institution, salt, sha256(toUtf8Bytes(document))]));
}

/**
 * Anchors one root over documents of an institution, and verifies what was anchored.
 * @param institution its id
 * @returns a receipt for each document
 */
export async function notarise(
  { notary, connection }: Suite,
  institution: string,
  documents: readonly string[],
): Promise<Receipt[]> {
  const leaves = documents.map((document) => {
    const salt = hexlify(randomBytes(32));
    return { salt, leaf: documentLeaf(institution, salt, document) };
  });
  const { root, ...tree } = treeOf(leaves.map(({ leaf }) => leaf));
  const transaction = await notary.connect(connection.submitter).anchor(root);
  await transaction.wait();

  const [time, blockNumber] = await notary.anchoredAt(root);
  const { chainId } = await connection.ethers.provider.getNetwork();
  const anchored = {
    ...{ root, chainId: Number(chainId), notary: await notary.getAddress(), transaction: transaction.hash },
    ...{ blockNumber: Number(blockNumber), time: Number(time) },
  };
  const receipts = leaves.map(({ leaf, salt }): Receipt => ({
    ...{ version: 1, leaf, salt, institution, proof: tree.proofOf(leaf) },
    ...anchored,
  }));
  for (const { leaf, proof } of receipts) {
    if (!(await notary.isAnchored(root, leaf, [...proof]))) {
      throw new SuiteError("NOT_ANCHORED", `the notary doesn't know the leaf ${leaf}`, "Anchor the root again.");
    }
  }
  return receipts;
}

function treeOf(leaves: readonly string[]): { root: string; proofOf: (leaf: string) => string[] } {
  const tree = StandardMerkleTree.of(
    leaves.map((leaf) => [leaf]),
    ["bytes32"],
  );
  return { root: tree.root, proofOf: (leaf) => tree.getProof([leaf]) };
}
