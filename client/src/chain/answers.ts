/** What nodes answer, checked: what isn't of its form is no answer. */
import type { Hex } from "../hex.ts";

export interface Block {
  readonly number: number;
  readonly hash: Hex;
  /** Unix seconds UTC. */
  readonly time: number;
}

/** One entry a topic; `null`: any. */
export type Topics = readonly (Hex | null)[];

export interface Log {
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly block: number;
  readonly transaction: Hex;
  readonly logIndex: number;
}

export function toHex(raw: unknown): Hex {
  if (typeof raw !== "string" || !/^0x[0-9a-f]*$/i.test(raw)) throw malformed(raw);
  return raw.toLowerCase() as Hex;
}

export function toNumber(raw: unknown): number {
  const number = Number(toHex(raw));
  if (!Number.isSafeInteger(number)) throw malformed(raw);
  return number;
}

export function toBlock(raw: unknown): Block {
  const { number, hash, timestamp } = members(raw);
  return { number: toNumber(number), hash: toHex(hash), time: toNumber(timestamp) };
}

/** @param asked what was asked for: another log is no answer */
export function toLogs(raw: unknown, asked: Topics): Log[] {
  if (!Array.isArray(raw)) throw malformed(raw);
  return raw.map((log: unknown) => {
    const { topics: rawTopics, data, blockNumber, transactionHash, logIndex } = members(log);
    if (!Array.isArray(rawTopics)) throw malformed(rawTopics);
    const topics = rawTopics.map(toHex);
    if (!asked.every((topic, index) => topic === null || topic.toLowerCase() === topics[index]))
      throw malformed(topics);
    return {
      topics,
      data: toHex(data),
      block: toNumber(blockNumber),
      transaction: toHex(transactionHash),
      logIndex: toNumber(logIndex),
    };
  });
}

function members(raw: unknown): Readonly<Record<string, unknown>> {
  if (typeof raw !== "object" || raw === null) throw malformed(raw);
  return raw as Readonly<Record<string, unknown>>;
}

const malformed = (raw: unknown): TypeError => new TypeError(`a malformed answer: ${String(raw).slice(0, 80)}`);
