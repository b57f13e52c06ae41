/** What is measured: every row of the table, its floor and its goal. */
import * as limits from "./limits.ts";

export const PROFILE_SIZE = 600;
export const TYPES_AT_ONCE = 15;
export const INSTITUTIONS_AT_ONCE = 100;
/** Acts of a record with a history. */
export const HISTORY = 10;
export const QUESTION_COUNTS = [1, 10, 100] as const;
export const SIZES = [10, 100, 1_000, 10_000] as const;

export type Size = (typeof SIZES)[number];
export type QuestionCount = (typeof QUESTION_COUNTS)[number];

/** What is measured at every size of the register. */
export const GROWING = ["register", "accredit", "standing"] as const;
export type Growing = (typeof GROWING)[number];

export type OperationId =
  | "accredit"
  | "accreditMany"
  | "accreditByScope"
  | "standingProgramme"
  | "standingInstitutional"
  | "furtherAct"
  | "withdraw"
  | "anchor"
  | "growth"
  | "register"
  | "registerMany"
  | "bind"
  | `standings${QuestionCount}`
  | `standings${QuestionCount}WithHistory`
  | `${Growing}At${Size}`;

/** Gas by operation; what a subject can't do is absent. */
export type Gas = Partial<Record<OperationId, number>>;

export interface Operation {
  readonly id: OperationId;
  readonly name: string;
  readonly limit: number;
  /** Ours at most. */
  readonly goal: number;
}

const row = (id: OperationId, name: string, limit: number, goal: number): Operation => ({ id, name, limit, goal });

/** The design's table, with its goals. */
const DESIGN: readonly Operation[] = [
  row("accredit", "accredit 1 more type", limits.oneFact, 76_000),
  row("accreditMany", `accredit ${TYPES_AT_ONCE} types at once`, limits.manyFacts(TYPES_AT_ONCE), 470_000),
  row("accreditByScope", "accredit by scope (any number of types)", limits.oneFact, 105_000),
  row("standingProgramme", "standing at t, metered cold call: programme", limits.read(1), 20_000),
  row("standingInstitutional", "standing at t, metered cold call: institutional", limits.read(1), 26_000),
  row("furtherAct", "each further act walked", limits.read(1) - limits.read(0), 2_600),
  row("withdraw", "withdraw (history kept)", limits.removeFact, 76_000),
  row("anchor", "anchor 1 root", limits.anchor, 46_000),
  row("growth", "growth from 10 to 10,000 institutions", 0, 100),
];

// The design sets no goals for the rows below. These follow from its own: what accrediting 1 type may cost over its limit,
// and a second slot, for what the limit leaves out (the profile's hash; how many held the key).
const REGISTER_GOAL = 112_000;
const REGISTER_MANY_GOAL = 6_900_000;
const BIND_GOAL = 105_000;
/** A list of one question costs a little more than the question, a further one half: seat, proxy and code are warm. */
const standingsGoal = (count: number): number => 22_000 + (count - 1) * 11_000;
const FURTHER_ACT_GOAL = 2_600;

const FURTHER: readonly Operation[] = [
  row("register", `register 1 institution, ${PROFILE_SIZE}-byte profile`, limits.register(PROFILE_SIZE), REGISTER_GOAL),
  row(
    "registerMany",
    `register ${INSTITUTIONS_AT_ONCE} institutions in one call, ${PROFILE_SIZE}-byte profiles`,
    limits.registerMany(INSTITUTIONS_AT_ONCE, PROFILE_SIZE),
    REGISTER_MANY_GOAL,
  ),
  row("bind", "bind 1 key", limits.oneFact, BIND_GOAL),
];

const QUESTIONS: readonly Operation[] = QUESTION_COUNTS.flatMap((count) => [
  row(
    `standings${count}`,
    `standing, ${questions(count)}, 1 entry of history`,
    limits.read(count),
    standingsGoal(count),
  ),
  row(
    `standings${count}WithHistory`,
    `standing, ${questions(count)}, ${HISTORY} entries of history`,
    limits.read(count * HISTORY),
    standingsGoal(count) + count * HISTORY * FURTHER_ACT_GOAL,
  ),
]);

/** What it may cost at any size. */
const GROWTH: readonly Operation[] = SIZES.flatMap((size) => [
  row(`registerAt${size}`, `register 1 institution, of ${many(size)}`, limits.register(PROFILE_SIZE), REGISTER_GOAL),
  row(`accreditAt${size}`, `accredit 1 more type, of ${many(size)}`, limits.oneFact, 76_000),
  row(`standingAt${size}`, `standing at t, of ${many(size)}`, limits.read(1), 20_000),
]);

export const OPERATIONS: readonly Operation[] = [...DESIGN, ...FURTHER, ...QUESTIONS, ...GROWTH];

function questions(count: number): string {
  return count === 1 ? "1 question" : `${count} questions`;
}

function many(size: number): string {
  return `${size.toLocaleString("en")} institutions`;
}

/** The largest difference that the size of the register makes to any of what is measured at every size; absent where a size is. */
export function growthOf(gas: Gas): Gas {
  const spreads = GROWING.map((operation) => {
    const values = SIZES.map((size) => gas[`${operation}At${size}`]).filter((value) => value !== undefined);
    return values.length < SIZES.length ? undefined : Math.max(...values) - Math.min(...values);
  });
  const known = spreads.filter((spread) => spread !== undefined);
  return known.length < GROWING.length ? {} : { growth: Math.max(...known) };
}
