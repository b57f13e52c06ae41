import { isoSecond, writeUntil } from "../core/dates.ts";
import { table } from "../core/table.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import type { Lapse } from "./lapses.ts";

/** As a table for people: the last day that is included, in the state's time zone. */
export function lapsesInWords(lapses: readonly Lapse[]): string {
  return table(
    ["last day", "days left", "country", "office", "institution", "what"],
    lapses.map((lapse) => [
      lapse.country === undefined ? isoSecond(lapse.until) : writeUntil(lapse.until, timeZoneOf(lapse.country)),
      String(lapse.daysLeft),
      lapse.country ?? "",
      String(lapse.office),
      institutionName(lapse) ?? "",
      whatOf(lapse) + (lapse.suspended ? " (suspended)" : ""),
    ]),
  );
}

/** In the first of its languages; its identifier or id where the profile isn't known. */
export function institutionName({ institution }: Lapse): string | undefined {
  if (institution === undefined) return undefined;
  const [name] = Object.values(institution.profile?.legalName ?? {});
  return name ?? institution.identifier ?? institution.id;
}

function whatOf({ kind, qualificationType }: Lapse): string {
  if (kind === "programme") return qualificationType?.uri ?? qualificationType?.id ?? "a programme";
  return kind === "mandate" ? "the office's mandate" : "institutional accreditation";
}
