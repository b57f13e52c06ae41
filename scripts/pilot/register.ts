import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import { evidence } from "./evidence.ts";
import type { Network } from "./network.ts";
import { decide } from "./offices.ts";
import { type Profile, profileBytes } from "../../client/src/profile.ts";

/** An institution to be registered. */
export interface Registrable {
  readonly country: CountryCode;
  /** Canonical URI of the identifier from which its id follows. */
  readonly identifier: string;
  readonly profile: Profile;
}

export interface RegistrationCost {
  readonly bundles: number;
  readonly gas: bigint;
}

/**
 * A bundle stays well under 13 million gas. Measured: an institution costs two new slots and some bookkeeping, and each byte
 * of its identifier and profile passes through Safe and registry into the log.
 */
const GAS_PER_BUNDLE = 10_000_000;
const GAS_PER_INSTITUTION = 55_000;
const GAS_PER_BYTE = 30;

/**
 * Each country's body registers its institutions, in as few bundles as gas allows.
 * @param onRegistered is told how many were registered, bundle by bundle
 */
export async function registerInstitutions(
  { suite, bodies }: Network,
  institutions: readonly Registrable[],
  onRegistered: (count: number) => void = () => undefined,
): Promise<RegistrationCost> {
  let bundles = 0;
  let gas = 0n;
  for (const country of new Set(institutions.map((institution) => institution.country))) {
    const body = bodies.get(country);
    if (body === undefined) throw new RangeError(`no accreditation body in ${country}`);
    const ofCountry = institutions.filter((institution) => institution.country === country);
    const decision = evidence(`Institutions of ${country}`);
    for (const registrations of inBundles(ofCountry)) {
      gas += await decide(suite, body, [
        suite.registry.interface.encodeFunctionData("registerInstitutions", [registrations, 0, decision]),
      ]);
      bundles += 1;
      onRegistered(registrations.length);
    }
  }
  return { bundles, gas };
}

interface Registration {
  readonly identifier: string;
  readonly profile: Uint8Array;
}

function* inBundles(institutions: readonly Registrable[]): Generator<Registration[]> {
  let bundle: Registration[] = [];
  let gas = 0;
  for (const { identifier, profile } of institutions) {
    const registration = { identifier, profile: profileBytes(profile) };
    const estimate = GAS_PER_INSTITUTION + GAS_PER_BYTE * (identifier.length + registration.profile.length);
    if (bundle.length > 0 && gas + estimate > GAS_PER_BUNDLE) {
      yield bundle;
      bundle = [];
      gas = 0;
    }
    bundle.push(registration);
    gas += estimate;
  }
  if (bundle.length > 0) yield bundle;
}
