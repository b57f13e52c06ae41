import type { Check, TrustLink, VerificationResult } from "../verify/index.ts";

const MARKS: Readonly<Record<Check["status"], string>> = {
  pass: "yes",
  fail: "NO",
  inconclusive: "open",
  skipped: "–",
};

/** A verification's result, as a registrar reads it: a line each. */
export function* resultInWords({
  verdict,
  rootCause,
  checks,
  notices,
  trustPaths,
  rerun,
}: VerificationResult): Generator<string> {
  const cause = checks.find(({ check }) => check === rootCause?.check);
  yield cause === undefined ? verdict : `${verdict}: ${cause.sentence}`;
  yield "";
  for (const { check, status, sentence } of checks) yield `${MARKS[status].padEnd(5)} ${check.padEnd(18)} ${sentence}`;
  for (const { sentence } of notices) yield `note  ${sentence}`;
  for (const path of trustPaths) yield `by    ${path.map(linkInWords).join(" → ")}`;
  const read =
    rerun.block === undefined ? "nothing was read" : `block ${String(rerun.block)} of chain ${String(rerun.chainId)}`;
  yield `read  ${read}; document ${rerun.documentSha256}`;
}

function linkInWords(link: TrustLink): string {
  switch (link.role) {
    case "council":
      return "council";
    case "memberState":
      return link.country;
    case "institution":
      return Object.values(link.legalName ?? {})[0] ?? link.id;
    case "key":
      return `key ${link.thumbprint.split(":").at(-1) ?? ""}`;
    case "accreditationBody":
      return `accreditation body, office ${String(link.office)}`;
    case "memberStateOffice":
      return `member state, office ${String(link.office)}`;
    case "trustServiceProvider":
      return `trust service provider, office ${String(link.office)}`;
  }
}
