/**
 * Qualification types of the sample. Those of the EU are the qualifications with harmonised training under Directive
 * 2005/36/EC; the national ones are of kinds that exist in each state. Their URIs are examples (`.example`, RFC 2606): in
 * a real network each state publishes its own.
 */
import { type CountryCode, EU, parseCountry } from "../../../client/src/identifiers/countries.ts";
import type { EqfLevel } from "../../../client/src/identifiers/eqf.ts";

export interface SampleType {
  /** How the other tables of the sample refer to it. */
  readonly key: string;
  readonly definer: CountryCode;
  readonly uri: string;
  readonly name: string;
  readonly level: EqfLevel;
  /** ISCED-F 2013 codes. */
  readonly fields: readonly string[];
}

export const TYPES: readonly SampleType[] = [
  type("EU", "general-care-nurse", "Nurse responsible for general care", 6, ["0913"]),
  type("EU", "medical-doctor", "Doctor with basic medical training", 7, ["0912"]),
  type("EU", "architect", "Architect", 7, ["0731"]),
  type("EU", "joint-master-data-science", "European joint master in data science", 7, ["0542", "0613"]),
  type("AT", "bachelor-informatik", "Bachelorstudium Informatik", 6, ["0613"]),
  type("AT", "master-rechtswissenschaften", "Masterstudium Rechtswissenschaften", 7, ["0421"]),
  type("AT", "doktorat-naturwissenschaften", "Doktorat der Naturwissenschaften", 8, ["0511", "0531", "0533"]),
  type("BE", "graduaat-programmeren", "Graduaat in het programmeren", 5, ["0613"]),
  type("BE", "master-geschiedenis", "Master in de geschiedenis", 7, ["0222"]),
  type("CZ", "magistr-strojni-inzenyrstvi", "Magisterské studium Strojní inženýrství", 7, ["0715"]),
  type("DE", "bachelor-maschinenbau", "Bachelor Maschinenbau", 6, ["0715"]),
  type("DE", "promotion-physik", "Promotion in Physik", 8, ["0533"]),
  type("ES", "grado-derecho", "Grado en Derecho", 6, ["0421"]),
  type("FI", "insinoori-amk", "Insinööri (AMK), tieto- ja viestintätekniikka", 6, ["061"]),
  type("FI", "diplomi-insinoori", "Diplomi-insinööri, sähkötekniikka", 7, ["0713", "0714"]),
  type("FR", "daeu", "Diplôme d'accès aux études universitaires", 4, ["0011"]),
  type("FR", "licence-mathematiques", "Licence de mathématiques", 6, ["0541"]),
  type("GR", "ptychio-filologias", "Πτυχίο Φιλολογίας", 6, ["0231", "0232"]),
  type("IE", "higher-certificate-business", "Higher Certificate in Business", 5, ["0413"]),
  type("IT", "laurea-magistrale-ingegneria-civile", "Laurea magistrale in Ingegneria civile", 7, ["0732"]),
  type("NL", "associate-degree-ict", "Associate degree ICT", 5, ["061"]),
  type("NL", "phd", "Doctoraat", 8, ["05"]),
  type("PL", "magister-psychologii", "Magister psychologii", 7, ["0313"]),
  type("PT", "ctesp-redes-sistemas", "CTeSP em Redes e Sistemas Informáticos", 5, ["0612"]),
  type("SE", "civilingenjor-datateknik", "Civilingenjörsexamen, datateknik", 7, ["0613", "0714"]),
  type("SE", "sjukskoterskeexamen", "Sjuksköterskeexamen", 6, ["0913"]),
];

function type(definer: string, slug: string, name: string, level: EqfLevel, fields: readonly string[]): SampleType {
  return {
    key: `${definer}/${slug}`,
    definer: definer === "EU" ? EU : parseCountry(definer),
    uri: `https://qualifications.example/${definer.toLowerCase()}/${slug}`,
    name,
    level,
    fields,
  };
}
