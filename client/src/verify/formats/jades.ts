/** Europass digital credentials: JAdES (ETSI TS 119 182-1) in a JWS of JSON serialisation, the payload as it stands. */
import { fromBase64, utf8 } from "../bytes.ts";
import type { EncodedTimestamp, SealedCredential } from "../credential.ts";
import { isObject, type JsonObject, objectsOf, stringOf, stringsOf } from "../json.ts";
import { parseJson } from "../limits.ts";
import { VerificationError } from "../verificationError.ts";
import { decodeJson, mediaType, readHeader, verifySignature } from "./jws.ts";

/** @throws VerificationError MALFORMED, UNKNOWN_MEDIA_TYPE, SEVERAL_SIGNATURES */
export function readJades(json: JsonObject, document: Uint8Array): SealedCredential {
  const payload = stringOf(json["payload"]) ?? "";
  const signature = theSignature(json);
  const header = readHeader(signature["protected"]);
  requireJose(header);
  const isPlain = header["b64"] === false;
  // RFC 7797, 6: whoever doesn't know `b64` must not verify something else
  if (isPlain && !stringsOf(header["crit"]).includes("b64")) throw new VerificationError("MALFORMED");
  const content = isPlain ? parseJson(payload) : decodeJson(payload);
  // halves of characters can be escaped in JSON, but not sealed: encoded they are all the same
  if (!isObject(content) || /\p{Cs}/u.test(payload)) throw new VerificationError("MALFORMED");
  const octets = utf8(payload);
  const value = stringOf(signature["signature"]) ?? "";
  const jws = {
    payload: isPlain ? octets : payload,
    protected: String(signature["protected"]),
    signature: value,
  };
  return {
    format: "jades",
    payload: content,
    header,
    anchored: document,
    timestamps: [
      ...tokensOf(header["adoTst"], "content", octets),
      ...unsignedOf(signature).flatMap((property) => tokensOf(property["sigTst"], "signature", utf8(value))),
    ],
    verify: (key) => verifySignature(jws, header, key),
  };
}

/** What was sealed as a JWT has rules of its own: whoever writes it out as JSON doesn't get around them. */
function requireJose(header: JsonObject): void {
  const type = mediaType(header["typ"]) ?? "jose";
  if (type !== "jose" && type !== "jose+json") {
    throw new VerificationError(
      "UNKNOWN_MEDIA_TYPE",
      { type, content: mediaType(header["cty"]) ?? "–" },
      "inconclusive",
    );
  }
}

/** One seal: of several, each might be somebody else's. */
function theSignature(json: JsonObject): JsonObject {
  if (!("signatures" in json)) return json;
  const signatures = objectsOf(json["signatures"]);
  const [first] = signatures;
  if (first === undefined) throw new VerificationError("MALFORMED");
  if (signatures.length > 1) {
    throw new VerificationError("SEVERAL_SIGNATURES", { signatures: signatures.length }, "inconclusive");
  }
  return first;
}

/** The unsigned properties, in clear or each base64url-encoded. What can't be read isn't there: nobody signed it. */
function unsignedOf(signature: JsonObject): readonly JsonObject[] {
  const unprotected = signature["header"];
  const properties = isObject(unprotected) ? unprotected["etsiU"] : undefined;
  return [...objectsOf(properties), ...stringsOf(properties).map(orUndefined(decodeJson)).filter(isObject)];
}

function tokensOf(container: unknown, over: EncodedTimestamp["over"], covered: Uint8Array): EncodedTimestamp[] {
  const tokens = isObject(container) ? objectsOf(container["tstTokens"]) : [];
  return tokens
    .map(({ val }) => orUndefined(fromBase64)(stringOf(val) ?? ""))
    .filter((token) => token !== undefined)
    .map((token) => ({ over, token, covered }));
}

const orUndefined =
  <T>(decode: (text: string) => T) =>
  (text: string): T | undefined => {
    try {
      return decode(text);
    } catch {
      return undefined;
    }
  };
