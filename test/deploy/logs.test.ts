import { expect } from "chai";
import type { Filter, Log, Provider } from "ethers";

import { logsSince } from "../../deploy/logs.ts";

const NEWEST = 25_000;

/** A node that gives logs of so many blocks at most, one log a block. */
function node(span: number) {
  const questions: [number, number][] = [];
  const provider = {
    getBlockNumber: () => Promise.resolve(NEWEST),
    getLogs: ({ fromBlock, toBlock }: Filter) => {
      const [first, last] = [Number(fromBlock), Number(toBlock ?? NEWEST)];
      questions.push([first, last]);
      if (last - first >= span) return Promise.reject(new Error("query exceeds max block range"));
      return Promise.resolve(Array.from({ length: last - first + 1 }, (_, index) => ({ blockNumber: first + index })));
    },
  } as unknown as Provider;
  return { provider, questions };
}

const blocks = (logs: readonly Log[]): number[] => logs.map(({ blockNumber }) => blockNumber);

describe("logsSince", () => {
  it("asks once where the node gives them all", async () => {
    const { provider, questions } = node(Infinity);
    expect(await logsSince(provider, { fromBlock: 7 })).to.have.length(NEWEST - 7 + 1);
    expect(questions).to.have.length(1);
  });

  it("asks in halves where the node limits the span, and misses and doubles none", async () => {
    const { provider } = node(1_000);
    expect(blocks(await logsSince(provider, { fromBlock: 7 }))).to.deep.equal(
      Array.from({ length: NEWEST - 7 + 1 }, (_, index) => 7 + index),
    );
  });

  it("gives up where the node gives no logs at all", async () => {
    const { provider, questions } = node(0);
    let failed: unknown;
    await logsSince(provider, { fromBlock: 0 }).catch((error: unknown) => (failed = error));
    expect((failed as Error).message).to.include("max block range");
    expect(questions.length).to.be.lessThan(30);
  });
});
