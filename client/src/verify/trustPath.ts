import type { Registry } from "../registry.ts";
import type { PartyAssessment } from "./assess.ts";
import { optional } from "../optional.ts";
import type { TrustLink } from "./result.ts";

const ROLES = {
  memberState: "memberStateOffice",
  accreditationBody: "accreditationBody",
  trustServiceProvider: "trustServiceProvider",
} as const;

/** From the council to the key that is the institution's, by the registry alone: nothing here is the credential's word. */
export async function trustPath(
  registry: Registry,
  thumbprint: string,
  { authority, country, accreditations }: PartyAssessment,
): Promise<TrustLink[]> {
  const council = { role: "council", chainId: registry.chainId, registry: registry.address } as const;
  if (authority.institution === undefined || country === undefined) return [council];
  const bodies = await offices(
    registry,
    accreditations.map(({ standing }) => standing?.act?.office),
  );
  const providers = await offices(registry, [authority.key?.act?.office]);
  const institution = await registry.institution(authority.institution);
  const profile = institution.known ? institution.profile : undefined;
  return [
    council,
    { role: "memberState", country },
    ...bodies,
    {
      role: "institution",
      id: authority.institution,
      country,
      ...optional("legalName", profile?.legalName),
      ...optional("identifiers", profile?.identifiers),
    },
    ...providers,
    { role: "key", thumbprint },
  ];
}

async function offices(registry: Registry, numbers: readonly (number | undefined)[]): Promise<TrustLink[]> {
  const known = [...new Set(numbers)].filter((number) => number !== undefined && number !== 0) as number[];
  const found = await Promise.all(known.map((number) => registry.office(number)));
  return found.flatMap((office) =>
    office.known && office.kind !== "guardian"
      ? [{ role: ROLES[office.kind], office: office.number, country: office.country, account: office.account }]
      : [],
  );
}
