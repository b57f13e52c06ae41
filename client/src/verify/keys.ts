/** Where the key of a seal is found. None of these ways authorises it: that is the registry's. */
import { jwkThumbprintUri, type PublicJwk } from "../identifiers/ids.ts";
import { base64url, digest, fromBase64 } from "./bytes.ts";
import type { CertificateReport } from "./certificates.ts";
import type { SealedCredential } from "./credential.ts";
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
  /** The only key there was, where the seal names none. */
  readonly isGuess?: true;
}

export interface KeySources {
  /** Keys that the caller has from elsewhere: JWKs, with `kid` where the seal names one. */
  readonly keys: readonly (PublicJwk & { readonly kid?: string })[];
  readonly fetch: FetchLimited;
}

/**
 * Finds the key of a seal, and verifies the seal with it.
 * @throws VerificationError that of `verify` and `findKey`
 */
export async function openSeal(
  { header, payload, verify }: Pick<SealedCredential, "header" | "payload" | "verify">,
  sources: KeySources,
): Promise<SealKey> {
  const key = await findKey(header, payload, sources);
  try {
    await verify(key.jwk);
  } catch (error) {
    // that another's key doesn't fit proves nothing
    throw key.isGuess === true ? unavailable() : error;
  }
  return key;
}

/** @throws VerificationError ALGORITHM_NOT_ALLOWED, ALGORITHM_UNSUPPORTED and KEY_UNAVAILABLE (inconclusive), CERTIFICATE_UNREADABLE, CERTIFICATE_DIGEST_WRONG, KEY_CONTRADICTED */
async function findKey(header: JsonObject, payload: JsonObject, sources: KeySources): Promise<SealKey> {
  requireAlgorithm(header);
  const [leaf] = stringsOf(header["x5c"]);
  const embedded = isObject(header["jwk"]) ? usable(header["jwk"]) : undefined;
  if (leaf !== undefined) return fromCertificate(leaf, header, embedded);
  const found = embedded ?? handedOver(header, sources.keys) ?? (await fromDidDocument(header, payload, sources.fetch));
  if (found === undefined) throw unavailable();
  return found;
}

const unavailable = (): VerificationError => new VerificationError("KEY_UNAVAILABLE", undefined, "inconclusive");

async function fromCertificate(leaf: string, header: JsonObject, embedded: SealKey | undefined): Promise<SealKey> {
  const der = decodedCertificate(leaf);
  const stated = stringOf(header["x5t#S256"]);
  if (stated !== undefined && stated !== base64url.encode(await digest("SHA-256", der))) {
    throw new VerificationError("CERTIFICATE_DIGEST_WRONG");
  }
  const { readCertificate } = await import("./certificates.ts");
  const { key, report } = await readCertificate(der);
  const sealKey = { ...usable({ ...key }), certificate: report };
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
  const all = keys.flatMap((key) => {
    const named = keyOf({ ...key });
    return named === undefined ? [] : [{ ...named, kid: key.kid }];
  });
  const [only] = all;
  if (kid === undefined) return only && all.length === 1 ? { ...only, isGuess: true } : undefined;
  return all.find((key) => key.kid === kid || key.thumbprint.endsWith(`:${kid}`));
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
    return isObject(jwk) ? usable(jwk) : undefined;
  }
  return did?.startsWith("did:web:") ? fromDidWeb(did, kid, fetch) : undefined;
}

async function fromDidWeb(did: string, kid: string, fetch: FetchLimited): Promise<SealKey | undefined> {
  const document = await fetch.json(didWebUrl(did));
  if (!isObject(document) || document["id"] !== did) return undefined;
  const methods = objectsOf(document["verificationMethod"]);
  const method = methods.find(({ id }) => id === kid || (typeof id === "string" && `${did}${id}` === kid));
  const isGuess = method === undefined && methods.length === 1 && !kid.includes("#");
  const jwk = (isGuess ? methods[0] : method)?.["publicKeyJwk"];
  const key = isObject(jwk) ? keyOf(jwk) : undefined;
  return key && isGuess ? { ...key, isGuess } : key;
}

/** The did:web method: colons are slashes, a port's colon is escaped. */
function didWebUrl(did: string): string {
  try {
    const [host = "", ...path] = did.slice("did:web:".length).split(":").map(decodeURIComponent);
    return `https://${host}/${path.length === 0 ? ".well-known" : path.join("/")}/did.json`;
  } catch {
    throw unavailable();
  }
}

/** The members that make the key: nothing secret is carried on. */
function publicPart(jwk: JsonObject): PublicJwk {
  const { kty, crv, x, y, e, n } = jwk;
  const members = { kty, crv, x, y, e, n };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => typeof value === "string")) as PublicJwk;
}

/** Nothing where it is none that can be named. */
function keyOf(jwk: JsonObject): SealKey | undefined {
  const key = publicPart(jwk);
  try {
    return { jwk: key, thumbprint: jwkThumbprintUri(key) };
  } catch {
    return undefined;
  }
}

/** Of what the seal itself says. */
function usable(jwk: JsonObject): SealKey {
  const key = keyOf(jwk);
  if (key === undefined) throw new VerificationError("KEY_UNUSABLE", { algorithm: stringOf(jwk["kty"]) ?? "–" });
  return key;
}
