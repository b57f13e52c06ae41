/** The values of DEQAR's lists, by number and by name (docs.deqar.eu, Report Data Elements). */
import type { EqfLevel } from "../../../client/src/identifiers/eqf.ts";
import { refusal } from "../rows.ts";

/** Whether a report belongs to the external quality assurance that a state prescribes. */
export type ReportStatus = "obligatory" | "voluntary";

export type ReportDecision = "positive" | "conditional" | "negative" | "notApplicable";

const STATUSES = listOf<ReportStatus>([
  ["obligatory", "1", "part of obligatory EQA system"],
  ["voluntary", "2", "voluntary"],
]);

const DECISIONS = listOf<ReportDecision>([
  ["positive", "1", "positive"],
  ["conditional", "2", "positive with conditions or restrictions", "positive with conditions"],
  ["negative", "3", "negative", "no, negative"],
  ["notApplicable", "4", "not applicable"],
]);

const OUTCOMES = listOf<boolean>([
  [true, "1", "yes", "true", "full degree"],
  [false, "2", "no", "false", "no full degree"],
]);

/** QF-EHEA's cycles have a level of the European framework each; 5 to 8 are taken for those. */
const CYCLES = listOf<EqfLevel>([
  [5, "0", "short cycle"],
  [6, "1", "first cycle"],
  [7, "2", "second cycle"],
  [8, "3", "third cycle"],
  [5, "5", "level 5", "EQF 5"],
  [6, "6", "level 6", "EQF 6"],
  [7, "7", "level 7", "EQF 7"],
  [8, "8", "level 8", "EQF 8"],
]);

/** @throws SuiteError ROW_REFUSED */
export const reportStatus = (written: string): ReportStatus =>
  meant(STATUSES, written, "status", "1 (part of obligatory EQA system) or 2 (voluntary)");

/** @throws SuiteError ROW_REFUSED */
export const reportDecision = (written: string): ReportDecision =>
  meant(
    DECISIONS,
    written,
    "decision",
    "1 (positive), 2 (… with conditions or restrictions), 3 (negative) or 4 (not applicable)",
  );

/** Whether a programme leads to a full degree: DEQAR takes it that one does where nothing is said. @throws SuiteError ROW_REFUSED */
export const leadsToFullDegree = (written: string): boolean =>
  written === "" || meant(OUTCOMES, written, "degree outcome", "1 (yes, full degree) or 2 (no full degree)");

/** @throws SuiteError ROW_REFUSED */
export const levelOfCycle = (written: string): EqfLevel =>
  meant(CYCLES, written, "QF-EHEA level", "0 (short cycle), 1 (first cycle), 2 (second cycle) or 3 (third cycle)");

/** The number in a national framework's level; `undefined` where it is none that higher education has. */
export function nationalLevel(written: string): EqfLevel | undefined {
  const [, number] = /^(?:nqf)?\s*(?:level)?\s*([5-8])$/i.exec(written) ?? [];
  return number === undefined ? undefined : (Number(number) as EqfLevel);
}

function listOf<Value>(entries: readonly (readonly [Value, string, ...string[]])[]): ReadonlyMap<string, Value> {
  const words = new Map<string, Value>();
  for (const [value, number, ...names] of entries) {
    for (const word of [number, ...names, ...names.map((name) => `${number} - ${name}`)])
      words.set(word.toLowerCase(), value);
  }
  return words;
}

function meant<Value>(list: ReadonlyMap<string, Value>, written: string, what: string, choices: string): Value {
  const value = list.get(written.replace(/\s+/gu, " ").toLowerCase());
  if (value !== undefined) return value;
  throw refusal(written === "" ? `there is no ${what}` : `'${written}' is no ${what} of DEQAR's`, `Write ${choices}.`);
}
