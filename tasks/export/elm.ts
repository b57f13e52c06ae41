/**
 * Accreditations in the words of the European Learning Model, version 3: JSON-LD with the context of European Digital
 * Credentials, in the shape of the Accreditation Metadata Schema.
 */
import type { Act } from "../../client/src/act.ts";
import type { Scope } from "../../client/src/encoding.ts";
import type { Hex } from "../../client/src/hex.ts";
import { type CountryCode, countryName } from "../../client/src/identifiers/countries.ts";
import { parseIdentifier } from "../../client/src/identifiers/identifiers.ts";
import type { OfficeKind } from "../../client/src/office.ts";
import { optional } from "../../client/src/optional.ts";
import { isoSecond } from "../core/dates.ts";
import { type ActivePeriod, activePeriods } from "./activePeriods.ts";
import type { InstitutionEntry, OfficeEntry, QualificationTypeEntry, RegisterContents } from "./contents.ts";
import { accreditationsInForce } from "./stateHash.ts";
import {
  type Concept,
  countryConcept,
  credentialTypeConcept,
  fieldConcept,
  jurisdictionConcept,
  levelConcept,
  LICENCES,
} from "./vocabularies.ts";

/** The second says what the first leaves to the credential around it. */
const CONTEXT = ["http://data.europa.eu/snb/model/context/edc-ap", { id: "@id", type: "@type" }];

export type Node = Readonly<{ id?: string; type: string } & Record<string, unknown>>;

export interface ElmDocument {
  readonly "@context": typeof CONTEXT;
  /** Organisations, qualifications, then accreditations. */
  readonly "@graph": readonly Node[];
}

/**
 * An `Accreditation` for each span in which an accreditation is active, as known now: where one was suspended, there are two.
 * What is annulled, and what was never granted (exclusions), is in none; nor is a scope that extends to nothing, which ELM, where no limit
 * means all, can't say. `valid` and `expiryDate` are the span's, `dateIssued` is when the grant was recorded. Offices have no name in
 * the register: the accrediting agent is told by kind, number and country.
 * @example elmDocument(register)["@graph"].filter(({ type }) => type === "Accreditation").length // 12
 */
export function elmDocument(register: RegisterContents): ElmDocument {
  const writer = new ElmWriter(register);
  const { programmes, institutional } = accreditationsInForce(register);
  const accreditations = [
    ...institutional.flatMap(({ institution, acts }) => writer.institutional(institution, acts)),
    ...programmes.flatMap(({ institution, qualificationType, acts }) =>
      writer.programme(institution, qualificationType, acts),
    ),
  ];
  return { "@context": CONTEXT, "@graph": [...writer.referred.values(), ...accreditations] };
}

/** What an accreditation is limited to; a list that is left out is no limit. */
interface Limits {
  readonly limitEQFLevel?: readonly Concept[];
  readonly limitField?: readonly Concept[];
  readonly limitCredentialType?: readonly Concept[];
}

class ElmWriter {
  /** Organisations and qualifications that accreditations name, by id. */
  readonly referred = new Map<string, Node>();
  readonly #base: string;
  readonly #institutions: ReadonlyMap<Hex, InstitutionEntry>;
  readonly #types: ReadonlyMap<Hex, QualificationTypeEntry>;
  readonly #offices: ReadonlyMap<number, OfficeEntry>;

  constructor({ readAt, institutions, qualificationTypes, offices }: RegisterContents) {
    this.#base = `urn:trusted-issuer:register:${String(readAt.chainId)}:${readAt.registry.toLowerCase()}`;
    this.#institutions = new Map(institutions.map((entry) => [entry.id, entry]));
    this.#types = new Map(qualificationTypes.map((entry) => [entry.id, entry]));
    this.#offices = new Map(offices.map((entry) => [entry.number, entry]));
  }

  institutional(institution: Hex, acts: readonly Act[]): Node[] {
    return activePeriods(acts).flatMap((period) => {
      const limits = period.grant.scope === undefined ? undefined : scopeLimits(period.grant.scope);
      return limits === undefined
        ? []
        : [this.#accreditation("institutional", institution, period, institution, limits)];
    });
  }

  programme(institution: Hex, typeId: Hex, acts: readonly Act[]): Node[] {
    const type = this.#types.get(typeId);
    if (type === undefined) return [];
    return activePeriods(acts).map((period) => {
      const limits = { limitQualification: this.#qualification(type), ...typeLimits(type) };
      return this.#accreditation("programme", institution, period, `${institution}:${typeId}`, limits);
    });
  }

  #accreditation(
    kind: keyof typeof LICENCES,
    institution: Hex,
    { grant, from, until }: ActivePeriod,
    name: string,
    limits: Limits & { readonly limitQualification?: string },
  ): Node {
    const { territories = [] } = grant;
    return {
      id: `${this.#base}:accreditation:${name}:${String(grant.position)}:${String(from)}`,
      type: "Accreditation",
      dcType: LICENCES[kind],
      title: { en: kind === "programme" ? "Programme accreditation" : "Institutional accreditation" },
      organisation: this.#organisation(institution),
      ...limits,
      ...(territories.length === 0 ? {} : { limitJurisdiction: territories.map(jurisdictionConcept) }),
      accreditingAgent: this.#agent(grant.office),
      dateIssued: isoSecond(grant.recordedAt),
      ...(from === 0 ? {} : { valid: isoSecond(from) }),
      ...(until === undefined ? {} : { expiryDate: isoSecond(until) }),
      ...(grant.conditional ? { additionalNote: [CONDITIONS] } : {}),
    };
  }

  #organisation(institution: Hex): string {
    const id = `${this.#base}:institution:${institution}`;
    const entry = this.#institutions.get(institution);
    if (entry !== undefined && !this.referred.has(id)) this.referred.set(id, organisation(id, entry));
    return id;
  }

  #qualification(type: QualificationTypeEntry): string {
    const id = type.uri ?? `${this.#base}:qualificationType:${type.id}`;
    const { limitEQFLevel, limitField } = typeLimits(type);
    this.referred.set(id, {
      id,
      type: "Qualification",
      ...optional("eqfLevel", limitEQFLevel?.[0]),
      ...optional("thematicArea", limitField),
    });
    return id;
  }

  #agent(number: number): string {
    const id = `${this.#base}:office:${String(number)}`;
    const office = this.#offices.get(number);
    this.referred.set(id, {
      id,
      type: "Organisation",
      legalName: { en: office === undefined ? `Office ${String(number)}` : officeInWords(office) },
      ...(office === undefined ? {} : { location: [located(office.country)] }),
    });
    return id;
  }
}

const CONDITIONS: Node = {
  type: "Note",
  noteLiteral: { en: "The accreditation carries conditions, which stand in the published decision." },
};

function organisation(id: string, { country, identifier, profile }: InstitutionEntry): Node {
  const uris = [...(identifier === undefined ? [] : [identifier]), ...(profile?.identifiers ?? [])];
  return {
    id,
    type: "Organisation",
    ...optional("legalName", profile?.legalName),
    identifier: [...new Set(uris)].map(identifierNode),
    location: [located(country)],
    ...(profile?.site === undefined ? {} : { homepage: [{ type: "WebResource", contentURL: profile.site }] }),
  };
}

/** As its issuer writes it, with the name of the scheme; as a URI where the scheme isn't known. */
function identifierNode(uri: string): Node {
  try {
    const { scheme, value } = parseIdentifier(uri);
    return { id: uri, type: "Identifier", notation: value, schemeName: scheme };
  } catch {
    return { type: "Identifier", notation: uri };
  }
}

const located = (country: CountryCode): Node => ({
  type: "Location",
  address: [{ type: "Address", countryCode: countryConcept(country) }],
});

const KIND_IN_WORDS: Readonly<Record<OfficeKind, string>> = {
  memberState: "Member state",
  accreditationBody: "Accreditation body",
  trustServiceProvider: "Trust service provider",
  guardian: "Guardian",
};

const officeInWords = ({ number, country, kind }: OfficeEntry): string =>
  `${KIND_IN_WORDS[kind]}, office ${String(number)}, ${countryName(country)}`;

function typeLimits({ eqfLevel, fields, credentialType }: QualificationTypeEntry): Limits {
  const type = credentialTypeConcept(credentialType);
  const known = fields.flatMap((code) => fieldConcept(code) ?? []);
  return {
    ...(eqfLevel === undefined ? {} : { limitEQFLevel: [levelConcept(eqfLevel)] }),
    ...(known.length === 0 ? {} : { limitField: known }),
    ...(type === undefined ? {} : { limitCredentialType: [type] }),
  };
}

/** @returns `undefined` where the scope extends to nothing that the vocabularies know */
function scopeLimits({ levels, fields, credentialTypes }: Scope): Limits | undefined {
  const limits = {
    ...(levels === "all" ? {} : { limitEQFLevel: levels.map(levelConcept) }),
    ...(fields === "all" ? {} : { limitField: fields.flatMap((code) => fieldConcept(code) ?? []) }),
    ...(credentialTypes === "all"
      ? {}
      : { limitCredentialType: credentialTypes.flatMap((position) => credentialTypeConcept(position) ?? []) }),
  };
  return Object.values(limits).some(({ length }) => length === 0) ? undefined : limits;
}
