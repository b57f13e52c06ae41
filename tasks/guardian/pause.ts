import { SuiteError } from "../../client/src/errors/suiteError.ts";
import * as writes from "../../client/src/writes/index.ts";
import { command } from "../core/command.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface PauseArguments extends WriteArguments {
  readonly duration: string;
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600, d: 86_400 };

export default command<PauseArguments>("guardian pause", async (args, context) => {
  const [, count, unit] = /^(\d+)([hd])$/.exec(args.duration.trim()) ?? [];
  if (count === undefined || unit === undefined) {
    throw new SuiteError(
      "INVALID_OPTION",
      `'${args.duration}' is no duration`,
      "Give hours or days, such as 12h or 7d.",
    );
  }
  const write = await openWrite(args, context);
  const data = writes.pause({ duration: Number(count) * (UNITS[unit] ?? 0) });
  return write.run({ target: "registry", calls: [{ data }] });
});
