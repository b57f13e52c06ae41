/** What is worth knowing beside the checks, and what the policy makes of it. */
import type { Answer, Registry } from "../registry.ts";
import { askable, type Assessment, type PartyAssessment } from "./assess.ts";
import type { Context, OpenedSeal } from "./context.ts";
import type { Credential, Organisation } from "./credential.ts";
import { isoOf } from "./dates.ts";
import { canonicalIdentifier } from "./organisations.ts";
import { factsOf, type Restriction } from "./history.ts";
import { optional } from "../optional.ts";
import type { Lenience } from "./policy.ts";
import type { CheckName, Finding, Notice } from "./result.ts";
import type { DecisiveTime } from "./times.ts";

export interface Settled {
  readonly decisive: DecisiveTime;
  readonly assessment: Assessment;
  readonly restrictions: readonly Restriction[];
  readonly authority: Finding;
  readonly accredited: Finding;
}

export async function noticesOf(
  registry: Registry,
  seal: OpenedSeal,
  credential: Credential,
  settled: Settled,
  context: Context,
): Promise<Notice[]> {
  const { parties } = settled.assessment;
  const lenient = leniently(context);
  const asked = parties.map(async (party) => [
    ...ofStanding(party, lenient),
    ...ofIdentity(party, settled),
    ...(await sinceClaimed(registry, party, settled, lenient, context)),
    ...(await atAward(registry, party, lenient, context)),
    ...(await ofNames(registry, party)),
  ]);
  return [
    ...(await Promise.all(asked)).flat(),
    ...restrictedSince(settled),
    ...(await ofCertificate(registry, seal, credential, settled)),
  ];
}

type Lenient = (check: CheckName, lenience: keyof Leniences, notice: Notice) => Notice[];
type Leniences = Pick<Context["policy"], "retroactiveGrant" | "endedKey" | "lapsedAccreditation" | "awardDate">;

/** A notice, unless the policy asks for more: then the check that passed is open for that reason. */
function leniently({ policy, report }: Context): Lenient {
  return (check, name, notice) => {
    const lenience: Lenience = policy[name];
    if (lenience === "notice") return [notice];
    if (report.finding(check)?.status === "pass") report.found(check, { ...notice, status: "inconclusive" });
    return [];
  };
}

function ofStanding({ party, accreditations }: PartyAssessment, lenient: Lenient): Notice[] {
  const standings = accreditations.flatMap(({ standing }) => (standing?.authorised ? [standing] : []));
  return [
    ...(party.sealedByAnother ? [{ code: "SEALED_FOR_ANOTHER" } as const] : []),
    ...standings.flatMap((standing) => [
      ...(isRetroactive(standing)
        ? lenient("ISSUER_ACCREDITED", "retroactiveGrant", {
            code: "ACCREDITATION_RECORDED_LATER",
            facts: { recorded: isoOf(standing.act?.recordedAt ?? 0) },
          })
        : []),
      ...(standing.flags.includes("CONDITIONAL") ? [{ code: "ACCREDITATION_CONDITIONAL" } as const] : []),
      ...(standing.flags.includes("SEAT_SUSPENDED") ? [{ code: "SEAT_SUSPENDED" } as const] : []),
    ]),
  ];
}

/** What the registry learned late of who it is, or doesn't know. */
function ofIdentity({ party, authority }: PartyAssessment, { decisive }: Settled): Notice[] {
  const { finding, key, identifiers = [] } = authority;
  if (finding.status !== "pass") return [];
  const bound = identifiers.map(({ uri }) => uri);
  const late = identifiers.filter(isRetroactive).map(({ uri }) => uri);
  const others = party.organisation.identifiers.filter((uri) => !bound.includes(uri));
  return [
    ...(decisive.basis === "proven" && key?.act !== undefined && isRetroactive(key)
      ? [{ code: "KEY_RECORDED_LATER", facts: { recorded: isoOf(key.act.recordedAt) } } as const]
      : []),
    ...ofIdentifiers("IDENTIFIER_RECORDED_LATER", late),
    ...ofIdentifiers("IDENTIFIER_NOT_CONFIRMED", others),
  ];
}

const isRetroactive = ({ flags }: Answer): boolean => flags.includes("RETROACTIVE");

const ofIdentifiers = (code: Notice["code"], uris: readonly string[]): Notice[] =>
  uris.length === 0 ? [] : [{ code, facts: { identifiers: uris.join(", ") } }];

/** What has run out since a time that is no more than claimed. */
async function sinceClaimed(
  registry: Registry,
  { authority, accreditations }: PartyAssessment,
  { decisive }: Settled,
  lenient: Lenient,
  { now, policy }: Context,
): Promise<Notice[]> {
  if (decisive.basis !== "claimed" || authority.institution === undefined) return [];
  const { institution, key } = authority;
  const keyNow = key?.active ? await registry.bindingAt({ institution, binding: key.binding }) : undefined;
  const standings = accreditations.flatMap(({ standing }) => (standing?.authorised ? [standing] : []));
  const later = await Promise.all(
    standings.map(({ qualificationType }) =>
      registry.standing({ institution, qualificationType, ...optional("territory", policy.territory) }),
    ),
  );
  return [
    ...(keyNow !== undefined && !keyNow.active
      ? lenient("KEY_AUTHORITY", "endedKey", {
          code: "KEY_ENDED_SINCE",
          facts: { registry: keyNow.name, on: isoOf(now) },
        })
      : []),
    ...later.flatMap(({ authorised, name }) =>
      authorised
        ? []
        : lenient("ISSUER_ACCREDITED", "lapsedAccreditation", {
            code: "ACCREDITATION_ENDED_SINCE",
            facts: { registry: name },
          }),
    ),
  ];
}

/** The award date is a claim of its own, and may lie long before the seal. */
async function atAward(
  registry: Registry,
  { authority: { institution }, accreditations }: PartyAssessment,
  lenient: Lenient,
  { policy }: Context,
): Promise<Notice[]> {
  const where = optional("territory", policy.territory);
  const asked = accreditations.map(async ({ award, standing }) => {
    const at = award?.awardedAt;
    if (institution === undefined || at === undefined || standing?.authorised !== true) return [];
    const { qualificationType } = standing;
    const { authorised, name } = await registry.standing({ institution, qualificationType, at: askable(at), ...where });
    const facts = { award: isoOf(at), registry: name };
    return authorised ? [] : lenient("ISSUER_ACCREDITED", "awardDate", { code: "AWARD_DATE_NOT_COVERED", facts });
  });
  return (await Promise.all(asked)).flat();
}

/** A name that only looks like the registry's is not the registry's. */
async function ofNames(registry: Registry, { authority, party }: PartyAssessment): Promise<Notice[]> {
  const claimed = Object.values(party.organisation.names).map(comparable);
  if (authority.finding.status !== "pass" || authority.institution === undefined || claimed.length === 0) return [];
  const institution = await registry.institution(authority.institution);
  const registered = Object.values((institution.known ? institution.profile?.legalName : undefined) ?? {}).map(
    comparable,
  );
  return registered.length === 0 || claimed.some((name) => registered.includes(name)) ? [] : [{ code: "NAME_DIFFERS" }];
}

/** Compatibility forms, case and spaces make no other name; letters of another script do. */
const comparable = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** After a proven time a restriction changes nothing, but a reader wants to know. */
function restrictedSince({ decisive, restrictions }: Settled): Notice[] {
  if (decisive.basis !== "proven") return [];
  return restrictions
    .filter(({ from }) => from > decisive.at)
    .map((restriction) => ({ code: "RESTRICTED_SINCE", facts: factsOf(restriction) }));
}

async function ofCertificate(
  registry: Registry,
  { key: { certificate } }: OpenedSeal,
  credential: Credential,
  { decisive, assessment }: Settled,
): Promise<Notice[]> {
  if (certificate === undefined) return [];
  const { organizationIdentifier, notBefore, notAfter } = certificate;
  const names = [credential.issuer, ...credential.awards.flatMap(({ awardedBy }) => awardedBy)];
  const at = decisive.basis === "none" ? undefined : decisive.at;
  return [
    ...(organizationIdentifier !== undefined && !(await isNamed(registry, organizationIdentifier, names, assessment))
      ? [{ code: "CERTIFICATE_NAMES_ANOTHER", facts: { certificate: organizationIdentifier } } as const]
      : []),
    ...(at !== undefined && (at < notBefore || at > notAfter)
      ? [{ code: "CERTIFICATE_OUTSIDE_VALIDITY", facts: { from: isoOf(notBefore), until: isoOf(notAfter) } } as const]
      : []),
  ];
}

/** By the credential or the registry. What can't be read is nobody's. */
async function isNamed(
  registry: Registry,
  organizationIdentifier: string,
  names: readonly Organisation[],
  assessment: Assessment,
): Promise<boolean> {
  const uri = canonicalIdentifier(organizationIdentifier);
  if (uri === undefined) return false;
  return names.some(({ identifiers }) => identifiers.includes(uri)) || isBound(registry, uri, assessment);
}

/** Whether the identifier is one of an institution that awards. */
async function isBound(registry: Registry, binding: string, { at, parties }: Assessment): Promise<boolean> {
  const institutions = parties.flatMap(({ authority }) => authority.institution ?? []);
  const asked = institutions.map((institution) => registry.bindingAt({ institution, binding, at: askable(at) }));
  return (await Promise.all(asked)).some(({ active }) => active);
}
