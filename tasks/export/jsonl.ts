/** The whole register as JSON Lines: one record a line with its full history. */
import type { Act } from "../../client/src/act.ts";
import { optional } from "../../client/src/optional.ts";
import { isoSecond } from "../core/dates.ts";
import type { RegisterContents, Timeline } from "./contents.ts";
import { stateHash } from "./stateHash.ts";

/** Changes with the form of the lines. */
const FORMAT = "trusted-issuer-registry/register/1";

/** A line; its members are always in the same order, `type` first. */
export type RegisterRecord = Readonly<{ type: string } & Record<string, unknown>>;

/**
 * The register's records in a fixed order: the register itself, seats, offices, mandates, institutions, qualification types,
 * accreditations, bindings. Times are ISO 8601; a `from` of null is always, an `until` of null is open.
 */
export function registerRecords(register: RegisterContents): RegisterRecord[] {
  const { readAt, pausedUntil, guardian, problems } = register;
  const { chainId, registry, block, blockHash, time } = readAt;
  return [
    {
      type: "register",
      format: FORMAT,
      chainId,
      registry,
      block,
      blockHash,
      time: isoSecond(time),
      stateHash: stateHash(register),
      pausedUntil: momentOrNull(pausedUntil),
      guardian: guardian ?? null,
      problems,
    },
    ...register.seats.map((seat) => ({ type: "seat", country: seat.country, acts: actsOf(seat) })),
    ...register.offices.map(({ number, account, country, kind }) => ({
      type: "office",
      number,
      account,
      country,
      kind,
    })),
    ...register.mandates.map((mandate) => ({
      type: "mandate",
      office: mandate.office,
      country: mandate.country ?? null,
      kind: mandate.kind ?? null,
      acts: actsOf(mandate),
    })),
    ...register.institutions.map((institution) => ({
      type: "institution",
      id: institution.id,
      country: institution.country,
      identifier: institution.identifier ?? null,
      profileHash: institution.profileHash ?? null,
      profile: institution.profile ?? null,
      ...optional("profileProblem", institution.profileProblem),
      controller: institution.controller ?? null,
      provider: institution.provider ?? null,
      acts: actsOf(institution),
    })),
    ...register.qualificationTypes.map((type) => ({
      type: "qualificationType",
      id: type.id,
      country: type.country,
      uri: type.uri ?? null,
      eqfLevel: type.eqfLevel ?? null,
      fields: type.fields,
      credentialType: type.credentialType,
      acts: actsOf(type),
    })),
    ...register.programmes.map((programme) => ({
      type: "programme",
      institution: programme.institution,
      qualificationType: programme.qualificationType,
      acts: actsOf(programme),
    })),
    ...register.institutional.map((accreditation) => ({
      type: "institutional",
      institution: accreditation.institution,
      acts: actsOf(accreditation),
    })),
    ...register.bindings.map((binding) => ({
      type: "binding",
      institution: binding.institution,
      binding: binding.binding,
      uri: binding.uri ?? null,
      acts: actsOf(binding),
    })),
  ];
}

/** @returns the lines, each with its line feed */
export const jsonLines = (register: RegisterContents): string =>
  registerRecords(register)
    .map((record) => `${JSON.stringify(record)}\n`)
    .join("");

const actsOf = (entry: Timeline) => entry.acts.map(actRecord);

const actRecord = (act: Act) => ({
  position: act.position,
  kind: act.kind,
  from: act.from === 0 ? null : isoSecond(act.from),
  until: momentOrNull(act.until),
  recordedAt: isoSecond(act.recordedAt),
  office: act.office,
  byState: act.byState,
  conditional: act.conditional,
  ...optional("cancels", act.cancels),
  ...optional("territories", act.territories),
  ...optional("scope", act.scope),
  ...optional("trustedListEntry", act.trustedListEntry),
  ...optional("successor", act.successor),
  evidence: act.evidence ?? null,
});

const momentOrNull = (seconds: number | undefined): string | null =>
  seconds === undefined ? null : isoSecond(seconds);
