import { SourceError } from "../errors/sourceError.ts";
import { SuiteError } from "../errors/suiteError.ts";
import { type Command, EXIT, type Exit, type Output, USAGE } from "./usage.ts";

/** Each command is loaded when it is called. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["standing", async () => (await import("./standing.ts")).standing],
  ["verify", async () => (await import("./verify.ts")).verify],
]);

/** Runs `tir`; what is thrown becomes a message and an exit code. */
export async function main(args: readonly string[], output: Output): Promise<Exit> {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    output.data(USAGE);
    return EXIT.yes;
  }
  const command = COMMANDS.get(name ?? "");
  if (command === undefined) {
    output.talk(name === undefined ? USAGE : `USAGE: there is no command '${name}'. tir --help lists them.`);
    return EXIT.usage;
  }
  try {
    return await (
      await command()
    )(rest, output);
  } catch (error) {
    if (error instanceof SuiteError) {
      output.talk(`${error.code}: ${error.message}. ${error.remedy}`);
      return error instanceof SourceError ? EXIT.unknown : EXIT.usage;
    }
    // of `parseArgs`: an option that isn't known, or has no value
    if (error instanceof TypeError && String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS")) {
      output.talk(`USAGE: ${error.message}`);
      return EXIT.usage;
    }
    throw error;
  }
}
