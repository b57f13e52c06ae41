/** Bitstring Status List (W3C), and StatusList2021, from which it came: gzip, the leftmost bit first. */
import { VerificationError } from "../verificationError.ts";
import { inflate } from "./inflate.ts";

/** The list as octets. `encoded` is base64url, in Bitstring Status List with multibase's `u` before it. */
export async function decodeBitstring(encoded: string): Promise<Uint8Array> {
  // gzip begins with 1f 8b: `H4s` in base64url, so that a leading `u` is multibase's
  return inflate(encoded.replace(/^u/, ""), "gzip");
}

/**
 * The value of one credential: a bit, or several.
 * @throws VerificationError STATUS_INDEX_OUTSIDE (inconclusive)
 */
export function bitstringValue(list: Uint8Array, index: number, size = 1): number {
  const first = index * size;
  if (!Number.isSafeInteger(index) || index < 0 || !(size >= 1 && size <= 8) || first + size > list.length * 8) {
    throw new VerificationError("STATUS_INDEX_OUTSIDE", { index }, "inconclusive");
  }
  let value = 0;
  for (let bit = first; bit < first + size; bit += 1)
    value = value * 2 + (((list[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  return value;
}
