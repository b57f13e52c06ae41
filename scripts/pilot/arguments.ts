import { parseArgs } from "node:util";

import { SuiteError } from "../../client/src/errors/suiteError.ts";

export interface PilotArguments {
  /** A list of institutions to register instead of the sample's. */
  readonly institutions?: string;
  /** Leave the chain up until Ctrl-C. */
  readonly keep: boolean;
  readonly help: boolean;
}

export const USAGE = `npm start [-- options]

  --institutions FILE.csv   register this list of institutions, in the form of the Erasmus Charter list
  --keep                    leave the chain up afterwards, until Ctrl-C
  --help                    this text

With npm, options stand after --, as in: npm start -- --keep`;

/**
 * @param args without node and script
 * @throws SuiteError UNKNOWN_ARGUMENT
 */
export function pilotArguments(args: readonly string[]): PilotArguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        institutions: { type: "string" },
        keep: { type: "boolean", default: false },
        help: { type: "boolean", default: false, short: "h" },
      },
      strict: true,
      allowPositionals: false,
    });
    return values;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error);
    throw new SuiteError("UNKNOWN_ARGUMENT", reason, `Usage: ${USAGE}`);
  }
}
