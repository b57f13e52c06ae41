/** Concepts of the EU vocabularies that the European Learning Model takes, as its JSON-LD writes them. */
import { type CountryCode, countryAlpha3, countryName, countryUri } from "../../client/src/identifiers/countries.ts";
import { ISCED_FIELDS } from "../../client/src/identifiers/isced.ts";

export interface Concept {
  readonly id: string;
  readonly type: "Concept";
  readonly inScheme: { readonly id: string; readonly type: "ConceptScheme" };
  readonly prefLabel: { readonly en: string };
}

const SNB = "http://data.europa.eu/snb";
/** Of administrative territorial units; ELM wants jurisdictions from it. */
const TERRITORIAL_UNITS = "http://publications.europa.eu/resource/authority/atu";
const COUNTRIES = "http://publications.europa.eu/resource/authority/country";

/** Whole countries among the territorial units; others are named by the table of countries. */
const UNITS = new Set(
  "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE".split(
    " ",
  ),
);

/** In the order of their positions, from 1 (docs/model.md, Scope). */
const CREDENTIAL_TYPES = [
  ["48b514e72a", "Learning Activity"],
  ["6cf8e68c43", "Qualification Award"],
  ["6dff8a0f87", "Diploma Supplement"],
  ["bdc47cb449", "Learning Entitlement"],
  ["e34929035b", "Generic"],
] as const;

const concept = (scheme: string, id: string, label: string): Concept => ({
  id,
  type: "Concept",
  inScheme: { id: scheme, type: "ConceptScheme" },
  prefLabel: { en: label },
});

/** Of the European Qualifications Framework. */
export const levelConcept = (level: number): Concept =>
  concept(`${SNB}/eqf/25831c2`, `${SNB}/eqf/${String(level)}`, `Level ${String(level)}`);

/** @returns `undefined` for a code that ISCED-F 2013 doesn't have */
export function fieldConcept(code: string): Concept | undefined {
  const title = ISCED_FIELDS.get(code);
  return title === undefined ? undefined : concept(`${SNB}/isced-f/25831c2`, `${SNB}/isced-f/${code}`, title);
}

/**
 * @param position in the vocabulary, from 1
 * @returns `undefined` for one that isn't known here
 */
export function credentialTypeConcept(position: number): Concept | undefined {
  const known = CREDENTIAL_TYPES[position - 1];
  return known === undefined
    ? undefined
    : concept(`${SNB}/credential/25831c2`, `${SNB}/credential/${known[0]}`, known[1]);
}

/** An accreditation of the register says who may award: a licence, whatever review it rests on. */
export const LICENCES = {
  programme: concept(`${SNB}/accreditation/25831c2`, `${SNB}/accreditation/e57dddfcf3`, "Program License"),
  institutional: concept(`${SNB}/accreditation/25831c2`, `${SNB}/accreditation/003293d2ce`, "Institutional License"),
} as const;

export const countryConcept = (country: CountryCode): Concept =>
  concept(COUNTRIES, countryUri(country), countryName(country));

/** Where an accreditation holds. */
export function jurisdictionConcept(country: CountryCode): Concept {
  const code = countryAlpha3(country);
  if (!UNITS.has(code)) return countryConcept(country);
  return concept(TERRITORIAL_UNITS, `${TERRITORIAL_UNITS}/${code}`, countryName(country));
}
