import { task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { NewTaskActionFunction, TaskDefinition } from "hardhat/types/tasks";

import type { TaskAction } from "./command.ts";

/** A command, as it is described to people, to Hardhat and in docs/tasks.md. */
export interface CommandDefinition {
  /** As it is typed: `["office", "create"]`. */
  readonly id: readonly string[];
  /** What follows `npx hardhat` in an example. */
  readonly example: string;
  /** One sentence. */
  readonly summary: string;
  readonly positional?: readonly PositionalDefinition[];
  readonly options?: readonly OptionDefinition[];
  readonly flags?: readonly FlagDefinition[];
  readonly action: () => Promise<{ readonly default: TaskAction }>;
}

export interface PositionalDefinition {
  readonly name: string;
  readonly description: string;
  /** What it is where it is left out; without it, it must be given. */
  readonly defaultValue?: string;
  /** Takes all that follow. */
  readonly many?: boolean;
}

export interface OptionDefinition {
  /** In camel case: typed as `--camel-case`. */
  readonly name: string;
  readonly description: string;
  readonly defaultValue?: string;
}

export interface FlagDefinition {
  readonly name: string;
  readonly description: string;
}

/** What every command takes. */
export const COMMON_OPTIONS: readonly OptionDefinition[] = [
  { name: "deployment", description: "Folder of the deployment's record (without it, deploy/deployments/chain-ID)" },
  { name: "expectChain", description: "Chain id that the network must have" },
];
export const COMMON_FLAGS: readonly FlagDefinition[] = [{ name: "json", description: "Write JSON to stdout" }];

/** What every command takes that writes for an office. */
export const WRITE_OPTIONS: readonly OptionDefinition[] = [
  {
    name: "office",
    description:
      "Office that acts: a country (its member state's), a number, or an address; controller for the institution's controller",
  },
  {
    name: "signer",
    description: "Officers who sign now, separated by commas: var:NAME, rpc:0xADDRESS, pkcs11:LABEL",
  },
  { name: "bundle", description: "File to write for the officers to sign, instead of sending" },
  { name: "motion", description: "File to add the act to, to be proposed to the council, instead of an office's act" },
  {
    name: "deadline",
    description: "Last moment in which the bundle is valid: 7d, a day, or an ISO second",
    defaultValue: "7d",
  },
  { name: "nonce", description: "The office's transaction number, where several bundles wait (without it, the next)" },
];
export const WRITE_FLAGS: readonly FlagDefinition[] = [
  { name: "yes", description: "Don't ask for confirmation" },
  { name: "dryRun", description: "Show the plan and stop" },
];

/** The hash that a decision carries. */
export const EVIDENCE: OptionDefinition = {
  name: "evidence",
  description: "The published decision: a file, whose SHA-256 is recorded, or the hash itself (0x…)",
};
export const FROM: OptionDefinition = {
  name: "from",
  description: "Begin: a day of the state's time zone, or an ISO second",
};
export const UNTIL: OptionDefinition = {
  name: "until",
  description: "End: the last day, of the state's time zone, or an exclusive ISO second; without it, open",
};

/** A command of an office: takes what `WRITE_OPTIONS` and `WRITE_FLAGS` list as well. */
export function writing(definition: CommandDefinition): CommandDefinition {
  return {
    ...definition,
    options: [...(definition.options ?? []), ...WRITE_OPTIONS],
    flags: [...(definition.flags ?? []), ...WRITE_FLAGS],
  };
}

/** As Hardhat takes it. */
export function hardhatTask(definition: CommandDefinition): TaskDefinition {
  const { id, positional = [], options = [], flags = [], action } = definition;
  let builder = task([...id], description(definition));
  for (const { name, description: text, defaultValue, many } of positional) {
    const argument = { name, description: text };
    builder =
      many === true
        ? builder.addVariadicArgument(argument)
        : builder.addPositionalArgument(defaultValue === undefined ? argument : { ...argument, defaultValue });
  }
  const all = [...options, ...COMMON_OPTIONS];
  for (const { name, description: text, defaultValue } of all) {
    const option = { name, description: text };
    builder =
      defaultValue === undefined
        ? builder.addOption({ ...option, type: ArgumentType.STRING_WITHOUT_DEFAULT, defaultValue: undefined })
        : builder.addOption({ ...option, defaultValue });
  }
  for (const { name, description: text } of [...flags, ...COMMON_FLAGS]) {
    builder = builder.addFlag({ name, description: text });
  }
  const nothing = Object.fromEntries(all.map(({ name }) => [name, ""]));
  return builder
    .setAction(async () => {
      const run = (await action()).default as unknown as NewTaskActionFunction;
      // what is left out is nothing: commands tell no difference between that and an empty text
      return { default: (args, hre) => run({ ...nothing, ...definedOf(args) }, hre) as unknown };
    })
    .build();
}

const definedOf = (args: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));

/** Hardhat shows the same text in a command's own help, which opens with an example, and in lists, of a line a command. */
function description({ id, example, summary }: CommandDefinition): string {
  const typed = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
  const own = id.every((word, index) => typed[index] === word);
  return own ? `Example: npx hardhat ${example}\n\n${summary}` : summary;
}
