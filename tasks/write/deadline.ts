import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { parseUntil } from "../core/dates.ts";

const UNITS: Readonly<Record<string, number>> = { h: 3_600, d: 86_400, w: 7 * 86_400 };

/** One before what fits into the contracts' 40 bits: an exclusive end comes one second later. */
const LAST_SECOND = 2 ** 40 - 2;

/**
 * The last second in which a bundle is valid.
 * @param written a span such as 7d or 36h, a day (which it includes), or an ISO second
 * @param now the chain's clock, Unix seconds
 * @throws SuiteError INVALID_DEADLINE, INVALID_DATE
 */
export function deadlineOf(written: string, now: number, timeZone: string): number {
  const [, count, unit] = /^(\d+)([hdw])$/.exec(written.trim()) ?? [];
  const deadline =
    count !== undefined && unit !== undefined
      ? now + Number(count) * (UNITS[unit] ?? 0)
      : parseUntil(written.trim(), timeZone) - 1;
  if (deadline > LAST_SECOND) {
    throw new SuiteError("INVALID_DEADLINE", `--deadline ${written} is beyond all time`, "Give a span such as 7d.");
  }
  if (deadline > now) return deadline;
  throw new SuiteError(
    "INVALID_DEADLINE",
    `--deadline ${written} is over: the chain's clock shows ${new Date(now * 1000).toISOString()}`,
    "Give a span such as 7d, or a later day.",
  );
}
