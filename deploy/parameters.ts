/** Parameters of a network's foundation: `deploy/parameters/NETWORK.json`. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { getAddress, HDNodeWallet, Mnemonic, sha256 } from "ethers";

import { SuiteError } from "../client/src/errors/suiteError.ts";
import type { Hex } from "../client/src/hex.ts";
import { type CountryCode, parseCountry } from "../client/src/identifiers/countries.ts";
import { MIN_THRESHOLD } from "./safe.ts";

/** How a network is founded. */
export interface FoundingParameters {
  /** The deployment's, as clients show it. */
  readonly name: string;
  /** The id that the chain must have; without it, any: of networks that aren't shared. */
  readonly chainId?: number;
  readonly shared: boolean;
  /** SHA-256 of the terms of office, to which founders agree. */
  readonly terms: Hex;
  readonly founders: readonly FoundingState[];
}

export interface FoundingState {
  readonly country: CountryCode;
  /** Their order is part of the office's address. */
  readonly owners: readonly Hex[];
  readonly threshold: number;
  readonly saltNonce: bigint;
  /** SHA-256 of the published decision to found. */
  readonly evidence: Hex;
}

/** `MemberStates.MIN_ACTIVE_SEATS` */
const MIN_FOUNDERS = 3;

const FOLDER = fileURLToPath(new URL("parameters/", import.meta.url));
/** Of the accounts that Hardhat's node and anvil open with: everybody has their keys. */
const PUBLISHED_MNEMONIC = "test test test test test test test test test test test junk";
const PUBLISHED_ACCOUNTS = 20;

/**
 * Reads and checks a network's parameters.
 * @param file a path, or a network's name: `deploy/parameters/NAME.json`
 * @throws SuiteError NO_PARAMETERS, PARAMETERS_INCOMPLETE, INVALID_PARAMETERS, INVALID_COUNTRY
 * @example readParameters("localhost").founders.length // 3
 */
export function readParameters(file: string): FoundingParameters {
  const place = /[/\\.]/.test(file) ? path.resolve(file) : path.join(FOLDER, `${file}.json`);
  if (!existsSync(place)) {
    throw new SuiteError(
      "NO_PARAMETERS",
      `there are no parameters for this foundation: ${place} isn't there`,
      "Name a file by --parameters; deploy/parameters/pilot.json is a template.",
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(place, "utf8"));
  } catch {
    throw invalid(`${place} is no JSON`);
  }
  return parseParameters(value, path.dirname(place));
}

/**
 * @param value parsed JSON
 * @param folder where documents lie that are given by their file's name
 * @throws SuiteError PARAMETERS_INCOMPLETE, INVALID_PARAMETERS, INVALID_COUNTRY
 */
export function parseParameters(value: unknown, folder: string): FoundingParameters {
  const parameters = members(value, "the file");
  const missing = unfilled(parameters);
  if (missing.length > 0) {
    throw new SuiteError(
      "PARAMETERS_INCOMPLETE",
      `to be filled in: ${missing.join(", ")}`,
      "Fill in what the file's 'explanation' asks for; nothing was sent.",
    );
  }
  const { name, chainId, shared, terms, founders } = parameters;
  if (typeof name !== "string") throw invalid("'name' is no text");
  if (typeof shared !== "boolean") throw invalid("'shared' is neither true nor false");
  if (!isNatural(chainId) && chainId !== undefined) throw invalid("'chainId' is no number");
  if (shared && chainId === undefined) throw invalid("a shared network needs its 'chainId'");
  if (!Array.isArray(founders)) throw invalid("'founders' is no list");
  const states = founders.map((one) => founder(one, folder));
  requireDifferent(states, shared);
  return {
    name,
    ...(chainId === undefined ? {} : { chainId }),
    shared,
    terms: document(terms, folder, "terms"),
    founders: states,
  };
}

/** Paths of what is still empty: "", 0 for the chain id, a list without members. */
function unfilled(value: unknown, at = ""): string[] {
  if (value === "" || value === null || (at === "chainId" && value === 0)) return [at];
  if (Array.isArray(value)) {
    return value.length === 0 ? [at] : value.flatMap((member, index) => unfilled(member, `${at}[${String(index)}]`));
  }
  if (typeof value !== "object") return [];
  const found = Object.entries(value).flatMap(([name, member]) =>
    name === "explanation" ? [] : unfilled(member, at === "" ? name : `${at}.${name}`),
  );
  if (at !== "") return found;
  return [...["name", "shared", "terms", "founders"].filter((name) => !Object.hasOwn(value, name)), ...found];
}

function founder(value: unknown, folder: string): FoundingState {
  const { country, owners, threshold, saltNonce, evidence } = members(value, "a founder");
  if (typeof country !== "string") throw invalid("a founder's 'country' is no text");
  const state = parseCountry(country);
  if (!Array.isArray(owners)) throw invalid(`${state}: 'owners' is no list`);
  const accounts = owners.map((owner: unknown) => account(owner, state));
  if (new Set(accounts).size !== accounts.length) throw invalid(`${state}: an owner comes twice`);
  if (!isNatural(threshold) || threshold < MIN_THRESHOLD || accounts.length <= threshold) {
    throw invalid(
      `${state}: ${String(threshold)} of ${String(accounts.length)} owners sign; it takes 2 at least, and more owners than sign`,
    );
  }
  if (typeof saltNonce !== "string" || !/^\d+$/.test(saltNonce)) {
    throw invalid(`${state}: 'saltNonce' is no number in quotes, such as "0"`);
  }
  return {
    country: state,
    owners: accounts,
    threshold,
    saltNonce: BigInt(saltNonce),
    evidence: document(evidence, folder, `${state}: evidence`),
  };
}

function account(value: unknown, country: CountryCode): Hex {
  try {
    return getAddress(String(value)) as Hex;
  } catch {
    throw invalid(`${country}: '${String(value)}' is no address, or its check sum is wrong`);
  }
}

/** A hash as it is, or a file's SHA-256: what `sha256sum` prints. */
function document(value: unknown, folder: string, what: string): Hex {
  if (typeof value !== "string") throw invalid(`'${what}' is no text`);
  if (/^0x[0-9a-f]{64}$/i.test(value)) return value.toLowerCase() as Hex;
  const file = path.resolve(folder, value);
  if (!existsSync(file)) throw invalid(`'${what}': ${file} isn't there, and ${value} is no hash`);
  return sha256(readFileSync(file)) as Hex;
}

function requireDifferent(states: readonly FoundingState[], shared: boolean): void {
  if (states.length < MIN_FOUNDERS) {
    throw invalid(`${String(states.length)} founding states, a council has at least ${String(MIN_FOUNDERS)}`);
  }
  const countries = states.map(({ country }) => country);
  const twice = countries.find((country, index) => countries.indexOf(country) !== index);
  if (twice !== undefined) throw invalid(`${twice} founds twice`);
  if (!shared) return;
  const published = publishedAccounts();
  for (const { country, owners } of states) {
    const open = owners.find((owner) => published.has(owner));
    if (open !== undefined) throw invalid(`${country}: everybody has the key of ${open}, a test account`);
  }
}

function publishedAccounts(): Set<string> {
  const root = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(PUBLISHED_MNEMONIC), "m/44'/60'/0'/0");
  return new Set(Array.from({ length: PUBLISHED_ACCOUNTS }, (_, index) => root.deriveChild(index).address));
}

const isNatural = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function members(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(`${what} is no JSON object`);
  return value as Readonly<Record<string, unknown>>;
}

function invalid(reason: string): SuiteError {
  return new SuiteError(
    "INVALID_PARAMETERS",
    `the foundation's parameters can't be used: ${reason}`,
    "Correct the file; nothing was sent.",
  );
}
