import { SuiteError } from "../errors/suiteError.ts";

declare const countryCode: unique symbol;

/** An ISO 3166-1 alpha-2 code as the registry writes it (`GR`, never `EL`), or `XK`, or the council's `EU`. */
export type CountryCode = string & { readonly [countryCode]: true };

/** The council's code: it defines qualification types for all, and is no seat. */
export const EU = "EU" as CountryCode;

/**
 * ISO 3166-1, officially assigned, and Kosovo's `XKX`, which is user-assigned and in common use: alpha-3, then alpha-2
 * where it isn't the first two letters.
 */
const ASSIGNED =
  "ABWAW AFG AGOAO AIA ALAAX ALB ANDAD AREAE ARG ARMAM ASM ATAAQ ATFTF ATGAG AUS AUTAT AZE BDIBI BEL " +
  "BENBJ BESBQ BFA BGDBD BGR BHR BHSBS BIHBA BLM BLRBY BLZBZ BMU BOL BRA BRBBB BRNBN BTN BVT BWA CAFCF " +
  "CAN CCK CHE CHLCL CHNCN CIV CMR CODCD COGCG COKCK COL COMKM CPVCV CRI CUB CUWCW CXR CYMKY CYP CZE " +
  "DEU DJI DMA DNKDK DOM DZA ECU EGY ERI ESHEH ESP ESTEE ETH FIN FJI FLKFK FRA FROFO FSMFM GAB GBR GEO " +
  "GGY GHA GIB GINGN GLPGP GMB GNBGW GNQGQ GRC GRDGD GRLGL GTM GUFGF GUM GUYGY HKG HMD HND HRV HTI HUN " +
  "IDN IMN IND IOT IRLIE IRN IRQIQ ISL ISRIL ITA JAMJM JEY JOR JPN KAZKZ KEN KGZ KHM KIR KNA KORKR KWT " +
  "LAO LBN LBRLR LBYLY LCA LIE LKA LSO LTU LUX LVA MACMO MAFMF MAR MCO MDA MDGMG MDVMV MEXMX MHL MKD " +
  "MLI MLTMT MMR MNEME MNG MNPMP MOZMZ MRT MSR MTQMQ MUS MWI MYS MYTYT NAM NCL NER NFK NGA NIC NIUNU " +
  "NLD NOR NPL NRU NZL OMN PAKPK PAN PCNPN PER PHL PLWPW PNGPG POLPL PRI PRKKP PRTPT PRYPY PSE PYFPF " +
  "QAT REU ROU RUS RWA SAU SDN SENSN SGP SGSGS SHN SJM SLBSB SLE SLVSV SMR SOM SPMPM SRBRS SSD STP " +
  "SURSR SVKSK SVNSI SWESE SWZSZ SXM SYCSC SYR TCA TCDTD TGO THA TJK TKL TKMTM TLS TON TTO TUNTN TURTR " +
  "TUVTV TWN TZA UGA UKRUA UMI URYUY USA UZB VAT VCT VEN VGB VIR VNM VUT WLFWF WSM YEM ZAF ZMB ZWE XKX";

const ALPHA_3 = new Map(ASSIGNED.split(" ").map((word) => [word.slice(0, 3), word.slice(3) || word.slice(0, 2)]));
const ALPHA_2 = new Set(ALPHA_3.values());

/**
 * The European institutions' own codes where they differ from ISO's: Interinstitutional style guide, 7.1.1, and the
 * authority table of countries.
 */
const INSTITUTIONAL = new Map([
  ["EL", "GR"],
  ["UK", "GB"],
  ["1A0", "XK"],
  ["FQ0", "TF"],
]);

const AUTHORITY_TABLE = "http://publications.europa.eu/resource/authority/country/";

/**
 * The registry's code for a country as data from the European institutions writes it: `EL` is `GR`, `UK` is `GB`; alpha-3
 * codes, and the URIs of the Publications Office's authority table, are understood.
 * @example parseCountry("el") // "GR"
 * @example parseCountry("http://publications.europa.eu/resource/authority/country/AUT") // "AT"
 * @throws SuiteError INVALID_COUNTRY
 */
export function parseCountry(value: string): CountryCode {
  const text = value.trim();
  const written = (text.startsWith(AUTHORITY_TABLE) ? text.slice(AUTHORITY_TABLE.length) : text).toUpperCase();
  const code = INSTITUTIONAL.get(written) ?? ALPHA_3.get(written) ?? written;
  if (!ALPHA_2.has(code)) {
    throw new SuiteError(
      "INVALID_COUNTRY",
      `'${text}' is not an ISO 3166-1 country code`,
      "Use the two-letter code of the country, such as GR (EL, UK and three-letter codes are understood).",
    );
  }
  return code as CountryCode;
}

/**
 * As {@link parseCountry}, or the council's `EU`.
 * @throws SuiteError INVALID_COUNTRY
 */
export const parseCountryOrCouncil = (value: string): CountryCode => (value.trim() === EU ? EU : parseCountry(value));

/** @example countryName(parseCountry("GR")) // "Greece" */
export function countryName(country: CountryCode): string {
  return new Intl.DisplayNames(["en"], { type: "region" }).of(country) ?? country;
}

/**
 * A country's URI in the Publications Office's authority table; of `EU`, the European Union's.
 * @example countryUri(parseCountry("GR")) // "http://publications.europa.eu/resource/authority/country/GRC"
 */
export const countryUri = (country: CountryCode): string => AUTHORITY_TABLE + countryAlpha3(country);

/**
 * As the European institutions' tables write a country: ISO 3166-1 alpha-3, but `1A0` for Kosovo and `FQ0` for the French
 * Southern Territories; `EUR` for the Union.
 */
export function countryAlpha3(country: CountryCode): string {
  if (country === EU) return "EUR";
  const entries = [...INSTITUTIONAL, ...ALPHA_3];
  return entries.find(([written, code]) => written.length === 3 && code === country)?.[0] ?? country;
}
