/** Anchoring: digests of documents become salted leaves of a tree, and its root goes on chain. */
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { hexlify, Interface, randomBytes, ZeroHash } from "ethers";

import type { Hex } from "../hex.ts";
import { documentLeaf, type Receipt } from "./receipts.ts";

export interface Leaf {
  readonly leaf: Hex;
  readonly salt: Hex;
  /** Institution id, or zero. */
  readonly institution: Hex;
}

export interface Tree {
  readonly root: Hex;
  /** Call data for the notary's `anchor`: anybody may send it. */
  readonly anchorData: Hex;
  /** The receipt of a leaf, once the root is anchored. */
  receipt(leaf: Leaf, anchor: Anchor): Receipt;
}

/** Where and when a root was anchored. */
export type Anchor = Pick<Receipt, "chainId" | "notary" | "transaction" | "blockNumber" | "time">;

const NOTARY = new Interface(["function anchor(bytes32 root)"]);

/**
 * A document's leaf, with a salt of its own.
 * @param document in its exact serialised form; of an SD-JWT the issuer-signed JWT, without disclosures
 * @example makeLeaf(octets, institutionIdOf(institution)).institution // institutionIdOf(institution)
 */
export function makeLeaf(document: Uint8Array, institution: Hex = ZeroHash as Hex): Leaf {
  const salt = hexlify(randomBytes(32)) as Hex;
  return { leaf: documentLeaf(institution, salt, document), salt, institution };
}

/**
 * The tree over many leaves: one transaction for all of them.
 * @example makeTree([makeLeaf(octets), makeLeaf(octets)]).anchorData.length // 74
 */
export function makeTree(leaves: readonly Leaf[]): Tree {
  const tree = StandardMerkleTree.of(
    leaves.map(({ leaf }) => [leaf]),
    ["bytes32"],
  );
  const root = tree.root as Hex;
  return {
    root,
    anchorData: NOTARY.encodeFunctionData("anchor", [root]) as Hex,
    receipt: (leaf, anchor) => ({ version: 1, ...leaf, proof: tree.getProof([leaf.leaf]) as Hex[], root, ...anchor }),
  };
}
