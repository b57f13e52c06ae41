/** SD-JWT (RFC 9901): SD-JWT VC (`dc+sd-jwt`) and W3C credentials secured with it (`vc+sd-jwt`). */
import { SDJwt } from "@sd-jwt/core";

import { base64url, digest, type HashName, utf8 } from "../bytes.ts";
import type { SealedCredential } from "../credential.ts";
import { isObject, type JsonObject } from "../json.ts";
import { VerificationError } from "../verificationError.ts";
import { readDisclosure, requireEachUsedOnce } from "./disclosures.ts";
import { decodeJson, mediaType, readHeader, unsupported, verifySignature } from "./jws.ts";

const HASHES = new Map<unknown, HashName>([
  ["sha-256", "SHA-256"],
  ["sha-384", "SHA-384"],
  ["sha-512", "SHA-512"],
]);

/** @throws VerificationError MALFORMED, UNKNOWN_MEDIA_TYPE, DISCLOSURE_WRONG, DUPLICATE_MEMBER */
export async function readSdJwt(compact: string): Promise<SealedCredential> {
  const [jwt = "", ...rest] = compact.split("~");
  const [encodedHeader = "", encodedPayload = "", signature = ""] = jwt.split(".");
  const header = readHeader(encodedHeader);
  const type = mediaType(header["typ"]);
  if (type !== "dc+sd-jwt" && type !== "vc+sd-jwt") {
    throw new VerificationError("UNKNOWN_MEDIA_TYPE", { type: type ?? "–", content: "–" }, "inconclusive");
  }
  const signed = decodeJson(encodedPayload);
  if (!isObject(signed)) throw new VerificationError("MALFORMED");
  // the last part is the key binding, which is the holder's
  const payload = await disclosed(`${[jwt, ...rest.slice(0, -1)].join("~")}~`, signed, rest.slice(0, -1));
  return {
    format: type === "dc+sd-jwt" && "vct" in signed ? "sd-jwt-vc" : "vc+sd-jwt",
    payload,
    header,
    // what the holder shows differs from time to time: the issuer's part is what can be anchored
    anchored: utf8(jwt),
    timestamps: [],
    verify: (key) => verifySignature({ payload: encodedPayload, protected: encodedHeader, signature }, header, key),
  };
}

async function disclosed(compact: string, signed: JsonObject, encoded: readonly string[]): Promise<JsonObject> {
  const { _sd_alg: algorithm = "sha-256" } = signed;
  const hash = HASHES.get(algorithm);
  if (hash === undefined) throw unsupported(JSON.stringify(algorithm));
  const hasher = (data: string | ArrayBuffer) =>
    digest(hash, typeof data === "string" ? utf8(data) : new Uint8Array(data));
  const disclosures = encoded.map(readDisclosure);
  const digests = await Promise.all(encoded.map(async (text) => base64url.encode(await hasher(text))));
  requireEachUsedOnce(signed, disclosures, digests);
  const claims = await SDJwt.fromEncode(compact, hasher)
    .then((sdJwt) => sdJwt.getClaims(hasher))
    .catch(() => undefined);
  if (!isObject(claims)) throw new VerificationError("MALFORMED");
  return claims;
}
