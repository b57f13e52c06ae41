/** The registry's answers in a few words of English. */
import type { BindingCode, Flag, StandingCode } from "./codes.ts";

/** `Standing.code`. */
export const STANDINGS: Readonly<Record<StandingCode, string>> = {
  10: "yes: programme accredited",
  11: "yes: institution accredited, in its scope",
  20: "no: institution unknown",
  21: "no: institution not yet registered",
  22: "no: institution suspended",
  23: "no: institution closed",
  24: "no: institution's registration withdrawn",
  25: "no: institution's registration annulled",
  30: "no: member state had left",
  40: "no: qualification type unknown",
  41: "no: qualification type not yet defined",
  42: "no: qualification type withdrawn",
  43: "no: qualification type annulled",
  50: "no: programme accreditation annulled",
  51: "no: programme accreditation withdrawn",
  52: "no: programme accreditation suspended",
  53: "no: programme lapsed while suspended",
  54: "no: programme accredited, but not there",
  55: "no: programme accreditation lapsed",
  56: "no: programme accreditation ended",
  57: "no: programme not yet accredited",
  60: "no: institution's accreditation annulled",
  61: "no: institution's accreditation withdrawn",
  62: "no: institution's accreditation suspended",
  63: "no: institution accredited, but not there",
  64: "no: institution's accreditation lapsed",
  65: "no: institution's accreditation ended",
  66: "no: institution not yet accredited",
  67: "no: beyond the institution's scope",
  70: "no: never accredited for it",
};

/** `BindingStanding.code`. */
export const BINDINGS: Readonly<Record<BindingCode, string>> = {
  100: "yes",
  110: "no: never bound",
  111: "no: not yet bound",
  112: "no: binding lapsed",
  113: "no: binding ended",
  114: "no: binding annulled",
  115: "no: compromised",
  120: "no: provider not yet mandated",
  121: "no: provider suspended",
  122: "no: provider's mandate lapsed",
  123: "no: provider's mandate ended",
};

const FLAG_WORDS: Readonly<Record<Flag, string>> = {
  RETROACTIVE: "recorded later",
  SCHEDULED: "still to come",
  SEAT_SUSPENDED: "member state's seat was suspended",
  CONDITIONAL: "with conditions",
  COMPROMISED: "since compromised",
};

/** @example flagsInWords(["RETROACTIVE"]) // ["recorded later"] */
export const flagsInWords = (flags: readonly Flag[]): string[] => flags.map((flag) => FLAG_WORDS[flag]);
