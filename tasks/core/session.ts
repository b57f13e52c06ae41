import { BrowserProvider, JsonRpcSigner, Network, type Provider, type Signer } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { connect } from "../../client/src/connect.ts";
import { SourceError } from "../../client/src/errors/sourceError.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Registry } from "../../client/src/registry.ts";
import { type DeploymentRecord, findRecord } from "../../deploy/deployment.ts";
import { isProduction } from "../../deploy/networks.ts";
import type { Connection, Eip1193 } from "../../deploy/suite/connection.ts";
import type { ChainFacts, CommonArguments } from "./command.ts";
import { patient } from "./patience.ts";

/** A network, as a command uses it. */
export interface Session {
  readonly network: { readonly name: string; readonly production: boolean };
  readonly chainId: number;
  /** Hardhat's own. */
  readonly connection: Connection;
  /** Reads again where the node drops the connection. */
  readonly provider: Provider;
  /** The same, for raw JSON-RPC. */
  readonly rpc: Eip1193;
  /** What stands on the chain. @throws SuiteError NO_DEPLOYMENT @throws SourceError UNEXPECTED_CHAIN */
  readonly record: DeploymentRecord;
  /** @throws SourceError UNEXPECTED_CODE and others: see the client's `connect` */
  registry(): Promise<Registry>;
  /** Time of the newest block, Unix seconds UTC: the chain's clock. */
  now(): Promise<number>;
  /** Who pays for transactions: the network's first account. @throws SuiteError NO_ACCOUNT */
  submitter(): Promise<Signer>;
  /** Chain, registry and newest block, for the envelope. */
  facts(): Promise<ChainFacts>;
  close(): Promise<void>;
}

/** Connects to the network that `--network` names, Hardhat's in-process one without it. */
export async function openSession(hre: HardhatRuntimeEnvironment, args: CommonArguments): Promise<Session> {
  const connection = await hre.network.create(await networkOf(hre));
  const rpc = patient(connection.provider);
  const chainId = Number(await rpc.request({ method: "eth_chainId" }));
  if (args.expectChain !== "" && args.expectChain !== String(chainId)) {
    throw new SuiteError(
      "WRONG_CHAIN",
      `the network ${connection.networkName} has chain id ${String(chainId)}, ${args.expectChain} was expected`,
      "Check --network and --expect-chain.",
    );
  }
  const provider = new BrowserProvider(rpc, chainId, { staticNetwork: Network.from(chainId), cacheTimeout: -1 });
  provider.pollingInterval = 250;

  let record: DeploymentRecord | undefined;
  let registry: Promise<Registry> | undefined;
  const session: Session = {
    network: { name: connection.networkName, production: isProduction(connection.networkName) },
    chainId,
    connection,
    provider,
    rpc,
    get record() {
      return (record ??= recordFor(chainId, args.deployment));
    },
    registry: () => (registry ??= connect({ provider, deployment: session.record })),
    now: async () => (await newestBlock(provider)).timestamp,
    submitter: async () => {
      const [account] = (await rpc.request({ method: "eth_accounts" })) as string[];
      if (account === undefined) {
        throw new SuiteError(
          "NO_ACCOUNT",
          `the network ${connection.networkName} has no account to send from`,
          "Set the variable of its account (hardhat.config.ts names it): anybody may send what officers signed. Or write a bundle with --bundle FILE.",
        );
      }
      return new JsonRpcSigner(provider, account);
    },
    facts: async () => {
      const block = await newestBlock(provider);
      return { chainId, registry: recordedRegistry(session), blockNumber: block.number };
    },
    close: async () => {
      provider.destroy();
      await connection.close();
    },
  };
  return session;
}

/** A record of another chain names addresses at which something else stands here. */
function recordFor(chainId: number, folder: string): DeploymentRecord {
  const record = findRecord(chainId, folder === "" ? undefined : folder);
  if (record.chainId === chainId) return record;
  throw new SourceError(
    "UNEXPECTED_CHAIN",
    `the chain has id ${String(chainId)}, ${record.name} is on ${String(record.chainId)}`,
    "Check --network and --deployment: they have to be of the same chain.",
  );
}

/**
 * The network that `--network` names. Who only reads needs no account: where the variable of its key has no value, the
 * network is used without.
 */
async function networkOf(hre: HardhatRuntimeEnvironment) {
  const name = hre.globalOptions.network;
  const network = hre.config.networks[name];
  if (network?.type !== "http" || !Array.isArray(network.accounts)) return undefined;
  try {
    for (const account of network.accounts) await account.get();
    return undefined;
  } catch {
    return { network: name, override: { accounts: "remote" as const } };
  }
}

async function newestBlock(provider: Provider) {
  const block = await provider.getBlock("latest");
  if (block === null) throw new SuiteError("NODE_REFUSED", "the node has no newest block", "Use another node.");
  return block;
}

function recordedRegistry(session: Session) {
  try {
    return session.record.contracts.registry;
  } catch {
    return null;
  }
}
