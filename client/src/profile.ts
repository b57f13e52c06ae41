/**
 * The profile of an institution: what the register says of who it is. It goes on chain for good, so it holds the name of
 * an organisation, its identifiers and its site, and nothing about people: no address, no contact, no e-mail.
 */
import canonicalize from "canonicalize";
import { toUtf8Bytes } from "ethers";

import type { CountryCode } from "./identifiers/countries.ts";
import { SuiteError } from "./errors/suiteError.ts";
import { optional } from "./optional.ts";

/** The contract's bound on a profile, in bytes. */
export const MAX_PROFILE_BYTES = 4096;

export interface Profile {
  readonly country: CountryCode;
  /** Canonical URIs (docs/identifiers.md), sorted, each once. */
  readonly identifiers: readonly string[];
  /** By BCP 47 language tag; `und` where the source doesn't say the language. */
  readonly legalName: Readonly<Record<string, string>>;
  /** Absent where none is known. */
  readonly site?: string;
}

/**
 * Puts a profile in its one form: names in NFC with single spaces, tags as BCP 47 writes them, identifiers sorted.
 * @throws SuiteError INVALID_NAME, INVALID_LANGUAGE
 */
export function profile(parts: Profile): Profile {
  const names = Object.entries(parts.legalName).map(([tag, name]) => [languageTag(tag), legalName(name)] as const);
  if (names.length === 0) throw invalidName("an institution without a legal name");
  return {
    country: parts.country,
    identifiers: [...new Set(parts.identifiers)].sort(),
    legalName: Object.fromEntries(names),
    ...optional("site", parts.site),
  };
}

/**
 * The bytes that the registry keeps the hash of: canonical JSON (RFC 8785) in UTF-8.
 * @throws SuiteError PROFILE_TOO_LARGE
 */
export function profileBytes(value: Profile): Uint8Array {
  const bytes = toUtf8Bytes(canonicalize(value) ?? "");
  if (bytes.length > MAX_PROFILE_BYTES) {
    throw new SuiteError(
      "PROFILE_TOO_LARGE",
      `the profile has ${String(bytes.length)} bytes, ${String(MAX_PROFILE_BYTES)} are the most`,
      "Shorten the legal name, or leave out languages and identifiers.",
    );
  }
  return bytes;
}

/**
 * A web address in one form: https where no scheme is written, the host in lower case and ASCII, without a fragment.
 * `undefined` for what isn't a web address: nothing, an e-mail address (which may be a person's), an IP address, two in one.
 * @example siteUrl(" www.Uni-Kiel.de") // "https://www.uni-kiel.de/"
 */
export function siteUrl(value: string): string | undefined {
  const text = value.trim();
  if (text === "" || /^\/|[\s@\\]/u.test(text)) return undefined;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!["http:", "https:"].includes(url.protocol)) return undefined;
  if (!/^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(url.hostname)) return undefined;
  url.hash = "";
  return url.href;
}

/** @throws SuiteError INVALID_NAME */
function legalName(value: string): string {
  const name = value.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (name === "") throw invalidName("an institution without a legal name");
  if (name.includes("@")) throw invalidName("the legal name looks like an e-mail address");
  // Controls, lone surrogates, private use, and U+FFFD, which a wrong decoding leaves behind.
  if (/[\p{Cc}\p{Cs}\p{Co}\ufffd]/u.test(name)) throw invalidName("the legal name has characters that aren't text");
  return name;
}

function invalidName(message: string): SuiteError {
  return new SuiteError(
    "INVALID_NAME",
    message,
    "Give the legal name as the institution's statute writes it, in UTF-8.",
  );
}

function languageTag(tag: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    if (canonical !== undefined) return canonical;
  } catch {
    // falls through: it is no tag
  }
  throw new SuiteError("INVALID_LANGUAGE", `'${tag}' is not a language tag`, "Use a BCP 47 tag such as de, or und.");
}

/**
 * A profile from the log. Members that aren't known are left out.
 * @returns `undefined` where the bytes aren't canonical JSON (RFC 8785) of a profile: readers drop them
 */
export function parseProfile(bytes: Uint8Array): Profile | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const value = JSON.parse(text) as Partial<Record<keyof Profile, unknown>> | null;
    if (canonicalize(value) !== text || value === null || typeof value !== "object") return undefined;
    const { country, identifiers, legalName, site } = value;
    if (typeof country !== "string" || !isStrings(identifiers) || !isNames(legalName)) return undefined;
    if (site !== undefined && typeof site !== "string") return undefined;
    return { country: country as CountryCode, identifiers, legalName, ...optional("site", site) };
  } catch {
    return undefined;
  }
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

const isNames = (value: unknown): value is Record<string, string> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && isStrings(Object.values(value));
