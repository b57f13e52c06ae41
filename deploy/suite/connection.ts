import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

/** A network that Hardhat is connected with. Its first account deploys. */
export type Connection = Awaited<ReturnType<HardhatRuntimeEnvironment["network"]["create"]>>;

/** EIP-1193. */
export interface Eip1193 {
  request(question: { method: string; params?: unknown[] }): Promise<unknown>;
}
