import { toBeHex } from "ethers";

import { SourceError } from "../errors/sourceError.ts";
import type { Hex } from "../hex.ts";
import { type Block, type Log, toBlock, toHex, toLogs, toNumber, type Topics } from "./answers.ts";
import { type Node, NodeRefusal } from "./node.ts";

export type { Block, Log, Topics } from "./answers.ts";

/** What a call came to: its result, or the data that it reverted with. */
export type CallResult = { readonly returned: Hex } | { readonly reverted: Hex };

/** A chain as several nodes tell it: every answer is one that enough of them gave. */
export class Chain {
  readonly nodes: number;
  /** How many must agree. */
  readonly agreement: number;
  readonly #nodes: readonly Node[];

  constructor(nodes: readonly Node[], agreement: number) {
    this.nodes = nodes.length;
    this.agreement = agreement;
    this.#nodes = nodes;
  }

  chainId(): Promise<number> {
    return this.#ask("eth_chainId", [], toNumber);
  }

  /** The newest block that enough nodes have. */
  async head(): Promise<Block> {
    const heads = await this.#each("eth_blockNumber", [], toNumber);
    const numbers = heads.flatMap((head) => ("answer" in head ? [head.answer] : [])).sort((a, b) => b - a);
    const newest = numbers[this.agreement - 1];
    if (newest === undefined) throw unreachable(numbers.length, this, heads);
    return this.block(newest);
  }

  block(number: number): Promise<Block> {
    return this.#ask("eth_getBlockByNumber", [toQuantity(number), false], toBlock);
  }

  async call(to: Hex, data: string, block: number): Promise<CallResult> {
    return this.#ask("eth_call", [{ to, data }, toQuantity(block)], (raw) => ({ returned: toHex(raw) }));
  }

  code(address: Hex, block: number): Promise<Hex> {
    return this.#ask("eth_getCode", [address, toQuantity(block)], toHex);
  }

  storage(address: Hex, slot: Hex, block: number): Promise<Hex> {
    return this.#ask("eth_getStorageAt", [address, slot, toQuantity(block)], toHex);
  }

  /** Logs of blocks `first` to `last`, both included. Nodes limit the span: what one refuses is asked for in halves. */
  async logs(address: Hex, topics: Topics, first: number, last: number): Promise<readonly Log[]> {
    if (first > last) return [];
    const span = { address, topics, fromBlock: toQuantity(first), toBlock: toQuantity(last) };
    try {
      return await this.#ask("eth_getLogs", [span], (raw) => toLogs(raw, topics));
    } catch (error) {
      if (first === last || !(error instanceof SourceError) || !(error.cause instanceof NodeRefusal)) throw error;
      const middle = Math.floor((first + last) / 2);
      const [early, late] = [
        await this.logs(address, topics, first, middle),
        await this.logs(address, topics, middle + 1, last),
      ];
      return [...early, ...late];
    }
  }

  /**
   * @throws SourceError SOURCE_UNREACHABLE where too few answer, SOURCE_DISAGREES where too few say the same
   */
  async #ask<Answer>(method: string, params: readonly unknown[], read: (raw: unknown) => Answer): Promise<Answer> {
    const outcomes = await this.#each(method, params, read);
    const answers = outcomes.flatMap((outcome) => ("answer" in outcome ? [outcome.answer] : []));
    const counts = new Map<string, number>();
    for (const answer of answers) {
      const text = JSON.stringify(answer);
      const count = (counts.get(text) ?? 0) + 1;
      if (count >= this.agreement) return answer;
      counts.set(text, count);
    }
    if (answers.length < this.agreement) throw unreachable(answers.length, this, outcomes);
    throw new SourceError(
      "SOURCE_DISAGREES",
      `${String(answers.length)} nodes gave ${String(counts.size)} different answers to ${method}`,
      "Ask again; if it stays, one of the nodes is behind, on a fork, or lies.",
    );
  }

  async #each<Answer>(
    method: string,
    params: readonly unknown[],
    read: (raw: unknown) => Answer,
  ): Promise<readonly Outcome<Answer>[]> {
    return Promise.all(
      this.#nodes.map(async (node): Promise<Outcome<Answer>> => {
        try {
          return { answer: read(await node.send(method, params)) };
        } catch (error) {
          // that a call reverts is an answer
          if (method === "eth_call" && error instanceof NodeRefusal && error.data !== undefined) {
            return { answer: { reverted: error.data } as Answer };
          }
          return { failure: error };
        }
      }),
    );
  }
}

type Outcome<Answer> = { readonly answer: Answer } | { readonly failure: unknown };

function unreachable(answered: number, chain: Chain, outcomes: readonly Outcome<unknown>[]): SourceError {
  const failure = outcomes.find((outcome) => "failure" in outcome)?.failure;
  const reason = failure instanceof Error ? `: ${failure.message}` : "";
  return new SourceError(
    "SOURCE_UNREACHABLE",
    `${String(answered)} of ${String(chain.nodes)} nodes answered, ${String(chain.agreement)} must${reason}`,
    "Check the nodes' addresses and that they are up, then ask again.",
    failure,
  );
}

/** As JSON-RPC writes numbers: without leading zeros. */
const toQuantity = (number: number): string => (number === 0 ? "0x0" : toBeHex(number).replace(/^0x0+/, "0x"));
