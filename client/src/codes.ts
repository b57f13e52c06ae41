/**
 * The codes and flags of answers, by the names that the contracts give them (`StandingCodes`, `BindingCodes`, `Flags`,
 * `Status`). A test compares them with the Solidity sources; docs/model.md says when each applies.
 */

/** Below 20: yes. In the order in which they are decided. */
export const STANDING_CODES = {
  INSTITUTION_UNKNOWN: 20,
  INSTITUTION_NOT_YET: 21,
  INSTITUTION_SUSPENDED: 22,
  INSTITUTION_CLOSED: 23,
  INSTITUTION_WITHDRAWN: 24,
  INSTITUTION_ANNULLED: 25,
  STATE_LEFT: 30,
  TYPE_UNKNOWN: 40,
  TYPE_NOT_YET: 41,
  TYPE_WITHDRAWN: 42,
  TYPE_ANNULLED: 43,
  AUTHORISED_BY_PROGRAMME: 10,
  PROGRAMME_ANNULLED: 50,
  PROGRAMME_WITHDRAWN: 51,
  PROGRAMME_SUSPENDED: 52,
  PROGRAMME_LAPSED_WHILE_SUSPENDED: 53,
  AUTHORISED_BY_INSTITUTIONAL: 11,
  INSTITUTIONAL_ANNULLED: 60,
  INSTITUTIONAL_WITHDRAWN: 61,
  INSTITUTIONAL_SUSPENDED: 62,
  PROGRAMME_ELSEWHERE: 54,
  INSTITUTIONAL_ELSEWHERE: 63,
  PROGRAMME_LAPSED: 55,
  PROGRAMME_ENDED: 56,
  PROGRAMME_NOT_YET: 57,
  INSTITUTIONAL_LAPSED: 64,
  INSTITUTIONAL_ENDED: 65,
  INSTITUTIONAL_NOT_YET: 66,
  INSTITUTIONAL_OUT_OF_SCOPE: 67,
  NEVER_GRANTED: 70,
} as const;

export type StandingCodeName = keyof typeof STANDING_CODES;
export type StandingCode = (typeof STANDING_CODES)[StandingCodeName];

/** 100: yes. */
export const BINDING_CODES = {
  ACTIVE: 100,
  UNKNOWN: 110,
  NOT_YET: 111,
  LAPSED: 112,
  ENDED: 113,
  ANNULLED: 114,
  COMPROMISED: 115,
  PROVIDER_NOT_YET: 120,
  PROVIDER_SUSPENDED: 121,
  PROVIDER_LAPSED: 122,
  PROVIDER_ENDED: 123,
} as const;

export type BindingCodeName = keyof typeof BINDING_CODES;
export type BindingCode = (typeof BINDING_CODES)[BindingCodeName];

/** Bits of `flags`. */
export const FLAGS = {
  /** The moment lies before the deciding act was recorded. */
  RETROACTIVE: 1,
  /** The moment is still to come. */
  SCHEDULED: 2,
  /** The member state's seat was suspended at the moment. */
  SEAT_SUSPENDED: 4,
  /** The decision carries conditions. */
  CONDITIONAL: 8,
  /** Of bindings: a compromise was recorded, from whatever moment on. */
  COMPROMISED: 16,
} as const;

export type Flag = keyof typeof FLAGS;

/** The flags that are set in the contracts' word. */
export const flagsOf = (word: bigint | number): Flag[] =>
  (Object.keys(FLAGS) as Flag[]).filter((flag) => (Number(word) & FLAGS[flag]) !== 0);

/** What a timeline answers for a moment, in the order of the contracts' enum `Status`. */
export const RECORD_STATES = [
  "never",
  "notYet",
  "active",
  "suspended",
  "lapsed",
  "withdrawn",
  "ended",
  "annulled",
  "compromised",
] as const;

export type RecordState = (typeof RECORD_STATES)[number];
