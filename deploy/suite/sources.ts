/** What is deployed: compiled contracts, their settings, and the commit that they are of. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { CompilerRecord } from "../deployment.ts";

/** The suite's contracts that the project compiles. */
const COMPILED = [
  "ERC1967Proxy",
  "TrustedIssuerRegistry",
  "RegistryExtension",
  "MemberStates",
  "Council",
  "CouncilTimelock",
  "CouncilAuthority",
  "Notary",
  "OfficeFactory",
  "P256OfficerFactory",
  "OfficePolicy",
] as const;

/** What solc was given. */
interface BuildInfo {
  readonly solcLongVersion: string;
  readonly input: {
    readonly settings: {
      readonly evmVersion?: string;
      readonly viaIR?: boolean;
      readonly optimizer?: { readonly enabled?: boolean; readonly runs?: number };
    };
  };
}

/** Whom contracts call whose coverage Hardhat measures. */
const COVERAGE_ADDRESS = "c0be".repeat(10);

/**
 * How the contracts were compiled, after checking that they can be deployed.
 * @throws SuiteError INSTRUMENTED_ARTIFACTS, UNEXPECTED_ARTIFACTS
 */
export async function compiledSources(
  hre: HardhatRuntimeEnvironment,
  contracts: readonly string[] = COMPILED,
): Promise<CompilerRecord> {
  if (hre.globalOptions.coverage) throw instrumented("--coverage is on");
  const infos = new Map<string, BuildInfo>();
  const settings: Record<string, { runs: number; viaIR: boolean }> = {};
  for (const contract of contracts) {
    const info = await buildInfo(hre, contract, infos);
    const { bytecode } = await hre.artifacts.readArtifact(contract);
    if (bytecode.toLowerCase().includes(COVERAGE_ADDRESS)) throw instrumented(`${contract} reports what it runs`);
    const { optimizer, viaIR } = info.input.settings;
    if (optimizer?.enabled !== true) throw unexpected(contract, "without the optimiser");
    settings[contract] = { runs: optimizer.runs ?? 200, viaIR: viaIR === true };
  }
  const [solc, ...others] = new Set([...infos.values()].map(({ solcLongVersion }) => solcLongVersion));
  const [evmVersion] = new Set([...infos.values()].map(({ input }) => input.settings.evmVersion ?? ""));
  if (solc === undefined || others.length > 0) throw unexpected(contracts.join(", "), "by several compilers");
  return { solc, evmVersion: evmVersion ?? "", contracts: settings };
}

async function buildInfo(
  hre: HardhatRuntimeEnvironment,
  contract: string,
  known: Map<string, BuildInfo>,
): Promise<BuildInfo> {
  const id = await hre.artifacts.getBuildInfoId(contract);
  const file = id === undefined ? undefined : await hre.artifacts.getBuildInfoPath(id);
  if (id === undefined || file === undefined) throw unexpected(contract, "by nobody knows what: it has no build info");
  const found = known.get(id) ?? (JSON.parse(readFileSync(file, "utf8")) as BuildInfo);
  known.set(id, found);
  return found;
}

/** Sources that decide what is deployed. */
const DECISIVE = ["contracts", "deploy/modules", "hardhat.config.ts", "package-lock.json"];

/**
 * The commit that the sources are of; `-modified` follows where they aren't just as committed. `unknown` without git.
 * @example sourceCommit("/srv/registry") // "c0c3ebe…-modified"
 */
export function sourceCommit(root: string): string {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    const changed = git("status", "--porcelain", "--", ...DECISIVE);
    return `${git("rev-parse", "HEAD")}${changed === "" ? "" : "-modified"}`;
  } catch {
    return "unknown";
  }
}

/** @throws SuiteError UNCOMMITTED_SOURCES where a shared network would get code that nobody can look up */
export function requireCommitted(commit: string): void {
  if (/^[0-9a-f]{40,64}$/.test(commit)) return;
  throw new SuiteError(
    "UNCOMMITTED_SOURCES",
    `what would be deployed is no committed state of the sources (${commit})`,
    "Commit the changes, or check out the commit to be deployed: others have to find the sources of what runs.",
  );
}

function instrumented(reason: string): SuiteError {
  return new SuiteError(
    "INSTRUMENTED_ARTIFACTS",
    `the compiled contracts are instrumented to measure coverage: ${reason}`,
    "Build again without --coverage: npm run build.",
  );
}

function unexpected(contract: string, how: string): SuiteError {
  return new SuiteError(
    "UNEXPECTED_ARTIFACTS",
    `${contract} was compiled ${how}`,
    "Build again with the project's own configuration: npm run build.",
  );
}
