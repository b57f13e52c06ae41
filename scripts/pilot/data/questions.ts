/** What the pilot asks, with the answers that have to come back. Days are those of the institution's country. */

export interface SampleQuestion {
  /** Erasmus code, or name of an invented institution. */
  readonly institution: string;
  /** Key of a qualification type. */
  readonly type: string;
  readonly asks: readonly Ask[];
}

export interface Ask {
  readonly at: string;
  /** What was known on that day; today if absent. */
  readonly knownOn?: string;
  /** Where the award is made; in the institution's country if absent. */
  readonly territory?: string;
  /** The answer's code. */
  readonly code: number;
}

/** Neither is in the register. */
export const NOBODY = "An institution that nobody registered";
export const NO_TYPE = "A type that nobody defined";

export const QUESTIONS: readonly SampleQuestion[] = [
  question("Example University", "AT/bachelor-informatik", [
    { at: "2014-07-01", code: 57 },
    { at: "2018-07-01", code: 10 },
    { at: "2018-07-01", knownOn: "2019-12-31", code: 20 },
    { at: "2026-01-01", code: 55 },
  ]),
  question("Example University", "AT/master-rechtswissenschaften", [
    { at: "2021-04-30", code: 10 },
    { at: "2021-06-15", code: 52 },
    { at: "2021-06-15", knownOn: "2021-04-01", code: 10 },
    { at: "2021-10-01", code: 10 },
    { at: "2026-01-01", code: 55 },
  ]),
  question("Example University", "AT/doktorat-naturwissenschaften", [
    { at: "2021-12-31", code: 10 },
    { at: "2022-01-01", code: 51 },
    { at: "2026-01-01", code: 51 },
  ]),
  question("Example University", "EU/architect", [
    { at: "2018-07-01", code: 50 },
    { at: "2018-07-01", knownOn: "2022-07-01", code: 10 },
  ]),
  question("Example University", "EU/joint-master-data-science", [
    { at: "2015-06-15", code: 57 },
    { at: "2015-06-15", knownOn: "2022-07-01", code: 10 },
    { at: "2026-01-01", code: 55 },
  ]),
  question("Example University", "EU/general-care-nurse", [
    { at: "2025-02-10", code: 10 },
    { at: "2025-02-10", knownOn: "2025-02-15", code: 55 },
    { at: "2029-12-31", code: 10 },
    { at: "2030-01-01", code: 55 },
  ]),
  question("Example College", "FI/insinoori-amk", [
    { at: "2024-07-31", code: 11 },
    { at: "2024-08-01", code: 23 },
  ]),
  question("Example Institute", "ES/grado-derecho", [
    { at: "2022-06-15", code: 25 },
    { at: "2022-06-15", knownOn: "2023-01-01", code: 11 },
  ]),
  question("Example Polytechnic", "FI/insinoori-amk", [{ at: "2026-01-01", code: 70 }]),
  question("A  WIEN01", "AT/master-rechtswissenschaften", [
    { at: "2016-03-01", code: 10 },
    { at: "2028-01-01", code: 11 },
  ]),
  question("A  WIEN02", "AT/bachelor-informatik", [{ at: "2026-01-01", code: 10 }]),
  question("A  WIEN02", "AT/master-rechtswissenschaften", [{ at: "2026-01-01", code: 67 }]),
  question("A  WIEN20", "AT/doktorat-naturwissenschaften", [{ at: "2026-01-01", code: 67 }]),
  question("D  MUNCHEN06", "DE/bachelor-maschinenbau", [{ at: "2026-01-01", code: 10 }]),
  question("B  GENT25", "EU/joint-master-data-science", [
    { at: "2026-01-01", code: 10 },
    { at: "2026-01-01", territory: "NL", code: 10 },
    { at: "2026-01-01", territory: "FR", code: 54 },
  ]),
  question("F  LYON01", "FR/daeu", [
    { at: "2026-01-01", code: 10 },
    { at: "2027-01-01", code: 55 },
  ]),
  question("P  PORTO02", "EU/medical-doctor", [{ at: "2016-07-01", code: 10 }]),
  question("G  ATHINE01", "GR/ptychio-filologias", [{ at: "2026-01-01", code: 10 }]),
  question("S  STOCKHO03", "SE/civilingenjor-datateknik", [{ at: "2026-01-01", code: 67 }]),
  question(NOBODY, "AT/bachelor-informatik", [{ at: "2026-01-01", code: 20 }]),
  question("A  WIEN01", NO_TYPE, [{ at: "2026-01-01", code: 40 }]),
];

function question(institution: string, type: string, asks: readonly Ask[]): SampleQuestion {
  return { institution, type, asks };
}

/** About the seal key of Example University, which was bound in January 2020. */
export const KEY_QUESTIONS: readonly Ask[] = [
  { at: "2018-01-01", code: 111 },
  { at: "2020-06-01", code: 100 },
  { at: "2023-03-31", code: 100 },
  { at: "2023-04-01", code: 115 },
  { at: "2023-04-15", knownOn: "2023-05-01", code: 100 },
];
