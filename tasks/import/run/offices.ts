import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import type { CountryCode } from "../../../client/src/identifiers/countries.ts";
import type { Officer } from "../../../deploy/safe.ts";
import { list } from "../../core/arguments.ts";
import type { Context } from "../../core/command.ts";
import type { Session } from "../../core/session.ts";
import { signerSpecs } from "../../signers/spec.ts";
import { type OfficeAccount, officeOf } from "../../write/office.ts";
import { officerFor } from "../../write/officers.ts";

export type CountryOffice = OfficeAccount & { readonly country: CountryCode };

/**
 * The offices that `--office` names, at most one for each country.
 * @throws SuiteError OFFICE_UNKNOWN, OFFICE_TWICE
 */
export async function officesNamed(session: Session, written: string): Promise<CountryOffice[]> {
  const offices = await Promise.all(
    list(written).map(async (one) => {
      const office = await officeOf(session, "--office", one);
      if (office.country !== undefined) return { ...office, country: office.country };
      throw new SuiteError(
        "OFFICE_UNKNOWN",
        `${one} is in no office`,
        "Mandate it first: npx hardhat mandate grant --help",
      );
    }),
  );
  const countries = offices.map(({ country }) => country);
  const twice = countries.find((country, index) => countries.indexOf(country) !== index);
  if (twice === undefined) return offices;
  throw new SuiteError("OFFICE_TWICE", `--office names two offices of ${twice}`, "Name the one that acts.");
}

export interface FoundOffices {
  /** By country, in their order. */
  readonly offices: ReadonlyMap<CountryCode, OfficeAccount>;
  /** Why none acts for a country. */
  readonly missing: ReadonlyMap<CountryCode, string>;
}

/** Which office acts for each country: the one that is named; where none is named at all, its member state's. */
export async function officesFor(
  session: Session,
  countries: ReadonlySet<CountryCode>,
  named: readonly CountryOffice[],
): Promise<FoundOffices> {
  const offices = new Map<CountryCode, OfficeAccount>();
  const missing = new Map<CountryCode, string>();
  for (const country of [...countries].sort()) {
    const office = named.find((one) => one.country === country);
    if (office !== undefined) offices.set(country, office);
    else if (named.length > 0) {
      missing.set(country, `--office names no office of ${country}. Name one, or remove the row.`);
    } else {
      try {
        offices.set(country, await officeOf(session, "--office", country));
      } catch (error) {
        if (!(error instanceof SuiteError) || error.code !== "OFFICE_UNKNOWN") throw error;
        missing.set(country, `${country} holds no seat and never did: no office can record it.`);
      }
    }
  }
  return { offices, missing };
}

/**
 * As many officers as each office needs, of those that `--signer` names.
 * @throws SuiteError SIGNATURES_MISSING
 */
export async function officersFor(
  signer: string,
  offices: ReadonlyMap<CountryCode, OfficeAccount>,
  context: Context,
  session: Session,
): Promise<Map<CountryCode, Officer[]>> {
  const all = await Promise.all(signerSpecs(signer).map((spec) => officerFor(spec, context, session)));
  const officers = new Map<CountryCode, Officer[]>();
  for (const [country, { owners, threshold, account }] of offices) {
    const own = all.filter(({ address }) => owners.some((owner) => owner.toLowerCase() === address.toLowerCase()));
    if (own.length < threshold) {
      throw new SuiteError(
        "SIGNATURES_MISSING",
        `${String(threshold)} officers of ${country}'s office ${account} have to sign, --signer names ${String(own.length)}`,
        "Name as many in --signer, or write bundles that the officers sign: --bundle FOLDER.",
      );
    }
    officers.set(country, own.slice(0, threshold));
  }
  return officers;
}
