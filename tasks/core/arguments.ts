/** Reads what was typed: every reader names the option and says what would be right. */
import { readFileSync } from "node:fs";
import path from "node:path";

import { getAddress, sha256 } from "ethers";

import { CREDENTIAL_TYPES, type CredentialType, type ScopeSets } from "../../client/src/encoding.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { EqfLevel } from "../../client/src/identifiers/eqf.ts";

/** @throws SuiteError MISSING_OPTION */
export function required(option: string, value: string): string {
  if (value.trim() !== "") return value.trim();
  throw new SuiteError("MISSING_OPTION", `${option} is missing`, `Give ${option}; --help shows an example.`);
}

/** @throws SuiteError INVALID_ADDRESS */
export function address(option: string, value: string): Hex {
  try {
    return getAddress(value.trim()) as Hex;
  } catch {
    throw new SuiteError(
      "INVALID_ADDRESS",
      `${option}: '${value}' is no address, or its check sum is wrong`,
      "Give 0x and 40 hexadecimal digits, as its owner shows it.",
    );
  }
}

/** @throws SuiteError INVALID_NUMBER */
export function natural(option: string, value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value.trim()) && Number.isSafeInteger(number)) return number;
  throw new SuiteError("INVALID_NUMBER", `${option}: '${value}' is no whole number`, "Give a number such as 3.");
}

/** Separated by commas or spaces; nothing is none. */
export const list = (value: string): string[] => value.split(/[\s,]+/).filter((item) => item !== "");

/**
 * Hash of a published document: given, or SHA-256 of a file.
 * @throws SuiteError MISSING_OPTION, UNREADABLE_FILE
 */
export function documentHash(option: string, value: string): Hex {
  const written = required(option, value);
  if (/^0x[0-9a-f]{64}$/i.test(written)) return written.toLowerCase() as Hex;
  return sha256(readFile(written)) as Hex;
}

/** @throws SuiteError UNREADABLE_FILE */
export function readFile(file: string): Buffer {
  try {
    return readFileSync(path.resolve(file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const reasons: Record<string, string> = {
      ENOENT: "there is no such file",
      EISDIR: "it is a folder",
      EACCES: "no permission",
    };
    throw new SuiteError("UNREADABLE_FILE", `${file} can't be read: ${reasons[code] ?? code}`, "Check the path.");
  }
}

/** @throws SuiteError INVALID_OPTION */
export function oneOf<Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one.toLowerCase() === value.trim().toLowerCase());
  if (choice !== undefined) return choice;
  throw new SuiteError("INVALID_OPTION", `${option}: '${value}' isn't known`, `Give one of: ${choices.join(", ")}.`);
}

export interface ScopeArguments {
  readonly levels: string;
  readonly fields: string;
  readonly credentialTypes: string;
}

/** Sets of a scope; "all" is written out. @throws SuiteError MISSING_OPTION, INVALID_OPTION */
export function scope(args: ScopeArguments): ScopeSets {
  return {
    levels: all("--levels", args.levels, (level): EqfLevel => eqf("--levels", level)),
    fields: all("--fields", args.fields, (code) => code),
    credentialTypes: all("--credential-types", args.credentialTypes, credentialType),
  };
}

/** @throws SuiteError INVALID_OPTION */
export function eqf(option: string, value: string): EqfLevel {
  const level = Number(value);
  if (/^[1-8]$/.test(value)) return level as EqfLevel;
  throw new SuiteError("INVALID_OPTION", `${option}: '${value}' is no EQF level`, "Give levels 1 to 8, or all.");
}

/** @throws SuiteError INVALID_OPTION */
export const credentialType = (value: string): CredentialType =>
  oneOf("--credential-types", value, Object.keys(CREDENTIAL_TYPES) as CredentialType[]);

function all<Item>(option: string, value: string, read: (item: string) => Item): Item[] | "all" {
  const items = list(required(option, value));
  return items.length === 1 && items[0]?.toLowerCase() === "all" ? "all" : items.map(read);
}
