import type { Chain } from "../chain/chain.ts";

/**
 * The blocks of one second, first and last: times never fall from block to block, so they are found by halving.
 * @returns `undefined` where there is none
 */
export async function blocksAt(
  chain: Chain,
  time: number,
  first: number,
  last: number,
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const begin = await firstFrom(chain, time, first, last);
  if (begin > last || (await chain.block(begin)).time !== time) return undefined;
  return { first: begin, last: (await firstFrom(chain, time + 1, begin, last)) - 1 };
}

/** The first block at `time` or later; the one after `last` where there is none. */
async function firstFrom(chain: Chain, time: number, first: number, last: number): Promise<number> {
  let [low, high] = [first, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await chain.block(middle)).time < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
