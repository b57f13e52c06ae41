/** The edges of a script: signals, closed pipes, errors and exit codes. */
import { setTimeout } from "node:timers/promises";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Chain } from "./chain.ts";
import { say } from "./output.ts";

/** What the user can put right by calling it differently. */
const USAGE_ERRORS = new Set([
  ...["UNKNOWN_ARGUMENT", "UNREADABLE_FILE", "NOT_UTF8", "EMPTY_FILE", "EMPTY_LIST", "NO_USABLE_ROW"],
  ...["MALFORMED_HEADER", "MISSING_COLUMN", "DUPLICATE_COLUMN"],
]);

/** Runs `main`. Exit code 2 for wrong usage, 1 for failures that have a message, a trace for those that have none. */
export async function run(main: () => Promise<void>): Promise<void> {
  // Who reads the output may close it, as `head` does.
  process.stdout.on("error", () => process.exit(0));
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    say(`${error.code}: ${error.message}\n${error.remedy}`);
    process.exitCode = USAGE_ERRORS.has(error.code) ? 2 : 1;
  }
}

/** Ctrl-C and a polite kill take the chain along. */
export function endWithSignals(chain: Chain): void {
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
    process.once(signal, () => void chain.stop().then(() => process.exit(code)));
  }
}

/** Works with a chain as long as it is up. */
export async function whileUp(chain: Chain, work: () => Promise<void>): Promise<void> {
  const worked = work().catch(async (error: unknown) => {
    // a connection breaks before the end of the process is seen
    await Promise.race([chain.ended, setTimeout(1_000)]);
    throw error;
  });
  await Promise.race([chain.ended, worked]);
}

/** Until Ctrl-C. */
export const forever = (): Promise<never> => new Promise(() => setInterval(() => undefined, 60_000));
