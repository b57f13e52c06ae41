/**
 * People write days, in the zone of the state that decides; the registry keeps seconds, UTC, ends exclusive. "Until
 * 2025-12-31" includes that day.
 */
import { SuiteError } from "../../client/src/errors/suiteError.ts";

/**
 * The second in which a day begins.
 * @param day such as 2025-12-31
 * @param timeZone IANA name
 * @example startOfDay("2025-07-01", "Europe/Athens") // 2025-06-30T21:00:00Z in Unix seconds
 */
export function startOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(midnight) || isoDay(midnight / 1000, "UTC") !== day) {
    throw new SuiteError("INVALID_DATE", `'${day}' is not a day of the calendar`, "Write it like 2025-12-31.");
  }
  // The zone's offset at that moment, and again where the first guess lay beyond a change of the clocks.
  const guess = midnight - offset(midnight, timeZone);
  return (midnight - offset(guess, timeZone)) / 1000;
}

/** The first second after a day: the exclusive end of what lasts until it. */
export function endOfDay(day: string, timeZone: string): number {
  const next = startOfDay(day, "UTC") + 86_400;
  return startOfDay(isoDay(next, "UTC"), timeZone);
}

/** @example isoDay(0, "UTC") // "1970-01-01" */
export function isoDay(seconds: number, timeZone: string): string {
  // Sweden writes its days as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
  }).format(seconds * 1000);
}

/** Milliseconds by which the zone's clocks are ahead of UTC. */
function offset(milliseconds: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    timeZoneName: "longOffset",
  });
  const name = format.formatToParts(milliseconds).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})$/.exec(name) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === "-" ? -size : size;
}
