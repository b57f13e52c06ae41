import { setTimeout } from "node:timers/promises";

import { SourceError } from "../../../client/src/errors/sourceError.ts";
import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { unreachable } from "../../core/patience.ts";

/** Between tries where the node can't be reached, in milliseconds. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 16_000];

/** Tries again where the connection breaks, for more than half a minute. */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const pause of PAUSES) {
    try {
      return await work();
    } catch (error) {
      if (!isConnection(error)) throw error;
      await setTimeout(pause);
    }
  }
  return work();
}

/** Whether it is the connection that failed, and not what was asked. */
export const isConnection = (error: unknown): boolean =>
  (error instanceof SuiteError && error.code === "OUTCOME_UNKNOWN") ||
  (error instanceof SourceError && ["SOURCE_UNREACHABLE", "BLOCK_REPLACED"].includes(error.code)) ||
  unreachable(error) !== undefined;
