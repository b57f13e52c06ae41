import type { Hex } from "./hex.ts";

/** The block that an answer was read at. */
export interface ReadAt {
  readonly chainId: number;
  readonly registry: Hex;
  readonly block: number;
  readonly blockHash: Hex;
  /** Of the block, Unix seconds UTC. */
  readonly time: number;
}

/**
 * What answers there, compared with the deployment that the client was connected with:
 *
 * - `expected`: proxy, implementation and extension have code hashes that the deployment names;
 * - `unexpected`: one of them doesn't;
 * - `unpinned`: the client was connected with an address alone, so nothing is known to compare with.
 */
export type CodeCheck = "expected" | "unexpected" | "unpinned";

/** Chain, block and code, read together. */
export interface Snapshot extends ReadAt {
  readonly code: CodeCheck;
  readonly codeHashes: CodeHashes;
  /** How old the block was when it was read, in seconds by the clock of this machine; below 0 where the chain is ahead. */
  readonly age: number;
  /** How many nodes were asked, and how many of them agreed. */
  readonly nodes: { readonly asked: number; readonly agreed: number };
}

export interface CodeHashes {
  readonly proxy: Hex;
  readonly implementation: Hex;
  readonly extension: Hex;
}
