/** Signatures of P-256 keys in the form that `P256Officer` takes. */
import { AbiCoder, concat, getBytes, toBeHex, toBigInt } from "ethers";
import type { BytesLike } from "ethers";

import { SuiteError } from "../client/src/errors/suiteError.ts";

/** The order of P-256's generator. */
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** What a browser's `navigator.credentials.get` answers (`AuthenticatorAssertionResponse`). */
export type PasskeyAssertion = {
  readonly authenticatorData: BytesLike;
  readonly clientDataJSON: BytesLike;
  /** As the browser gives it: ASN.1 DER. */
  readonly signature: BytesLike;
};

/**
 * The 64 bytes r ‖ s for an officer whose device signed the hash itself, with the lower s: devices give either.
 * @param signature r ‖ s (64 bytes, IEEE P1363), or ASN.1 DER
 * @throws SuiteError INVALID_P256_SIGNATURE
 */
export function p256Signature(signature: BytesLike): string {
  const { r, s } = parseSignature(getBytes(signature));
  return concat([toBeHex(r, 32), toBeHex(s, 32)]);
}

/**
 * A passkey's assertion over a hash, whose challenge was the 32 bytes of the hash.
 * @throws SuiteError INVALID_P256_SIGNATURE
 */
export function passkeySignature(assertion: PasskeyAssertion): string {
  const { r, s } = parseSignature(getBytes(assertion.signature));
  const clientData = Buffer.from(getBytes(assertion.clientDataJSON));
  return AbiCoder.defaultAbiCoder().encode(
    ["bytes32", "bytes32", "uint256", "uint256", "bytes", "bytes"],
    [
      toBeHex(r, 32),
      toBeHex(s, 32),
      clientData.indexOf('"challenge"'),
      clientData.indexOf('"type"'),
      getBytes(assertion.authenticatorData),
      clientData,
    ],
  );
}

function parseSignature(signature: Uint8Array): { r: bigint; s: bigint } {
  const [r, s] = signature.length === 64 ? [signature.slice(0, 32), signature.slice(32)] : parseDer(signature);
  const values = { r: toBigInt(r), s: toBigInt(s) };
  if (values.r === 0n || values.r >= N || values.s === 0n || values.s >= N) throw invalid("r or s is out of range");
  return { r: values.r, s: values.s > N / 2n ? N - values.s : values.s };
}

/** SEQUENCE { INTEGER r, INTEGER s }; both are short, so that every length is one byte. */
function parseDer(der: Uint8Array): [Uint8Array, Uint8Array] {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) throw invalid("it is neither 64 bytes nor ASN.1 DER");
  const [r, next] = parseInteger(der, 2);
  const [s, end] = parseInteger(der, next);
  if (end !== der.length) throw invalid("something follows s");
  return [r, s];
}

function parseInteger(der: Uint8Array, start: number): [Uint8Array, number] {
  const length = der[start + 1] ?? 0;
  const end = start + 2 + length;
  if (der[start] !== 0x02 || length === 0 || end > der.length) throw invalid("an integer is missing");
  return [der.slice(start + 2, end), end];
}

function invalid(reason: string): SuiteError {
  return new SuiteError(
    "INVALID_P256_SIGNATURE",
    `this is no ECDSA signature on P-256: ${reason}`,
    "Give r and s as 64 bytes, or the ASN.1 DER form that the device returned.",
  );
}
