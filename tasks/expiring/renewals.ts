import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import { optional } from "../../client/src/optional.ts";
import { isoDay, startOfDay } from "../core/dates.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import type { InstitutionEntry } from "../export/contents.ts";
import { accreditationItem, institutionReference, scopeOf, typeReference, Unsayable } from "../export/itemsInForce.ts";
import type { AccreditationItem } from "../import/items.ts";
import { writeAccreditations } from "../import/ownWrite.ts";
import type { Lapse } from "./lapses.ts";
import { addMonths } from "./within.ts";

export interface Renewals {
  readonly items: readonly AccreditationItem[];
  /** The same as a file of accreditations for `import`. */
  readonly csv: string;
  /** Which accreditations are left out and why, a sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Renewals of accreditations that lapse: from the old end on, for the same time again, with scope, territories and conditions
 * as they are, without evidence: a renewal is a decision of its own. Mandates aren't imported, so they are in none.
 * @param untilIn the new end in a country, exclusive, Unix seconds; without it, the same time again
 */
export function renewals(lapses: readonly Lapse[], untilIn?: (country: CountryCode) => number): Renewals {
  const items: AccreditationItem[] = [];
  const warnings: string[] = [];
  for (const lapse of lapses) {
    if (lapse.institution === undefined) continue;
    try {
      items.push(renewal(lapse, lapse.institution, untilIn));
    } catch (error) {
      if (!(error instanceof Unsayable)) throw error;
      const { institution, qualificationType: type } = lapse;
      const what = type === undefined ? "" : ` for ${typeReference(type, type.id)}`;
      warnings.push(`${institutionReference(institution, institution.id)}${what} is left out: ${error.message}.`);
    }
  }
  return { items, csv: writeAccreditations(items, { days: true }), warnings };
}

/** @throws Unsayable where there is none */
function renewal(
  { qualificationType: type, grant, until: from, obstacle }: Lapse,
  institution: InstitutionEntry,
  untilIn: ((country: CountryCode) => number) | undefined,
): AccreditationItem {
  if (obstacle === "suspended") throw new Unsayable("it is suspended then; reinstate it first");
  if (obstacle === "typeNotActive") throw new Unsayable("its qualification type is retired or withdrawn by then");
  const { country } = institution;
  const until = untilIn?.(country) ?? againUntil(grant.from, from, timeZoneOf(country));
  if (until === undefined) throw new Unsayable("it holds since always, so no duration is known; give --until");
  if (until <= from) throw new Unsayable("--until isn't after the old end");
  return accreditationItem(
    {
      key: `${institution.id} ${type?.id ?? "institutional"}`,
      institution: institutionReference(institution, institution.id),
    },
    type === undefined
      ? { kind: "institutional", scope: scopeOf(grant) }
      : { kind: "programme", qualificationType: typeReference(type, type.id) },
    { kind: "grant", from, until, conditional: grant.conditional, ...optional("territories", grant.territories) },
    [],
  );
}

/** The same time again: in months and days of the calendar where both ends are days of the zone, else in seconds. */
function againUntil(from: number, until: number, timeZone: string): number | undefined {
  if (from === 0) return undefined;
  const [begin, end] = [localDay(from, timeZone), localDay(until, timeZone)];
  if (begin === undefined || end === undefined) return until + (until - from);
  const months = wholeMonths(begin, end);
  const rest = end - addMonths(begin, months);
  return startOfDay(isoDay(addMonths(end, months) + rest, "UTC"), timeZone);
}

/** The day that begins at that second in the zone, as midnight UTC; `undefined` where none does. */
function localDay(seconds: number, timeZone: string): number | undefined {
  const day = isoDay(seconds, timeZone);
  return startOfDay(day, timeZone) === seconds ? startOfDay(day, "UTC") : undefined;
}

function wholeMonths(begin: number, end: number): number {
  const [from, to] = [new Date(begin * 1000), new Date(end * 1000)];
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  return addMonths(begin, months) > end ? months - 1 : months;
}
