/** Offices of the pilot: Safes of three officers, two of whom sign. */
import { id, Wallet } from "ethers";

import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import { type OfficeKind, officeKindNumber } from "../../client/src/office.ts";
import { countryBytes } from "../../client/src/recordKey.ts";
import {
  accountOfficer,
  createOffice,
  encodeMulticall,
  type Office,
  officeCall,
  type Officer,
} from "../../deploy/safe.ts";
import { evidence } from "./evidence.ts";
import type { Suite } from "./suite.ts";

export interface PilotOffice extends Office {
  readonly name: string;
  readonly country: CountryCode;
  readonly kind: OfficeKind;
}

/** What every office of the pilot agrees to. */
export const TERMS = evidence("Terms of office");

const OFFICERS = 3;
export const OFFICERS_WHO_SIGN = 2;
/** How long what officers sign is valid, in seconds. */
const BUNDLE_LIFETIME = 7 * 86_400;
const CONSENT_LIFETIME = 30 * 86_400;

/** Officers whose keys follow from their office's name, so that whoever keeps the chain can sign for it: keys that are worth nothing. */
export const officersOf = ({ name, country }: Pick<PilotOffice, "name" | "country">): Promise<Officer[]> =>
  Promise.all(
    Array.from({ length: OFFICERS }, (_, index) => accountOfficer(new Wallet(officerKey(name, country, index + 1)))),
  );

/** Makes an office and lets it consent to what it is to be. */
export async function openOffice(
  suite: Suite,
  { name, country, kind }: Pick<PilotOffice, "name" | "country" | "kind">,
): Promise<PilotOffice> {
  const made = await createOffice(
    suite.officeFactory.connect(suite.connection.submitter),
    await officersOf({ name, country }),
    OFFICERS_WHO_SIGN,
    0n,
  );
  const office = { ...made, name, country, kind };
  const expiry = (await suite.clock.now()) + CONSENT_LIFETIME;
  await call(
    suite,
    office,
    await suite.memberStates.getAddress(),
    suite.memberStates.interface.encodeFunctionData("consent", [
      countryBytes(country),
      officeKindNumber(kind),
      TERMS,
      expiry,
    ]),
  );
  return office;
}

/** The private key of an officer of the pilot: anybody can derive it. */
function officerKey(name: string, country: CountryCode, officer: number): string {
  return id(`trusted-issuer-registry pilot: ${name}, ${country}, officer ${String(officer)}`);
}

/**
 * An office's decision: its officers sign one bundle of calls to the registry, and somebody submits it.
 * @param calls selector and arguments of each
 * @returns gas used
 */
export async function decide(suite: Suite, office: PilotOffice, calls: readonly string[]): Promise<bigint> {
  const deadline = (await suite.clock.now()) + BUNDLE_LIFETIME;
  return call(suite, office, await suite.registry.getAddress(), encodeMulticall(deadline, calls));
}

/** As {@link decide}, in several bundles where one would be too large. */
export async function decideMany(
  suite: Suite,
  office: PilotOffice,
  calls: readonly string[],
  callsPerBundle = 40,
): Promise<void> {
  for (let first = 0; first < calls.length; first += callsPerBundle) {
    await decide(suite, office, calls.slice(first, first + callsPerBundle));
  }
}

/** @returns gas used */
export async function call(suite: Suite, office: Office, to: string, data: string): Promise<bigint> {
  const response = await officeCall(office, suite.connection.submitter, to, data);
  const receipt = await response.wait();
  return receipt?.gasUsed ?? 0n;
}
