import { base64url } from "../bytes.ts";
import { VerificationError } from "../verificationError.ts";

/** Bits for 134 million credentials. */
const MOST = 2 ** 24;

/** Decoded from base64url and decompressed, as far as a list can honestly be: a small file can be made to unfold without end. */
export async function inflate(encoded: string, format: "gzip" | "deflate"): Promise<Uint8Array> {
  const reader = new Blob([decoded(encoded)]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await next(reader); part !== undefined; part = await next(reader)) {
    length += part.length;
    if (length > MOST) {
      await reader.cancel();
      throw new VerificationError("FETCHED_TOO_LARGE", { most: MOST }, "inconclusive");
    }
    parts.push(part);
  }
  const whole = new Uint8Array(length);
  parts.reduce((offset, part) => (whole.set(part, offset), offset + part.length), 0);
  return whole;
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch {
    throw unreadable();
  }
}

function decoded(encoded: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(base64url.decode(encoded));
  } catch {
    throw unreadable();
  }
}

const unreadable = (): VerificationError => new VerificationError("STATUS_LIST_UNREADABLE", undefined, "inconclusive");
