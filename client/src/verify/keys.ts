/** Where the key of a seal is found. None of these ways authorises it: that is the registry's. */
import { jwkThumbprintUri, type PublicJwk } from "../identifiers/ids.ts";
import { base64url, digest, fromBase64 } from "./bytes.ts";
import type { CertificateReport } from "./certificates.ts";
import type { JsonObject } from "./json.ts";
import { idOf, isObject, objectsOf, stringOf, stringsOf } from "./json.ts";
import { decodeJson, requireAlgorithm } from "./formats/jws.ts";
import type { FetchLimited } from "./status/fetcher.ts";
import { VerificationError } from "./verificationError.ts";

export interface SealKey {
  readonly jwk: PublicJwk;
  /** RFC 9278 over RFC 7638. */
  readonly thumbprint: string;
  readonly certificate?: CertificateReport;
}

export interface KeySources {
  /** Keys that the caller has from elsewhere: JWKs, with `kid` where the seal names one. */
  readonly keys: readonly (PublicJwk & { readonly kid?: string })[];
  readonly fetch: FetchLimited;
}

/** @throws VerificationError ALGORITHM_NOT_ALLOWED, KEY_UNAVAILABLE (inconclusive), CERTIFICATE_UNREADABLE, CERTIFICATE_DIGEST_WRONG, KEY_CONTRADICTED */
export async function findKey(header: JsonObject, payload: JsonObject, sources: KeySources): Promise<SealKey> {
  requireAlgorithm(header);
  const [leaf] = stringsOf(header["x5c"]);
  const embedded = isObject(header["jwk"]) ? named(publicPart(header["jwk"])) : undefined;
  if (leaf !== undefined) return fromCertificate(leaf, header, embedded);
  const found = embedded ?? handedOver(header, sources.keys) ?? (await fromDidDocument(header, payload, sources.fetch));
  if (found === undefined) throw new VerificationError("KEY_UNAVAILABLE", undefined, "inconclusive");
  return found;
}

async function fromCertificate(leaf: string, header: JsonObject, embedded: SealKey | undefined): Promise<SealKey> {
  const der = decodedCertificate(leaf);
  const stated = stringOf(header["x5t#S256"]);
  if (stated !== undefined && stated !== base64url.encode(await digest("SHA-256", der))) {
    throw new VerificationError("CERTIFICATE_DIGEST_WRONG");
  }
  const { readCertificate } = await import("./certificates.ts");
  const { key, report } = await readCertificate(der);
  const sealKey = { ...named(key), certificate: report };
  if (embedded !== undefined && embedded.thumbprint !== sealKey.thumbprint)
    throw new VerificationError("KEY_CONTRADICTED");
  return sealKey;
}

function decodedCertificate(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(base64);
  } catch {
    throw new VerificationError("CERTIFICATE_UNREADABLE");
  }
}

/** By the name that the header gives; without one, the only key there is. */
function handedOver(header: JsonObject, keys: KeySources["keys"]): SealKey | undefined {
  const kid = stringOf(header["kid"]);
  const all = keys.map((key) => ({ kid: key.kid, ...named(publicPart({ ...key })) }));
  const key =
    kid === undefined
      ? all.length === 1
        ? all[0]
        : undefined
      : all.find((candidate) => candidate.kid === kid || candidate.thumbprint.endsWith(`:${kid}`));
  return key && { jwk: key.jwk, thumbprint: key.thumbprint };
}

/** `did:jwk`, which is its own document, and `did:web`. */
async function fromDidDocument(
  header: JsonObject,
  payload: JsonObject,
  fetch: FetchLimited,
): Promise<SealKey | undefined> {
  const kid = stringOf(header["kid"]) ?? "";
  const did = [kid.split("#")[0], idOf(payload["issuer"]), stringOf(payload["iss"])].find((id) =>
    id?.startsWith("did:"),
  );
  if (did?.startsWith("did:jwk:")) {
    const jwk = decodeJson(did.slice("did:jwk:".length));
    return isObject(jwk) ? named(publicPart(jwk)) : undefined;
  }
  if (!did?.startsWith("did:web:")) return undefined;
  const document = await fetch.json(didWebUrl(did));
  if (!isObject(document) || document["id"] !== did) return undefined;
  const methods = objectsOf(document["verificationMethod"]);
  const method = methods.find(({ id }) => id === kid || (typeof id === "string" && `${did}${id}` === kid));
  const jwk = (method ?? (kid.includes("#") ? undefined : methods[0]))?.["publicKeyJwk"];
  return isObject(jwk) ? named(publicPart(jwk)) : undefined;
}

/** The did:web method: colons are slashes, a port's colon is escaped. */
function didWebUrl(did: string): string {
  const [host = "", ...path] = did.slice("did:web:".length).split(":").map(decodeURIComponent);
  return `https://${host}/${path.length === 0 ? ".well-known" : path.join("/")}/did.json`;
}

/** The members that make the key: nothing secret is carried on. */
function publicPart(jwk: JsonObject): PublicJwk {
  const { kty, crv, x, y, e, n } = jwk;
  const members = { kty, crv, x, y, e, n };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => typeof value === "string")) as PublicJwk;
}

function named(jwk: PublicJwk): SealKey {
  try {
    return { jwk: publicPart({ ...jwk }), thumbprint: jwkThumbprintUri(jwk) };
  } catch {
    throw new VerificationError("KEY_UNUSABLE", { algorithm: jwk.kty });
  }
}
