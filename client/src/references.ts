import type { IdentifierScheme } from "./identifiers/identifiers.ts";

/** An identifier: canonical URI, or a form from which its scheme is plain (`did:…`, `ROR` URL, `DEQARINST…`, …), or with its scheme. */
export type IdentifierRef = string | { readonly scheme: IdentifierScheme; readonly value: string };

/**
 * Which institution: its id; or its country and primary identifier, as an object or as `AT:IDENTIFIER`.
 * @example "AT:urn:trusted-issuer:pic:999866883"
 * @example { country: "AT", identifier: { scheme: "pic", value: "999866883" } }
 */
export type InstitutionRef = string | { readonly country: string; readonly identifier: IdentifierRef };

/** Which qualification type: its id; or the defining country (or `EU`) and its URI, as an object or as `AT:URI`. */
export type QualificationTypeRef = string | { readonly country: string; readonly uri: string };

/** Which identifier or key: the binding's id, a key's thumbprint URI, or an identifier. */
export type BindingRef = IdentifierRef;

/** Which record. */
export type RecordRef =
  | { readonly kind: "seat"; readonly country: string }
  | { readonly kind: "mandate"; readonly office: number }
  | { readonly kind: "institution"; readonly institution: InstitutionRef }
  | { readonly kind: "qualificationType"; readonly qualificationType: QualificationTypeRef }
  | {
      readonly kind: "programme";
      readonly institution: InstitutionRef;
      readonly qualificationType: QualificationTypeRef;
    }
  | { readonly kind: "institutional"; readonly institution: InstitutionRef }
  | { readonly kind: "binding"; readonly institution: InstitutionRef; readonly binding: BindingRef };
