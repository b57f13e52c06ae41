/**
 * What the sample's bodies decide about real institutions: ordinary accreditations, of the kinds that such institutions
 * hold. They are illustrations, made up for the pilot, and no agency's decisions. Whatever restricts is shown with
 * institutions that don't exist (`story.ts`).
 */
import type { ScopeSets } from "../../../client/src/encoding.ts";
import type { EqfLevel } from "../../../client/src/identifiers/eqf.ts";
import type { InstitutionKind } from "../sample.ts";

/** What an institutional accreditation extends to, by what an institution teaches. */
export const SCOPES: Readonly<Record<InstitutionKind, ScopeSets>> = {
  university: scope([6, 7, 8], "all"),
  technical: scope([6, 7, 8], ["041", "05", "06", "07"]),
  applied: scope([5, 6, 7], ["041", "06", "07", "09"]),
  medical: scope([6, 7, 8], ["051", "09"]),
};

/** Days of the deciding state; the last is included. */
export const INSTITUTIONAL_FROM = "2018-01-01";
export const INSTITUTIONAL_UNTIL = "2029-12-31";

/** Programme accreditation of a real institution. */
export interface SampleProgramme {
  readonly erasmusCode: string;
  /** Keys of the types that one decision names. */
  readonly types: readonly string[];
  readonly from: string;
  readonly until: string;
  /** Where it holds; everywhere if absent. */
  readonly territories?: readonly string[];
  readonly conditions?: boolean;
}

export const PROGRAMMES: readonly SampleProgramme[] = [
  programme("A  WIEN01", ["AT/bachelor-informatik", "AT/master-rechtswissenschaften"], "2014-10-01", "2027-09-30"),
  programme("A  WIEN02", ["AT/bachelor-informatik"], "2016-10-01", "2028-09-30"),
  programme("A  GRAZ01", ["AT/doktorat-naturwissenschaften"], "2015-10-01", "2027-09-30"),
  programme("A  WIEN64", ["EU/medical-doctor"], "2012-10-01", "2030-09-30"),
  programme("A  WIEN20", ["AT/bachelor-informatik"], "2017-09-01", "2026-08-31"),
  programme("B  LEUVEN01", ["BE/master-geschiedenis", "EU/medical-doctor"], "2013-09-01", "2028-08-31"),
  programme("B  GENT25", ["BE/graduaat-programmeren"], "2019-09-01", "2027-08-31"),
  programme("B  GENT25", ["EU/joint-master-data-science"], "2019-09-01", "2027-08-31", { territories: ["BE", "NL"] }),
  programme("CZ PRAHA10", ["CZ/magistr-strojni-inzenyrstvi", "EU/architect"], "2018-09-01", "2028-08-31"),
  programme("CZ PRAHA07", ["EU/medical-doctor"], "2017-09-01", "2027-08-31"),
  programme("D  MUNCHEN02", ["DE/bachelor-maschinenbau", "EU/architect"], "2016-10-01", "2028-09-30"),
  programme("D  HEIDELB01", ["DE/promotion-physik", "EU/medical-doctor"], "2014-10-01", "2030-09-30"),
  programme("D  MUNCHEN06", ["DE/bachelor-maschinenbau"], "2018-10-01", "2026-09-30", { conditions: true }),
  programme("E  SALAMAN02", ["ES/grado-derecho"], "2010-09-01", "2027-08-31"),
  programme("E  MADRID05", ["EU/architect"], "2015-09-01", "2027-08-31"),
  programme("SF JYVASKY11", ["FI/insinoori-amk", "EU/general-care-nurse"], "2018-08-01", "2027-07-31"),
  programme("SF ESPOO12", ["FI/diplomi-insinoori"], "2015-08-01", "2027-07-31"),
  programme("F  LYON01", ["FR/daeu", "FR/licence-mathematiques"], "2016-09-01", "2026-08-31"),
  programme("F  PARIS468", ["FR/licence-mathematiques", "EU/medical-doctor"], "2018-09-01", "2028-08-31"),
  programme("G  ATHINE01", ["GR/ptychio-filologias", "EU/medical-doctor"], "2012-09-01", "2027-08-31"),
  programme("G  ATHINE02", ["EU/architect"], "2014-09-01", "2027-08-31"),
  programme("IRLDUBLIN44", ["IE/higher-certificate-business"], "2019-01-01", "2027-12-31"),
  programme("IRLCORK01", ["EU/general-care-nurse"], "2016-09-01", "2026-08-31"),
  programme("I  MILANO02", ["IT/laurea-magistrale-ingegneria-civile", "EU/architect"], "2014-10-01", "2028-09-30"),
  programme("I  BOLOGNA01", ["EU/medical-doctor"], "2013-10-01", "2028-09-30"),
  programme("NL AMSTERD05", ["NL/associate-degree-ict"], "2018-09-01", "2026-08-31"),
  programme("NL DELFT01", ["NL/phd", "EU/architect"], "2012-09-01", "2030-08-31"),
  programme("PL WARSZAW01", ["PL/magister-psychologii"], "2015-10-01", "2027-09-30"),
  programme("P  LEIRIA01", ["PT/ctesp-redes-sistemas"], "2019-09-01", "2027-08-31"),
  programme("P  PORTO02", ["EU/medical-doctor"], "2014-09-01", "2027-08-31"),
  programme("S  STOCKHO04", ["SE/civilingenjor-datateknik"], "2013-07-01", "2027-06-30"),
  programme("S  STOCKHO03", ["SE/sjukskoterskeexamen", "EU/medical-doctor"], "2012-07-01", "2028-06-30"),
];

function scope(levels: readonly EqfLevel[], fields: ScopeSets["fields"]): ScopeSets {
  return { levels, credentialTypes: ["qualificationAward", "diplomaSupplement"], fields };
}

function programme(
  erasmusCode: string,
  types: readonly string[],
  from: string,
  until: string,
  more: Pick<SampleProgramme, "territories" | "conditions"> = {},
): SampleProgramme {
  return { erasmusCode, types, from, until, ...more };
}
