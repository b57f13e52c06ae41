import { toSeconds } from "../time.ts";
import { worst } from "./assess.ts";
import { sha256Hex, utf8 } from "./bytes.ts";
import { checkValidity } from "./checks/validity.ts";
import type { Context, OpenedSeal } from "./context.ts";
import type { Credential, SealedCredential } from "./credential.ts";
import { isoOf } from "./dates.ts";
import { detect } from "./detect.ts";
import { readCredential } from "./elm.ts";
import { openSeal } from "./keys.ts";
import { requireSize } from "./limits.ts";
import type { VerifyOptions } from "./options.ts";
import { DEFAULT_POLICY } from "./policy.ts";
import { stampedTime } from "./proofs.ts";
import { askRegistry, type Authorised, sourceFinding } from "./registryChecks.ts";
import { Report } from "./report.ts";
import type { Finding, VerificationResult } from "./result.ts";
import { FETCH_LIMITS, fetchLimited } from "./status/fetcher.ts";
import { english } from "./texts/en.ts";
import { VerificationError } from "./verificationError.ts";

/**
 * Verifies a digitally-signed qualification from end to end (docs/verification.md). Never throws for what the document or
 * the registry's nodes are like: that is the result.
 * @param input the document, byte for byte
 * @example
 * const registry = connect({ rpcUrls, deployment });
 * const { verdict, checks } = await verify(await readFile("diploma.jsonld"), { registry });
 */
export async function verify(input: string | Uint8Array, options: VerifyOptions): Promise<VerificationResult> {
  const { texts = english, registry } = options;
  // where the seal is wrong, nobody asks whether it has connected
  Promise.resolve(registry).catch(() => undefined);
  const document = typeof input === "string" ? utf8(input) : input;
  const policy = { ...DEFAULT_POLICY, ...options.policy };
  const now = options.now === undefined ? Math.floor(Date.now() / 1000) : toSeconds(options.now);
  const report = new Report({ documentSha256: await sha256Hex(document), now, policy });
  const fetch = fetchLimited(options.fetch ?? globalThis.fetch, { ...FETCH_LIMITS, ...options.fetchLimits });
  const context: Context = { options, policy, now, report, sources: { fetch, keys: options.keys ?? [] } };

  const seal = await formatAndIntegrity(document, context);
  const credential = seal && readInside(seal, context);
  if (seal !== undefined && credential !== undefined) await checkInside(seal, credential, context);
  return report.result(texts);
}

/** @returns nothing where what is inside must not be shown */
async function formatAndIntegrity(document: Uint8Array, { report, sources }: Context): Promise<OpenedSeal | undefined> {
  const sealed = await attempt(
    () => open(document),
    (finding) => {
      // that disclosures are the issuer's is a matter of digests
      const check = finding.code === "DISCLOSURE_WRONG" ? "INTEGRITY" : "FORMAT";
      report.found(check, finding);
    },
  );
  if (sealed === undefined) return undefined;
  report.add({ format: sealed.format });
  report.found("FORMAT", { status: "pass", code: "FORMAT_KNOWN", facts: { format: sealed.format } });
  return attempt(
    async () => {
      const key = await openSeal(sealed, sources);
      report.found("INTEGRITY", { status: "pass", code: "SEAL_RIGHT", facts: { key: key.thumbprint } });
      return { sealed, key };
    },
    (finding) => report.found("INTEGRITY", finding),
  );
}

/** Each format's reader is loaded when a document needs it. */
async function open(document: Uint8Array): Promise<SealedCredential> {
  requireSize(document.length);
  const detected = detect(document);
  switch (detected.kind) {
    case "jades":
      return (await import("./formats/jades.ts")).readJades(detected.json, document);
    case "jwt":
      return (await import("./formats/jwt.ts")).readJwt(detected.compact);
    case "sdjwt":
      return (await import("./formats/sdjwt.ts")).readSdJwt(detected.compact);
  }
}

function readInside({ sealed, key }: OpenedSeal, { report, now, policy }: Context): Credential | undefined {
  try {
    const credential = readCredential(sealed);
    const { sealedAt } = credential;
    if (sealedAt !== undefined && sealedAt > now + policy.clockSkew) {
      throw new VerificationError("SEALED_IN_FUTURE", { sealed: isoOf(sealedAt) });
    }
    report.add({ claims: credential.claims, ...(key.certificate && { certificate: key.certificate }) });
    return credential;
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    report.found("FORMAT", error.finding);
    return undefined;
  }
}

async function checkInside(seal: OpenedSeal, credential: Credential, context: Context): Promise<void> {
  const { report, now, policy } = context;
  const stamped = await stampedTime(seal.sealed, context);
  const authorised = await askRegistry(seal, credential, stamped, context);
  report.found("STATUS", await status(seal, credential, authorised, context));
  report.found("VALIDITY", checkValidity(credential, now, policy.clockSkew));
  report.found("HOLDER", { status: "skipped", code: "HOLDER_NOT_ASKED" });
}

async function status(
  { key }: OpenedSeal,
  { statuses }: Credential,
  authorised: Authorised,
  { sources, now, policy }: Context,
): Promise<Finding> {
  if (statuses.length === 0) return { status: "skipped", code: "NO_STATUS" };
  const { checkStatus } = await import("./status/statusList.ts");
  const isIssuers = async (thumbprint: string) => thumbprint === key.thumbprint || authorised.holds(thumbprint);
  const findings = await Promise.all(
    statuses.map(async (reference): Promise<Finding> => {
      try {
        return await checkStatus(reference, { ...sources, now, skew: policy.clockSkew, isIssuers });
      } catch (error) {
        const finding = error instanceof VerificationError ? error.finding : await sourceFinding(error);
        // a list that is wrong in itself says nothing about the credential
        return finding.status === "fail"
          ? { status: "inconclusive", code: "STATUS_LIST_WRONG", facts: { reason: finding.code } }
          : finding;
      }
    }),
  );
  return worst(findings);
}

async function attempt<T>(work: () => Promise<T>, otherwise: (finding: Finding) => void): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    otherwise(error.finding);
    return undefined;
  }
}
