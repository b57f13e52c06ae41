/** Compact JWTs: W3C VCDM 2.0 secured with JOSE (`vc+jwt`), and VCDM 1.1's JWT encoding (the credential in `vc`). */
import { utf8 } from "../bytes.ts";
import type { SealedCredential } from "../credential.ts";
import { isObject, type JsonObject } from "../json.ts";
import { VerificationError } from "../verificationError.ts";
import { decodeJson, mediaType, readHeader, verifySignature } from "./jws.ts";

/** @throws VerificationError MALFORMED, UNKNOWN_MEDIA_TYPE */
export function readJwt(compact: string): SealedCredential {
  const [encodedHeader = "", encodedPayload = "", signature = ""] = compact.split(".");
  const header = readHeader(encodedHeader);
  const claims = decodeJson(encodedPayload);
  if (!isObject(claims)) throw new VerificationError("MALFORMED");
  const format = formatOf(header, claims);
  return {
    format,
    payload: format === "vc-jwt" ? unwrapped(claims) : claims,
    header,
    anchored: utf8(compact),
    timestamps: [],
    verify: (key) => verifySignature({ payload: encodedPayload, protected: encodedHeader, signature }, header, key),
  };
}

function formatOf(header: JsonObject, claims: JsonObject): "vc+jwt" | "vc-jwt" {
  const type = mediaType(header["typ"]);
  const content = mediaType(header["cty"]);
  if (type === "vc+jwt" && (content === undefined || content === "vc")) return "vc+jwt";
  if ((type === undefined || type === "jwt") && isObject(claims["vc"])) return "vc-jwt";
  throw new VerificationError("UNKNOWN_MEDIA_TYPE", { type: type ?? "–", content: content ?? "–" }, "inconclusive");
}

/** VCDM 1.1, 6.3.1: the registered claims stand for members of the credential. */
function unwrapped(claims: JsonObject): JsonObject {
  const { vc, iss, nbf, exp, jti, iat } = claims;
  const credential = isObject(vc) ? vc : {};
  return {
    ...credential,
    ...{ issuer: credential["issuer"] ?? iss, iss, id: credential["id"] ?? jti },
    ...{ issuanceDate: credential["issuanceDate"] ?? nbf, expirationDate: credential["expirationDate"] ?? exp },
    ...{ nbf, exp, iat },
  };
}
