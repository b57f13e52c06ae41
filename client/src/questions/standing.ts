import type { StandingStructOutput } from "../abi/generated/types/ITrustedIssuerRegistry.ts";
import { type CountryCode, parseCountry } from "../identifiers/countries.ts";
import type { Hex } from "../hex.ts";
import { countryBytes, institutionIdOf, qualificationTypeIdOf } from "../recordKey.ts";
import type { Standing, StandingQuestion } from "../registry.ts";
import { answer, type Clocks, clocks, standingCode } from "./answers.ts";
import type { Moment } from "./moment.ts";
import { optional } from "../optional.ts";

/** A question, checked, with ids. */
export interface PreparedQuestion extends Clocks {
  readonly institution: Hex;
  readonly qualificationType: Hex;
  readonly territory: CountryCode | undefined;
}

export function prepared(moment: Moment, question: StandingQuestion): PreparedQuestion {
  return {
    institution: institutionIdOf(question.institution),
    qualificationType: qualificationTypeIdOf(question.qualificationType),
    territory: question.territory === undefined ? undefined : parseCountry(question.territory),
    ...clocks(moment, question),
  };
}

/** As the contracts take it. */
export const questionStruct = ({ territory, at, ...question }: PreparedQuestion) => ({
  ...question,
  territory: countryBytes(territory),
  time: at,
});

export async function standing(moment: Moment, question: StandingQuestion): Promise<Standing> {
  const asked = prepared(moment, question);
  const { institution, qualificationType, at, knownAt } = asked;
  const territory = countryBytes(asked.territory);
  const { registry } = moment;
  const decision =
    knownAt === 0
      ? await registry.standing(institution, qualificationType, territory, at)
      : await registry.standingAsKnownAt(institution, qualificationType, territory, at, knownAt);
  return toStanding(moment, asked, decision);
}

/** Many questions in one call. */
export async function standings(moment: Moment, questions: readonly StandingQuestion[]): Promise<Standing[]> {
  const asked = questions.map((question) => prepared(moment, question));
  const answers = await moment.registry.standings(asked.map(questionStruct));
  return asked.flatMap((question, index) => {
    const decision = answers[index];
    return decision === undefined ? [] : [toStanding(moment, question, decision)];
  });
}

export function toStanding(moment: Moment, question: PreparedQuestion, decision: StandingStructOutput): Standing {
  const { institution, qualificationType, territory } = question;
  const { code, name } = standingCode(decision);
  return {
    institution,
    qualificationType,
    ...optional("territory", territory),
    code,
    name,
    authorised: name === "AUTHORISED_BY_PROGRAMME" || name === "AUTHORISED_BY_INSTITUTIONAL",
    ...answer(moment, question, decision),
  };
}
