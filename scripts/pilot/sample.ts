/**
 * The institutions that the project ships: real ones, written up from public facts (`data/institutions.csv`), and a few that
 * don't exist (`data/invented.csv`), with which the pilot shows what it would show of no real one.
 */
import { readFileSync } from "node:fs";

import { type CountryCode, parseCountry } from "../../client/src/identifiers/countries.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { identifierUri } from "../../client/src/identifiers/identifiers.ts";
import { readCsv } from "../../tasks/core/csv.ts";
import { type Profile, profile, siteUrl } from "../../client/src/profile.ts";

/** What an institution teaches, roughly: the scope of its institutional accreditation in the sample follows from it. */
export type InstitutionKind = "university" | "technical" | "applied" | "medical";

export interface SampleInstitution {
  readonly country: CountryCode;
  /** Canonical URI of its PIC, from which its id follows. */
  readonly identifier: string;
  readonly profile: Profile;
  readonly kind: InstitutionKind;
  /** By which it is called, for tables. */
  readonly commonName: string;
  /** How the other tables of the sample refer to it; invented ones have none. */
  readonly erasmusCode: string;
}

export interface Sample {
  readonly real: readonly SampleInstitution[];
  readonly invented: readonly SampleInstitution[];
  /** The first of the real ones. */
  readonly first: SampleInstitution;
  /** Example University, the first of the invented ones, to which most of the story happens. */
  readonly university: SampleInstitution;
}

export function sample(): Sample {
  const [real, invented] = [sampleInstitutions(), inventedInstitutions()];
  const [[first], [university]] = [real, invented];
  if (first === undefined || university === undefined) throw sampleFlaw(1, "there are no institutions");
  return { real, invented, first, university };
}

export const sampleInstitutions = (): SampleInstitution[] => read("institutions.csv");

export const inventedInstitutions = (): SampleInstitution[] => read("invented.csv");

function read(file: string): SampleInstitution[] {
  const { header, records, broken } = readCsv(readFileSync(new URL(`data/${file}`, import.meta.url)));
  const [flaw] = broken;
  if (flaw !== undefined) throw sampleFlaw(flaw.line, flaw.reason);
  return records.map(({ line, fields }) => {
    const field = (name: string): string => fields[header.indexOf(name)] ?? "";
    const kind = field("kind");
    if (!isKind(kind)) throw sampleFlaw(line, `'${kind}' is no kind of institution`);
    return institution(field, kind);
  });
}

function institution(field: (name: string) => string, kind: InstitutionKind): SampleInstitution {
  const country = parseCountry(field("country"));
  const identifier = identifierUri("pic", field("pic"));
  const identifiers = [identifier];
  for (const scheme of ["erasmusCode", "ror", "organizationIdentifier"] as const) {
    if (field(scheme) !== "") identifiers.push(identifierUri(scheme, field(scheme)));
  }
  const site = siteUrl(field("site"));
  return {
    country,
    identifier,
    profile: profile({
      country,
      identifiers,
      legalName: { [field("language")]: field("legalName") },
      ...(site === undefined ? {} : { site }),
    }),
    kind,
    commonName: field("commonName"),
    erasmusCode: field("erasmusCode"),
  };
}

const isKind = (kind: string): kind is InstitutionKind =>
  ["university", "technical", "applied", "medical"].includes(kind);

function sampleFlaw(line: number, reason: string): SuiteError {
  return new SuiteError(
    "SAMPLE_FLAW",
    `the sample, line ${String(line)}: ${reason}`,
    "Restore the files in scripts/pilot/data.",
  );
}
