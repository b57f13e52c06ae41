import { SuiteError } from "../../client/src/errors/suiteError.ts";

const DAY = 86_400;

/**
 * The moment a span from now.
 * @param written days, weeks, months or years of the calendar: 90d, 12w, 6m, 1y
 * @param now Unix seconds
 * @example momentWithin("6m", 1798675200) // 2027-06-30, the last day of the month, in Unix seconds
 * @throws SuiteError INVALID_SPAN
 */
export function momentWithin(written: string, now: number): number {
  const [, digits, unit] = /^(\d{1,4})\s*([dwmy])$/i.exec(written.trim()) ?? [];
  const count = Number(digits);
  switch (unit?.toLowerCase()) {
    case "d":
      return now + count * DAY;
    case "w":
      return now + count * 7 * DAY;
    case "m":
      return addMonths(now, count);
    case "y":
      return addMonths(now, 12 * count);
    default:
      throw new SuiteError(
        "INVALID_SPAN",
        `'${written}' is no span of days, weeks, months or years`,
        "Write it like 90d, 12w, 6m or 1y.",
      );
  }
}

/** The same day and time of a later month, UTC; its last day where it is shorter. */
export function addMonths(seconds: number, months: number): number {
  const date = new Date(seconds * 1000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), last);
  return Date.UTC(year, month, day) / 1000 + (seconds % DAY);
}
