/** The bench's own contracts, compiled here with the compiler and the settings of the suite's: they are no part of it. */
import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { InterfaceAbi } from "ethers";
import hre from "hardhat";
import solc from "solc";

/** What a contract is deployed from. */
export interface Artifact {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

const NAMES = ["Batch", "Meter", "NaiveRegistry"] as const;

export type BenchContract = (typeof NAMES)[number];

interface Output {
  readonly errors?: readonly { severity: string; formattedMessage: string }[];
  readonly contracts?: Readonly<
    Record<string, Readonly<Record<string, { abi: InterfaceAbi; evm: { bytecode: { object: string } } }>>>
  >;
}

/** @throws Error with the compiler's own words */
export async function compileContracts(): Promise<Record<BenchContract, Artifact>> {
  const sources = await Promise.all(
    NAMES.map(async (name) => {
      const content = await readFile(new URL(`contracts/${name}.sol`, import.meta.url), "utf8");
      return [`${name}.sol`, { content }] as const;
    }),
  );
  const { optimizer, evmVersion } = suiteSettings();
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(sources),
    settings: { optimizer, evmVersion, outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } },
  };
  const output = JSON.parse(compile(JSON.stringify(input), { import: readImport })) as Output;
  const faults = output.errors?.filter(({ severity }) => severity === "error") ?? [];
  if (faults.length > 0) throw new Error(faults.map(({ formattedMessage }) => formattedMessage).join("\n"));

  const artifactOf = (name: BenchContract): Artifact => {
    const contract = output.contracts?.[`${name}.sol`]?.[name];
    if (contract === undefined) throw new Error(`${name}.sol has no contract ${name}`);
    return { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` };
  };
  return { Batch: artifactOf("Batch"), Meter: artifactOf("Meter"), NaiveRegistry: artifactOf("NaiveRegistry") };
}

/** solc's own types are `any`. */
const compile = solc.compile as (
  input: string,
  callbacks: { import: (path: string) => { contents: string } | { error: string } },
) => string;

function suiteSettings(): { optimizer: unknown; evmVersion: unknown } {
  const profile = hre.config.solidity.profiles["default"];
  const settings = profile?.compilers[0]?.settings as { optimizer?: unknown; evmVersion?: unknown } | undefined;
  if (settings?.optimizer === undefined || settings.evmVersion === undefined) {
    throw new Error("the Hardhat configuration names no optimizer or EVM version");
  }
  return { optimizer: settings.optimizer, evmVersion: settings.evmVersion };
}

function readImport(path: string): { contents: string } | { error: string } {
  try {
    return { contents: readFileSync(fileURLToPath(import.meta.resolve(path)), "utf8") };
  } catch (error) {
    return { error: String(error) };
  }
}
