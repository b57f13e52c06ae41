/**
 * The EU vocabularies for what is checked and how it came out: `http://data.europa.eu/snb/verification/25831c2` and
 * `http://data.europa.eu/snb/verification-status/25831c2`. The vocabulary has seven checks; SOURCE is its "custom" one.
 */
import type { CheckName, CheckStatus } from "./result.ts";

const VERIFICATION = "http://data.europa.eu/snb/verification/";
const VERIFICATION_STATUS = "http://data.europa.eu/snb/verification-status/";

export const CHECK_URIS: Readonly<Record<CheckName, string>> = {
  FORMAT: `${VERIFICATION}2f5b89b96f`,
  INTEGRITY: `${VERIFICATION}f9c2016fe9`,
  KEY_AUTHORITY: `${VERIFICATION}f9c2016fe9`,
  ISSUER_ACCREDITED: `${VERIFICATION}e2bbc86a28`,
  STATUS: `${VERIFICATION}271aef9eb4`,
  VALIDITY: `${VERIFICATION}94d828f160`,
  HOLDER: `${VERIFICATION}1faf8d450f`,
  SOURCE: `${VERIFICATION}c_50990fe3`,
};

/** The vocabulary knows green, red and grey; grey is for whatever was not decided. */
export const STATUS_URIS: Readonly<Record<CheckStatus, string>> = {
  pass: `${VERIFICATION_STATUS}9895008394`,
  fail: `${VERIFICATION_STATUS}9d26eb9a37`,
  inconclusive: `${VERIFICATION_STATUS}641f0c5e5d`,
  skipped: `${VERIFICATION_STATUS}641f0c5e5d`,
};
