/** Which states found the pilot's network, and which institutions they register. */
import { readFileSync } from "node:fs";
import path from "node:path";

import { type CountryCode, countryName } from "../../client/src/identifiers/countries.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { LineNote } from "../../tasks/core/csv.ts";
import { type SampleState, STATES } from "./data/states.ts";
import { readInstitutions } from "../../tasks/import/charter.ts";
import type { Registrable } from "./register.ts";

export interface ListPlan {
  readonly states: readonly SampleState[];
  readonly institutions: readonly Registrable[];
  readonly refused: readonly LineNote[];
  readonly remarks: readonly LineNote[];
}

/** Three found the network, one is admitted. */
const MIN_STATES = 4;

/**
 * States for all countries of a list, and its institutions.
 * @param file as typed: relative to where the user is
 * @throws SuiteError UNREADABLE_FILE, and what `readInstitutions` throws
 */
export function planFromList(file: string): ListPlan {
  const { institutions, refused, remarks } = readInstitutions(readFile(file));
  const [first] = refused;
  if (institutions.length === 0 && first !== undefined) {
    throw new SuiteError(
      "NO_USABLE_ROW",
      `none of the list's ${String(refused.length)} rows can be taken; line ${String(first.line)}: ${first.reason}`,
      "Correct the rows.",
    );
  }
  const countries = new Set(institutions.map(({ country }) => country));
  for (const { country } of STATES) if (countries.size < MIN_STATES) countries.add(country);
  // The last is admitted by the others: as in the sample where it can be.
  const newcomer = STATES.at(-1)?.country;
  const order = [...countries].sort().sort((a, b) => Number(a === newcomer) - Number(b === newcomer));
  return { states: order.map(stateOf), institutions, refused, remarks };
}

function stateOf(country: CountryCode): SampleState {
  return (
    STATES.find((state) => state.country === country) ?? {
      country,
      timeZone: "UTC",
      body: `Accreditation body of ${countryName(country)}`,
      levels: [5, 8],
    }
  );
}

function readFile(file: string): Uint8Array {
  // npm runs scripts in the project's folder, and says where it was called.
  const places = [process.cwd(), process.env["INIT_CWD"] ?? ""].map((folder) => path.resolve(folder, file));
  for (const place of places) {
    try {
      return readFileSync(place);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "";
      if (code !== "ENOENT") throw unreadable(file, code);
    }
  }
  throw unreadable(file, "ENOENT");
}

function unreadable(file: string, code: string): SuiteError {
  const reasons: Record<string, string> = {
    ENOENT: "there is no such file",
    EISDIR: "it is a folder",
    EACCES: "no permission",
  };
  return new SuiteError(
    "UNREADABLE_FILE",
    `${file} can't be read: ${reasons[code] ?? code}`,
    "Give the path of a CSV file in the form of the Erasmus Charter list.",
  );
}
