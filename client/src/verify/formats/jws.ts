/** One signature of JOSE, as every format here has it. */
import { errors, flattenedVerify, type FlattenedJWS, importJWK, type JWK } from "jose";

import type { PublicJwk } from "../../identifiers/ids.ts";
import { base64url } from "../bytes.ts";
import { isObject, type JsonObject } from "../json.ts";
import { parseJson } from "../limits.ts";
import { VerificationError } from "../verificationError.ts";

/** Asymmetric ones alone: nothing that an issuer publishes can pass for a secret. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

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

/** @throws VerificationError ALGORITHM_NOT_ALLOWED */
export function requireAlgorithm({ alg }: JsonObject): string {
  if (typeof alg === "string" && ALGORITHMS.includes(alg)) return alg;
  throw new VerificationError("ALGORITHM_NOT_ALLOWED", { algorithm: JSON.stringify(alg ?? "none") });
}

/** @throws VerificationError SIGNATURE_WRONG, ALGORITHM_NOT_ALLOWED, UNKNOWN_CRITICAL, KEY_UNUSABLE */
export async function verifySignature(jws: FlattenedJWS, header: JsonObject, key: PublicJwk): Promise<void> {
  const algorithm = requireAlgorithm(header);
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
