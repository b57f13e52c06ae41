/** The acts that the kinds of record share: one command for each group and act. */
import type { Hex } from "../../client/src/hex.ts";
import type { RecordRef } from "../../client/src/references.ts";
import * as writes from "../../client/src/writes/index.ts";
import { documentHash, natural, required } from "../core/arguments.ts";
import { command, type TaskAction } from "../core/command.ts";
import { isoSecond, parseFrom, parseUntil } from "../core/dates.ts";
import { institutionNamed } from "../core/references.ts";
import type { Session } from "../core/session.ts";
import { parseActs } from "../import/laterActs.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";
import { type Group, type RecordArguments, recordOf } from "./groups.ts";

export type ActName = "suspend" | "reinstate" | "withdraw" | "end" | "annul" | "compromise" | "cancel" | "rectify";

interface ActArguments extends WriteArguments, RecordArguments {
  readonly evidence: string;
  readonly from?: string;
  readonly until?: string;
  readonly successor?: string;
  readonly position?: string;
  readonly acts?: string;
}

interface Prepared {
  readonly record: RecordRef;
  readonly evidence: Hex;
  /** Seconds, of the day or second that was typed; nothing where nothing was. */
  readonly from: { readonly from?: number };
  readonly until: { readonly until?: number };
  readonly session: Session;
  readonly timeZone: string;
}

const BUILDERS: Readonly<Record<ActName, (args: ActArguments, prepared: Prepared) => Hex | Promise<Hex>>> = {
  suspend: (_, { record, evidence, from, until }) => writes.suspend({ record, evidence, ...from, ...until }),
  reinstate: (_, { record, evidence, from }) => writes.reinstate({ record, evidence, ...from }),
  withdraw: (_, { record, evidence, from }) => writes.withdraw({ record, evidence, ...from }),
  end: async ({ successor = "" }, { record, evidence, from, session }) =>
    writes.end({
      record,
      evidence,
      ...from,
      ...(successor === "" ? {} : { successor: await institutionNamed(await session.registry(), successor) }),
    }),
  annul: (_, { record, evidence, from }) => writes.annul({ record, evidence, from: from.from ?? 0 }),
  compromise: (_, { record, evidence, from }) => writes.compromise({ record, evidence, ...from }),
  cancel: ({ position = "" }, { record, evidence }) =>
    writes.cancel({ record, evidence, position: natural("--position", required("--position", position)) }),
  rectify: ({ acts = "" }, { record, evidence, timeZone }) =>
    writes.rectify({ record, evidence, corrections: parseActs(acts, timeZone) }),
};

/** @param name of the command, where it isn't the act's: an institution is closed, a type retired */
export function actCommand(group: Group, act: ActName, name: string = act): { readonly default: TaskAction } {
  return {
    default: command<ActArguments>(`${group} ${name}`, async (args, context) => {
      const write = await openWrite(args, context);
      const { session, timeZone } = write;
      const record = await recordOf(session, group, args);
      const { from = "", until = "" } = args;
      const begin = from === "" ? {} : { from: parseFrom(from, timeZone) };
      const warnings = await warningsOf(act, record, begin.from, session);
      for (const warning of warnings) context.talk.say(`Warning: ${warning}`);
      const call = await BUILDERS[act](args, {
        record,
        session,
        timeZone,
        evidence: documentHash("--evidence", args.evidence),
        from: begin,
        until: until === "" ? {} : { until: parseUntil(until, timeZone) },
      });
      const outcome = await write.run({ target: "registry", calls: [{ data: call, record }] });
      // whoever reads JSON finds them there; others were told before they confirmed
      return args.json ? { ...outcome, warnings: [...(outcome.warnings ?? []), ...warnings] } : outcome;
    }),
  };
}

/** What restricts a record that has begun isn't made for the past: the contract records it from now. */
async function warningsOf(
  act: ActName,
  record: RecordRef,
  from: number | undefined,
  session: Session,
): Promise<string[]> {
  if (from === undefined || !["suspend", "withdraw", "end"].includes(act) || from >= (await session.now())) return [];
  if ((await (await session.registry()).history(record)).acts.length === 0) return [];
  return [
    `--from ${isoSecond(from)} is over: the act counts from the moment that it is recorded. For the past, rectify (or annul a grant).`,
  ];
}
