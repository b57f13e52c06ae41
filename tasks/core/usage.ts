import { EXIT } from "./exit.ts";

let began = false;

/** A command runs: its exit code is its own. */
export const commandBegins = (): void => {
  began = true;
};

/**
 * Where Hardhat refuses an unknown option or a missing argument it ends with 1, before a command begins: that is wrong usage.
 * @param commands first words of the project's commands
 */
export function refusalsAreUsage(commands: readonly string[]): void {
  if (!commands.some((word) => process.argv.includes(word))) return;
  process.once("exit", (code) => {
    if (code === EXIT.internal && !began) process.exitCode = EXIT.usage;
  });
}
