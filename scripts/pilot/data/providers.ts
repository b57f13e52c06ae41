/** Trust service providers of the sample. They are invented: no real provider is shown as taking part. */
import { type CountryCode, parseCountry } from "../../../client/src/identifiers/countries.ts";

export interface SampleProvider {
  readonly name: string;
  /** The state that supervises it and mandates it. */
  readonly country: CountryCode;
  /** Whose institutions appoint it: providers attest across borders. */
  readonly serves: readonly CountryCode[];
}

export const PROVIDERS: readonly SampleProvider[] = [
  provider("Example Trust Services", "AT", ["AT", "CZ", "DE", "PL", "IT"]),
  provider("Example Seals", "ES", ["ES", "FR", "PT", "GR"]),
  provider("Example Certificates", "FI", ["FI", "SE", "NL", "BE", "IE"]),
];

function provider(name: string, country: string, serves: readonly string[]): SampleProvider {
  return { name, country: parseCountry(country), serves: serves.map(parseCountry) };
}
