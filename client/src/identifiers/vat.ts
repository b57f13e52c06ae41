import { parseCountry } from "./countries.ts";

/**
 * What follows the country's letters in a VAT identification number: European Commission, VIES, "What is the format of a
 * VAT number?". Greece is `EL`, Northern Ireland `XI`.
 */
const NATIONAL: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{12}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};

/** Of states outside VIES only that it is a country's, and of a plausible length. */
const FOREIGN = /^[A-Z0-9]{5,15}$/;

/**
 * A VAT identification number without spaces, dots and hyphens; `undefined` where it isn't one.
 * @example vatNumber("ATU 3697 3700") // "ATU36973700"
 */
export function vatNumber(value: string): string | undefined {
  const written = value.toUpperCase().replace(/[\s.-]/g, "");
  const [prefix, number] = [written.slice(0, 2), written.slice(2)];
  const form = NATIONAL[prefix] ?? (isForeign(prefix) ? FOREIGN : undefined);
  return form?.test(number) === true ? written : undefined;
}

/** `GR` isn't: the number begins with `EL`. */
function isForeign(prefix: string): boolean {
  try {
    return parseCountry(prefix) === prefix && prefix !== "GR";
  } catch {
    return false;
  }
}
