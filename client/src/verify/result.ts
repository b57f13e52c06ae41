/** What a verification comes to: JSON-serialisable, versioned, its verdict a pure function of the checks. */
import type { Hex } from "../hex.ts";
import type { Claims, CredentialFormat } from "./credential.ts";
import type { CertificateReport } from "./certificates.ts";
import type { Policy } from "./policy.ts";
import type { Code } from "./texts/en.ts";
import type { DecisiveTime } from "./times.ts";
import type { TimestampReport } from "./timestamps.ts";

/** Raised where a reader of results would misread a newer one. */
export const RESULT_VERSION = 1;

/** In the order in which they are reported; the first that decides the verdict is its root cause. */
export const CHECK_NAMES = [
  "FORMAT",
  "INTEGRITY",
  "KEY_AUTHORITY",
  "ISSUER_ACCREDITED",
  "STATUS",
  "VALIDITY",
  "HOLDER",
  "SOURCE",
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];
export type CheckStatus = "pass" | "fail" | "inconclusive" | "skipped";
export type Verdict = "VALID" | "INVALID" | "INCONCLUSIVE";
export type Facts = Readonly<Record<string, string | number>>;

/** What a check found, before it is put into words. */
export interface Finding {
  readonly status: CheckStatus;
  readonly code: Code;
  readonly facts?: Facts;
}

export interface Check extends Finding {
  readonly check: CheckName;
  /** One sentence, in the language of the catalogue. */
  readonly sentence: string;
  /** Of the EU vocabularies. */
  readonly checkUri: string;
  readonly statusUri: string;
}

/** What is worth knowing and decides nothing. */
export interface Notice {
  readonly code: Code;
  readonly facts?: Facts;
}

/** One link of the way from the council to the key. Addresses and ids are the registry's. */
export type TrustLink =
  | { readonly role: "council"; readonly chainId: number; readonly registry: Hex }
  | { readonly role: "memberState"; readonly country: string }
  | {
      readonly role: "accreditationBody" | "trustServiceProvider" | "memberStateOffice";
      readonly office: number;
      readonly country: string;
      readonly account: Hex;
    }
  | {
      readonly role: "institution";
      readonly id: Hex;
      readonly country: string;
      readonly legalName?: Readonly<Record<string, string>>;
      readonly identifiers?: readonly string[];
    }
  | { readonly role: "key"; readonly thumbprint: string };

/** Moments, Unix seconds UTC, as told apart: only `proven` needs nobody's word. */
export interface Times {
  readonly awarded?: number;
  readonly sealed?: number;
  readonly proven?: number;
  /** The one that decided. */
  readonly decisive: DecisiveTime;
}

export interface VerificationResult {
  readonly version: typeof RESULT_VERSION;
  readonly verdict: Verdict;
  /** The check that decided, where the verdict isn't VALID. */
  readonly rootCause?: { readonly check: CheckName; readonly code: Code };
  readonly checks: readonly Check[];
  readonly notices: readonly (Notice & { readonly sentence: string })[];
  readonly format?: CredentialFormat;
  readonly times?: Times;
  /** From the registry alone; one path for each awarding institution whose key the seal's is. */
  readonly trustPaths: readonly (readonly TrustLink[])[];
  /** What the credential says of itself. Shown where its integrity holds; decides nothing. */
  readonly claims?: Claims;
  readonly certificate?: CertificateReport;
  readonly timestamps: readonly TimestampReport[];
  /** What a second run needs beside the document and what was handed over with it or fetched: at this block it finds the same. */
  readonly rerun: {
    readonly documentSha256: string;
    readonly now: number;
    readonly policy: Policy;
    readonly chainId?: number;
    readonly registry?: Hex;
    readonly block?: number;
    readonly blockHash?: Hex;
    readonly blockTime?: number;
  };
}

/** Any fail: INVALID; else any inconclusive, HOLDER aside: INCONCLUSIVE; else VALID. */
export function verdictOf(checks: readonly Check[]): Pick<VerificationResult, "verdict" | "rootCause"> {
  const failed = checks.find(({ status }) => status === "fail");
  const open = checks.find(({ check, status }) => status === "inconclusive" && check !== "HOLDER");
  const cause = failed ?? sourceFirst(checks, open);
  if (cause === undefined) return { verdict: "VALID" };
  return {
    verdict: failed === undefined ? "INCONCLUSIVE" : "INVALID",
    rootCause: { check: cause.check, code: cause.code },
  };
}

/** What can't be asked because of the source is open on account of the source. */
function sourceFirst(checks: readonly Check[], open: Check | undefined): Check | undefined {
  if (open?.code !== "SOURCE_NOT_TRUSTED") return open;
  return checks.find(({ check }) => check === "SOURCE") ?? open;
}
