/** A chain in this process, whose clock goes by the second and by transaction: a run repeated gives the same numbers. */
import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

import { Contract, ContractFactory, toBeHex } from "ethers";
import type { InterfaceAbi, TransactionReceipt } from "ethers";
import hre from "hardhat";

import type { Artifact, BenchContract } from "./compile.ts";

type Connection = Awaited<ReturnType<typeof connect>>;
export type Signer = Connection["signers"][number];

/** 2026-03-02T09:00:00Z. */
const START = 1_772_442_000;
/** A peer's call for 100 institutions is larger than what a block of mainnet takes; it is measured all the same. */
const BLOCK_GAS_LIMIT = 200_000_000n;

async function connect() {
  const connection = await hre.network.create({
    network: "default",
    chainType: "l1",
    override: {
      initialDate: new Date((START - 86_400) * 1000),
      blockGasLimit: BLOCK_GAS_LIMIT,
      // said, not estimated: every transaction would run twice
      gas: BLOCK_GAS_LIMIT,
    },
  });
  return { connection, signers: await connection.ethers.getSigners() };
}

/**
 * What a package was published with.
 * @param path inside the package, whether or not its `exports` name it
 */
export function packageArtifact(name: string, path: string): Artifact {
  const manifest = findPackageJSON(name, import.meta.url);
  if (manifest === undefined) throw new Error(`${name} isn't installed`);
  return JSON.parse(readFileSync(join(dirname(manifest), path), "utf8")) as Artifact;
}

export class Chain {
  readonly ethers: Connection["connection"]["ethers"];
  readonly ignition: Connection["connection"]["ignition"];
  readonly #signers: readonly Signer[];
  readonly #provider: Connection["connection"]["provider"];
  readonly #artifacts: Readonly<Record<BenchContract, Artifact>>;
  #meter: Contract | undefined;
  #time = START;

  private constructor({ connection, signers }: Connection, artifacts: Readonly<Record<BenchContract, Artifact>>) {
    this.ethers = connection.ethers;
    this.ignition = connection.ignition;
    this.#signers = signers;
    this.#provider = connection.provider;
    this.#artifacts = artifacts;
  }

  static async open(artifacts: Readonly<Record<BenchContract, Artifact>>): Promise<Chain> {
    return new Chain(await connect(), artifacts);
  }

  /** The chain's accounts; the first deploys. */
  account(index: number): Signer {
    const signer = this.#signers[index];
    if (signer === undefined) throw new RangeError(`the chain has no account ${index}`);
    return signer;
  }

  /** Time of the last block that was made here, Unix seconds UTC. */
  get time(): number {
    return this.#time;
  }

  /** Lets time go by before the next block. */
  elapse(seconds: number): void {
    this.#time += seconds;
  }

  /** The next block comes a second after the last. Before every transaction. */
  async tick(): Promise<void> {
    this.#time += 1;
    await this.#provider.request({ method: "evm_setNextBlockTimestamp", params: [toBeHex(this.#time)] });
  }

  async deploy({ abi, bytecode }: Artifact, args: readonly unknown[] = []): Promise<Contract> {
    await this.tick();
    const contract = await new ContractFactory(abi, bytecode, this.account(0)).deploy(...args);
    await contract.waitForDeployment();
    return this.at(await contract.getAddress(), abi);
  }

  at(address: string, abi: InterfaceAbi): Contract {
    return new Contract(address, abi, this.account(0));
  }

  async deployBench(name: BenchContract, args: readonly unknown[] = []): Promise<Contract> {
    return this.deploy(this.#artifacts[name], args);
  }

  /** Sends a transaction; throws where it is reverted. */
  async send(signer: Signer, to: string, data: string): Promise<TransactionReceipt> {
    await this.tick();
    const receipt = await (await signer.sendTransaction({ to, data })).wait();
    if (receipt === null) throw new Error("the transaction wasn't mined");
    return receipt;
  }

  /** Gas of a transaction, as its sender pays it. */
  async gas(signer: Signer, contract: Contract, name: string, args: readonly unknown[]): Promise<number> {
    const data = contract.interface.encodeFunctionData(name, args);
    return gasOf(await this.send(signer, await contract.getAddress(), data));
  }

  /** Gas that a contract pays for these calls, together, in a fresh transaction. */
  async meter(target: string, calls: readonly string[]): Promise<number> {
    this.#meter ??= await this.deployBench("Meter");
    const { interface: meter } = this.#meter;
    const data = meter.encodeFunctionData("measure", [target, calls]);
    const { logs } = await this.send(this.account(0), await this.#meter.getAddress(), data);
    const [metered] = logs.map((log) => meter.parseLog(log));
    return Number(metered?.args[0]);
  }

  /**
   * As {@link meter}, of one function.
   * @param isExpected whether an answer is what is meant to be measured
   */
  async meterCalls(
    contract: Contract,
    name: string,
    calls: readonly (readonly unknown[])[],
    isExpected: (answer: unknown) => boolean,
  ): Promise<number> {
    for (const args of calls) {
      const answer: unknown = await contract.getFunction(name).staticCall(...args);
      if (!isExpected(answer)) throw new Error(`${name} answers ${String(answer)}`);
    }
    const encoded = calls.map((args) => contract.interface.encodeFunctionData(name, args));
    return this.meter(await contract.getAddress(), encoded);
  }
}

export function gasOf(receipt: TransactionReceipt): number {
  return Number(receipt.gasUsed);
}

export function isTrue(answer: unknown): boolean {
  return answer === true;
}
