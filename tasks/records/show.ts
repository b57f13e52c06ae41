import type { RecordStatus } from "../../client/src/registry.ts";
import { optional } from "../../client/src/optional.ts";
import { flagsInWords } from "../../client/src/words.ts";
import { command, type CommonArguments, type TaskAction } from "../core/command.ts";
import { isoSecond, spanInWords } from "../core/dates.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import { EU } from "../../client/src/identifiers/countries.ts";
import { type Group, type RecordArguments, recordOf } from "./groups.ts";
import { factsOf } from "./facts.ts";

interface ShowArguments extends CommonArguments, RecordArguments {
  readonly at: string;
  readonly knownAt: string;
}

/** What a record is, and what its timeline answers for a moment. */
export function showCommand(group: Group): { readonly default: TaskAction } {
  return {
    default: command<ShowArguments>(`${group} show`, async (args, context) => {
      const session = await context.session();
      const { blockNumber } = await session.facts();
      const newest = await session.registry();
      const registry = blockNumber === null ? newest : newest.at(blockNumber);
      const record = await recordOf(session, group, args);
      const when = {
        ...optional("at", args.at === "" ? undefined : args.at),
        ...optional("knownAt", args.knownAt === "" ? undefined : args.knownAt),
      };
      const [facts, status] = await Promise.all([factsOf(registry, record), registry.statusOf(record, when)]);
      return {
        data: { record, ...facts.data, status },
        text: [...facts.lines, statusInWords(status, timeZoneOf(facts.country ?? EU))].join("\n"),
        chain: await session.facts(),
      };
    }),
  };
}

function statusInWords({ state, flags, act, at }: RecordStatus, timeZone: string): string {
  const lines = [
    `${state}, asked for ${isoSecond(at)}${flags.length === 0 ? "" : ` (${flagsInWords(flags).join(", ")})`}`,
  ];
  if (act !== undefined) {
    lines.push(
      `  by office ${String(act.office)}: ${spanInWords(act, timeZone)}; recorded ${isoSecond(act.recordedAt)}`,
    );
  }
  return lines.join("\n");
}
