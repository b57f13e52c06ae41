import type { Act } from "../../client/src/act.ts";
import { command, type CommonArguments, type TaskAction } from "../core/command.ts";
import { EU } from "../../client/src/identifiers/countries.ts";
import { CREDENTIAL_TYPES } from "../../client/src/encoding.ts";
import { dateInWords, isoSecond } from "../core/dates.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import { factsOf } from "./facts.ts";
import { table } from "../core/table.ts";
import { type Group, type RecordArguments, recordOf } from "./groups.ts";

/** Every act of a record, with both clocks: from when it holds, and when it was recorded. */
export function historyCommand(group: Group): { readonly default: TaskAction } {
  return {
    default: command<CommonArguments & RecordArguments>(`${group} history`, async (args, context) => {
      const session = await context.session();
      const registry = await session.registry();
      const record = await recordOf(session, group, args);
      const [history, { country = EU }] = await Promise.all([registry.history(record), factsOf(registry, record)]);
      const timeZone = timeZoneOf(country);
      return {
        data: { record: history.record, acts: history.acts },
        text:
          history.acts.length === 0
            ? "Nothing was ever recorded."
            : table(
                ["#", "act", "from", "until", "recorded", "office", "by", "decides"],
                history.acts.map((act) => row(act, timeZone)),
              ),
        chain: await session.facts(),
      };
    }),
  };
}

function row(act: Act, timeZone: string): string[] {
  return [
    String(act.position),
    act.cancels === undefined ? act.kind : `cancel ${String(act.cancels)}`,
    dateInWords(act.from, timeZone, "from"),
    act.until === undefined ? "" : dateInWords(act.until, timeZone),
    isoSecond(act.recordedAt),
    String(act.office),
    act.byState ? "state" : "",
    decides(act),
  ];
}

export function decides({ conditional, territories, scope, trustedListEntry, successor, evidence }: Act): string {
  const parts = [
    ...(conditional ? ["with conditions"] : []),
    ...(territories === undefined || territories.length === 0 ? [] : [`in ${territories.join(", ")}`]),
    ...(scope === undefined ? [] : [scopeInWords(scope)]),
    ...(trustedListEntry === undefined ? [] : [`trusted-list entry ${trustedListEntry}`]),
    ...(successor === undefined ? [] : [`successor ${successor}`]),
    ...(evidence === undefined ? [] : [`evidence ${evidence.slice(0, 10)}…`]),
  ];
  return parts.join("; ");
}

function scopeInWords({ levels, fields, credentialTypes }: NonNullable<Act["scope"]>): string {
  const words = (items: readonly (string | number)[] | "all"): string =>
    items === "all" ? "all" : items.length === 0 ? "none" : items.join(" ");
  return `EQF ${words(levels)}, ISCED-F ${words(fields)}, credential types ${words(credentialTypes === "all" ? "all" : credentialTypes.map(nameOfType))}`;
}

const nameOfType = (position: number): string =>
  Object.entries(CREDENTIAL_TYPES).find(([, one]) => one === position)?.[0] ?? String(position);
