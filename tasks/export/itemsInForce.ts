import { type Act } from "../../client/src/act.ts";
import { CREDENTIAL_TYPES, type CredentialType, type Scope, type ScopeSets } from "../../client/src/encoding.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { EqfLevel } from "../../client/src/identifiers/eqf.ts";
import { optional } from "../../client/src/optional.ts";
import type { Correction } from "../../client/src/writes/correction.ts";
import type { AccreditationItem, AccreditationSubject, InstitutionItem, TypeItem } from "../import/items.ts";
import type { InstitutionEntry, QualificationTypeEntry, RegisterContents } from "./contents.ts";
import { actsInForce } from "./inForce.ts";
import { accreditationsInForce } from "./stateHash.ts";

/** The current state as `import` takes it: of each record the acts that count. */
export interface ItemsInForce {
  readonly institutions: readonly InstitutionItem[];
  readonly types: readonly TypeItem[];
  readonly accreditations: readonly AccreditationItem[];
  /** What is left out and why, a sentence each. */
  readonly warnings: readonly string[];
}

/** What a row can't say of a record. */
export class Unsayable extends SuiteError {
  constructor(why: string) {
    super("UNSAYABLE", why, "");
  }
}

export function itemsInForce(register: RegisterContents): ItemsInForce {
  const warnings: string[] = [];
  function items<Entry extends { readonly acts: readonly Act[] }, Item>(
    entries: readonly Entry[],
    nameOf: (entry: Entry) => string,
    itemOf: (entry: Entry, first: Act, later: readonly Act[]) => Item,
  ): Item[] {
    return entries.flatMap((entry) => {
      const [first, ...later] = actsInForce(entry.acts);
      if (first === undefined) return [];
      try {
        return [itemOf(entry, first, later)];
      } catch (error) {
        if (!(error instanceof Unsayable)) throw error;
        warnings.push(`${nameOf(entry)} is left out: ${error.message}.`);
        return [];
      }
    });
  }

  const institutions = new Map(register.institutions.map((entry) => [entry.id, entry]));
  const types = new Map(register.qualificationTypes.map((entry) => [entry.id, entry]));
  const institutionName = (id: Hex): string => institutionReference(institutions.get(id), id);
  const typeName = (id: Hex): string => typeReference(types.get(id), id);
  const { programmes, institutional } = accreditationsInForce(register);
  return {
    institutions: items(register.institutions, ({ id }) => `Institution ${institutionName(id)}`, institutionItem),
    types: items(register.qualificationTypes, ({ id }) => `Qualification type ${typeName(id)}`, typeItem),
    accreditations: [
      ...items(
        institutional,
        ({ institution }) => `The institutional accreditation of ${institutionName(institution)}`,
        ({ institution }, first, later) =>
          accreditationItem(
            { key: `${institution} institutional`, institution: institutionName(institution) },
            { kind: "institutional", scope: scopeOf(first) },
            first,
            later,
          ),
      ),
      ...items(
        programmes,
        ({ institution, qualificationType }) =>
          `The accreditation of ${institutionName(institution)} for ${typeName(qualificationType)}`,
        ({ institution, qualificationType }, first, later) =>
          accreditationItem(
            { key: `${institution} ${qualificationType}`, institution: institutionName(institution) },
            { kind: "programme", qualificationType: typeName(qualificationType) },
            first,
            later,
          ),
      ),
    ],
    warnings,
  };
}

/** How a row names an institution: by country and identifier; by its id where the log with the identifier was withheld. */
export const institutionReference = (entry: InstitutionEntry | undefined, id: Hex): string =>
  entry?.identifier === undefined ? id : `${entry.country}:${entry.identifier}`;

export const typeReference = (entry: QualificationTypeEntry | undefined, id: Hex): string =>
  entry?.uri === undefined ? id : `${entry.country}:${entry.uri}`;

function institutionItem(
  { id, country, identifier, profile, profileProblem }: InstitutionEntry,
  first: Act,
  later: readonly Act[],
): InstitutionItem {
  if (identifier === undefined) throw new Unsayable("its identifier isn't known");
  if (profile === undefined) {
    throw new Unsayable(`its profile ${profileProblem === "notCanonical" ? "can't be read" : "isn't known"}`);
  }
  return { ...shared(id, requireGrant(first), later), country, identifier, profile };
}

function typeItem(
  { id, country, uri, eqfLevel, fields, credentialType }: QualificationTypeEntry,
  first: Act,
  later: readonly Act[],
): TypeItem {
  if (uri === undefined) throw new Unsayable("its URI isn't known");
  const attributes = {
    country,
    ...optional("level", eqfLevel as EqfLevel | undefined),
    credentialType: credentialTypeOf(credentialType),
    fields,
  };
  return { ...shared(id, requireGrant(first), later), uri, attributes };
}

/** What a row says of a record's first act. */
export type FirstAct = Pick<Act, "kind" | "from" | "until" | "territories" | "conditional" | "scope" | "evidence">;

/** An accreditation's acts as a row: the first, and what counts after it. */
export function accreditationItem(
  { key, institution }: Pick<AccreditationItem, "key" | "institution">,
  subject: AccreditationSubject,
  first: FirstAct,
  later: readonly Act[],
): AccreditationItem {
  const isExclusion = subject.kind === "programme" && first.kind === "withdraw";
  const decision = isExclusion ? "withdraw" : requireGrant(first).kind;
  return {
    ...shared(key, first, later),
    institution,
    subject,
    decision,
    ...optional("until", first.until),
    territories: first.territories ?? [],
    conditions: first.conditional,
  };
}

/** The scope of a grant in names. */
export function scopeOf({ scope }: FirstAct): ScopeSets {
  if (scope === undefined) throw new Unsayable("its first act that counts has no scope");
  return scopeSets(scope);
}

const shared = (key: string, first: FirstAct, later: readonly Act[]) => ({
  line: 0,
  key,
  from: first.from,
  ...optional("evidence", first.evidence),
  laterActs: later.map(correctionOf),
});

/** An act as a rectification restates it. */
export const correctionOf = (act: Act): Correction => ({
  kind: restatable(act.kind),
  ...optional("from", act.from === 0 ? undefined : act.from),
  ...optional("until", act.until),
  ...optional("territories", act.territories?.length === 0 ? undefined : act.territories),
  ...optional("conditions", act.conditional ? true : undefined),
  ...optional("scope", act.scope === undefined ? undefined : scopeSets(act.scope)),
  ...optional("successor", act.successor),
});

function restatable(kind: Act["kind"]): Correction["kind"] {
  if (kind !== "cancel" && kind !== "rectify") return kind;
  throw new RangeError(`${kind} is not in force`);
}

function requireGrant(first: FirstAct): FirstAct & { readonly kind: "grant" } {
  if (first.kind === "grant") return { ...first, kind: "grant" };
  throw new Unsayable(`the first act that counts is '${first.kind}', with which no record can begin`);
}

const scopeSets = ({ levels, fields, credentialTypes }: Scope): ScopeSets => ({
  levels: levels as ScopeSets["levels"],
  fields,
  credentialTypes: credentialTypes === "all" ? "all" : credentialTypes.map(credentialTypeOf),
});

function credentialTypeOf(position: number): CredentialType {
  const names = Object.keys(CREDENTIAL_TYPES) as CredentialType[];
  const name = names.find((one) => CREDENTIAL_TYPES[one] === position);
  if (name === undefined) throw new Unsayable(`credential type ${String(position)} has no name here`);
  return name;
}
