/**
 * Which time decides. What the issuer wrote is a claim; a notary's receipt or a time stamp of an authority that the policy
 * trusts is a proof. The earliest proof decides. A claim decides only where nobody gains from its being false.
 */
export interface KnownTimes {
  /** Earliest time by which the sealed credential is proven to have existed. */
  readonly proven?: number;
  /** When the issuer says that it sealed. */
  readonly claimed?: number;
  readonly now: number;
}

/** What the registry says at these times, and in between. */
export interface Record {
  /** Whether it says no at the proven time. */
  readonly noAtProven: boolean;
  /** Whether it says no at the claimed time. */
  readonly noAtClaimed: boolean;
  /** When restricting acts and compromises took effect. */
  readonly restrictedAt: readonly number[];
  /** When the binding of the key was recorded. */
  readonly keyRecordedAt?: number;
}

export type DecisiveTime =
  | { readonly basis: "proven" | "claimed"; readonly at: number }
  | { readonly basis: "none"; readonly reason: "NO_TIME" | "RESTRICTED_SINCE" | "KEY_RECORDED_LATER" };

/**
 * A proof that comes too late for a yes takes nothing away from a claim that holds without it.
 */
export function decisiveTime({ proven, claimed, now }: KnownTimes, record: Record): DecisiveTime {
  if (proven !== undefined && !(record.noAtProven && claimed !== undefined && claimed < proven)) {
    return { basis: "proven", at: proven };
  }
  if (claimed === undefined) return { basis: "none", reason: "NO_TIME" };
  if (record.noAtClaimed) return { basis: "claimed", at: claimed };
  const end = proven ?? now;
  if (record.restrictedAt.some((time) => time > claimed && time <= end)) {
    return { basis: "none", reason: "RESTRICTED_SINCE" };
  }
  if (record.keyRecordedAt !== undefined && record.keyRecordedAt > claimed) {
    return { basis: "none", reason: "KEY_RECORDED_LATER" };
  }
  return { basis: "claimed", at: claimed };
}
