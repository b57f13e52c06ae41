/** Verification of digitally-signed qualifications (docs/verification.md), and the notary's receipts. */
export { verify } from "./verify.ts";
export type { VerifyOptions } from "./options.ts";
export { DEFAULT_POLICY, type Lenience, type Policy } from "./policy.ts";
export {
  type Check,
  CHECK_NAMES,
  type CheckName,
  type CheckStatus,
  type Notice,
  RESULT_VERSION,
  type Times,
  type TrustLink,
  type VerificationResult,
  type Verdict,
} from "./result.ts";
export type { Award, Claims, CredentialFormat, Organisation } from "./credential.ts";
export type { CertificateReport } from "./certificates.ts";
export type { TimestampReport } from "./timestamps.ts";
export { documentLeaf, parseReceipt, type Receipt } from "./receipts.ts";
export type { Catalogue } from "./texts/catalogue.ts";
export { type Code, english } from "./texts/en.ts";
export { CHECK_URIS, STATUS_URIS } from "./vocabulary.ts";
