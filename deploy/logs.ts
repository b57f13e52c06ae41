import type { Filter, Log, Provider } from "ethers";

/** Logs since a block. Nodes limit the span or the number: what one refuses is asked for in halves. */
export async function logsSince(provider: Provider, filter: Omit<Filter, "toBlock">): Promise<Log[]> {
  try {
    return await provider.getLogs(filter);
  } catch (error) {
    const [first, last] = [Number(filter.fromBlock ?? 0), await provider.getBlockNumber()];
    if (first >= last) throw error;
    return inHalves(provider, filter, first, last);
  }
}

async function inHalves(provider: Provider, filter: Filter, first: number, last: number): Promise<Log[]> {
  const middle = Math.floor((first + last) / 2);
  return [...(await between(provider, filter, first, middle)), ...(await between(provider, filter, middle + 1, last))];
}

async function between(provider: Provider, filter: Filter, first: number, last: number): Promise<Log[]> {
  try {
    return await provider.getLogs({ ...filter, fromBlock: first, toBlock: last });
  } catch (error) {
    if (first === last) throw error;
    return inHalves(provider, filter, first, last);
  }
}
