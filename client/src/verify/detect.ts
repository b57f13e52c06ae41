/** Which format a document is in, by its content. */
import { base64url } from "./bytes.ts";
import { isObject, type JsonObject, stringOf } from "./json.ts";
import { parseJson } from "./limits.ts";
import { VerificationError } from "./verificationError.ts";

export type Detected =
  | { readonly kind: "jades"; readonly json: JsonObject }
  | { readonly kind: "jwt"; readonly compact: string }
  | { readonly kind: "sdjwt"; readonly compact: string };

const COMPACT = /^[\w-]+\.[\w-]*\.[\w-]*$/;
/** CBOR: a map, as which an mso_mdoc begins. */
const isCborMap = (octet: number | undefined): boolean => octet !== undefined && octet >= 0xa0 && octet <= 0xbf;

/** @throws VerificationError UNSUPPORTED_FORMAT, UNKNOWN_FORMAT, and those of `parseJson` */
export function detect(document: Uint8Array): Detected {
  if (isCborMap(document[0])) throw unsupported("mso_mdoc");
  const text = decoded(document).trim();
  if (text.startsWith("{")) return detectJson(parseJson(text));
  if (text.startsWith("<")) throw unsupported("XAdES");
  const [jwt = "", ...rest] = text.split("~");
  if (COMPACT.test(jwt)) return rest.length > 0 ? { kind: "sdjwt", compact: text } : { kind: "jwt", compact: text };
  if (/^[\w-]{4,}$/.test(text) && isCborMap(base64url.decode(text.slice(0, 4))[0])) throw unsupported("mso_mdoc");
  throw new VerificationError("UNKNOWN_FORMAT", undefined, "inconclusive");
}

function detectJson(json: unknown): Detected {
  if (!isObject(json)) throw new VerificationError("UNKNOWN_FORMAT", undefined, "inconclusive");
  if (stringOf(json["payload"]) !== undefined && ("signatures" in json || "signature" in json))
    return { kind: "jades", json };
  if ("proof" in json) throw unsupported("Data Integrity");
  if ("docType" in json || "issuerSigned" in json) throw unsupported("mso_mdoc");
  throw new VerificationError("UNKNOWN_FORMAT", undefined, "inconclusive");
}

function decoded(document: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(document);
  } catch {
    throw new VerificationError("UNKNOWN_FORMAT", undefined, "inconclusive");
  }
}

const unsupported = (format: string): VerificationError =>
  new VerificationError("UNSUPPORTED_FORMAT", { format }, "inconclusive");
