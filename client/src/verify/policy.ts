/** What a verifier asks for beyond the rules. All times in seconds. */
export interface Policy {
  /** Oldest block whose answers count. */
  readonly maxBlockAge: number;
  /** How far clocks may be apart. */
  readonly clockSkew: number;
  /** SHA-256 of the certificates (hex) of time stamping authorities whose stamps prove a time. */
  readonly timestampAuthorities: readonly string[];
  /** Whether code that nobody named beforehand is good enough. */
  readonly unpinnedCode: Lenience;
  /** An accreditation that was recorded after the decisive time. */
  readonly retroactiveGrant: Lenience;
  /** A key whose binding has ended since a merely claimed time. */
  readonly endedKey: Lenience;
  /** An accreditation that has lapsed since a merely claimed time. */
  readonly lapsedAccreditation: Lenience;
  /** An award date, as claimed, at which the institution was not authorised. */
  readonly awardDate: Lenience;
  /** ISO 3166-1 code of the country where the award was made; without it, the institution's own. */
  readonly territory?: string;
}

export type Lenience = "notice" | "inconclusive";

export const DEFAULT_POLICY: Policy = {
  maxBlockAge: 3_600,
  clockSkew: 300,
  timestampAuthorities: [],
  unpinnedCode: "inconclusive",
  retroactiveGrant: "notice",
  endedKey: "notice",
  lapsedAccreditation: "notice",
  awardDate: "notice",
};
