import { SuiteError } from "./errors.ts";

declare const countryCode: unique symbol;

/** An ISO 3166-1 alpha-2 code as the registry writes it (`GR`, never `EL`), or `XK`, or the council's `EU`. */
export type CountryCode = string & { readonly [countryCode]: true };

/** The council's code: it defines qualification types for all, and is no seat. */
export const EU = "EU" as CountryCode;

/** ISO 3166-1 alpha-2, officially assigned, and `XK`, which is user-assigned and in common use. */
const ASSIGNED = new Set(
  (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
    "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
    "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT " +
    "MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
    "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG " +
    "UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK"
  ).split(" "),
);

/** The European institutions' own codes (Interinstitutional style guide, 7.1.1) where they differ from ISO's. */
const INSTITUTIONAL: Readonly<Record<string, string>> = { EL: "GR", UK: "GB" };

/**
 * The registry's code for a country as data from the European institutions writes it: `EL` is `GR`, `UK` is `GB`.
 * @example parseCountry("el") // "GR"
 * @throws SuiteError INVALID_COUNTRY
 */
export function parseCountry(value: string): CountryCode {
  const written = value.trim().toUpperCase();
  const code = INSTITUTIONAL[written] ?? written;
  if (!ASSIGNED.has(code)) {
    throw new SuiteError(
      "INVALID_COUNTRY",
      `'${value.trim()}' is not an ISO 3166-1 alpha-2 country code`,
      "Use the two-letter code of the country, such as GR (EL and UK are understood).",
    );
  }
  return code as CountryCode;
}

/** @example countryName(parseCountry("GR")) // "Greece" */
export function countryName(country: CountryCode): string {
  return new Intl.DisplayNames(["en"], { type: "region" }).of(country) ?? country;
}
