import canonicalize from "canonicalize";
import { sha256, toUtf8Bytes } from "ethers";

import type { Act } from "../../client/src/act.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { InstitutionEntry, QualificationTypeEntry, RegisterContents, Timeline } from "./contents.ts";
import { actsInForce } from "./inForce.ts";

/** Changes with whatever the hash is made of. */
const FORMAT = "trusted-issuer-registry/state/1";

/**
 * A hash of what the register says now: SHA-256 over canonical JSON (RFC 8785) of its records in the order of their ids.
 *
 * In it are, with the acts in force of each (kind, from, until, territories, conditions, scope, successor):
 *
 * - institutions: id (which country and identifier make up), hash of the profile;
 * - qualification types: id (which country and URI make up), EQF level, fields, credential type;
 * - programme and institutional accreditations: the ids that they name.
 *
 * Not in it: when and by which office anything was recorded, evidence, acts that no longer count, records without an act that
 * counts and accreditations of such institutions and types (no question is answered with them), controllers and providers,
 * mandates, seats, offices, bindings, pause and guardian; chain, address and block.
 *
 * Two registers of the same hash answer every question about a standing alike, as known now, but for its flags and as far as
 * seats go.
 */
export function stateHash(register: RegisterContents): Hex {
  return sha256(toUtf8Bytes(canonicalize(currentState(register)) ?? "")) as Hex;
}

/** What the hash is made of. */
function currentState(register: RegisterContents) {
  const institutions = register.institutions.filter(hasActsInForce);
  const types = register.qualificationTypes.filter(hasActsInForce);
  const { programmes, institutional } = accreditationsInForce(register);
  return {
    format: FORMAT,
    institutions: byId(institutions).map((entry: InstitutionEntry) => ({
      id: entry.id,
      profileHash: entry.profileHash ?? null,
      acts: acts(entry),
    })),
    qualificationTypes: byId(types).map((entry: QualificationTypeEntry) => ({
      id: entry.id,
      eqfLevel: entry.eqfLevel ?? null,
      fields: [...entry.fields].sort(),
      credentialType: entry.credentialType,
      acts: acts(entry),
    })),
    programmes: programmes
      .map((entry) => ({
        institution: entry.institution,
        qualificationType: entry.qualificationType,
        acts: acts(entry),
      }))
      .sort(by(({ institution, qualificationType }) => institution + qualificationType)),
    institutional: institutional
      .map((entry) => ({ institution: entry.institution, acts: acts(entry) }))
      .sort(by(({ institution }) => institution)),
  };
}

/** Accreditations that questions are answered with: those with acts in force, of institutions and types that have some. */
export function accreditationsInForce(
  register: RegisterContents,
): Pick<RegisterContents, "programmes" | "institutional"> {
  const known = new Set(
    [...register.institutions, ...register.qualificationTypes].filter(hasActsInForce).map(({ id }) => id),
  );
  return {
    programmes: register.programmes
      .filter(({ institution, qualificationType }) => known.has(institution) && known.has(qualificationType))
      .filter(hasActsInForce),
    institutional: register.institutional.filter(({ institution }) => known.has(institution)).filter(hasActsInForce),
  };
}

const hasActsInForce = (entry: Timeline): boolean => actsInForce(entry.acts).length > 0;

const acts = (entry: Timeline) => actsInForce(entry.acts).map(content);

const content = ({ kind, from, until, territories, conditional, scope, successor }: Act) => ({
  kind,
  from,
  until: until ?? null,
  conditional,
  territories: territories === undefined ? null : [...territories].sort(),
  scope: scope ?? null,
  successor: successor ?? null,
});

const by =
  <Entry>(key: (entry: Entry) => string) =>
  (a: Entry, b: Entry): number =>
    key(a) < key(b) ? -1 : 1;

const byId = <Entry extends { readonly id: Hex }>(entries: readonly Entry[]): Entry[] =>
  [...entries].sort(by(({ id }) => id));
