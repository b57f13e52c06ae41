/** Days as DEQAR's `date_format` describes them: the directives that its documentation lists. */
import { isoDay, startOfDay } from "../../core/dates.ts";
import { refusal } from "../rows.ts";

const DIRECTIVES: Readonly<Record<string, string>> = {
  "%d": "(?<day>\\d{1,2})",
  "%-d": "(?<day>\\d{1,2})",
  "%m": "(?<month>\\d{1,2})",
  "%-m": "(?<month>\\d{1,2})",
  "%Y": "(?<year>\\d{4})",
  "%y": "(?<short>\\d{2})",
};

/** What rows mean that give no format. */
const USUAL_FORMAT = "%Y-%m-%d";

/** POSIX: 69 to 99 are of the last century, 00 to 68 of this one. */
const FIRST_SHORT_YEAR_OF_1900 = 69;

/**
 * @param format such as `%d/%m/%Y`; nothing is {@link USUAL_FORMAT}
 * @returns the day as ISO 8601 writes it
 * @example dayIn("31/08/2020", "%d/%m/%Y") // "2020-08-31"
 * @throws SuiteError ROW_REFUSED, INVALID_DATE
 */
export function dayIn(written: string, format: string): string {
  const used = format === "" ? USUAL_FORMAT : format;
  const { day, month, year, short } = patternOf(used).exec(written)?.groups ?? {};
  if (day === undefined || month === undefined) {
    throw refusal(`the date '${written}' is not written as date_format '${used}' says`);
  }
  const century = Number(short) >= FIRST_SHORT_YEAR_OF_1900 ? "19" : "20";
  const iso = `${year ?? `${century}${short ?? ""}`}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  startOfDay(iso, "UTC");
  return iso;
}

/**
 * The last day of what begins on a day and lasts for years: the eve of the anniversary.
 * @example lastDayOfYears("2019-03-20", 6) // "2025-03-19"
 * @example lastDayOfYears("2016-02-29", 6) // "2022-02-28"
 */
export function lastDayOfYears(first: string, years: number): string {
  const [year = "", month = "", day = ""] = first.split("-");
  // 29 February becomes 1 March
  const anniversary = Date.UTC(Number(year) + years, Number(month) - 1, Number(day)) / 1000;
  return isoDay(anniversary - 86_400, "UTC");
}

function patternOf(format: string): RegExp {
  const parts = format.split(/(%-?[a-zA-Z%])/);
  const pattern = parts.map((part) => {
    if (!part.startsWith("%")) return part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
    const directive = DIRECTIVES[part];
    if (directive === undefined) throw unknownFormat(format, `has '${part}'`);
    return directive;
  });
  const has = (...names: readonly string[]): boolean => parts.filter((part) => names.includes(part)).length === 1;
  if (!has("%d", "%-d") || !has("%m", "%-m") || !has("%Y", "%y")) {
    throw unknownFormat(format, "doesn't name day, month and year once each");
  }
  return new RegExp(`^${pattern.join("")}$`, "u");
}

const unknownFormat = (format: string, why: string) =>
  refusal(`the date_format '${format}' ${why}`, "Use %d, %m and %Y (or %-d, %-m, %y), as in %d/%m/%Y.");
