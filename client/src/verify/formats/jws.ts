/** One signature of JOSE, as every format here has it. */
import { errors, flattenedVerify, type FlattenedJWSInput, importJWK, type JWK } from "jose";

import type { PublicJwk } from "../../identifiers/ids.ts";
import { base64url } from "../bytes.ts";
import { isObject, type JsonObject, stringOf } from "../json.ts";
import { parseJson } from "../limits.ts";
import { VerificationError } from "../verificationError.ts";

/** Nothing that an issuer publishes can pass for a secret: none is symmetric. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/** None at all, and those with a secret, which whoever verifies could have sealed with. */
const PROVES_NOTHING = /^(?:none|HS\d+)$/i;

/** What JAdES (ETSI TS 119 182-1) lets be critical and `readJades` reads; `b64` jose knows itself. */
const CRITICAL = { sigT: true, adoTst: true };

/** @throws VerificationError MALFORMED, and those of `parseJson` */
export function readHeader(encoded: unknown): JsonObject {
  const header = decodeJson(encoded);
  if (!isObject(header)) throw new VerificationError("MALFORMED");
  return header;
}

/** @throws VerificationError MALFORMED, and those of `parseJson` */
export function decodeJson(encoded: unknown): unknown {
  if (typeof encoded !== "string") throw new VerificationError("MALFORMED");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(base64url.decode(encoded));
  } catch {
    throw new VerificationError("MALFORMED");
  }
  return parseJson(text);
}

/** RFC 7515: case doesn't matter, `application/` may be left out. */
export const mediaType = (value: unknown): string | undefined =>
  stringOf(value)
    ?.toLowerCase()
    .replace(/^application\//, "");

/** @throws VerificationError ALGORITHM_NOT_ALLOWED, ALGORITHM_UNSUPPORTED (inconclusive) */
export function requireAlgorithm({ alg }: JsonObject): string {
  if (typeof alg !== "string" || PROVES_NOTHING.test(alg)) {
    throw new VerificationError("ALGORITHM_NOT_ALLOWED", { algorithm: JSON.stringify(alg ?? "none") });
  }
  if (!ALGORITHMS.includes(alg)) throw unsupported(alg);
  return alg;
}

export const unsupported = (algorithm: string): VerificationError =>
  new VerificationError("ALGORITHM_UNSUPPORTED", { algorithm }, "inconclusive");

/** @throws VerificationError SIGNATURE_WRONG, UNKNOWN_CRITICAL, KEY_UNUSABLE, and those of `requireAlgorithm` */
export async function verifySignature(jws: FlattenedJWSInput, header: JsonObject, key: PublicJwk): Promise<void> {
  const algorithm = requireAlgorithm(header);
  // jose has one error for this and for what is critical
  if (!/^[\w-]+$/.test(jws.signature)) throw new VerificationError("SIGNATURE_WRONG");
  try {
    await flattenedVerify(jws, await importJWK(key as JWK, algorithm), { algorithms: ALGORITHMS, crit: CRITICAL });
  } catch (error) {
    throw asFinding(error, header);
  }
}

function asFinding(error: unknown, header: JsonObject): VerificationError {
  if (error instanceof errors.JWSSignatureVerificationFailed) return new VerificationError("SIGNATURE_WRONG");
  if (error instanceof errors.JWSInvalid || (error instanceof errors.JOSENotSupported && "crit" in header)) {
    return new VerificationError("UNKNOWN_CRITICAL", { critical: JSON.stringify(header["crit"] ?? []) });
  }
  return new VerificationError("KEY_UNUSABLE", { algorithm: String(header["alg"]) });
}
