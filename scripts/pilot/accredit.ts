/** Programme and institutional accreditations of the sample's institutions, decided by their countries' bodies. */
import { type CountryCode, parseCountry } from "../../client/src/identifiers/countries.ts";
import { encodeScope, encodeTerritories } from "../../client/src/encoding.ts";
import { institutionId, qualificationTypeId } from "../../client/src/identifiers/ids.ts";
import { INSTITUTIONAL_FROM, INSTITUTIONAL_UNTIL, type SampleProgramme, SCOPES } from "./data/decisions.ts";
import { STATES } from "./data/states.ts";
import { TYPES } from "./data/types.ts";
import { endOfDay, startOfDay } from "../../tasks/core/dates.ts";
import { evidence } from "./evidence.ts";
import type { Network } from "./network.ts";
import { decideMany } from "./offices.ts";
import type { SampleInstitution } from "./sample.ts";
import type { Suite } from "./suite.ts";

/** The contracts' `Decision`: times in Unix seconds UTC, `until` exclusive, 0 for always and open. */
export interface Decision {
  readonly from: number;
  readonly until: number;
  readonly territories: bigint;
  readonly conditions: boolean;
}

/** A decision in days of the country that decides, both included. */
export function decision(
  country: CountryCode,
  from: string,
  until: string,
  { territories = [], conditions = false }: Partial<Pick<SampleProgramme, "territories" | "conditions">> = {},
): Decision {
  const timeZone = timeZoneOf(country);
  return {
    from: startOfDay(from, timeZone),
    until: endOfDay(until, timeZone),
    territories: encodeTerritories(territories.map(parseCountry)),
    conditions,
  };
}

/** The zone in which the country's dates begin and end. */
export function timeZoneOf(country: CountryCode): string {
  return STATES.find((state) => state.country === country)?.timeZone ?? "UTC";
}

/** The id of a type of the sample, by its key such as `AT/bachelor-informatik`. */
export function typeId(key: string): string {
  const type = TYPES.find((one) => one.key === key);
  if (type === undefined) throw new RangeError(`no type ${key} in the sample`);
  return qualificationTypeId(type.definer, type.uri);
}

/** @returns how many accreditations were recorded, of each kind */
export async function accreditSample(
  { suite, bodies }: Network,
  institutions: readonly SampleInstitution[],
  programmes: readonly SampleProgramme[],
): Promise<{ institutional: number; programme: number }> {
  for (const [country, body] of bodies) {
    const ofCountry = institutions.filter((institution) => institution.country === country);
    await decideMany(suite, body, [
      ...ofCountry.map((institution) => institutional(suite, institution)),
      ...ofCountry.flatMap((institution) =>
        programmes
          .filter(({ erasmusCode }) => erasmusCode === institution.erasmusCode)
          .map((programme) => accreditation(suite, institution, programme)),
      ),
    ]);
  }
  return {
    institutional: institutions.length,
    programme: programmes.reduce((count, { types }) => count + types.length, 0),
  };
}

function institutional({ registry }: Suite, { country, identifier, kind, commonName }: SampleInstitution): string {
  return registry.interface.encodeFunctionData("accreditByScope", [
    institutionId(country, identifier),
    encodeScope(SCOPES[kind]),
    decision(country, INSTITUTIONAL_FROM, INSTITUTIONAL_UNTIL),
    evidence(`Institutional accreditation of ${commonName}`),
  ]);
}

/** Also for the story of the invented institutions. */
export function accreditation(
  { registry }: Suite,
  { country, identifier, commonName }: Pick<SampleInstitution, "country" | "identifier" | "commonName">,
  { types, from, until, ...more }: Omit<SampleProgramme, "erasmusCode">,
): string {
  return registry.interface.encodeFunctionData("accredit", [
    institutionId(country, identifier),
    types.map(typeId),
    decision(country, from, until, more),
    evidence(`Programme accreditation of ${commonName}: ${types.join(", ")}`),
  ]);
}
