/**
 * What an act decides beside its dates: scopes, territories, a type's attributes. Part of the naive reference model.
 *
 * Fields are ISCED-F codes as they are written: "06" covers "061" and "0613"; "" is every field.
 */

/** EQF level 1–8, or 0: in a type "no level", in a scope "all, what has no level included". */
export type Level = number;
/** Position 1–15 in the list of credential types; in a scope 0 is "all". */
export type CredentialType = number;

export interface Scope {
  readonly levels: readonly Level[];
  readonly credentialTypes: readonly CredentialType[];
  readonly fields: readonly string[];
}

export interface Attributes {
  readonly level: Level;
  readonly credentialType: CredentialType;
  readonly fields: readonly string[];
}

/** Alpha-2 codes; none is everywhere. */
export type Territories = readonly string[];

export interface Content {
  /** Accreditations: where they hold. */
  readonly territories: Territories;
  /** Institutional accreditations and bodies' mandates. */
  readonly scope: Scope | null;
  /** Qualification types. */
  readonly attributes: Attributes | null;
}

export const NOTHING: Content = { territories: [], scope: null, attributes: null };

const fieldIn = (field: string, fields: readonly string[]): boolean => fields.some((wide) => field.startsWith(wide));

/** In every dimension, and every field of the type. */
export function coversType(scope: Scope, type: Attributes): boolean {
  const level = scope.levels.includes(0) || (type.level !== 0 && scope.levels.includes(type.level));
  const credentialType = scope.credentialTypes.includes(0) || scope.credentialTypes.includes(type.credentialType);
  return level && credentialType && type.fields.every((field) => fieldIn(field, scope.fields));
}

/** Whatever `inner` extends to, `outer` extends to as well. */
export function coversScope(outer: Scope, inner: Scope): boolean {
  return (
    (outer.levels.includes(0) || inner.levels.every((level) => outer.levels.includes(level))) &&
    (outer.credentialTypes.includes(0) || inner.credentialTypes.every((one) => outer.credentialTypes.includes(one))) &&
    inner.fields.every((field) => fieldIn(field, outer.fields))
  );
}

export function holdsIn(territories: Territories, territory: string): boolean {
  return territories.length === 0 || territories.includes(territory);
}
