/** Asks the registry the sample's questions, as any verifier would: by calls that need no account and cost nothing. */
import { type CountryCode, parseCountry } from "../../client/src/identifiers/countries.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { bindingId, institutionId, qualificationTypeId } from "../../client/src/identifiers/ids.ts";
import { countryBytes } from "../../client/src/recordKey.ts";
import { timeZoneOf, typeId } from "./accredit.ts";
import { type Ask, NO_TYPE, NOBODY, type SampleQuestion } from "./data/questions.ts";
import { TYPES } from "./data/types.ts";
import { isoDay, startOfDay } from "../../tasks/core/dates.ts";
import type { Network } from "./network.ts";
import type { PilotOffice } from "./offices.ts";
import { table } from "./output.ts";
import { flagsOf } from "../../client/src/codes.ts";
import { BINDINGS, flagsInWords, STANDINGS } from "../../client/src/words.ts";
import type { SampleInstitution } from "./sample.ts";

/** What the contracts answer: dates in Unix seconds UTC. */
interface Answer {
  readonly code: bigint;
  readonly flags: bigint;
  readonly from: bigint;
  readonly until: bigint;
  readonly recordedAt: bigint;
  /** Number of the office that decided; 0 for the council. */
  readonly office: bigint;
}

/** As a territory: the institution's own country. */
const OWN_COUNTRY = "0x0000";
const UNKNOWN_COUNTRY = parseCountry("AT");
const UNKNOWN_URI = "https://nobody.example/";

/**
 * Asks all questions in one call.
 * @returns the answers as a table for people
 * @throws SuiteError UNEXPECTED_ANSWER where one isn't what the sample says
 */
export async function askStandings(
  network: Network,
  institutions: readonly SampleInstitution[],
  questions: readonly SampleQuestion[],
): Promise<string> {
  const answers = await network.suite.registry.standings(
    questions.flatMap((question) => {
      const institution = institutionOf(question, institutions);
      const country = institution?.country ?? UNKNOWN_COUNTRY;
      return question.asks.map((ask) => ({
        institution: institutionId(country, institution?.identifier ?? UNKNOWN_URI),
        qualificationType:
          question.type === NO_TYPE ? qualificationTypeId(country, UNKNOWN_URI) : typeId(question.type),
        territory: ask.territory === undefined ? OWN_COUNTRY : countryBytes(parseCountry(ask.territory)),
        time: startOfDay(ask.at, timeZoneOf(country)),
        knownAt: ask.knownOn === undefined ? 0 : startOfDay(ask.knownOn, timeZoneOf(country)),
      }));
    }),
  );
  const officeNames = await namesOfOffices(network);
  const answersInOrder = answers.values();
  const sections = questions.map((question) => ({
    heading: `${nameOf(question, institutions)} · ${typeName(question.type)}`,
    rows: question.asks.map((ask) => {
      const { value: answer } = answersInOrder.next();
      if (Number(answer?.code) !== ask.code || answer === undefined) throw unexpected(question, ask, answer?.code);
      const country = institutionOf(question, institutions)?.country ?? UNKNOWN_COUNTRY;
      return row(ask, answer, STANDINGS, country, officeNames);
    }),
  }));
  return table(["on", "as known on", "may it award it?", "because"], sections);
}

/** Asks on which days a seal key was an institution's. */
export async function askBindings(
  network: Network,
  { country, identifier, commonName }: SampleInstitution,
  key: string,
  asks: readonly Ask[],
): Promise<string> {
  const { registry } = network.suite;
  const timeZone = timeZoneOf(country);
  const [institution, binding] = [institutionId(country, identifier), bindingId(key)];
  const officeNames = await namesOfOffices(network);
  const rows: string[][] = [];
  for (const ask of asks) {
    const at = startOfDay(ask.at, timeZone);
    const answer =
      ask.knownOn === undefined
        ? await registry.bindingAt(institution, binding, at)
        : await registry.bindingAsKnownAt(institution, binding, at, startOfDay(ask.knownOn, timeZone));
    if (Number(answer.code) !== ask.code) throw unexpected({ institution: commonName, type: key }, ask, answer.code);
    rows.push(row(ask, answer, BINDINGS, country, officeNames));
  }
  return table(["on", "as known on", "was it its key?", "because"], [{ heading: `${commonName} · ${key}`, rows }]);
}

/**
 * Asks for both halves of trust at the same instant: may the institution award the type now, and is the key its own?
 * @returns the answers in words
 */
export async function askBoth(
  { suite }: Network,
  { country, identifier }: SampleInstitution,
  type: string,
  key: string,
): Promise<{ entitlement: string; identity: string }> {
  const question = {
    institution: institutionId(country, identifier),
    qualificationType: typeId(type),
    territory: OWN_COUNTRY,
    time: await suite.clock.now(),
    knownAt: 0,
  };
  const [standing, binding] = await suite.registry.standingAndBinding(question, bindingId(key));
  return {
    entitlement: inWords(standing, STANDINGS),
    identity: inWords(binding, BINDINGS),
  };
}

const inWords = ({ code }: Answer, words: Readonly<Record<number, string>>): string =>
  `${code.toString()} ${words[Number(code)] ?? ""}`;

function row(
  { at, territory, knownOn }: Ask,
  answer: Answer,
  words: Readonly<Record<number, string>>,
  country: CountryCode,
  officeNames: ReadonlyMap<bigint, string>,
): string[] {
  return [
    territory === undefined ? at : `${at} in ${territory}`,
    knownOn ?? "",
    inWords(answer, words),
    reason(answer, country, officeNames),
  ];
}

function institutionOf(
  { institution }: SampleQuestion,
  institutions: readonly SampleInstitution[],
): SampleInstitution | undefined {
  return institutions.find(({ erasmusCode, commonName }) => [erasmusCode, commonName].includes(institution));
}

function nameOf(question: SampleQuestion, institutions: readonly SampleInstitution[]): string {
  const institution = institutionOf(question, institutions);
  return institution === undefined ? NOBODY : `${institution.commonName} (${institution.country})`;
}

/** The act that decided: its days, who recorded it and when, and what else there is to know. */
function reason(
  { flags, from, until, recordedAt, office }: Answer,
  country: CountryCode,
  officeNames: ReadonlyMap<bigint, string>,
): string {
  const day = (seconds: bigint): string => isoDay(Number(seconds), timeZoneOf(country));
  const parts: string[] = [];
  if (recordedAt !== 0n) {
    const begin = from === 0n ? "always" : `${day(from)} –`;
    const end = until === 0n ? "" : ` ${day(until - 1n)}`;
    parts.push(begin + end, `${officeNames.get(office) ?? "the council"} ${day(recordedAt)}`);
  }
  return [...parts, ...flagsInWords(flagsOf(flags))].join(", ");
}

/** The chain knows numbers; the pilot knows whose they are. */
async function namesOfOffices({ suite, states, bodies, providers }: Network): Promise<Map<bigint, string>> {
  const offices: PilotOffice[] = [...states.values(), ...bodies.values(), ...providers.values()];
  const numbers = await Promise.all(offices.map(({ address }) => suite.registry.officeOf(address)));
  return new Map(offices.map(({ name }, index) => [numbers[index]?.number ?? 0n, name]));
}

const typeName = (key: string): string => TYPES.find((type) => type.key === key)?.name ?? key;

function unexpected(
  { institution, type }: Pick<SampleQuestion, "institution" | "type">,
  { at, knownOn, code }: Ask,
  answered: bigint | undefined,
): SuiteError {
  const known = knownOn === undefined ? "" : ` as known on ${knownOn}`;
  return new SuiteError(
    "UNEXPECTED_ANSWER",
    `${institution}, ${type}, on ${at}${known}: ${String(answered)} instead of ${String(code)}`,
    "Either the registry or scripts/pilot/data/questions.ts is wrong: `npm test` tells which.",
  );
}
