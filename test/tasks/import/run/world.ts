/** A founded network on a chain in a process of its own, and the import as a user runs it against that. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { id, JsonRpcProvider, Wallet } from "ethers";
import hre from "hardhat";

import { connect } from "../../../../client/src/connect.ts";
import { type CountryCode, parseCountry } from "../../../../client/src/identifiers/countries.ts";
import type { Registry } from "../../../../client/src/registry.ts";
import type { DeploymentRecord } from "../../../../deploy/deployment.ts";
import { accountOfficer, encodeMulticall, officeCall } from "../../../../deploy/safe.ts";
import { type Chain, startChain } from "../../../../scripts/pilot/chain.ts";
import { readRegister } from "../../../../tasks/export/readRegister.ts";
import { stateHash } from "../../../../tasks/export/stateHash.ts";
import { PARAMETERS, foundation, recordOf, temporaryFolder } from "../../../support/foundation.ts";
import { CHILD, type Envelope } from "../../cli.ts";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");
const OFFICERS = 3;
const THRESHOLD = 2;

/** Keys that are worth nothing: they follow from the country. */
const keyOf = (country: string, officer: number): string => id(`import test: ${country}, officer ${String(officer)}`);

/** An officer of a state, from 1. */
export const officer = (country: string, number: number): Wallet => new Wallet(keyOf(country, number));

const variableOf = (country: string, officer: number): string => `OFFICER_${country}_${String(officer)}`;

/** `--signer` for the offices of these countries. */
export const signers = (countries: readonly string[]): string =>
  countries.flatMap((country) => [1, 2].map((officer) => `var:${variableOf(country, officer)}`)).join(",");

export interface World {
  readonly url: string;
  readonly countries: readonly CountryCode[];
  readonly record: DeploymentRecord;
  /** Of the deployment's record. */
  readonly folder: string;
  readonly provider: JsonRpcProvider;
  readonly registry: Registry;
  stop(): Promise<void>;
}

/** Founds a network of these states on a chain; each has an office of three officers, two of whom sign. */
export async function foundOn(url: string, codes: readonly string[]): Promise<Omit<World, "stop">> {
  const countries = codes.map(parseCountry);
  const [one] = PARAMETERS.founders;
  const founders = countries.map((country) => ({
    ...one!,
    country,
    owners: Array.from(
      { length: OFFICERS },
      (_, index) => new Wallet(keyOf(country, index + 1)).address as `0x${string}`,
    ),
    threshold: THRESHOLD,
  }));
  const connection = await hre.network.create({ network: "localhost", override: { url } });
  const folder = temporaryFolder();
  const record = recordOf(
    await foundation(connection, {
      folder,
      parameters: { ...PARAMETERS, founders },
      signatures: async ({ founder, transaction }) =>
        Promise.all(
          [1, 2].map(async (officer) =>
            (await accountOfficer(new Wallet(keyOf(founder.country, officer)))).sign(transaction),
          ),
        ),
    }),
  );
  await connection.close();
  const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true, cacheTimeout: -1, pollingInterval: 100 });
  return { url, countries, record, folder, provider, registry: await connect({ provider, deployment: record }) };
}

export async function startWorld(codes: readonly string[]): Promise<World> {
  const chain = await startChain(new Date("2026-06-01T00:00:00Z"));
  try {
    const world = await foundOn(chain.url, codes);
    return { ...world, stop: () => stop(world, chain) };
  } catch (error) {
    await chain.stop();
    throw error;
  }
}

async function stop({ provider }: Omit<World, "stop">, chain: Chain): Promise<void> {
  provider.destroy();
  await chain.stop();
}

/** States whose registers most tests need: founded once for all of them. */
export const STATES = ["AT", "BE", "GR"] as const;

let shared: Promise<World> | undefined;
let snapshot = "";

/** A network of {@link STATES}, just founded: what was recorded before is undone. */
export async function freshWorld(): Promise<World> {
  const world = await (shared ??= startWorld(STATES));
  if (snapshot !== "") await world.provider.send("evm_revert", [snapshot]);
  snapshot = (await world.provider.send("evm_snapshot", [])) as string;
  return world;
}

after(async () => {
  await (await shared)?.stop();
});

/** The state's office writes to the registry. @param calls call data */
export async function decide(world: World, country: string, calls: readonly string[]): Promise<void> {
  const founder = world.record.founders.find((one) => one.country === country)!;
  const officers = await Promise.all([1, 2].map((officer) => accountOfficer(new Wallet(keyOf(country, officer)))));
  const office = { address: founder.account, threshold: THRESHOLD, officers };
  const { contracts } = world.record;
  const deadline = (await world.provider.getBlock("latest"))!.timestamp + 3_600;
  const submitter = await world.provider.getSigner(1);
  await (await officeCall(office, submitter, contracts.registry, encodeMulticall(deadline, calls))).wait();
}

export const hashOf = async ({ registry }: World): Promise<string> => stateHash(await readRegister(registry));

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface Running {
  readonly child: ChildProcess;
  /** Talk so far. */
  readonly stderr: () => string;
  readonly ended: Promise<Run>;
}

export interface RunOptions {
  /** Of the node, where it isn't the chain's own. */
  readonly url?: string;
}

/** Starts `npx hardhat …` against a world, with the keys of all officers in the environment. */
export function start(world: World, args: readonly string[], { url = world.url }: RunOptions = {}): Running {
  const keys = world.countries.flatMap((country) =>
    [1, 2, 3].map((officer) => [variableOf(country, officer), keyOf(country, officer)] as const),
  );
  const child = spawn(process.execPath, [HARDHAT, ...args, "--network", "localhost", "--deployment", world.folder], {
    cwd: ROOT,
    env: { ...process.env, ...Object.fromEntries(keys), ...CHILD, LOCALHOST_RPC_URL: url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, "close").then(([code, signal]): Run => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    stdout,
    stderr,
  }));
  return { child, stderr: () => stderr, ended };
}

export const run = (world: World, args: readonly string[], options?: RunOptions): Promise<Run> =>
  start(world, args, options).ended;

/** What an import answers with `--json`. */
export interface ImportData {
  readonly recorded: number;
  readonly same: number;
  readonly bundled: number;
  readonly planned: number;
  readonly skipped: number;
  readonly refused: number;
  readonly bundles: number;
  readonly signatures: number;
  readonly transactions: number;
  readonly gas: number;
  readonly seconds: number;
  readonly out: string;
  readonly refusals: readonly { readonly line: number; readonly reason: string }[];
  readonly rows?: readonly { readonly line: number; readonly status: string; readonly reason: string }[];
}

export type Imported = Envelope<ImportData> & { readonly code: number | null; readonly stderr: string };

/** `import KIND FILE --yes --json`, signed for all states. */
export async function importFile(
  world: World,
  kind: string,
  file: string,
  more: readonly string[] = [],
  options?: RunOptions,
): Promise<Imported> {
  return answerOf(await run(world, importArguments(world, kind, file, more), options));
}

export const importArguments = (world: World, kind: string, file: string, more: readonly string[] = []): string[] => [
  ...["import", kind, file, "--signer", signers(world.countries), "--yes", "--json"],
  ...more,
];

export function answerOf({ code, stdout, stderr }: Run): Imported {
  if (stdout === "") throw new Error(`the import wrote nothing, exit code ${String(code)}\n${stderr}`);
  const envelope = JSON.parse(stdout) as Envelope<ImportData>;
  // a failure has no data: tests that look for some shall say why there is none
  return { ...envelope, code, stderr: stderr + JSON.stringify(envelope.error ?? "") };
}

/** Rows of a file that an import gave back, by the names of their columns. */
export async function resultRows(file: string): Promise<Record<string, string>[]> {
  const { readCsv } = await import("../../../../tasks/core/csv.ts");
  const { header, records } = readCsv(readFileSync(file), [",", ";", "\t"]);
  return records.map(({ fields }) => Object.fromEntries(header.map((name, index) => [name, fields[index] ?? ""])));
}
