import { dataSlice, getNumber, toUtf8String } from "ethers";

import type { Registrable } from "./register.ts";
import type { Suite } from "./suite.ts";

/** Institutions by country, as the chain's log has them. */
export async function countOnChain({ registry, connection }: Suite): Promise<Map<string, number>> {
  const topics = await registry.filters.InstitutionsRegistered().getTopicFilter();
  const address = await registry.getAddress();
  const logs = await connection.ethers.provider.getLogs({ address, topics, fromBlock: 0 });
  const counts = new Map<string, number>();
  for (const { data } of logs) {
    const { country, count } = registration(data);
    counts.set(country, (counts.get(country) ?? 0) + count);
  }
  return counts;
}

/** The same, as the list has them. */
export function countListed(institutions: readonly Registrable[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { country } of institutions) counts.set(country, (counts.get(country) ?? 0) + 1);
  return counts;
}

/**
 * Country and number of the institutions in an event `InstitutionsRegistered(act, registrations, evidence)`. Only these are
 * read: thousands of profiles would take seconds to decode.
 */
function registration(data: string): { country: string; count: number } {
  // An institution's act ends with its content, 80 bits, which begins with the country (contracts/types/Act.sol).
  const country = toUtf8String(dataSlice(data, 22, 24));
  const registrations = getNumber(dataSlice(data, 32, 64));
  return { country, count: getNumber(dataSlice(data, registrations, registrations + 32)) };
}
