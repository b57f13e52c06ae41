import { Contract, Interface, type TransactionRequest } from "ethers";

import type { RegistryEventName } from "../abi/events.ts";
import { notaryAbi } from "../abi/generated/notaryAbi.ts";
import { registryAbi } from "../abi/generated/registryAbi.ts";
import type { INotary } from "../abi/generated/types/INotary.ts";
import type { ITrustedIssuerRegistry } from "../abi/generated/types/ITrustedIssuerRegistry.ts";
import type { Block, Chain, Log, Topics } from "../chain/chain.ts";
import type { Deployment } from "../deployments/deployment.ts";
import { SuiteError } from "../errors/suiteError.ts";
import type { Hex } from "../hex.ts";
import type { ReadAt } from "../source.ts";

/** Where the registry is. */
export interface Place {
  readonly chain: Chain;
  readonly chainId: number;
  readonly address: Hex;
  readonly deployment?: Deployment;
  /** Of the newest block, in seconds. */
  readonly maxAge?: number;
}

export const registryInterface = /* @__PURE__ */ new Interface(registryAbi);
const notaryInterface = /* @__PURE__ */ new Interface(notaryAbi);

/** The registry at one block: what several reads of a question share, so that they belong together. */
export class Moment {
  readonly place: Place;
  readonly block: Block;
  readonly registry: ITrustedIssuerRegistry;

  constructor(place: Place, block: Block) {
    this.place = place;
    this.block = block;
    this.registry = this.#contract(place.address, registryInterface) as unknown as ITrustedIssuerRegistry;
  }

  get readAt(): ReadAt {
    const { chainId, address } = this.place;
    return { chainId, registry: address, block: this.block.number, blockHash: this.block.hash, time: this.block.time };
  }

  notary(address: Hex): INotary {
    return this.#contract(address, notaryInterface) as unknown as INotary;
  }

  /** The registry's logs of these blocks; without them, of all up to this one. */
  logs(topics: Topics, first = this.place.deployment?.block ?? 0, last = this.block.number): Promise<readonly Log[]> {
    return this.place.chain.logs(this.place.address, topics, first, last);
  }

  #contract(address: Hex, abi: Interface): Contract {
    const call = async ({ data }: TransactionRequest): Promise<string> => {
      const result = await this.place.chain.call(address, data ?? "0x", this.block.number);
      if ("returned" in result) {
        if (result.returned === "0x") throw noContract(address, this.block);
        return result.returned;
      }
      // the texts of errors are loaded when there is one
      const { contractError } = await import("../errors/contractError.ts");
      throw contractError(result.reverted);
    };
    return new Contract(address, abi, { provider: null, call });
  }
}

/** Where nothing stands, calls return nothing. */
function noContract(address: Hex, { number }: Block): SuiteError {
  return new SuiteError(
    "NO_REGISTRY",
    `nothing answers at ${address} in block ${String(number)}`,
    "Check the address and the chain; before the block of its deployment there is nothing to ask.",
  );
}

export function topic(event: RegistryEventName): Hex {
  const fragment = registryInterface.getEvent(event);
  if (fragment === null) throw new RangeError(`no event ${event}`);
  return fragment.topicHash as Hex;
}

/** @returns the event's values by name; `undefined` for a log of no such event */
export function decodeLog({ topics, data }: Log) {
  return registryInterface.parseLog({ topics: [...topics], data }) ?? undefined;
}
