import type { Act } from "../../client/src/act.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import { optional } from "../../client/src/optional.ts";
import type { InstitutionEntry, QualificationTypeEntry, RegisterContents } from "../export/contents.ts";
import { lookUp } from "../export/lookUp.ts";
import { momentWithin } from "./within.ts";

export interface ExpiringQuestion {
  readonly register: RegisterContents;
  /** 90d, 12w, 6m, 1y. */
  readonly within: string;
  /** Unix seconds. */
  readonly now: number;
  /** Of the institution, or of the mandate's office; without it, any. */
  readonly country?: CountryCode;
  /** That granted the accreditation, or is mandated; without it, any. */
  readonly office?: number;
}

/** A grant in force that lapses soon. Times are Unix seconds UTC. */
export interface Lapse {
  readonly kind: "programme" | "institutional" | "mandate";
  readonly country?: CountryCode;
  /** Number of the office that granted the accreditation; of a mandate, of the one that is mandated. */
  readonly office: number;
  readonly institution?: InstitutionEntry;
  readonly qualificationType?: QualificationTypeEntry;
  readonly grant: Act;
  /** Exclusive. */
  readonly until: number;
  /** Days that have begun count. */
  readonly daysLeft: number;
  readonly suspended: boolean;
  /** Why a renewal would be refused as things stand: a suspension that still holds then, a type that is retired or gone. */
  readonly obstacle?: "suspended" | "typeNotActive";
}

/**
 * Accreditations and mandates in force that lapse within a span, the earliest first. Those that are renewed already aren't
 * among them, nor those that end otherwise before, nor accreditations of an institution that has closed.
 * @throws SuiteError INVALID_SPAN
 * @example expiring({ register, within: "90d", now }).map(({ daysLeft }) => daysLeft) // [12, 88]
 */
export function expiring({ register, within, now, country, office }: ExpiringQuestion): Lapse[] {
  const end = momentWithin(within, now);
  const institutions = new Map(register.institutions.map((entry) => [entry.id, entry]));
  const types = new Map(register.qualificationTypes.map((entry) => [entry.id, entry]));
  const lapseOf = (acts: readonly Act[]) => lapse(acts, now, end);

  const ofInstitution = (
    kind: Lapse["kind"],
    id: Hex,
    acts: readonly Act[],
    type?: QualificationTypeEntry,
  ): Lapse[] => {
    const institution = institutions.get(id);
    const found = lapseOf(acts);
    if (institution === undefined || found === undefined || !isOpen(institution, now)) return [];
    const hasType = type === undefined || lookUp(type.acts, found.until).state === "active";
    return [
      {
        kind,
        country: institution.country,
        office: found.grant.office,
        institution,
        ...optional("qualificationType", type),
        ...found,
        ...optional("obstacle", found.obstacle ?? (hasType ? undefined : "typeNotActive")),
      },
    ];
  };
  const lapses: Lapse[] = [
    ...register.institutional.flatMap(({ institution, acts }) => ofInstitution("institutional", institution, acts)),
    ...register.programmes.flatMap(({ institution, qualificationType, acts }) =>
      ofInstitution("programme", institution, acts, types.get(qualificationType)),
    ),
    ...register.mandates.flatMap((mandate): Lapse[] => {
      const found = lapseOf(mandate.acts);
      if (found === undefined) return [];
      return [{ kind: "mandate", ...optional("country", mandate.country), office: mandate.office, ...found }];
    }),
  ];
  return lapses
    .filter(
      (one) => (country === undefined || one.country === country) && (office === undefined || one.office === office),
    )
    .sort((a, b) => a.until - b.until);
}

/** The grant in force now, where it is the one that decides until it runs out, after now and by `end`. */
function lapse(acts: readonly Act[], now: number, end: number) {
  const { state, decider } = lookUp(acts, now);
  const until = decider?.until;
  if (decider === undefined || until === undefined || (state !== "active" && state !== "suspended")) return undefined;
  if (until > end || lookUp(acts, until - 1).decider !== decider) return undefined;
  const then = lookUp(acts, until);
  if (then.decider !== decider) return undefined;
  return {
    grant: decider,
    until,
    daysLeft: Math.ceil((until - now) / 86_400),
    suspended: state === "suspended",
    ...optional("obstacle", holdsOn(acts, until) ? ("suspended" as const) : undefined),
  };
}

/** Whether a suspension still holds at the grant's end: as if the grant were open. */
function holdsOn(acts: readonly Act[], until: number): boolean {
  const endless = acts.map((act) => {
    const { until: end, ...rest } = act;
    return act.kind === "grant" && end === until ? rest : act;
  });
  return lookUp(endless, until).state === "suspended";
}

const isOpen = (institution: InstitutionEntry, now: number): boolean =>
  ["active", "suspended"].includes(lookUp(institution.acts, now).state);
