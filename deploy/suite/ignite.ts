import { readFileSync } from "node:fs";
import path from "node:path";

import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import {
  deploy,
  DeploymentResultType,
  type IgnitionModule,
  type IgnitionModuleResult,
  trackTransaction,
  wipe,
} from "@nomicfoundation/ignition-core";
import { toQuantity } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { Connection, Eip1193 } from "./connection.ts";

/** Numbers of Hardhat's errors that a second run can mend. */
const WAITING_FOR_CONFIRMATIONS = 10402;
const WAITING_FOR_NONCE = 10403;
const TRANSACTION_LOST = 10410;

/** A deployment of the suite has some thirty transactions; each could have been lost once. */
const MAX_REPAIRS = 50;
const WAIT = 1_000;
/** How long a transaction may stay in the pool. */
const MAX_WAITS = 300;
/** Two new slots, and what goes with them. */
const SPARE_GAS = 60_000n;
/** How far back a lost transaction is looked for. */
const MAX_BLOCKS = 5_000;

export interface IgniteOptions {
  readonly hre: HardhatRuntimeEnvironment;
  readonly connection: Connection;
  /** Where Ignition keeps its journal. */
  readonly folder: string;
}

/**
 * Runs an Ignition module, or goes on with it where it was interrupted, however that happened. What a kill left behind,
 * a transaction that was sent and not yet noted, or noted and not sent, is put in order first.
 * @returns addresses by the futures' ids, such as `Suite#Council`
 * @throws SuiteError DEPLOYMENT_FAILED
 */
export async function ignite<Contract extends string, Results extends IgnitionModuleResult<Contract>>(
  options: IgniteOptions,
  module: IgnitionModule<string, Contract, Results>,
): Promise<ReadonlyMap<string, Hex>> {
  for (let repairs = 0; ; repairs += 1) {
    try {
      const result = await run(options, module);
      if (result.type === DeploymentResultType.SUCCESSFUL_DEPLOYMENT) {
        return new Map(Object.values(result.contracts).map(({ id, address }) => [id, address as Hex]));
      }
      if (result.type === DeploymentResultType.EXECUTION_ERROR && isDone(module, result.successful))
        return deployedAddresses(options.folder);
      if (result.type !== DeploymentResultType.PREVIOUS_RUN_ERROR || repairs > 0) throw failed(module.id, result);
      for (const future of Object.keys(result.errors)) await forget(options, future);
    } catch (error) {
      if (repairs >= MAX_REPAIRS || !(await repaired(options, error))) throw error;
    }
  }
}

async function run<Contract extends string, Results extends IgnitionModuleResult<Contract>>(
  { hre, connection, folder }: IgniteOptions,
  module: IgnitionModule<string, Contract, Results>,
) {
  const provider = generous(connection.provider);
  const { maxFeePerGasLimit, maxFeePerGas, maxPriorityFeePerGas, gasPrice } = connection.networkConfig.ignition;
  return deploy({
    config: { ...hre.config.ignition, blockPollingInterval: 250 },
    provider,
    deploymentDir: folder,
    artifactResolver: new HardhatArtifactResolver(hre.artifacts),
    ignitionModule: module,
    deploymentParameters: {},
    accounts: (await provider.request({ method: "eth_accounts" })) as string[],
    ...defined({ maxFeePerGasLimit, maxFeePerGas, maxPriorityFeePerGas, gasPrice }),
  });
}

/**
 * Estimates with some gas to spare: a node estimates for the second of its newest block, in which an entry of the same second is
 * written over, where the transaction, a second later, adds one.
 */
function generous(provider: Eip1193): Eip1193 {
  return {
    async request(question) {
      const answer = await provider.request(question);
      if (question.method !== "eth_estimateGas") return answer;
      const estimate = BigInt(answer as string);
      return toQuantity(estimate + estimate / 10n + SPARE_GAS);
    },
  };
}

/** A later module of the same folder that was interrupted makes Ignition report an earlier one, which is done, as failed. */
function isDone(
  { futures }: { readonly futures: ReadonlySet<{ readonly id: string }> },
  successful: readonly string[],
): boolean {
  return [...futures].every(({ id }) => successful.includes(id));
}

function deployedAddresses(folder: string): Map<string, Hex> {
  const text = readFileSync(path.join(folder, "deployed_addresses.json"), "utf8");
  return new Map(Object.entries(JSON.parse(text) as Record<string, Hex>));
}

/** Whether what stopped Ignition could be put in order. */
async function repaired(options: IgniteOptions, error: unknown): Promise<boolean> {
  const { number, messageArguments: values } = error as {
    number?: number;
    messageArguments?: { sender?: string; nonce?: number };
  };
  if (number === WAITING_FOR_CONFIRMATIONS || number === WAITING_FOR_NONCE) {
    await settled(options, values?.sender ?? "");
    return true;
  }
  if (number !== TRANSACTION_LOST || values?.sender === undefined || values.nonce === undefined) return false;
  const { sender, nonce } = values;
  const provider = options.connection.provider as Eip1193;
  await settled(options, sender);
  if ((await count(provider, sender, "latest")) <= nonce) {
    // It never left. Its number is used up by a transaction that does nothing, and Ignition sends its own anew.
    await provider.request({
      method: "eth_sendTransaction",
      params: [{ from: sender, to: sender, value: "0x0", nonce: toQuantity(nonce) }],
    });
    await settled(options, sender);
  }
  const hash = await sentWith(provider, sender, nonce);
  if (hash === undefined) return false;
  await trackTransaction(options.folder, hash, provider, 1);
  return true;
}

/** Waits until nothing of an account's is left in the pool. */
async function settled({ connection }: IgniteOptions, account: string): Promise<void> {
  const provider = connection.provider as Eip1193;
  for (let waits = 0; waits < MAX_WAITS; waits += 1) {
    const [latest, pending] = [await count(provider, account, "latest"), await count(provider, account, "pending")];
    if (latest >= pending) return;
    await new Promise((resolve) => setTimeout(resolve, WAIT));
  }
  throw new SuiteError(
    "TRANSACTIONS_PENDING",
    `transactions of ${account} have been waiting in the node's pool for ${String((MAX_WAITS * WAIT) / 1000)} s`,
    "See whether the network makes blocks, then run the same command again.",
  );
}

/** The transaction that an account sent with a nonce. */
async function sentWith(provider: Eip1193, sender: string, nonce: number): Promise<string | undefined> {
  const newest = Number(await provider.request({ method: "eth_blockNumber" }));
  for (let number = newest; number >= 0 && number > newest - MAX_BLOCKS; number -= 1) {
    const block = (await provider.request({ method: "eth_getBlockByNumber", params: [toQuantity(number), true] })) as {
      transactions: readonly { hash: string; from: string; nonce: string }[];
    };
    const found = block.transactions.find(
      (sent) => sent.from.toLowerCase() === sender.toLowerCase() && Number(sent.nonce) === nonce,
    );
    if (found !== undefined) return found.hash;
  }
  return undefined;
}

const count = async (provider: Eip1193, account: string, block: string): Promise<number> =>
  Number(await provider.request({ method: "eth_getTransactionCount", params: [account, block] }));

/** What failed before is tried anew: a consent may have come since, or gas. */
async function forget({ hre, folder }: IgniteOptions, future: string): Promise<void> {
  await wipe(folder, new HardhatArtifactResolver(hre.artifacts), future);
}

function failed(module: string, result: object): SuiteError {
  return new SuiteError(
    "DEPLOYMENT_FAILED",
    `the module ${module} failed: ${reasons(result).join("; ")}`,
    "Put the reason right, then run the same command again: it goes on where it was.",
  );
}

function reasons(result: {
  errors?: Readonly<Record<string, readonly string[]>>;
  failed?: readonly { futureId: string; error: string }[];
  timedOut?: readonly { futureId: string }[];
}): string[] {
  const { errors = {}, failed: failures = [], timedOut = [] } = result;
  return [
    ...Object.entries(errors).map(([future, texts]) => `${future}: ${texts.join(", ")}`),
    ...failures.map(({ futureId, error }) => `${futureId}: ${error}`),
    ...timedOut.map(({ futureId }) => `${futureId}: its transaction wasn't included in time`),
  ];
}

/** Ignition tells a member that is `undefined` from one that isn't there. */
function defined<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
