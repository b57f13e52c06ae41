import { SuiteError } from "./errors/suiteError.ts";

/** A moment: a `Date`, an ISO 8601 string (a date alone is its midnight, UTC), or Unix seconds. */
export type Time = Date | string | number;

/** What fits into the contracts' 40 bits. */
const LAST_SECOND = 2 ** 40 - 1;

const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * Unix seconds UTC, fractions cut off.
 * @example toSeconds("2016-03-01") // 1456790400
 * @throws SuiteError INVALID_TIME
 */
export function toSeconds(time: Time): number {
  const seconds = typeof time === "number" ? time : Math.floor(milliseconds(time) / 1000);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LAST_SECOND) {
    throw new SuiteError(
      "INVALID_TIME",
      `'${String(time)}' is no moment from 1970 on`,
      "Give a Date, whole Unix seconds, or ISO 8601 with a time zone, such as 2016-03-01T00:00:00Z or 2016-03-01.",
    );
  }
  return seconds;
}

function milliseconds(time: Date | string): number {
  if (time instanceof Date) return time.getTime();
  if (!ISO.test(time)) return Number.NaN;
  // 30 February becomes March: a day that isn't in the calendar doesn't come back as it was written
  const midnight = Date.parse(`${time.slice(0, 10)}T00:00:00Z`);
  const isDay = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(time.slice(0, 10));
  return isDay ? Date.parse(time) : Number.NaN;
}
