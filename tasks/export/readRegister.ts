import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Registry } from "../../client/src/registry.ts";
import type { RegisterContents } from "./contents.ts";
import { Rebuilt } from "./rebuilt.ts";

/** Blocks asked for at once. What a node finds too much, the client asks for in halves. */
const BLOCKS = 250_000;

/**
 * Reads the whole register from its logs: a few requests for each 250,000 blocks, none for a record.
 * @param at block to read at; without it, the newest
 * @throws SuiteError BLOCK_TO_COME where the chain isn't that far
 * @throws SourceError as the client's `search`
 * @example (await readRegister(registry)).institutions.length // 5891
 */
export async function readRegister(
  registry: Registry,
  at: { readonly block?: number } = {},
): Promise<RegisterContents> {
  const newest = (await registry.search({}, { blocks: 1 })).readAt.block;
  const block = at.block ?? newest;
  if (block > newest) {
    throw new SuiteError(
      "BLOCK_TO_COME",
      `block ${String(block)} isn't there yet: the newest is ${String(newest)}`,
      "Give an earlier block, or none for the newest.",
    );
  }
  const then = registry.at(block);
  const rebuilt = new Rebuilt();
  for (let cursor: string | undefined; ;) {
    const page = await then.search({}, { blocks: BLOCKS, ...(cursor === undefined ? {} : { cursor }) });
    for (const event of page.events) rebuilt.apply(event);
    if (page.complete) return rebuilt.contents(page.readAt);
    ({ cursor } = page);
  }
}
