/**
 * The member states of the sample, each with an accreditation body's real name. Names stand in the tables that the pilot
 * prints; on chain an office is a number and an account. Nobody named here takes part in the pilot, and what their offices
 * decide in it is made up.
 */
import { type CountryCode, parseCountry } from "../../../client/src/identifiers/countries.ts";
import type { EqfLevel } from "../../../client/src/identifiers/eqf.ts";

export interface SampleState {
  readonly country: CountryCode;
  /** IANA zone in which the state's dates begin and end. */
  readonly timeZone: string;
  /** The accreditation body that it mandates. */
  readonly body: string;
  /** The body's mandate: levels of the European Qualifications Framework. */
  readonly levels: readonly [EqfLevel, EqfLevel];
}

/** The last is admitted by a vote of the others; they found the network. */
export const STATES: readonly SampleState[] = [
  state("AT", "Europe/Vienna", "AQ Austria"),
  state("BE", "Europe/Brussels", "NVAO (Flanders)"),
  state("CZ", "Europe/Prague", "NAÚ"),
  state("DE", "Europe/Berlin", "Stiftung Akkreditierungsrat"),
  state("ES", "Europe/Madrid", "ANECA"),
  state("FI", "Europe/Helsinki", "FINEEC"),
  state("FR", "Europe/Paris", "Hcéres", [4, 8]),
  state("GR", "Europe/Athens", "ETHAAE"),
  state("IE", "Europe/Dublin", "QQI"),
  state("IT", "Europe/Rome", "ANVUR"),
  state("NL", "Europe/Amsterdam", "NVAO"),
  state("PL", "Europe/Warsaw", "PKA"),
  state("SE", "Europe/Stockholm", "UKÄ"),
  state("PT", "Europe/Lisbon", "A3ES"),
];

function state(country: string, timeZone: string, body: string, levels: SampleState["levels"] = [5, 8]): SampleState {
  return { country: parseCountry(country), timeZone, body, levels };
}
