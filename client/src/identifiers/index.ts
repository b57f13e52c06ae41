export { type CountryCode, countryName, countryUri, EU, parseCountry } from "./countries.ts";
export { type EqfLevel, eqfLevel } from "./eqf.ts";
export { type Identifier, type IdentifierScheme, identifierUri, parseIdentifier } from "./identifiers.ts";
export { bindingId, institutionId, jwkThumbprintUri, type PublicJwk, qualificationTypeId } from "./ids.ts";
export { ISCED_FIELDS, iscedField } from "./isced.ts";
