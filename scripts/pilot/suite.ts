/** The deployed contracts, and the clock of the chain that they are on. */
import { toBeHex } from "ethers";
import hre from "hardhat";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type {
  Council,
  CouncilAuthority,
  CouncilTimelock,
  ITrustedIssuerRegistry,
  MemberStates,
  Notary,
  OfficeFactory,
} from "../../types/ethers-contracts/index.ts";

/** A chain to act on. Its first account deploys, its second submits what offices signed. */
export type Connection = Awaited<ReturnType<typeof connectionOf>>;

/** @param url of a chain that `startChain` started, or that `hardhat node` serves */
export async function connect(url: string): Promise<Connection> {
  return connectionOf(await hre.network.create({ network: "localhost", override: { url } }));
}

/** @param network any that Hardhat connects to: tests give one in process */
export async function connectionOf(network: Awaited<ReturnType<typeof hre.network.create>>) {
  const { ethers, provider } = network;
  const [deployer, submitter] = await ethers.getSigners();
  if (deployer === undefined || submitter === undefined) {
    throw new SuiteError("NO_ACCOUNTS", "the chain has no accounts", "Start it as `npm start` does.");
  }
  return { network, ethers, provider, deployer, submitter };
}

/** What stands on the chain. */
export interface Suite {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly registry: ITrustedIssuerRegistry;
  readonly memberStates: MemberStates;
  readonly council: Council;
  readonly timelock: CouncilTimelock;
  readonly authority: CouncilAuthority;
  readonly notary: Notary;
  readonly officeFactory: OfficeFactory;
}

/** The chain's clock, Unix seconds UTC. */
export class Clock {
  readonly #provider: Connection["provider"];

  constructor(connection: Connection) {
    this.#provider = connection.provider;
  }

  async now(): Promise<number> {
    const block = (await this.#provider.request({
      method: "eth_getBlockByNumber",
      params: ["latest", false],
    })) as {
      timestamp: string;
    };
    return Number(block.timestamp);
  }

  /** Moves the clock ahead; nothing happens where it is later already. */
  async moveTo(time: number): Promise<void> {
    if ((await this.now()) >= time) return;
    await this.#provider.request({
      method: "evm_mine",
      params: [toBeHex(time)],
    });
  }

  async moveBy(seconds: number): Promise<void> {
    await this.moveTo((await this.now()) + seconds);
  }
}
