import type { CountryCode } from "../../client/src/identifiers/countries.ts";

/**
 * The main time zone of each state of the European Union and the European Economic Area, of the candidates and potential
 * candidates, and of further states of the European Higher Education Area, by their names in IANA's database; of several, the
 * capital's. Kosovo has no zone of its own there: it keeps Belgrade's time.
 */
const TIME_ZONES: Readonly<Record<string, string>> = {
  AT: "Europe/Vienna",
  BE: "Europe/Brussels",
  BG: "Europe/Sofia",
  CY: "Asia/Nicosia",
  CZ: "Europe/Prague",
  DE: "Europe/Berlin",
  DK: "Europe/Copenhagen",
  EE: "Europe/Tallinn",
  ES: "Europe/Madrid",
  FI: "Europe/Helsinki",
  FR: "Europe/Paris",
  GR: "Europe/Athens",
  HR: "Europe/Zagreb",
  HU: "Europe/Budapest",
  IE: "Europe/Dublin",
  IT: "Europe/Rome",
  LT: "Europe/Vilnius",
  LU: "Europe/Luxembourg",
  LV: "Europe/Riga",
  MT: "Europe/Malta",
  NL: "Europe/Amsterdam",
  PL: "Europe/Warsaw",
  PT: "Europe/Lisbon",
  RO: "Europe/Bucharest",
  SE: "Europe/Stockholm",
  SI: "Europe/Ljubljana",
  SK: "Europe/Bratislava",

  IS: "Atlantic/Reykjavik",
  LI: "Europe/Vaduz",
  NO: "Europe/Oslo",

  AL: "Europe/Tirane",
  BA: "Europe/Sarajevo",
  GE: "Asia/Tbilisi",
  MD: "Europe/Chisinau",
  ME: "Europe/Podgorica",
  MK: "Europe/Skopje",
  RS: "Europe/Belgrade",
  TR: "Europe/Istanbul",
  UA: "Europe/Kyiv",
  XK: "Europe/Belgrade",

  AD: "Europe/Andorra",
  AM: "Asia/Yerevan",
  AZ: "Asia/Baku",
  CH: "Europe/Zurich",
  GB: "Europe/London",
  SM: "Europe/San_Marino",
  VA: "Europe/Vatican",
};

/**
 * The zone in which a state's days begin and end. UTC for every other country, and for the council's `EU`.
 * @example timeZoneOf(parseCountry("GR")) // "Europe/Athens"
 */
export const timeZoneOf = (country: CountryCode): string => TIME_ZONES[country] ?? "UTC";
