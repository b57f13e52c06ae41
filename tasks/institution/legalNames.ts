import { SuiteError } from "../../client/src/errors/suiteError.ts";

/**
 * A legal name, plain (language `und`) or as a JSON object of BCP 47 tags.
 * @example legalNames("--name", '{"de":"Universität Wien","en":"University of Vienna"}')
 * @throws SuiteError INVALID_NAME
 */
export function legalNames(option: string, written: string): Readonly<Record<string, string>> {
  if (!written.trim().startsWith("{")) return { und: written };
  try {
    const names: unknown = JSON.parse(written);
    const entries = Object.entries(names as Record<string, unknown>);
    if (entries.length > 0 && entries.every((entry): entry is [string, string] => typeof entry[1] === "string")) {
      return Object.fromEntries(entries);
    }
  } catch {
    // falls through
  }
  throw new SuiteError(
    "INVALID_NAME",
    `${option}: '${written}' is no object of names by language`,
    'Give the name alone, or like {"de":"…","en":"…"}.',
  );
}
