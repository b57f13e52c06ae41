import { SuiteError } from "../errors/suiteError.ts";

/** A level of the European Qualifications Framework. */
export type EqfLevel = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** The European Learning Model's code list `http://data.europa.eu/snb/eqf/25831c2`, and ESCO's URIs, which came before. */
const LEVEL = /^(?:https?:\/\/data\.europa\.eu\/(?:snb|esco)\/eqf\/)?([1-8])$/i;

/**
 * The number of a level.
 * @param value the number, or its URI in the code list
 * @example eqfLevel("http://data.europa.eu/snb/eqf/6") // 6
 * @throws SuiteError INVALID_LEVEL
 */
export function eqfLevel(value: string): EqfLevel {
  const [, level] = LEVEL.exec(value.trim()) ?? [];
  if (level === undefined) {
    throw new SuiteError(
      "INVALID_LEVEL",
      `'${value.trim()}' is not a level of the European Qualifications Framework`,
      "Write a number from 1 to 8.",
    );
  }
  return Number(level) as EqfLevel;
}
