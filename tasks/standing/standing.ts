import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { SourceError } from "../../client/src/errors/sourceError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { EU, parseCountry } from "../../client/src/identifiers/countries.ts";
import { toSeconds } from "../../client/src/time.ts";
import { optional } from "../../client/src/optional.ts";
import type { Registry, Standing, StandingQuestion } from "../../client/src/registry.ts";
import { flagsInWords, STANDINGS } from "../../client/src/words.ts";
import { type CommonArguments, command, type Outcome } from "../core/command.ts";
import { isoSecond, spanInWords } from "../core/dates.ts";
import { EXIT } from "../core/exit.ts";
import { institutionNamed, typeNamed } from "../core/references.ts";
import { table } from "../core/table.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import { questionsIn, type Written } from "./file.ts";

interface StandingArguments extends CommonArguments, Written {
  readonly file: string;
  readonly failOnNo: boolean;
}

/** In one call: each is a few thousand gas of reading. */
const QUESTIONS_PER_CALL = 100;

export default command<StandingArguments>("standing", async (args, context) => {
  const rows = args.file === "" ? undefined : questionsIn(args.file);
  const session = await context.session();
  const { blockNumber } = await session.facts();
  const now = await session.now();
  const newest = await session.registry();
  const registry = blockNumber === null ? newest : newest.at(blockNumber);
  const outcome =
    rows === undefined ? await answerOne(registry, args, now) : await answerMany(registry, rows, args.failOnNo, now);
  return { ...outcome, chain: { chainId: session.chainId, registry: newest.address, blockNumber } };
});

async function answerOne(registry: Registry, args: StandingArguments, now: number): Promise<Outcome> {
  const answer = await registry.standing(await toQuestion(namesIn(registry), args, now));
  const institution = await registry.institution(answer.institution);
  const timeZone = timeZoneOf(institution.known ? institution.country : EU);
  return {
    data: answer,
    text: inWords(answer, timeZone),
    exit: args.failOnNo && !answer.authorised ? EXIT.no : EXIT.ok,
  };
}

/** A row that names nothing known is said, and doesn't stop the others. */
async function answerMany(
  registry: Registry,
  rows: readonly (Written & { readonly line: number })[],
  failOnNo: boolean,
  now: number,
): Promise<Outcome> {
  const names = namesIn(registry);
  const asked: { readonly index: number; readonly question: StandingQuestion }[] = [];
  const answers: (Standing | string)[] = [];
  for (const [index, row] of rows.entries()) {
    try {
      asked.push({ index, question: await toQuestion(names, row, now) });
    } catch (error) {
      if (!(error instanceof SuiteError) || error instanceof SourceError) throw error;
      answers[index] = `${error.message}. ${error.remedy}`;
    }
  }
  for (let first = 0; first < asked.length; first += QUESTIONS_PER_CALL) {
    const some = asked.slice(first, first + QUESTIONS_PER_CALL);
    const given = await registry.standings(some.map(({ question }) => question));
    for (const [position, { index }] of some.entries()) answers[index] = given[position] ?? "no answer";
  }
  const isNo = answers.some((answer) => typeof answer !== "string" && !answer.authorised);
  const isOpen = answers.some((answer) => typeof answer === "string");
  return {
    data: rows.map(({ line, institution, qualification }, index) => {
      const answer = answers[index];
      return {
        line,
        institution,
        qualification,
        ...(typeof answer === "string" ? { reason: answer } : { answer }),
      };
    }),
    text: table(
      ["line", "institution", "qualification", "at", "code", "answer"],
      rows.map((row, index) => [String(row.line), row.institution, row.qualification, ...cells(answers[index])]),
    ),
    exit: isOpen ? EXIT.unchecked : isNo && failOnNo ? EXIT.no : EXIT.ok,
  };
}

function cells(answer: Standing | string | undefined): string[] {
  if (typeof answer !== "object") return ["", "", answer ?? ""];
  return [
    isoSecond(answer.at),
    String(answer.code),
    [STANDINGS[answer.code], ...flagsInWords(answer.flags)].join(", "),
  ];
}

function inWords({ code, flags, act, at }: Standing, timeZone: string): string {
  const lines = [`${String(code)}  ${STANDINGS[code]}, asked for ${isoSecond(at)}`];
  if (flags.length > 0) lines.push(`    ${flagsInWords(flags).join(", ")}`);
  if (act !== undefined) {
    lines.push(`    decided by office ${String(act.office)}: ${spanInWords(act, timeZone)}`);
    lines.push(`    recorded ${isoSecond(act.recordedAt)}`);
  }
  return lines.join("\n");
}

interface Names {
  readonly institution: (written: string) => Promise<Hex>;
  readonly type: (written: string) => Promise<Hex>;
}

/** Each name is looked up once: that may take the register's whole log. */
function namesIn(registry: Registry): Names {
  const once = (find: (registry: Registry, written: string) => Promise<Hex>) => {
    const found = new Map<string, Promise<Hex>>();
    return (written: string): Promise<Hex> => {
      const id = found.get(written) ?? find(registry, written);
      found.set(written, id);
      return id;
    };
  };
  return { institution: once(institutionNamed), type: once(typeNamed) };
}

/** What will be known isn't known. @throws SuiteError INVALID_TIME */
function pastOf(written: string, now: number): number {
  const seconds = toSeconds(written);
  if (seconds <= now) return seconds;
  throw new SuiteError(
    "INVALID_TIME",
    `'${written}' is still to come: the newest block is of ${isoSecond(now)}`,
    "Ask as known at a moment that is past, or leave it out.",
  );
}

async function toQuestion(names: Names, question: Written, now: number): Promise<StandingQuestion> {
  const { institution, qualification, at, knownAt, territory } = question;
  if (institution === "" || qualification === "") {
    throw new SuiteError(
      "MISSING_OPTION",
      "a question names an institution and a qualification type",
      "Give both, or --file FILE.csv with the columns institution and qualification.",
    );
  }
  return {
    institution: await names.institution(institution),
    qualificationType: await names.type(qualification),
    ...optional("at", at === "" ? undefined : toSeconds(at)),
    ...optional("knownAt", knownAt === "" ? undefined : pastOf(knownAt, now)),
    ...optional("territory", territory === "" ? undefined : parseCountry(territory)),
  };
}
