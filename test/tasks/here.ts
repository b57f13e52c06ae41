/**
 * Commands in the test's own process: the same actions, options and output as in a process of their own (`cli.ts`), without
 * starting one for each.
 */
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { HardhatUserConfig } from "hardhat/types/config";

import config from "../../hardhat.config.ts";
import { COMMANDS } from "../../tasks/index.ts";
import type { Envelope, Environment } from "./cli.ts";

/** @param url of the node that `--network localhost` is */
export async function environmentAt(url: string): Promise<HardhatRuntimeEnvironment> {
  const user: HardhatUserConfig = config;
  const localhost = { type: "http", chainType: "l1", url } as const;
  return createHardhatRuntimeEnvironment(
    { ...user, networks: { ...user.networks, localhost } },
    { network: "localhost" },
    process.cwd(),
  );
}

/** Runs a command with `--json`. @param environment variables that it has while it runs */
export async function jsonHere<Data = Record<string, unknown>>(
  hre: HardhatRuntimeEnvironment,
  line: readonly string[],
  environment: Environment = {},
): Promise<Envelope<Data> & { readonly code: number }> {
  const { id, args } = parsed(line);
  const before = { exitCode: process.exitCode, environment: process.env };
  let written = "";
  process.env = { ...process.env, ...environment };
  process.exitCode = 0;
  const restore = [diverted(process.stdout, (text) => (written += text)), diverted(process.stderr, () => undefined)];
  try {
    await hre.tasks.getTask(id).run({ ...args, json: true });
    return { ...(JSON.parse(written) as Envelope<Data>), code: exitCode() };
  } finally {
    for (const undo of restore) undo();
    process.env = before.environment;
    process.exitCode = before.exitCode;
  }
}

const exitCode = (): number => Number(process.exitCode ?? 0);

function diverted(stream: NodeJS.WriteStream, take: (text: string) => unknown): () => void {
  const write = stream.write.bind(stream);
  stream.write = (text: string | Uint8Array) => {
    take(String(text));
    return true;
  };
  return () => {
    stream.write = write;
  };
}

function parsed(line: readonly string[]): { readonly id: string[]; readonly args: Record<string, unknown> } {
  const command = COMMANDS.find(({ id }) => id.every((word, index) => word === line[index]));
  if (command === undefined) throw new RangeError(`no command ${line.join(" ")}`);
  const flags = new Set(command.flags?.map(({ name }) => name));
  const positional = [...(command.positional ?? [])];
  const args: Record<string, unknown> = {};
  const rest = line.slice(command.id.length);
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? "";
    if (word.startsWith("--")) {
      const name = word.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
      args[name] = flags.has(name) ? true : rest[(index += 1)];
      continue;
    }
    const argument = positional[0];
    if (argument === undefined) throw new RangeError(`${line.join(" ")} has too many arguments`);
    if (argument.many === true) args[argument.name] = [...((args[argument.name] as string[] | undefined) ?? []), word];
    else args[positional.shift()?.name ?? ""] = word;
  }
  return { id: [...command.id], args };
}
