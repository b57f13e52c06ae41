import { VerificationError } from "./verificationError.ts";

/** Of the years 0 to 9999, which ISO 8601 writes with four digits. */
const [FIRST_SECOND, LAST_SECOND] = [-62_167_219_200, 253_402_300_799];

/** A day can have a time zone as well (XML Schema). */
const ISO = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d:\d\d)?$/;
const SECONDS_A_DAY = 86_400;

/**
 * A date as credentials write it: a NumericDate, or ISO 8601; without a time zone it is UTC.
 * @returns Unix seconds UTC; `undefined` where there is no date
 * @throws VerificationError INVALID_DATE
 */
export function secondsOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const seconds = typeof value === "number" ? Math.floor(value) : typeof value === "string" ? fromIso(value) : NaN;
  if (!Number.isSafeInteger(seconds) || seconds < FIRST_SECOND || seconds > LAST_SECOND)
    throw new VerificationError("INVALID_DATE", { date: JSON.stringify(value) });
  return seconds;
}

/**
 * As {@link secondsOf}, of an end, exclusive: a day as an end includes that day.
 * @throws VerificationError INVALID_DATE
 */
export function endOf(value: unknown): number | undefined {
  const seconds = secondsOf(value);
  const isDay = typeof value === "string" && !value.includes("T");
  return seconds !== undefined && isDay ? seconds + SECONDS_A_DAY : seconds;
}

function fromIso(text: string): number {
  const [, day, time = "00:00", zone = "Z"] = ISO.exec(text) ?? [];
  if (day === undefined) return NaN;
  // 30 February becomes March: a day that isn't in the calendar doesn't come back as it was written
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return NaN;
  return Math.floor(Date.parse(`${day}T${time}${zone}`) / 1000);
}

/** The latest, where there is any. */
export function latest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** The earliest, where there is any. */
export function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
