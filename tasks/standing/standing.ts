import type { Standing, StandingQuestion } from "../../client/src/registry.ts";
import { optional } from "../../client/src/optional.ts";
import { flagsInWords, STANDINGS } from "../../client/src/words.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { type CommonArguments, command, type Outcome } from "../core/command.ts";
import { readCsv } from "../core/csv.ts";
import { EXIT } from "../core/exit.ts";
import { isoSecond, spanInWords } from "../core/dates.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import { EU } from "../../client/src/identifiers/countries.ts";
import { institutionNamed, typeNamed } from "../core/references.ts";
import { table } from "../core/table.ts";
import { readFile } from "../core/arguments.ts";
import type { Registry } from "../../client/src/registry.ts";

interface StandingArguments extends CommonArguments {
  readonly institution: string;
  readonly qualification: string;
  readonly at: string;
  readonly knownAt: string;
  readonly territory: string;
  readonly file: string;
  readonly failOnNo: boolean;
}

/** A question as it was written. */
interface Written {
  readonly institution: string;
  readonly qualification: string;
  readonly at: string;
  readonly knownAt: string;
  readonly territory: string;
}

/** In one call: each is a few thousand gas of reading. */
const QUESTIONS_PER_CALL = 100;

export default command<StandingArguments>("standing", async (args, context) => {
  const questions = args.file === "" ? [args] : questionsIn(args.file);
  const session = await context.session();
  const registry = await session.registry();
  const { blockNumber } = await session.facts();
  const fixed = blockNumber === null ? registry : registry.at(blockNumber);
  const prepared: StandingQuestion[] = [];
  for (const question of questions) prepared.push(await toQuestion(fixed, question));
  const answers: Standing[] = [];
  for (let first = 0; first < prepared.length; first += QUESTIONS_PER_CALL) {
    answers.push(...(await fixed.standings(prepared.slice(first, first + QUESTIONS_PER_CALL))));
  }
  return { ...outcome(questions, answers, args, await zoneOf(fixed, answers[0])), chain: await session.facts() };
});

function outcome(
  questions: readonly Written[],
  answers: readonly Standing[],
  args: StandingArguments,
  timeZone: string,
): Outcome {
  const no = answers.some(({ authorised }) => !authorised);
  const exit = no && args.failOnNo ? EXIT.no : EXIT.ok;
  const [only] = answers;
  if (args.file === "" && only !== undefined) return { data: only, text: inWords(only, timeZone), exit };
  const rows = answers.map((answer, index) => {
    const question = questions[index];
    return [
      question?.institution ?? "",
      question?.qualification ?? "",
      isoSecond(answer.at),
      String(answer.code),
      [STANDINGS[answer.code], ...flagsInWords(answer.flags)].join(", "),
    ];
  });
  return { data: answers, text: table(["institution", "qualification", "at", "code", "answer"], rows), exit };
}

/** In which the institution's state writes its days. */
async function zoneOf(registry: Registry, answer: Standing | undefined): Promise<string> {
  const institution = answer === undefined ? undefined : await registry.institution(answer.institution);
  return timeZoneOf(institution?.known === true ? institution.country : EU);
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

async function toQuestion(registry: Registry, question: Written): Promise<StandingQuestion> {
  const { institution, qualification, at, knownAt, territory } = question;
  if (institution === "" || qualification === "") {
    throw new SuiteError(
      "MISSING_OPTION",
      "a question names an institution and a qualification type",
      "Give both, or --file FILE.csv with the columns institution and qualification.",
    );
  }
  return {
    institution: await institutionNamed(registry, institution),
    qualificationType: await typeNamed(registry, qualification),
    ...optional("at", at === "" ? undefined : at),
    ...optional("knownAt", knownAt === "" ? undefined : knownAt),
    ...optional("territory", territory === "" ? undefined : territory),
  };
}

/** Columns institution, qualification; at, known_at and territory where they are needed. */
function questionsIn(file: string): Written[] {
  const { header, records, broken } = readCsv(readFile(file));
  const names = header.map((name) => name.trim().toLowerCase());
  const [first] = broken;
  if (first !== undefined) {
    throw new SuiteError("MALFORMED_ROW", `${file}, line ${String(first.line)}: ${first.reason}`, "Correct the line.");
  }
  for (const needed of ["institution", "qualification"]) {
    if (!names.includes(needed)) {
      throw new SuiteError(
        "MISSING_COLUMN",
        `${file} has no column '${needed}'`,
        "Its header names institution and qualification.",
      );
    }
  }
  return records.map(({ fields }) => {
    const value = (name: string): string => fields[names.indexOf(name)]?.trim() ?? "";
    return {
      institution: value("institution"),
      qualification: value("qualification"),
      at: value("at"),
      knownAt: value("known_at"),
      territory: value("territory"),
    };
  });
}
