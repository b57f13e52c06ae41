/** Devices with a P-256 key, made of Node's crypto: what an HSM and what a passkey give back. */
import { createECDH, createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";

import { concat, getBytes, hexlify, toBeHex, toBigInt } from "ethers";

import type { PasskeyAssertion } from "../../deploy/p256.ts";

export const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

export type P256Key = { readonly privateKey: KeyObject; readonly qx: string; readonly qy: string };

export function generateP256Key(): P256Key {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const { x, y } = publicKey.export({ format: "jwk" });
  return { privateKey, qx: hexlify(Buffer.from(x!, "base64url")), qy: hexlify(Buffer.from(y!, "base64url")) };
}

/**
 * ECDSA over a ready digest, r ‖ s, as PKCS #11's CKM_ECDSA and smart cards do it. Node's own `sign` hashes what it is
 * given; so the curve is Node's, and the rest is written out: for tests only, it isn't constant in time.
 */
export function signDigest({ privateKey }: P256Key, digest: string): string {
  const d = toBigInt(Buffer.from(privateKey.export({ format: "jwk" }).d!, "base64url"));
  const k = (toBigInt(randomBytes(32)) % (N - 1n)) + 1n;
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(Buffer.from(getBytes(toBeHex(k, 32))));
  const r = toBigInt(ecdh.getPublicKey().subarray(1, 33)) % N;
  const s = (inverse(k) * (toBigInt(digest) + r * d)) % N;
  return concat([toBeHex(r, 32), toBeHex(s, 32)]);
}

/** A passkey's answer to a challenge, from an authenticator with a screen lock. */
export function assertPasskey({ privateKey }: P256Key, challenge: string): PasskeyAssertion {
  const flags = 0x05; // user present, user verified
  const authenticatorData = Buffer.concat([sha256("registry.example"), Buffer.from([flags, 0, 0, 0, 1])]);
  const clientDataJSON = Buffer.from(
    JSON.stringify({
      type: "webauthn.get",
      challenge: Buffer.from(getBytes(challenge)).toString("base64url"),
      origin: "https://registry.example",
      crossOrigin: false,
    }),
  );
  const signed = Buffer.concat([authenticatorData, sha256(clientDataJSON)]);
  const signature = createSign("sha256").update(signed).sign(privateKey);
  return { authenticatorData, clientDataJSON, signature };
}

/** The other signature that fits: (r, n − s). */
export function flipS(signature: string): string {
  const bytes = getBytes(signature);
  return concat([bytes.slice(0, 32), toBeHex(N - toBigInt(bytes.slice(32)), 32)]);
}

function sha256(data: string | Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}

/** k⁻¹ mod n, n being prime. */
function inverse(k: bigint): bigint {
  let [result, base, exponent] = [1n, k % N, N - 2n];
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % N;
    base = (base * base) % N;
  }
  return result;
}
