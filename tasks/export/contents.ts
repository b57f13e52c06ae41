/** The whole register at one block, as its logs tell it. */
import type { Act } from "../../client/src/act.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import type { OfficeKind } from "../../client/src/office.ts";
import type { Profile } from "../../client/src/profile.ts";
import type { ReadAt } from "../../client/src/source.ts";

/** Every list is in a fixed order: of countries, numbers, ids. */
export interface RegisterContents {
  readonly readAt: ReadAt;
  readonly seats: readonly SeatEntry[];
  readonly offices: readonly OfficeEntry[];
  readonly mandates: readonly MandateEntry[];
  readonly institutions: readonly InstitutionEntry[];
  readonly qualificationTypes: readonly QualificationTypeEntry[];
  readonly programmes: readonly ProgrammeEntry[];
  readonly institutional: readonly InstitutionalEntry[];
  readonly bindings: readonly BindingEntry[];
  /** Unix seconds, exclusive; absent where nothing is paused at this block. */
  readonly pausedUntil?: number;
  /** Number of the guardian's office; absent where there is none. */
  readonly guardian?: number;
  /** What is missing or can't be read, a sentence each. */
  readonly problems: readonly string[];
}

/** A record with its whole history: every act with the time that it holds from and the time that it was recorded. */
export interface Timeline {
  /** In the order of recording. */
  readonly acts: readonly Act[];
}

export interface SeatEntry extends Timeline {
  readonly country: CountryCode;
}

export interface OfficeEntry {
  readonly number: number;
  readonly account: Hex;
  readonly country: CountryCode;
  readonly kind: OfficeKind;
}

export interface MandateEntry extends Timeline {
  readonly office: number;
  /** Of the office; absent, like its kind, where the log that opened it was withheld. */
  readonly country?: CountryCode;
  readonly kind?: OfficeKind;
}

export interface InstitutionEntry extends Timeline {
  readonly id: Hex;
  readonly country: CountryCode;
  /** Canonical URI; absent where the log was withheld. */
  readonly identifier?: string;
  /** Of the newest profile's bytes. */
  readonly profileHash?: Hex;
  /** Absent as `profileProblem` says. */
  readonly profile?: Profile;
  readonly profileProblem?: "withheld" | "notCanonical";
  readonly controller?: Hex;
  /** Number of the provider's office. */
  readonly provider?: number;
}

export interface QualificationTypeEntry extends Timeline {
  readonly id: Hex;
  readonly country: CountryCode;
  /** Absent where the log was withheld. */
  readonly uri?: string;
  /** Absent for none. */
  readonly eqfLevel?: number;
  readonly fields: readonly string[];
  /** Position in the EU vocabulary, from 1. */
  readonly credentialType: number;
}

export interface ProgrammeEntry extends Timeline {
  readonly institution: Hex;
  readonly qualificationType: Hex;
}

export interface InstitutionalEntry extends Timeline {
  readonly institution: Hex;
}

export interface BindingEntry extends Timeline {
  readonly institution: Hex;
  readonly binding: Hex;
  /** Canonical URI of the identifier or key; absent where the log was withheld. */
  readonly uri?: string;
}
