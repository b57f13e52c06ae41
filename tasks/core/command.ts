import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { ContractError } from "../../client/src/errors/contractError.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { type Exit, EXIT, exitOf } from "./exit.ts";
import { printable, printableJson } from "./printable.ts";
import { openSession, type Session } from "./session.ts";
import { type Talk, terminalTalk } from "./talk.ts";
import { understood } from "./understood.ts";
import { commandBegins } from "./usage.ts";
import { variable } from "./variable.ts";

/** What a command came to. */
export interface Outcome {
  /** JSON, but for bigints, which are written as strings. */
  readonly data: unknown;
  /** The same facts for people: what stdout shows without `--json`. */
  readonly text: string;
  /** Where they were read. */
  readonly chain?: ChainFacts;
  readonly warnings?: readonly string[];
  /** Without it, 0. */
  readonly exit?: Exit;
}

export interface ChainFacts {
  readonly chainId: number;
  readonly registry: Hex | null;
  readonly blockNumber: number | null;
}

/** What every command takes (`defineCommand`). */
export interface CommonArguments {
  readonly json: boolean;
  /** Folder of the deployment's record; empty: by chain id. */
  readonly deployment: string;
  /** Chain id that the network must have; empty: any. */
  readonly expectChain: string;
}

/** What a command works with. */
export interface Context {
  readonly hre: HardhatRuntimeEnvironment;
  readonly talk: Talk;
  /** Connects, once, to the network that `--network` names. */
  session(): Promise<Session>;
  variable(name: string): Promise<string>;
}

export type Action<Args> = (args: Args & CommonArguments, context: Context) => Promise<Outcome>;

/** A Hardhat task's action: runs a command, writes what it came to, and sets the exit code. */
export type TaskAction = (args: never, hre: HardhatRuntimeEnvironment) => Promise<void>;

/**
 * Makes a task's action of a command.
 * @param name as it is typed, such as `office create`
 */
export function command<Args>(name: string, run: Action<Args>): TaskAction {
  return async (args: Args & CommonArguments, hre: HardhatRuntimeEnvironment) => {
    commandBegins();
    const talk = terminalTalk();
    let session: Promise<Session> | undefined;
    const interrupt = (): void => {
      talk.say("\nInterrupted. What was sent stays; the same command goes on where it can.");
      process.exit(EXIT.interrupted);
    };
    process.once("SIGINT", interrupt);
    // stays: an error comes when the command is done
    if (!process.stdout.listeners("error").includes(closed)) process.stdout.on("error", closed);
    const context: Context = {
      hre,
      talk,
      session: () => (session ??= openSession(hre, args)),
      variable: (variableName) => variable(hre, variableName),
    };
    try {
      const outcome = await run(args, context);
      write(args.json ? envelope(name, outcome) : printable(outcome.text));
      if (!args.json) for (const warning of outcome.warnings ?? []) talk.say(`Warning: ${warning}`);
      process.exitCode = outcome.exit ?? EXIT.ok;
    } catch (thrown) {
      const error = understood(thrown);
      const chain = await session?.then((open) => open.facts()).catch(() => undefined);
      if (args.json) write(failure(name, error, chain));
      else talk.say(inWords(error));
      process.exitCode = exitOf(error);
    } finally {
      process.off("SIGINT", interrupt);
      await session?.then((open) => open.close()).catch(() => undefined);
    }
  };
}

/** Who reads the output may close it, as `head` does; a full disk is no such thing. */
const closed = ({ code }: NodeJS.ErrnoException): void =>
  process.exit(code === "EPIPE" ? process.exitCode : EXIT.internal);

function inWords(error: unknown): string {
  if (error instanceof SuiteError) return `${error.code}: ${error.message}\n${error.remedy}`;
  return `INTERNAL: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

const NOWHERE: ChainFacts = { chainId: 0, registry: null, blockNumber: null };

function envelope(name: string, { data, chain, warnings, exit }: Outcome): string {
  return json({ ok: (exit ?? EXIT.ok) === EXIT.ok, command: name, ...where(chain), data, warnings: warnings ?? [] });
}

function failure(name: string, error: unknown, chain: ChainFacts | undefined): string {
  const suite = error instanceof SuiteError ? error : undefined;
  return json({
    ok: false,
    command: name,
    ...where(chain),
    error: {
      code: suite?.code ?? "INTERNAL",
      message: error instanceof Error ? error.message : String(error),
      hint: suite?.remedy ?? "This is a fault of the software: report it.",
      details: error instanceof ContractError ? { error: error.errorName, values: error.values } : {},
    },
    warnings: [],
  });
}

function where(chain: ChainFacts = NOWHERE) {
  return {
    chainId: chain.chainId === 0 ? null : chain.chainId,
    registry: chain.registry,
    blockNumber: chain.blockNumber,
  };
}

const json = (value: unknown): string =>
  printableJson(
    JSON.stringify(value, (_, member: unknown) => (typeof member === "bigint" ? member.toString() : member), 2),
  );

function write(text: string): void {
  if (text !== "") process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}
