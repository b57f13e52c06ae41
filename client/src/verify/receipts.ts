/** A notary's receipt: one JSON file that proves, with the document and an RPC endpoint, by when the document existed. */
import { concat, id, isHexString, keccak256, sha256 } from "ethers";

import { SuiteError } from "../errors/suiteError.ts";
import type { Hex } from "../hex.ts";
import type { Notary } from "../registry.ts";
import { isObject } from "./json.ts";

export interface Receipt {
  readonly version: 1;
  readonly leaf: Hex;
  /** 32 random bytes. Who drops it has erased the link to the document. */
  readonly salt: Hex;
  /** Institution id, or zero. */
  readonly institution: Hex;
  readonly proof: readonly Hex[];
  readonly root: Hex;
  readonly chainId: number;
  /** Address of the notary. */
  readonly notary: Hex;
  readonly transaction: Hex;
  readonly blockNumber: number;
  /** Unix seconds UTC. */
  readonly time: number;
}

const LEAF_DOMAIN = id("trusted-issuer-registry.Notary.leaf");

/**
 * `keccak256(domain tag ‖ institution id ‖ salt ‖ SHA-256 of the document)` (`INotary`).
 * @param document in its exact serialised form; of an SD-JWT the issuer-signed JWT, without disclosures
 * @example documentLeaf(institutionIdOf(institution), salt, octets) // "0xe1ca87f8…"
 */
export function documentLeaf(institution: Hex, salt: Hex, document: Uint8Array): Hex {
  return keccak256(concat([LEAF_DOMAIN, institution, salt, sha256(document)])) as Hex;
}

/**
 * Checks that a receipt is one, as it is read from its file; what it proves, `verify` says.
 * @example parseReceipt(receipt).version // 1
 * @throws SuiteError INVALID_RECEIPT
 */
export function parseReceipt(json: unknown): Receipt {
  if (isReceipt(json)) return json;
  throw new SuiteError(
    "INVALID_RECEIPT",
    "this is no receipt of version 1",
    "Hand over the JSON file as the notary's client wrote it.",
  );
}

function isReceipt(json: unknown): json is Receipt {
  const words = ["leaf", "salt", "institution", "root", "transaction"];
  return (
    isObject(json) &&
    json["version"] === 1 &&
    words.every((name) => isHexString(json[name], 32)) &&
    isHexString(json["notary"], 20) &&
    Array.isArray(json["proof"]) &&
    json["proof"].every((word) => isHexString(word, 32)) &&
    ["chainId", "blockNumber", "time"].every((name) => Number.isSafeInteger(json[name]))
  );
}

export type ReceiptState =
  | { readonly state: "proven"; readonly time: number }
  | { readonly state: "unreadable" | "otherDocument" | "otherNotary" | "notAnchored" };

/** What a receipt proves by the chain alone: its own `time` is no more than a note. */
export async function checkReceipt(
  receipt: Receipt,
  anchored: Uint8Array,
  notary: { readonly chainId: number; readonly reader: Notary },
): Promise<ReceiptState> {
  const { chainId, reader } = notary;
  if (!isReceipt(receipt)) return { state: "unreadable" };
  if (receipt.chainId !== chainId || receipt.notary.toLowerCase() !== reader.address.toLowerCase()) {
    return { state: "otherNotary" };
  }
  if (documentLeaf(receipt.institution, receipt.salt, anchored) !== receipt.leaf) return { state: "otherDocument" };
  if (!(await reader.isAnchored(receipt.root, receipt.leaf, receipt.proof))) return { state: "notAnchored" };
  const anchor = await reader.anchoredAt(receipt.root);
  return anchor === undefined ? { state: "notAnchored" } : { state: "proven", time: anchor.time };
}
