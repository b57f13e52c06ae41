/** SOURCE, KEY_AUTHORITY and ISSUER_ACCREDITED: what the registry says, at the time that decides. */
import { SourceError } from "../errors/sourceError.ts";
import { SuiteError } from "../errors/suiteError.ts";
import type { Hex } from "../hex.ts";
import type { Registry } from "../registry.ts";
import type { Snapshot } from "../source.ts";
import { askingOnce } from "./askingOnce.ts";
import { Assessor, type Assessment } from "./assess.ts";
import { checkSource } from "./checks/source.ts";
import type { Context, OpenedSeal } from "./context.ts";
import type { Credential } from "./credential.ts";
import { earliest, isoOf } from "./dates.ts";
import { factsOf, type Restriction } from "./history.ts";
import { noticesOf, type Settled } from "./notices.ts";
import { optional } from "../optional.ts";
import { partiesOf } from "./parties.ts";
import { notarisedTime } from "./proofs.ts";
import { restrictionsOn } from "./restrictions.ts";
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
  stamped: number | undefined,
  context: Context,
): Promise<Authorised> {
  const { options, report } = context;
  try {
    const connected = await options.registry;
    const snapshot = await connected.snapshot();
    if (!isTrusted(snapshot, context)) return NOBODY;
    const registry = askingOnce(connected.at(snapshot.block));
    const proven = earliest(stamped, await notarisedTime(seal.sealed, registry, context));
    const settled = await settle(registry, seal, credential, { proven, ...context });
    report.found("KEY_AUTHORITY", settled.authority);
    report.found("ISSUER_ACCREDITED", settled.accredited);
    const paths = settled.assessment.parties
      .filter(({ authority }) => authority.finding.status === "pass")
      .map((party) => trustPath(registry, seal.key.thumbprint, party));
    const trustPaths = await Promise.all(paths);
    const notices = await noticesOf(registry, seal, credential, settled, context);
    await requireSameBlock(connected, snapshot);
    report.add({ times: timesOf(credential, proven, settled.decisive), trustPaths });
    report.notice(...notices);
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

/** The questions name the block by its number: what was answered counts where that is still the same one at the end. */
async function requireSameBlock(registry: Registry, { block, blockHash }: Snapshot): Promise<void> {
  const again = await registry.at(block).snapshot();
  if (again.blockHash === blockHash) return;
  throw new SourceError(
    "BLOCK_REPLACED",
    `block ${String(block)} is ${again.blockHash} now, and was ${blockHash}`,
    "Ask again, when the chain has settled.",
  );
}

async function unreachable(error: unknown, { report }: Context): Promise<Authorised> {
  report.found("SOURCE", await sourceFinding(error));
  notAsked(report);
  return NOBODY;
}

/**
 * That a node fails, or answers what no registry answers, says nothing about the credential. Ethers' errors have a code, too.
 * @throws whatever else went wrong, which is the caller's, or ours
 */
export async function sourceFinding(error: unknown): Promise<Finding> {
  if (error instanceof SourceError) return { status: "inconclusive", code: error.code };
  const { ContractError } = await import("../errors/contractError.ts");
  const isRefusal = error instanceof ContractError || (error instanceof SuiteError && error.code === "NO_REGISTRY");
  if (!isRefusal && (error instanceof SuiteError || !(error instanceof Error && "code" in error))) throw error;
  return { status: "inconclusive", code: "UNKNOWN_ANSWER" };
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
  const atClaimed =
    claimed === undefined && atProven !== undefined ? atProven : await assessor.at(claimed ?? now, parties);
  const restrictions = await restrictionsOn(registry, atProven !== undefined && !isNo(atProven) ? atProven : atClaimed);
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
  assessment: Assessment,
  restrictions: readonly Restriction[],
  window: { readonly from: number; readonly until: number },
): Pick<Settled, "authority" | "accredited"> {
  const { authority, accredited } = assessment;
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
        ? unless(authority, "KEY_RECORDED_LATER", { recorded: isoOf(keyRecordedAt(assessment) ?? 0) })
        : ofKey === undefined
          ? authority
          : unless(authority, "TIME_UNPROVEN", factsOf(ofKey)),
    accredited: ofEntitlement === undefined ? accredited : unless(accredited, "TIME_UNPROVEN", factsOf(ofEntitlement)),
  };
}

const ofIdentity = new Set<Restriction["record"]>(["binding", "mandate"]);

const unless = (finding: Finding, code: Finding["code"], facts?: Finding["facts"]): Finding =>
  finding.status === "pass" ? { status: "inconclusive", code, ...optional("facts", facts) } : finding;

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
