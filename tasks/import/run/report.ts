/** What an import says of itself: the plan, and what it came to. */
import type { CountryCode } from "../../../client/src/identifiers/countries.ts";
import type { LineNote } from "../../core/csv.ts";
import { isoSecond } from "../../core/dates.ts";
import type { OfficeAccount } from "../../write/office.ts";
import type { Planned } from "./plan.ts";
import type { Desk, Sifted } from "./prepare.ts";
import { RESULT_STATUSES, type ResultStatus, type RowResult } from "./results.ts";
import type { Outcomes } from "./run.ts";
import type { Source } from "./source.ts";

/** So many lines are told on the terminal; the result file has all of them. */
const MAX_NOTES = 20;

export const count = (number: number | bigint): string => number.toLocaleString("en");

/** @example countOf(2, "bundle") // "2 bundles" */
const countOf = (number: number, what: string): string => `${count(number)} ${what}${number === 1 ? "" : "s"}`;

export function countResults(results: Iterable<RowResult>): Record<ResultStatus, number> {
  const counts = Object.fromEntries(RESULT_STATUSES.map((status) => [status, 0])) as Record<ResultStatus, number>;
  for (const { status } of results) counts[status] += 1;
  return counts;
}

export function notes(lines: readonly LineNote[]): string[] {
  const told = lines.slice(0, MAX_NOTES).map(({ line, reason }) => `line ${String(line)}: ${reason}`);
  return lines.length > MAX_NOTES ? [...told, `and ${count(lines.length - MAX_NOTES)} more such lines`] : told;
}

/** Rows that were not taken, or grant nothing, with the reason. */
export const reasons = (results: Iterable<RowResult>): string[] =>
  notes(
    [...results]
      .filter(({ status }) => status === "refused" || status === "skipped")
      .sort((left, right) => left.line - right.line)
      .map(({ line, status, reason }) => ({ line, reason: `${status}: ${reason}` })),
  );

export interface Plan {
  readonly source: Source;
  readonly planned: readonly Planned[];
  /** How many rows an interrupted run has recorded. */
  readonly before: number;
  readonly desk: Desk;
  readonly sifted: Sifted;
}

/** What a plan takes: signatures of officers, transactions, gas as far as it is known. */
export function costOf({ desk: { offices }, sifted: { batches } }: Pick<Plan, "desk" | "sifted">) {
  return {
    bundles: batches.length,
    signatures: batches.reduce((sum, { country }) => sum + (offices.get(country)?.threshold ?? 0), 0),
    gas: batches.reduce((sum, { gas }) => sum + (gas ?? 0n), 0n),
    waiting: batches.filter(({ gas }) => gas === undefined).length,
  };
}

export function planInWords(plan: Plan): string {
  const { source, planned, before, desk, sifted } = plan;
  const { network, chainId, record } = desk.session;
  const has = (status: Planned["status"]): number => planned.filter((one) => one.status === status).length;
  const refusedRows = source.results.filter(({ status }) => status === "refused").length + has("refused");
  const skippedRows = source.results.filter(({ status }) => status === "skipped").length + has("skipped");
  const { bundles, signatures, gas, waiting } = costOf(plan);
  const cost =
    `bundles   ${count(bundles)}, with ${countOf(signatures, "signature")}, some ${count(gas)} gas` +
    (waiting === 0 ? "" : ` and that of ${countOf(waiting, "bundle")} that can't be simulated before the others`) +
    `\ndeadline  ${isoSecond(desk.deadline)}`;
  const taken = (status: Planned["status"]): string =>
    count(planned.filter((one) => one.status === status && !sifted.refused.has(one.key)).length);
  return [
    `network   ${network.name}, chain ${String(chainId)}, registry ${record.contracts.registry}`,
    `offices   ${desk.offices.size === 0 ? "none has to act" : [...desk.offices].map(officeInWords).join(", ")}`,
    `records   ${taken("new")} new, ${taken("changed")} changed, ${taken("same")} the same, ` +
      `${count(refusedRows + sifted.refused.size)} refused, ${count(skippedRows)} that grant nothing`,
    ...(before === 0 ? [] : [`before    ${count(before)} of them recorded by a run that was interrupted`]),
    ...(bundles === 0 ? [] : [cost]),
  ].join("\n");
}

const officeInWords = ([country, { number, threshold, owners }]: readonly [CountryCode, OfficeAccount]): string =>
  `${country} (${number === undefined ? "" : `office ${String(number)}, `}${String(threshold)} of ${String(owners.length)})`;

/** @param seconds since the command began */
export function outcomesInWords(outcomes: Outcomes, seconds: number): string[] {
  const { bundles, bundled, recorded, signatures, transactions, gas } = outcomes;
  if (bundled.size > 0) {
    return [
      `${countOf(bundles, "bundle")} written. Have the officers of each office sign its bundles, then submit them in the order of their numbers:`,
      "  npx hardhat office sign BUNDLE --signer var:OFFICER_KEY",
      "  npx hardhat office submit BUNDLE",
    ];
  }
  if (bundles === 0) return ["Nothing had to be sent."];
  const rate = recorded.size === 0 ? "" : `, ${(recorded.size / seconds).toFixed(0)} records a second`;
  return [
    `${countOf(bundles, "bundle")}, ${countOf(signatures, "signature")}, ${countOf(transactions, "transaction")}, ` +
      `${count(gas)} gas, ${seconds.toFixed(1)} s${rate}.`,
  ];
}
