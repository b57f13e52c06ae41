/** Octets and their digests, with what Node and browsers have in common. */
import { decodeBase64 } from "ethers";

export { base64url } from "jose";

export type Octets = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Octets => new TextEncoder().encode(text);

/** Not base64url; what isn't base64 comes out as whatever, and is refused as such. */
export const fromBase64 = (text: string): Octets => new Uint8Array(decodeBase64(text));

export type HashName = "SHA-256" | "SHA-384" | "SHA-512";

export async function digest(algorithm: HashName, data: Uint8Array): Promise<Octets> {
  return new Uint8Array(await crypto.subtle.digest(algorithm, new Uint8Array(data)));
}

export const hexOf = (data: Uint8Array): string =>
  Array.from(data, (octet) => octet.toString(16).padStart(2, "0")).join("");

export const sha256Hex = async (data: Uint8Array): Promise<string> => hexOf(await digest("SHA-256", data));

export const sameOctets = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((octet, index) => octet === b[index]);
