/** Code on a chain, and what the compiler made of the sources. */
import safeL2 from "@safe-global/safe-smart-account/build/artifacts/contracts/SafeL2.sol/SafeL2.json" with { type: "json" };
import safeProxyFactory from "@safe-global/safe-smart-account/build/artifacts/contracts/proxies/SafeProxyFactory.sol/SafeProxyFactory.json" with { type: "json" };
import { dataLength, dataSlice, getAddress, keccak256 } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import type { Hex } from "../../client/src/hex.ts";
import type { Eip1193 } from "./connection.ts";

/** Where a proxy keeps its implementation's address (ERC-1967). */
const IMPLEMENTATION_SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

export async function codeAt(provider: Eip1193, address: string): Promise<Hex> {
  return (await provider.request({ method: "eth_getCode", params: [address, "latest"] })) as Hex;
}

export const codeHashAt = async (provider: Eip1193, address: string): Promise<Hex> =>
  keccak256(await codeAt(provider, address)) as Hex;

/** The implementation that a proxy runs. */
export async function implementationOf(provider: Eip1193, proxy: string): Promise<Hex> {
  const word = (await provider.request({
    method: "eth_getStorageAt",
    params: [proxy, IMPLEMENTATION_SLOT, "latest"],
  })) as string;
  return getAddress(dataSlice(word, 12)) as Hex;
}

/**
 * Whether code is what this project's build makes of a contract's sources, whatever was given to its constructor.
 * `undefined`: the contract isn't built.
 */
export async function isBuiltCode(
  hre: HardhatRuntimeEnvironment,
  contract: string,
  code: string,
): Promise<boolean | undefined> {
  const built = await builtCode(hre, contract);
  if (built === undefined) return undefined;
  if (dataLength(code) !== dataLength(built.code)) return false;
  return masked(code, built.immutables) === masked(built.code, built.immutables);
}

interface BuiltCode {
  readonly code: string;
  readonly immutables: readonly { readonly start: number; readonly length: number }[];
}

const FROM_PACKAGE: Readonly<Record<string, { readonly deployedBytecode: string }>> = {
  SafeL2: safeL2,
  SafeProxyFactory: safeProxyFactory,
};

async function builtCode(hre: HardhatRuntimeEnvironment, contract: string): Promise<BuiltCode | undefined> {
  const packaged = FROM_PACKAGE[contract];
  if (packaged !== undefined) return { code: packaged.deployedBytecode, immutables: [] };
  if (!(await hre.artifacts.artifactExists(contract))) return undefined;
  const { deployedBytecode, immutableReferences } = (await hre.artifacts.readArtifact(contract)) as {
    deployedBytecode: string;
    immutableReferences?: Readonly<Record<string, BuiltCode["immutables"]>>;
  };
  return { code: deployedBytecode, immutables: Object.values(immutableReferences ?? {}).flat() };
}

/** With zeros where the constructor put its values. */
function masked(code: string, immutables: BuiltCode["immutables"]): string {
  const bytes = Buffer.from(code.slice(2), "hex");
  for (const { start, length } of immutables) bytes.fill(0, start, start + length);
  return bytes.toString("hex");
}
