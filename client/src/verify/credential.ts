/** The one form that every format is read into. */
import type { PublicJwk } from "../identifiers/ids.ts";
import type { JsonObject } from "./json.ts";

export type CredentialFormat = "jades" | "vc+jwt" | "vc-jwt" | "sd-jwt-vc" | "vc+sd-jwt";

/** An organisation as the credential writes it: a claim. */
export interface Organisation {
  /** Canonical URIs of the identifiers that can be read. */
  readonly identifiers: readonly string[];
  /** What names it inside the document: node ids and registration numbers as written. */
  readonly references: readonly string[];
  /** By language. */
  readonly names: Readonly<Record<string, string>>;
}

/** A qualification that the credential awards. */
export interface Award {
  /** Its URIs: of the qualification itself, and those among its identifiers. */
  readonly uris: readonly string[];
  readonly titles: Readonly<Record<string, string>>;
  /** Of the European Qualifications Framework. */
  readonly eqfLevels: readonly number[];
  /** ISCED-F 2013 codes; what is none stands as it is written. */
  readonly fields: readonly string[];
  readonly awardedBy: readonly Organisation[];
  /** Unix seconds UTC. */
  readonly awardedAt?: number;
}

/** Where the credential says that its status stands. */
export type StatusReference =
  | {
      readonly kind: "bitstring";
      readonly purpose: string;
      readonly list: string;
      readonly index: number;
      readonly size: number;
    }
  | { readonly kind: "token"; readonly list: string; readonly index: number }
  | { readonly kind: "unknown"; readonly type: string };

export interface Credential {
  readonly issuer: Organisation;
  readonly awards: readonly Award[];
  /** Unix seconds UTC: the latest of the times at which the issuer says that it issued. */
  readonly sealedAt?: number;
  readonly validFrom?: number;
  readonly validUntil?: number;
  readonly statuses: readonly StatusReference[];
  readonly claims: Claims;
}

/** What the credential says of itself: shown, never believed. */
export interface Claims {
  readonly id?: string;
  readonly types: readonly string[];
  readonly issuer: Organisation;
  readonly awards: readonly Award[];
  /** What the issuer says of its own accreditation. */
  readonly accreditations: readonly JsonObject[];
  /** Statements such as a mandate to seal for another. */
  readonly evidence: readonly string[];
}

/** A credential as its format's reader hands it over. */
export interface SealedCredential {
  readonly format: CredentialFormat;
  readonly payload: JsonObject;
  readonly header: JsonObject;
  /** What a notary's leaf is made of. */
  readonly anchored: Uint8Array;
  /** RFC 3161 tokens: over the payload, and over the signature. */
  readonly timestamps: readonly EncodedTimestamp[];
  /** @throws VerificationError where the signature isn't the key's */
  verify(key: PublicJwk): Promise<void>;
}

export interface EncodedTimestamp {
  /** `content` proves that the content existed, and not that it was sealed. */
  readonly over: "content" | "signature";
  /** DER. */
  readonly token: Uint8Array;
  /** What must have been hashed. */
  readonly covered: Uint8Array;
}
