import { getAddress } from "ethers";

import { Chain } from "./chain/chain.ts";
import { type JsonRpc, providerNode, urlNode } from "./chain/node.ts";
import type { Deployment } from "./deployments/deployment.ts";
import { SourceError } from "./errors/sourceError.ts";
import { SuiteError } from "./errors/suiteError.ts";
import type { Hex } from "./hex.ts";
import { RegistryClient } from "./registryClient.ts";
import type { Registry } from "./registry.ts";
import { optional } from "./optional.ts";

/** Whom to ask: a provider (ethers', or EIP-1193), or nodes of which `agreement` must say the same; without it, more than half. */
export type Nodes =
  | { readonly provider: JsonRpc; readonly rpcUrls?: never; readonly agreement?: never }
  | { readonly rpcUrls: readonly string[]; readonly agreement?: number; readonly provider?: never };

/** What to ask: a deployment, which pins chain and code; or an address alone, which pins nothing. */
export type Target =
  | { readonly deployment: Deployment; readonly address?: never }
  | { readonly address: string; readonly deployment?: never };

/** @property maxAge how old the newest block may be whenever something is asked, in seconds; without it, of any age */
export type ConnectOptions = Nodes & Target & { readonly maxAge?: number };

/**
 * Connects with the registry. Chain id and code are checked once, here; `snapshot` checks again.
 * @throws SourceError SOURCE_UNREACHABLE, SOURCE_DISAGREES, SOURCE_STALE, UNEXPECTED_CHAIN, UNEXPECTED_CODE
 * @throws SuiteError INVALID_OPTIONS, NO_REGISTRY
 * @example const registry = await connect({ rpcUrls: ["http://127.0.0.1:8545"], address: "0x…" });
 */
export async function connect(options: ConnectOptions): Promise<Registry> {
  const chain = chainOf(options);
  const { deployment } = options;
  const address = addressOf(options);
  const chainId = await chain.chainId();
  if (deployment !== undefined && deployment.chainId !== chainId) {
    throw new SourceError(
      "UNEXPECTED_CHAIN",
      `the chain has id ${String(chainId)}, ${deployment.name} is on ${String(deployment.chainId)}`,
      "Use a node of the deployment's chain.",
    );
  }
  const registry = new RegistryClient({
    chain,
    chainId,
    address,
    ...optional("deployment", deployment),
    ...optional("maxAge", options.maxAge),
  });
  await checkSource(registry, options);
  return registry;
}

async function checkSource(registry: RegistryClient, { deployment }: ConnectOptions) {
  const { code } = await registry.snapshot();
  if (code === "unexpected") {
    throw new SourceError(
      "UNEXPECTED_CODE",
      `the code at ${registry.address} is none that ${deployment?.name ?? "the deployment"} names`,
      "Update the client, for the council may have upgraded the registry; else use another node.",
    );
  }
}

function chainOf({ provider, rpcUrls, agreement }: ConnectOptions): Chain {
  if (provider !== undefined) return new Chain([providerNode(provider)], 1);
  const urls = [...new Set(rpcUrls)];
  const wanted = agreement ?? Math.floor(urls.length / 2) + 1;
  if (urls.length === 0 || !Number.isInteger(wanted) || wanted < 1 || wanted > urls.length) {
    throw new SuiteError(
      "INVALID_OPTIONS",
      `${String(wanted)} of ${String(urls.length)} nodes can't agree`,
      "Give at least one URL, and ask for no more agreeing answers than there are different URLs.",
    );
  }
  return new Chain(urls.map(urlNode), wanted);
}

function addressOf({ address, deployment }: ConnectOptions): Hex {
  const written = address ?? deployment.contracts.registry;
  try {
    return getAddress(written) as Hex;
  } catch (error) {
    throw Object.assign(
      new SuiteError("INVALID_OPTIONS", `'${written}' is no address`, "Give 0x and 40 hexadecimal digits."),
      { cause: error },
    );
  }
}
