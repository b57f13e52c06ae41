/** The ids that contracts and their callers derive from canonical URIs. */
import { AbiCoder, type BytesLike, decodeBase64, encodeBase64, hexlify, keccak256, sha256, toUtf8Bytes } from "ethers";

import { SuiteError } from "../errors/suiteError.ts";
import type { Hex } from "../hex.ts";
import type { CountryCode } from "./countries.ts";

/**
 * `keccak256(abi.encode(bytes2 country, keccak256(bytes(uri))))`: nobody can occupy another country's id.
 * @param country the registering state's
 * @param uri canonical URI of the institution's identifier in that state's primary scheme
 * @example institutionId("AT", "urn:trusted-issuer:pic:999866883") // "0x6d6007fe…"
 */
export function institutionId(country: CountryCode, uri: string): Hex {
  return countryBoundId(country, uri);
}

/**
 * As {@link institutionId}, of a qualification type.
 * @param country the defining state's, or `EU`
 * @example qualificationTypeId("AT", "https://qualifications.example/at/master-rechtswissenschaften") // "0xc228fe44…"
 */
export function qualificationTypeId(country: CountryCode, uri: string): Hex {
  return countryBoundId(country, uri);
}

/**
 * `keccak256(bytes(uri))`: a binding's id is the same for whoever holds it.
 * @param uri canonical URI of an identifier, or of a key ({@link jwkThumbprintUri})
 * @example bindingId("did:web:univie.ac.at") // "0xf4bde76b…"
 */
export function bindingId(uri: string): Hex {
  return keccak256(toUtf8Bytes(uri)) as Hex;
}

/** The members of a public JWK that its thumbprint is made of (RFC 7638, 3.2; RFC 8037, 2). */
export type PublicJwk =
  | { readonly kty: "EC"; readonly crv: string; readonly x: string; readonly y: string }
  | { readonly kty: "OKP"; readonly crv: string; readonly x: string }
  | { readonly kty: "RSA"; readonly e: string; readonly n: string };

/**
 * The name of a public key: RFC 9278's URI of its RFC 7638 SHA-256 thumbprint.
 * @param jwk members that don't belong to the thumbprint (`kid`, `alg`, …) are ignored
 * @example jwkThumbprintUri({ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }) // "urn:ietf:params:oauth:jwk-thumbprint:sha-256:kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
 * @throws SuiteError UNSUPPORTED_KEY
 */
export function jwkThumbprintUri(jwk: PublicJwk): string {
  const members = requiredMembers(jwk);
  for (const [name, value] of Object.entries(members)) {
    if (typeof value !== "string" || value === "") {
      throw new SuiteError("UNSUPPORTED_KEY", `the key has no '${name}'`, "Use a complete public key as a JWK.");
    }
    if (!["kty", "crv"].includes(name)) requireOneSpelling(name, value, jwk);
  }
  const digest = base64url(sha256(toUtf8Bytes(JSON.stringify(members))));
  return `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${digest}`;
}

/** Octets of a coordinate (RFC 7518, 6.2.1.2; RFC 8037; RFC 8812). */
const COORDINATE_OCTETS = new Map([
  ["P-256", 32],
  ["P-384", 48],
  ["P-521", 66],
  ["secp256k1", 32],
  ["Ed25519", 32],
  ["Ed448", 57],
]);

/** The thumbprint is of the text: a number that could be written in two ways would make two keys of one. */
function requireOneSpelling(name: string, text: string, jwk: PublicJwk): void {
  const isBase64Url = /^[\w-]+$/.test(text) && text.length % 4 !== 1;
  const octets = isBase64Url ? decodeBase64(text.replaceAll("-", "+").replaceAll("_", "/")) : new Uint8Array();
  const rightLength = jwk.kty === "RSA" ? octets[0] !== 0 : octets.length === COORDINATE_OCTETS.get(jwk.crv);
  if (base64url(octets) === text && rightLength) return;
  throw new SuiteError(
    "UNSUPPORTED_KEY",
    `the key's '${name}' isn't written as RFC 7518 wants it`,
    "Write it in base64url without padding, coordinates in full length, numbers without leading zeros.",
  );
}

function countryBoundId(country: CountryCode, uri: string): Hex {
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(["bytes2", "bytes32"], [hexlify(toUtf8Bytes(country)), bindingId(uri)]),
  ) as Hex;
}

/** RFC 4648, 5, without padding. */
const base64url = (octets: BytesLike): string =>
  encodeBase64(octets).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/** In lexicographic order, as the thumbprint wants them. */
function requiredMembers(jwk: PublicJwk): Readonly<Record<string, unknown>> {
  switch (jwk.kty) {
    case "EC":
      return { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y };
    case "OKP":
      return { crv: jwk.crv, kty: jwk.kty, x: jwk.x };
    case "RSA":
      return { e: jwk.e, kty: jwk.kty, n: jwk.n };
    default:
      throw new SuiteError(
        "UNSUPPORTED_KEY",
        `a key of type '${String((jwk as { kty?: unknown }).kty)}' can't be named`,
        "Use a public key of type EC, OKP or RSA as a JWK.",
      );
  }
}
