/**
 * Call data of what begins a record or renews it (`IRegistryGrants`), and of an institution's file. Offices send it inside a
 * bundle: `multicall`. Without `from`, the first act of a record holds always, a later one from now on.
 */
import { ZeroAddress } from "ethers";

import { encodeScope, encodeTypeAttributes, type ScopeSets, type TypeAttributes } from "../encoding.ts";
import type { Hex } from "../hex.ts";
import { parseIdentifier } from "../identifiers/identifiers.ts";
import { type Profile, profileBytes } from "../profile.ts";
import { institutionIdOf, qualificationTypeIdOf } from "../recordKey.ts";
import type { InstitutionRef, QualificationTypeRef } from "../references.ts";
import type { Time } from "../time.ts";
import { type AccreditationDecision, encode, type Evidence, seconds, type Span, territoriesWord } from "./encode.ts";

/** An institution to be registered. */
export interface Registration {
  /** In the state's primary scheme. */
  readonly identifier: string;
  readonly profile: Profile;
}

/**
 * Registers institutions of the caller's country.
 * @example registerInstitutions({ registrations: [{ identifier: "pic:999866883", profile }], evidence }) // "0x9b8a6dd6…"
 */
export const registerInstitutions = (
  act: Evidence & { readonly registrations: readonly Registration[]; readonly from?: Time },
): Hex => {
  const registrations = act.registrations.map(({ identifier, profile }) => ({
    identifier: parseIdentifier(identifier).uri,
    profile: profileBytes(profile),
  }));
  return encode("registerInstitutions", [registrations, seconds(act.from), act.evidence]) as Hex;
};

/**
 * Opens anew an institution that had closed, or been withdrawn or annulled.
 * @example reopenInstitution({ institution, evidence }) // "0x9951f4ef…"
 */
export const reopenInstitution = (act: Evidence & Of & { readonly from?: Time }): Hex =>
  encode("reopenInstitution", [institutionIdOf(act.institution), seconds(act.from), act.evidence]) as Hex;

/**
 * Replaces an institution's profile.
 * @example updateProfile({ institution, profile }) // "0x81bb77a4…"
 */
export const updateProfile = ({ institution, profile }: Of & { readonly profile: Profile }): Hex =>
  encode("updateProfile", [institutionIdOf(institution), profileBytes(profile)]) as Hex;

/**
 * Sets the account that acts for an institution; without one, none does.
 * @example setController({ institution, controller: account }) // "0xd3156905…"
 */
export const setController = ({ institution, controller }: Of & { readonly controller?: Hex }): Hex =>
  encode("setController", [institutionIdOf(institution), controller ?? ZeroAddress]) as Hex;

/**
 * Appoints the provider that attests identifiers and keys, by its office's number; without one, dismisses.
 * @example appointProvider({ institution, provider: 7 }) // "0xd6f4bf02…"
 */
export const appointProvider = ({ institution, provider }: Of & { readonly provider?: number }): Hex =>
  encode("appointProvider", [institutionIdOf(institution), provider ?? 0]) as Hex;

/**
 * Defines a qualification type of the caller's country, or of `EU`; or takes a retired or withdrawn one up again.
 * @example defineQualificationType({ uri, attributes: { country: "AT", level: 7, credentialType: "qualificationAward", fields: ["0421"] }, evidence }) // "0x408982b5…"
 */
export const defineQualificationType = (
  act: Evidence & { readonly uri: string; readonly attributes: TypeAttributes; readonly from?: Time },
): Hex => {
  // the country is the caller's: its bits are the contract's to fill
  const attributes = encodeTypeAttributes(act.attributes) & ((1n << 64n) - 1n);
  return encode("defineQualificationType", [act.uri, attributes, seconds(act.from), act.evidence]) as Hex;
};

/**
 * Programme accreditation: the institution may award these types.
 * @example accredit({ institution, qualificationTypes: [type], from: "2020-10-01", until: "2027-10-01", evidence }) // "0xd9085d04…"
 */
export const accredit = (
  act: Evidence & Of & AccreditationDecision & { readonly qualificationTypes: readonly QualificationTypeRef[] },
): Hex => {
  const types = act.qualificationTypes.map(qualificationTypeIdOf);
  return encode("accredit", [institutionIdOf(act.institution), types, decisionStruct(act), act.evidence]) as Hex;
};

/**
 * Institutional accreditation: the institution may award what the scope covers.
 * @example accreditByScope({ institution, scope: { levels: [6, 7], credentialTypes: "all", fields: ["04"] }, evidence }) // "0x4b6b1cd5…"
 */
export const accreditByScope = (act: Evidence & Of & AccreditationDecision & { readonly scope: ScopeSets }): Hex => {
  const { institution, scope, evidence } = act;
  return encode("accreditByScope", [
    institutionIdOf(institution),
    encodeScope(scope),
    decisionStruct(act),
    evidence,
  ]) as Hex;
};

/**
 * Binds an identifier, or a key by its thumbprint's URI, to an institution.
 * @example bind({ institution, identifier: "VATBE-0419052173", evidence }) // "0x25b65a5e…"
 */
export const bind = (act: Evidence & Of & Span & { readonly identifier: string }): Hex => {
  const { uri } = parseIdentifier(act.identifier);
  return encode("bind", [
    institutionIdOf(act.institution),
    uri,
    seconds(act.from),
    seconds(act.until),
    act.evidence,
  ]) as Hex;
};

interface Of {
  readonly institution: InstitutionRef;
}

const decisionStruct = ({ from, until, territories, conditions = false }: AccreditationDecision) => ({
  from: seconds(from),
  until: seconds(until),
  territories: territoriesWord(territories),
  conditions,
});
