import { SuiteError } from "../errors/suiteError.ts";
import type { Log, Topics } from "../chain/chain.ts";
import type { Hex } from "../hex.ts";
import { bindingIdOf, institutionIdOf } from "../recordKey.ts";
import type { RegistryEvent, SearchFilter, SearchPage, SearchSpan } from "../registry.ts";
import { decodeLog, type Moment, topic } from "./moment.ts";

const BLOCKS = 10_000;

/** Events of the register, oldest first, up to `span.blocks` blocks on from the cursor. */
export async function search(moment: Moment, filter: SearchFilter, span: SearchSpan = {}): Promise<SearchPage> {
  const first = span.cursor === undefined ? (moment.place.deployment?.block ?? 0) : await resumed(moment, span.cursor);
  const last = Math.min(first + (span.blocks ?? BLOCKS) - 1, moment.block.number);
  const found = await Promise.all(topicsOf(filter).map((topics) => moment.logs(topics, first, last)));
  const logs = found.flat().sort((a, b) => a.block - b.block || a.logIndex - b.logIndex);
  const seen = last < first ? undefined : await moment.place.chain.block(last);
  return {
    events: logs.flatMap(toEvent).filter(({ name }) => filter.event === undefined || name === filter.event),
    cursor: seen === undefined ? (span.cursor ?? "0:") : `${String(seen.number)}:${seen.hash}`,
    complete: last === moment.block.number || last < first,
    readAt: moment.readAt,
  };
}

/**
 * The first block that wasn't seen.
 * @throws SuiteError INVALID_CURSOR, and CHAIN_REORGANISED where the block that was seen last is no longer there
 */
async function resumed(moment: Moment, cursor: string): Promise<number> {
  const [, number, hash] = /^(\d{1,15}):(0x[0-9a-f]{64})$/.exec(cursor) ?? [];
  if (number === undefined) {
    throw new SuiteError("INVALID_CURSOR", `'${cursor}' is no cursor`, "Give back the cursor of the page before.");
  }
  const block = Number(number);
  if (block <= moment.block.number && (await moment.place.chain.block(block)).hash !== hash) {
    throw new SuiteError(
      "CHAIN_REORGANISED",
      `block ${number} isn't what it was when it was read`,
      "Drop what was read from the last blocks, and search again from an older cursor.",
    );
  }
  return block + 1;
}

/** Where in the topics of which events an institution or a binding is named; each is a question of its own. */
function topicsOf({ event, institution, binding }: SearchFilter): readonly Topics[] {
  const institutionTopic = institution === undefined ? null : institutionIdOf(institution);
  const bindingTopic = binding === undefined ? null : bindingIdOf(binding);
  const recorded: Topics = [topic("ActRecorded"), null, institutionTopic, bindingTopic];
  if (binding !== undefined) {
    return institution === undefined ? [recorded, [topic("Named"), null, bindingTopic]] : [recorded];
  }
  if (institution !== undefined) {
    const others = (["Accredited", "ProfileUpdated", "ControllerSet", "ProviderAppointed"] as const).map(
      (name): Topics => [topic(name), institutionTopic],
    );
    return [recorded, ...others];
  }
  return [event === undefined ? [] : [topic(event)]];
}

/** Logs of no event of the registry's (of the proxy, say) are left out. */
function toEvent(log: Log): RegistryEvent[] {
  const event = decodeLog(log);
  if (event === undefined) return [];
  return [
    {
      name: event.name as RegistryEvent["name"],
      values: Object.fromEntries(event.fragment.inputs.map(({ name }, index) => [name, event.args[index] as unknown])),
      block: log.block,
      transaction: log.transaction satisfies Hex,
      logIndex: log.logIndex,
    },
  ];
}
