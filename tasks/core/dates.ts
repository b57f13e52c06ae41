/**
 * People write days, in the zone of the state that decides; the registry keeps seconds, UTC, ends exclusive. "Until
 * 2025-12-31" includes that day.
 */
import { SuiteError } from "../../client/src/errors/suiteError.ts";

/** A second, with its zone. */
const ISO_SECOND = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const DAY_MILLISECONDS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The second in which a day begins.
 * @param day such as 2025-12-31
 * @param timeZone IANA name
 * @example startOfDay("2025-07-01", "Europe/Athens") // 2025-06-30T21:00:00Z in Unix seconds
 * @throws SuiteError INVALID_DATE
 */
export function startOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (!DAY.test(day) || !isInCalendar(day)) {
    throw new SuiteError("INVALID_DATE", `'${day}' is not a day of the calendar`, "Write it like 2025-12-31.");
  }
  // Where the clocks change about midnight, it comes twice or not at all: the first moment that is of the day.
  const offsets = [-DAY_MILLISECONDS, DAY_MILLISECONDS].map((way) => offset(midnight + way, timeZone));
  const [first, second] = offsets.map((ahead) => (midnight - ahead) / 1000).sort((a, b) => a - b) as [number, number];
  return isoDay(first, timeZone) === day ? first : second;
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

/** @example isoSecond(0) // "1970-01-01T00:00:00Z" */
export const isoSecond = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

/**
 * When something begins.
 * @param text a day, which is meant in `timeZone` and included; or a second of ISO 8601 with its zone
 * @returns Unix seconds UTC, inclusive; never 0, which the registry takes for "always"
 * @example parseFrom("2025-07-01", "Europe/Athens") // 2025-06-30T21:00:00Z in Unix seconds
 * @throws SuiteError INVALID_DATE
 */
export const parseFrom = (text: string, timeZone: string): number => parseDate(text, timeZone, startOfDay);

/**
 * When something ends.
 * @param text the last day, which is meant in `timeZone` and included; or a second of ISO 8601 with its zone, excluded
 * @returns Unix seconds UTC, exclusive; never 0, which the registry takes for "open"
 * @example parseUntil("2025-12-31", "Europe/Vienna") // 2025-12-31T23:00:00Z in Unix seconds
 * @throws SuiteError INVALID_DATE
 */
export const parseUntil = (text: string, timeZone: string): number => parseDate(text, timeZone, endOfDay);

/**
 * When something holds, as it was typed; what was left out is absent.
 * @throws SuiteError INVALID_DATE
 */
export function spanOf(
  written: { readonly from?: string; readonly until?: string },
  timeZone: string,
): { readonly from?: number; readonly until?: number } {
  const { from = "", until = "" } = written;
  return {
    ...(from === "" ? {} : { from: parseFrom(from, timeZone) }),
    ...(until === "" ? {} : { until: parseUntil(until, timeZone) }),
  };
}

/** Whether it is a day, which means nothing without a time zone. */
export const isDay = (text: string): boolean => DAY.test(text.trim());

/** The inverse of {@link parseFrom}: the day that begins at that second where one does, else the second. */
export function writeFrom(seconds: number, timeZone?: string): string {
  return (timeZone === undefined ? undefined : dayFrom(seconds, timeZone)) ?? isoSecond(seconds);
}

/** The inverse of {@link parseUntil}: the day that ends before that second where one does, else the second. */
export function writeUntil(seconds: number, timeZone?: string): string {
  return (timeZone === undefined ? undefined : dayUntil(seconds, timeZone)) ?? isoSecond(seconds);
}

/**
 * A date as people write it, and as it is recorded.
 * @param seconds Unix seconds UTC as the registry has them: 0 is always, or open
 * @param edge an end is exclusive, and the day before it is included
 * @example dateInWords(1767222000, "Europe/Vienna") // "2025-12-31 included (until 2025-12-31T23:00:00Z)"
 * @example dateInWords(1759269600, "Europe/Vienna", "from") // "2025-10-01 (from 2025-09-30T22:00:00Z)"
 */
export function dateInWords(seconds: number, timeZone: string, edge: "from" | "until" = "until"): string {
  if (seconds === 0) return edge === "from" ? "always" : "open";
  const day = edge === "from" ? dayFrom(seconds, timeZone) : dayUntil(seconds, timeZone);
  const recorded = `${edge} ${isoSecond(seconds)}`;
  if (day === undefined) return edge === "from" ? recorded : `${recorded}, excluded`;
  return edge === "from" ? `${day} (${recorded})` : `${day} included (${recorded})`;
}

/**
 * From when until when an act holds, as people write it and as it is recorded.
 * @example spanInWords({ from: 0 }, "Europe/Vienna") // "always"
 * @example spanInWords({ from: 1, until: 1767222000 }, "Europe/Vienna") // "from 1970-01-01T00:00:01Z, until 2025-12-31 included (2025-12-31T23:00:00Z)"
 */
export function spanInWords(act: { readonly from: number; readonly until?: number }, timeZone: string): string {
  const { from, until } = act;
  const first = dayFrom(from, timeZone);
  const begin = first === undefined ? `from ${isoSecond(from)}` : `from ${first} (${isoSecond(from)})`;
  if (until === undefined) return from === 0 ? "always" : begin;
  const last = dayUntil(until, timeZone);
  const end = last === undefined ? `${isoSecond(until)}, excluded` : `${last} included (${isoSecond(until)})`;
  return `${from === 0 ? "always" : begin}, until ${end}`;
}

function parseDate(text: string, timeZone: string, ofDay: (day: string, timeZone: string) => number): number {
  const written = text.trim();
  const [, day] = ISO_SECOND.exec(written) ?? [];
  if (day === undefined && !isDay(written)) {
    throw new SuiteError(
      "INVALID_DATE",
      `'${written}' is neither a day nor a second with its time zone`,
      "Write a day like 2025-12-31, or a second like 2025-12-31T23:00:00Z.",
    );
  }
  if (day !== undefined && !isInCalendar(day)) {
    throw new SuiteError("INVALID_DATE", `'${day}' is not a day of the calendar`, "Write it like 2025-12-31.");
  }
  const seconds = day === undefined ? ofDay(written, timeZone) : Date.parse(written) / 1000;
  if (seconds > 0) return seconds;
  throw new SuiteError(
    "INVALID_DATE",
    `'${written}' lies before 1970, where the register's clock begins`,
    "Leave a beginning out where it held always.",
  );
}

/** The day whose first second it is. */
function dayFrom(seconds: number, timeZone: string): string | undefined {
  const day = isoDay(seconds, timeZone);
  return seconds > 0 && DAY.test(day) && startOfDay(day, timeZone) === seconds ? day : undefined;
}

/** The day that is over with it. */
function dayUntil(seconds: number, timeZone: string): string | undefined {
  const day = isoDay(seconds - 1, timeZone);
  return seconds > 0 && DAY.test(day) && endOfDay(day, timeZone) === seconds ? day : undefined;
}

/** 30 February becomes March: a day that isn't in the calendar doesn't come back as it was written. */
function isInCalendar(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && isoDay(midnight / 1000, "UTC") === day;
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
