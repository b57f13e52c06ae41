/** SOURCE, KEY_AUTHORITY and ISSUER_ACCREDITED: what the registry says, at the time that decides. */
import { SourceError } from "../errors/sourceError.ts";
import { SuiteError } from "../errors/suiteError.ts";
import type { Hex } from "../hex.ts";
import type { Registry } from "../registry.ts";
import type { Snapshot } from "../source.ts";
import { Assessor, type Assessment } from "./assess.ts";
import { checkSource } from "./checks/source.ts";
import type { Context, OpenedSeal } from "./context.ts";
import type { Credential } from "./credential.ts";
import { isoOf } from "./dates.ts";
import type { Restriction } from "./history.ts";
import { noticesOf, type Settled } from "./notices.ts";
import { optional } from "./optional.ts";
import { partiesOf } from "./parties.ts";
import type { Finding } from "./result.ts";
import { type DecisiveTime, decisiveTime } from "./times.ts";
import { trustPath } from "./trustPath.ts";

/** Whom the seal was found to be. */
export interface Authorised {
  /** Whether a key is one of these institutions' now. */
  holds(thumbprint: string): Promise<boolean>;
}

const NOBODY: Authorised = { holds: () => Promise.resolve(false) };

export async function askRegistry(
  seal: OpenedSeal,
  credential: Credential,
  proven: number | undefined,
  context: Context,
): Promise<Authorised> {
  const { options, report } = context;
  try {
    const snapshot = await options.registry.snapshot();
    if (!isTrusted(snapshot, context)) return NOBODY;
    const registry = options.registry.at(snapshot.block);
    const settled = await settle(registry, seal, credential, { proven, ...context });
    report.found("KEY_AUTHORITY", settled.authority);
    report.found("ISSUER_ACCREDITED", settled.accredited);
    const paths = settled.assessment.parties
      .filter(({ authority }) => authority.finding.status === "pass")
      .map((party) => trustPath(registry, seal.key.thumbprint, party));
    report.add({ times: timesOf(credential, proven, settled.decisive), trustPaths: await Promise.all(paths) });
    report.notice(...(await noticesOf(registry, seal, credential, settled, context)));
    return holderCheck(registry, settled.assessment);
  } catch (error) {
    return unreachable(error, context);
  }
}

function isTrusted(snapshot: Snapshot, { report, policy, now }: Context): boolean {
  const { chainId, registry, block, blockHash, time: blockTime } = snapshot;
  const { finding, notices } = checkSource(snapshot, policy, now);
  report.add({ rerun: { chainId, registry, block, blockHash, blockTime } });
  report.found("SOURCE", finding);
  report.notice(...notices);
  if (finding.status !== "pass") notAsked(report);
  return finding.status === "pass";
}

/** No node's failure says anything about the credential. Ethers' errors have a code, too; any other is the caller's, or ours. */
function unreachable(error: unknown, { report }: Context): Authorised {
  const isSource = error instanceof SourceError;
  if (!(error instanceof Error && "code" in error) || (error instanceof SuiteError && !isSource)) throw error;
  const code = isSource ? error.code : "UNKNOWN_ANSWER";
  report.found("SOURCE", { status: "inconclusive", code });
  notAsked(report);
  return NOBODY;
}

function notAsked(report: Context["report"]): void {
  report.found("KEY_AUTHORITY", SOURCE_NOT_TRUSTED);
  report.found("ISSUER_ACCREDITED", SOURCE_NOT_TRUSTED);
}

const SOURCE_NOT_TRUSTED: Finding = { status: "inconclusive", code: "SOURCE_NOT_TRUSTED" };

/** Finds the time that decides, and what the registry says then. */
async function settle(
  registry: Registry,
  { key }: OpenedSeal,
  credential: Credential,
  { proven, policy, now }: Context & { readonly proven: number | undefined },
): Promise<Settled> {
  const assessor = new Assessor(registry, key.thumbprint, policy.territory);
  const parties = partiesOf(credential);
  const claimed = credential.sealedAt;
  const atProven = proven === undefined ? undefined : await assessor.at(proven, parties);
  const atClaimed = await assessor.at(claimed ?? proven ?? now, parties);
  const restrictions = await assessor.restrictions(atProven !== undefined && !isNo(atProven) ? atProven : atClaimed);
  const decisive = decisiveTime(
    { ...optional("proven", proven), ...optional("claimed", claimed), now },
    {
      noAtProven: atProven !== undefined && isNo(atProven),
      noAtClaimed: isNo(atClaimed),
      restrictedAt: restrictions.map(({ from }) => from),
      ...optional("keyRecordedAt", keyRecordedAt(atClaimed)),
    },
  );
  const assessment = decisive.basis === "proven" && atProven !== undefined ? atProven : atClaimed;
  const window = { from: atClaimed.at, until: proven ?? now };
  return { decisive, assessment, restrictions, ...findings(decisive, assessment, restrictions, window) };
}

const isNo = ({ authority, accredited }: Assessment): boolean =>
  [authority, accredited].some(({ status }) => status === "fail");

function keyRecordedAt({ parties }: Assessment): number | undefined {
  const times = parties.flatMap(({ authority }) => authority.key?.act?.recordedAt ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Where no time decides, a yes is none. */
function findings(
  decisive: DecisiveTime,
  { authority, accredited }: Assessment,
  restrictions: readonly Restriction[],
  window: { readonly from: number; readonly until: number },
): Pick<Settled, "authority" | "accredited"> {
  if (decisive.basis !== "none") return { authority, accredited };
  const inside = restrictions.filter(({ from }) => from > window.from && from <= window.until);
  const [ofKey] = inside.filter(({ record }) => ofIdentity.has(record));
  const [ofEntitlement] = inside.filter(({ record }) => !ofIdentity.has(record));
  if (decisive.reason === "NO_TIME") {
    return { authority: unless(authority, "TIME_UNKNOWN"), accredited: unless(accredited, "TIME_UNKNOWN") };
  }
  return {
    authority:
      decisive.reason === "KEY_RECORDED_LATER"
        ? unless(authority, "KEY_RECORDED_LATER")
        : ofKey === undefined
          ? authority
          : unless(authority, "TIME_UNPROVEN", ofKey),
    accredited: ofEntitlement === undefined ? accredited : unless(accredited, "TIME_UNPROVEN", ofEntitlement),
  };
}

const ofIdentity = new Set<Restriction["record"]>(["binding", "mandate"]);

function unless(finding: Finding, code: Finding["code"], restriction?: Restriction): Finding {
  if (finding.status !== "pass") return finding;
  if (restriction === undefined) return { status: "inconclusive", code };
  const { record, kind, from } = restriction;
  return { status: "inconclusive", code, facts: { record, act: kind, from: isoOf(from) } };
}

const timesOf = ({ awards, sealedAt }: Credential, proven: number | undefined, decisive: DecisiveTime) => {
  const awarded = awards.map(({ awardedAt }) => awardedAt).find((time) => time !== undefined);
  return { ...optional("awarded", awarded), ...optional("sealed", sealedAt), ...optional("proven", proven), decisive };
};

function holderCheck(registry: Registry, { parties }: Assessment): Authorised {
  const institutions = parties.flatMap(({ authority }): Hex[] =>
    authority.finding.status === "pass" && authority.institution ? [authority.institution] : [],
  );
  return {
    holds: async (thumbprint) => {
      const bound = await Promise.all(
        institutions.map((institution) => registry.bindingAt({ institution, binding: thumbprint })),
      );
      return bound.some(({ active }) => active);
    },
  };
}
