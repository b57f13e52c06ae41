/**
 * The member states of the sample, each with an accreditation body's real name. Names stand in the tables that the pilot
 * prints; on chain an office is a number and an account. Nobody named here takes part in the pilot, and what their offices
 * decide in it is made up.
 */
import { type CountryCode, parseCountry } from "../../../client/src/identifiers/countries.ts";
import type { EqfLevel } from "../../../client/src/identifiers/eqf.ts";
import { timeZoneOf } from "../../../tasks/core/timeZones.ts";

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
  state("AT", "AQ Austria"),
  state("BE", "NVAO (Flanders)"),
  state("CZ", "NAÚ"),
  state("DE", "Stiftung Akkreditierungsrat"),
  state("ES", "ANECA"),
  state("FI", "FINEEC"),
  state("FR", "Hcéres", [4, 8]),
  state("GR", "ETHAAE"),
  state("IE", "QQI"),
  state("IT", "ANVUR"),
  state("NL", "NVAO"),
  state("PL", "PKA"),
  state("SE", "UKÄ"),
  state("PT", "A3ES"),
];

function state(code: string, body: string, levels: SampleState["levels"] = [5, 8]): SampleState {
  const country = parseCountry(code);
  return { country, timeZone: timeZoneOf(country), body, levels };
}
