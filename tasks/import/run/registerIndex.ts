/** The register in memory: what an import of many rows asks, without asking the node for each. */
import { CREDENTIAL_TYPES, encodeTypeAttributes } from "../../../client/src/encoding.ts";
import type { Hex } from "../../../client/src/hex.ts";
import type { CountryCode } from "../../../client/src/identifiers/countries.ts";
import type { EqfLevel } from "../../../client/src/identifiers/eqf.ts";
import { institutionIdOf, qualificationTypeIdOf } from "../../../client/src/recordKey.ts";
import { optional } from "../../../client/src/optional.ts";
import type { InstitutionEntry, QualificationTypeEntry, RegisterContents, Timeline } from "../../export/contents.ts";
import { isReference } from "../../core/references.ts";

/** An institution or type that a row names; a sentence where there is none, or not one. */
export type Found<Entry> = Entry | string;

export class RegisterIndex {
  /** Time of the block that was read. */
  readonly now: number;
  readonly #institutions: ReadonlyMap<Hex, InstitutionEntry>;
  readonly #types: ReadonlyMap<Hex, QualificationTypeEntry>;
  readonly #programmes: ReadonlyMap<string, Timeline>;
  readonly #institutional: ReadonlyMap<Hex, Timeline>;
  readonly #institutionsByUri: ReadonlyMap<string, ReadonlySet<Hex>>;
  readonly #typesByUri: ReadonlyMap<string, ReadonlySet<Hex>>;

  constructor(register: RegisterContents) {
    this.now = register.readAt.time;
    this.#institutions = new Map(register.institutions.map((entry) => [entry.id, entry]));
    this.#types = new Map(register.qualificationTypes.map((entry) => [entry.id, entry]));
    this.#programmes = new Map(
      register.programmes.map((entry) => [entry.institution + entry.qualificationType, entry]),
    );
    this.#institutional = new Map(register.institutional.map((entry) => [entry.institution, entry]));
    this.#institutionsByUri = byUri([
      ...register.institutions.flatMap(({ id, identifier, profile }) =>
        [identifier, ...(profile?.identifiers ?? [])].map((uri) => [uri, id] as const),
      ),
      ...register.bindings.map(({ uri, institution }) => [uri, institution] as const),
    ]);
    this.#typesByUri = byUri(register.qualificationTypes.map(({ uri, id }) => [uri, id] as const));
  }

  institution(id: Hex): InstitutionEntry | undefined {
    return this.#institutions.get(id);
  }

  /** Those that a canonical URI was recorded for. */
  institutionsWith(uri: string): readonly Hex[] {
    return [...(this.#institutionsByUri.get(uri) ?? [])];
  }

  qualificationType(id: Hex): QualificationTypeEntry | undefined {
    return this.#types.get(id);
  }

  /** What an id stands for: country and identifier, or country and URI. */
  nameOf(id: Hex): string | undefined {
    const institution = this.#institutions.get(id);
    if (institution?.identifier !== undefined) return `${institution.country}:${institution.identifier}`;
    const type = this.#types.get(id);
    return type?.uri === undefined ? undefined : `${type.country}:${type.uri}`;
  }

  programme(institution: Hex, type: Hex): Timeline | undefined {
    return this.#programmes.get(institution + type);
  }

  institutional(institution: Hex): Timeline | undefined {
    return this.#institutional.get(institution);
  }

  /** As the contracts pack it. */
  attributesOf({ country, eqfLevel, fields, credentialType }: QualificationTypeEntry): bigint {
    const names = Object.entries(CREDENTIAL_TYPES);
    const [name] = names.find(([, position]) => position === credentialType) ?? [];
    if (name === undefined) return 0n;
    return encodeTypeAttributes({
      country,
      fields,
      credentialType: name as keyof typeof CREDENTIAL_TYPES,
      ...optional("level", eqfLevel as EqfLevel | undefined),
    });
  }

  /** @param written an id, country and canonical URI, or a canonical URI */
  institutionNamed(written: string): Found<{ readonly id: Hex; readonly country: CountryCode }> {
    const ids = isReference(written) ? [institutionIdOf(written)] : this.institutionsWith(written);
    const found = ids.flatMap((id) => this.#institutions.get(id) ?? []);
    const [only, ...others] = found;
    if (only === undefined) return `The register has no institution '${written}'. Register it first.`;
    if (others.length === 0) return only;
    return `'${written}' was recorded for ${String(found.length)} institutions. Name the one that is meant by its id.`;
  }

  /** @param written an id, defining country and URI, or a URI */
  typeNamed(written: string): Found<QualificationTypeEntry> {
    const ids = isReference(written) ? [qualificationTypeIdOf(written)] : [...(this.#typesByUri.get(written) ?? [])];
    const found = ids.flatMap((id) => this.#types.get(id) ?? []);
    const [only, ...others] = found;
    if (only === undefined) return `The register has no qualification type '${written}'. Define it first.`;
    if (others.length === 0) return only;
    return `Several countries define '${written}'. Put the defining country before it, such as AT:${written}.`;
  }
}

function byUri(entries: readonly (readonly [string | undefined, Hex])[]): Map<string, Set<Hex>> {
  const found = new Map<string, Set<Hex>>();
  for (const [uri, id] of entries) {
    if (uri === undefined) continue;
    const ids = found.get(uri) ?? new Set();
    found.set(uri, ids.add(id));
  }
  return found;
}
