/** Command lines as documents show them, against the commands' definitions. */
import { type CommandDefinition, COMMON_FLAGS, COMMON_OPTIONS, WRITE_OPTIONS } from "../../tasks/core/define.ts";
import { COMMANDS } from "../../tasks/index.ts";
import { isWriting, optionName } from "../../scripts/tasks/page.ts";

/** Hardhat's own tasks that the documents name, with how many arguments each may have. */
const HARDHAT_TASKS: Readonly<Record<string, { readonly options: readonly string[]; readonly most: number }>> = {
  node: { options: ["--hostname", "--port"], most: 0 },
  "keystore set": { options: [], most: 1 },
  "keystore list": { options: [], most: 0 },
  "keystore delete": { options: [], most: 1 },
  "keystore change-password": { options: [], most: 0 },
};

/** What is wrong with what follows `npx hardhat`; nothing where nothing is. */
export function problemsOf(line: string): string[] {
  const words = wordsOf(line);
  const definition = commandOf(words);
  if (definition === undefined) return ownProblems(words);
  const { positional = [], options = [], flags = [], id } = definition;
  const valued = new Set([...options, ...COMMON_OPTIONS].map(({ name }) => optionName(name)).concat("--network"));
  const switches = new Set([...flags, ...COMMON_FLAGS].map(({ name }) => optionName(name)).concat("--help"));
  const { given, arguments: values, problems } = taken(words.slice(id.length), valued, switches);
  if (given.has("--help")) return problems;
  const needed = positional.filter(({ defaultValue, many }) => defaultValue === undefined && many !== true).length;
  const many = positional.some((argument) => argument.many === true);
  if (values.length < needed + (many ? 1 : 0))
    problems.push(`has ${String(values.length)} of ${String(needed)} arguments`);
  if (!many && values.length > positional.length) problems.push(`has ${values.join(" ")} and takes less`);
  if (isWriting(definition)) problems.push(...writingProblems(given));
  return problems;
}

/** `npx hardhat` itself, and a group alone, are asked for help only. */
function ownProblems(words: readonly string[]): string[] {
  if (words.at(-1) === "--help" && COMMANDS.some(({ id }) => words.slice(0, -1).every((word, at) => word === id[at])))
    return [];
  const name = Object.keys(HARDHAT_TASKS).find((task) => task === words.slice(0, task.split(" ").length).join(" "));
  const task = name === undefined ? undefined : HARDHAT_TASKS[name];
  if (name === undefined || task === undefined) return [`there is no command '${words.slice(0, 2).join(" ")}'`];
  const { arguments: values, problems } = taken(words.slice(name.split(" ").length), new Set(task.options), new Set());
  return values.length > task.most ? [...problems, `${name} takes less`] : problems;
}

function commandOf(words: readonly string[]): CommandDefinition | undefined {
  return COMMANDS.find(({ id }) => id.every((word, index) => words[index] === word));
}

function taken(words: readonly string[], valued: ReadonlySet<string>, switches: ReadonlySet<string>) {
  const given = new Set<string>();
  const values: string[] = [];
  const problems: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (!word.startsWith("--")) values.push(word);
    else {
      if (given.has(word)) problems.push(`${word} stands there twice`);
      given.add(word);
      if (switches.has(word)) continue;
      if (!valued.has(word)) problems.push(`there is no option ${word}`);
      index += 1;
      const value = words[index];
      if (value === undefined || value.startsWith("--")) problems.push(`${word} has no value`);
    }
  }
  return { given, arguments: values, problems };
}

/** An act is an office's, or a motion; options that hold for all of them may stand anywhere. */
function writingProblems(given: ReadonlySet<string>): string[] {
  const motion = given.has("--motion");
  if (motion && given.has("--office")) return ["is an office's act and a motion at once"];
  if (!motion && !given.has("--office")) return ["names neither --office nor --motion"];
  const [forBundle] = WRITE_OPTIONS.filter(({ name }) => name === "bundle" && motion && given.has(optionName(name)));
  return forBundle === undefined ? [] : ["is a bundle and a motion at once"];
}

/** As a shell divides them. */
export function wordsOf(line: string): string[] {
  return Array.from(line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g), ([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ""),
  );
}

/** The commands in a document's blocks of shell, without variables before them and comments behind; a backslash goes on. */
export function commandLines(text: string): string[] {
  return Array.from(text.matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, block = ""]) => block.replace(/\\\n\s*/g, ""))
    .flatMap((block) => block.split("\n"))
    .flatMap((line) => {
      const [, command] = /\bnpx hardhat (.*?)(?:\s+# .*|\s+>\s*\S+)?$/.exec(line) ?? [];
      return command === undefined ? [] : [command];
    });
}

/** Commands that stand in a sentence: `npx hardhat office list`. */
export const inSentences = (text: string): string[] =>
  Array.from(text.matchAll(/`npx hardhat ([a-z][^`]*)`/g), ([, command = ""]) => command);

/** Short forms, without `npx hardhat` and what all acts take: `mandate suspend 7 --from 2026-03-01`. */
export const shortForms = (text: string): string[] =>
  Array.from(text.matchAll(/`([a-z][a-z -]*[^`]*)`/g), ([, form = ""]) => form).filter((form) => {
    const [group, action = ""] = form.split(" ");
    return COMMANDS.some(({ id }) => id.length > 1 && id[0] === group) && /^[a-z]+$/.test(action);
  });

/** What is wrong with a short form's command and options; what it leaves out with `…` isn't missed. */
export function problemsOfShort(form: string): string[] {
  const words = form.replaceAll("…", "").split(" ");
  const definition = commandOf(words);
  if (definition === undefined) return [`there is no command '${form}'`];
  const known = [...(definition.options ?? []), ...(definition.flags ?? []), ...COMMON_OPTIONS].map(({ name }) =>
    optionName(name),
  );
  return words
    .filter((word) => word.startsWith("--") && !known.includes(word))
    .map((word) => `there is no option ${word}`);
}
