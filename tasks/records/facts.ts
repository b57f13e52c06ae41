import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import { optional } from "../../client/src/optional.ts";
import type { RecordRef } from "../../client/src/references.ts";
import type { Registry } from "../../client/src/registry.ts";

/** What a record is, beside its timeline: for stdout, and as JSON. */
export interface Facts {
  readonly data: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
  /** In whose time zone its days are written; absent where it isn't known. */
  readonly country?: CountryCode;
}

export async function factsOf(registry: Registry, record: RecordRef): Promise<Facts> {
  switch (record.kind) {
    case "mandate": {
      const office = await registry.office(record.office);
      return {
        data: { office },
        ...optional("country", office.known ? office.country : undefined),
        lines: office.known
          ? [`office ${String(record.office)}: ${office.country} ${office.kind}, ${office.account}`]
          : [`There is no office ${String(record.office)}.`],
      };
    }
    case "institution":
    case "institutional":
    case "programme":
      return institutionFacts(registry, record);
    case "qualificationType": {
      const type = await registry.qualificationType(record.qualificationType);
      return {
        data: { qualificationType: type },
        ...optional("country", type.known ? type.country : undefined),
        lines: type.known
          ? [
              type.uri ?? type.id,
              `  id ${type.id}`,
              `  defined by ${type.country}: EQF ${type.eqfLevel === undefined ? "none" : String(type.eqfLevel)}, ISCED-F ${type.fields.join(" ")}`,
            ]
          : [`The type ${type.id} isn't defined.`],
      };
    }
    case "binding":
      return bindingFacts(registry, record);
    case "seat":
      return { data: {}, lines: [`seat of ${record.country}`] };
  }
}

async function institutionFacts(
  registry: Registry,
  record: Extract<RecordRef, { readonly kind: "institution" | "institutional" | "programme" }>,
): Promise<Facts> {
  const institution = await registry.institution(record.institution);
  if (!institution.known) return { data: { institution }, lines: [`No institution has the id ${institution.id}.`] };
  const { profile, identifier, country, controller, provider, id, profileProblem } = institution;
  const names = Object.values(profile?.legalName ?? {});
  return {
    data: { institution },
    country,
    lines: [
      `${names.length === 0 ? `(profile ${profileProblem ?? "absent"})` : names.join(" / ")}, ${country}`,
      `  id ${id}`,
      ...[...new Set([identifier ?? "", ...(profile?.identifiers ?? [])])].filter(Boolean).map((uri) => `  ${uri}`),
      ...(controller === undefined ? [] : [`  controller ${controller}`]),
      ...(provider === undefined ? [] : [`  trust service provider: office ${String(provider)}`]),
      ...(record.kind === "institution" ? [] : [`${record.kind} accreditation:`]),
    ],
  };
}

async function bindingFacts(
  registry: Registry,
  { institution, binding }: Extract<RecordRef, { readonly kind: "binding" }>,
): Promise<Facts> {
  const [answer, holders, holder] = await Promise.all([
    registry.bindingAt({ institution, binding }),
    registry.findHolders(binding),
    registry.institution(institution),
  ]);
  return {
    ...optional("country", holder.known ? holder.country : undefined),
    data: { binding: answer, holders },
    lines: [
      `binding ${answer.binding} of ${answer.institution}: ${answer.name}`,
      `  recorded for ${String(holders.count)} institution(s)${holders.complete ? "" : ", of which the node withheld some"}`,
    ],
  };
}
