import type { Snapshot } from "../../source.ts";
import type { Policy } from "../policy.ts";
import type { Finding, Notice } from "../result.ts";

/** Whether what the registry says can be taken for what the council's registry says, now. */
export function checkSource(snapshot: Snapshot, policy: Policy, now: number): { finding: Finding; notices: Notice[] } {
  const age = now - snapshot.time;
  if (snapshot.code === "unexpected") return inconclusive("UNEXPECTED_CODE", {});
  if (age > policy.maxBlockAge) return inconclusive("SOURCE_STALE", { age, most: policy.maxBlockAge });
  if (age < -policy.clockSkew) return inconclusive("SOURCE_AHEAD", { seconds: -age });
  if (snapshot.code === "expected") return { finding: { status: "pass", code: "SOURCE_EXPECTED" }, notices: [] };
  if (policy.unpinnedCode === "inconclusive") return inconclusive("CODE_UNPINNED", {});
  return { finding: { status: "pass", code: "SOURCE_NAMED" }, notices: [{ code: "CODE_NOT_COMPARED" }] };
}

const inconclusive = (code: Finding["code"], facts: NonNullable<Finding["facts"]>) => ({
  finding: { status: "inconclusive", code, facts } as const,
  notices: [],
});
