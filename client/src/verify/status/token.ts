/** Token Status List (IETF): zlib, values of 1, 2, 4 or 8 bits, the rightmost first. */
import { VerificationError } from "../verificationError.ts";
import { inflate } from "./inflate.ts";

export async function decodeTokenList(encoded: string): Promise<Uint8Array> {
  return inflate(encoded, "deflate");
}

/** @throws VerificationError STATUS_INDEX_OUTSIDE, STATUS_LIST_UNREADABLE (inconclusive) */
export function tokenValue(list: Uint8Array, index: number, bits: number): number {
  if (![1, 2, 4, 8].includes(bits)) throw new VerificationError("STATUS_LIST_UNREADABLE", undefined, "inconclusive");
  const first = index * bits;
  const octet = Number.isSafeInteger(index) && index >= 0 ? list[Math.floor(first / 8)] : undefined;
  if (octet === undefined) throw new VerificationError("STATUS_INDEX_OUTSIDE", { index }, "inconclusive");
  return (octet >> (first % 8)) & (2 ** bits - 1);
}
