/**
 * Imports a file: it is compared with the register, what is new is simulated, the plan is shown and confirmed, and then each
 * office's part is signed and sent, or written as bundles for its officers.
 */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { type CountryCode, EU } from "../../client/src/identifiers/countries.ts";
import { documentHash } from "../core/arguments.ts";
import { command, type CommonArguments, type Context, type Outcome, type TaskAction } from "../core/command.ts";
import { EXIT } from "../core/exit.ts";
import { writeFileAtomically } from "../../deploy/files.ts";
import type { Session } from "../core/session.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import { confirmed } from "../write/confirm.ts";
import { deadlineOf } from "../write/deadline.ts";
import { Journal } from "./run/journal.ts";
import { officersFor, officesFor, officesNamed } from "./run/offices.ts";
import type { Planned } from "./run/plan.ts";
import { type Desk, prepare, type Sifted } from "./run/prepare.ts";
import { RegisterIndex } from "./run/registerIndex.ts";
import { costOf, count, countResults, notes, outcomesInWords, planInWords, reasons } from "./run/report.ts";
import { byLine, resultFile, type RowResult } from "./run/results.ts";
import { registerAfter, settle } from "./run/resume.ts";
import { NOTHING, type Outcomes, send, write } from "./run/run.ts";
import { type ImportKind, readSource, type Source, type SourceArguments } from "./run/source.ts";

interface ImportArguments extends CommonArguments, SourceArguments {
  readonly office: string;
  readonly signer: string;
  readonly bundle: string;
  readonly deadline: string;
  readonly evidence: string;
  readonly journal: string;
  readonly out: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
}

export const importCommand = (kind: ImportKind): { readonly default: TaskAction } => ({
  default: command<ImportArguments>(`import ${kind}`, async (args, context) => {
    const began = performance.now();
    const session = await context.session();
    const named = await officesNamed(session, args.office);
    const country = named.length === 1 ? named[0]?.country : undefined;
    const source = readSource(kind, args, country);
    if (args.bundle !== "") requireEmpty(args.bundle);
    for (const note of notes(source.remarks)) context.talk.say(note);
    const journal = args.dryRun ? undefined : openJournal(kind, args, session, source.hash);
    try {
      if (journal !== undefined) await settle(journal, session);
      const register = await registerAfter(await session.registry(), journal?.block ?? 0);
      const evidence = args.evidence === "" ? source.hash : documentHash("--evidence", args.evidence);
      const index = new RegisterIndex(register);
      const planned = source.plan(index, evidence);
      const { offices, missing } = await officesFor(session, countriesOf(planned), named);
      return await run({
        ...{ kind, args, context, began, session, source, journal },
        planned: planned.map((one) => withOffice(one, missing)),
        desk: {
          session,
          offices,
          deadline: deadlineOf(args.deadline, await session.now(), timeZoneOf(country ?? EU)),
          nameOf: (id) => index.nameOf(id),
        },
      });
    } finally {
      journal?.close();
    }
  }),
});

interface Import {
  readonly kind: ImportKind;
  readonly args: ImportArguments;
  readonly context: Context;
  /** Of the command, in milliseconds. */
  readonly began: number;
  readonly session: Session;
  readonly source: Source;
  /** Absent of a dry run. */
  readonly journal: Journal | undefined;
  readonly planned: readonly Planned[];
  readonly desk: Desk;
}

async function run(parts: Import): Promise<Outcome> {
  const { kind, args, context, session, planned, desk, journal } = parts;
  const sends = journal !== undefined && args.bundle === "";
  const officers = sends ? await officersFor(args.signer, desk.offices, context, session) : new Map<never, never>();
  const steps = [...new Set(planned.flatMap(({ step }) => step ?? []))];
  const checked = context.talk.progress(`${kind} checked`, steps.length);
  const sifted = await prepare(steps, desk, checked);
  checked.end();
  context.talk.say(planInWords({ ...parts, sifted, before: unfinishedOf(parts) }));
  if (journal === undefined) return dryRun(parts, sifted);

  let outcomes = NOTHING;
  if (sifted.batches.length > 0) {
    if (sends) await confirmed(args, context, session);
    const waiting = sifted.batches.reduce((sum, batch) => sum + batch.steps.length, 0);
    const progress = context.talk.progress(kind, waiting);
    outcomes = sends
      ? await send(sifted.batches, { ...desk, journal, officers, progress })
      : write(sifted.batches, desk, fileIn(args.bundle));
    progress.end();
  }
  return finished(parts, withRefused(outcomes, sifted), (performance.now() - parts.began) / 1000);
}

const withRefused = (outcomes: Outcomes, { refused }: Sifted): Outcomes => ({
  ...outcomes,
  refused: new Map([...refused, ...outcomes.refused]),
});

const countriesOf = (planned: readonly Planned[]): Set<CountryCode> =>
  new Set(planned.flatMap(({ step }) => step?.country ?? []));

function withOffice(planned: Planned, missing: ReadonlyMap<CountryCode, string>): Planned {
  const { step, ...rest } = planned;
  const reason = step === undefined ? undefined : missing.get(step.country);
  return reason === undefined ? planned : { ...rest, status: "refused", reason };
}

/** Rows that a run which was interrupted has recorded. */
const unfinishedOf = ({ journal, planned }: Import): number =>
  planned.filter(({ key, step }) => step === undefined && journal?.unfinished.has(key) === true).length;

/** @throws SuiteError FOLDER_NOT_EMPTY: bundles of another time must not be taken for these */
function requireEmpty(folder: string): void {
  if (!existsSync(folder) || !readdirSync(folder).some((name) => name.endsWith(".json"))) return;
  throw new SuiteError(
    "FOLDER_NOT_EMPTY",
    `--bundle ${folder} has bundles in it already`,
    "Submit or remove those, or name another folder.",
  );
}

const fileIn =
  (folder: string) =>
  (country: CountryCode, position: number): string =>
    path.join(folder, `${String(position).padStart(3, "0")}-${country}.json`);

const openJournal = (kind: ImportKind, args: ImportArguments, session: Session, file: Hex): Journal =>
  Journal.open(args.journal === "" ? `${args.file}.journal.jsonl` : args.journal, {
    file,
    command: `import ${kind}`,
    chainId: session.chainId,
    registry: session.record.contracts.registry,
    genesis: session.record.genesisHash,
  });

/** What became of each row. */
function resultsOf({ source, planned, journal }: Import, outcomes: Outcomes): Map<number, RowResult> {
  const [transactions, unfinished] = [journal?.transactions, journal?.unfinished];
  const remarks = new Map<number, string>();
  for (const { line, reason } of source.remarks) remarks.set(line, `${remarks.get(line) ?? ""} ${reason}`);
  const results = byLine([
    ...source.results,
    ...planned.map(({ line, key, id, status, reason, step }): RowResult => {
      const row = { line, id, transaction: "", reason };
      if (step === undefined) {
        const before = { ...row, transaction: transactions?.get(key) ?? "" };
        if (status === "same") return { ...before, status: unfinished?.has(key) === true ? "recorded" : "same" };
        return { ...row, status: status === "skipped" ? "skipped" : "refused" };
      }
      const transaction = outcomes.recorded.get(key);
      if (transaction !== undefined) return { ...row, transaction, status: "recorded" };
      const file = outcomes.bundled.get(key);
      if (file !== undefined) return { ...row, status: "bundled", reason: `${reason} ${file}`.trim() };
      const refusal = outcomes.refused.get(key);
      return refusal === undefined ? { ...row, status: "planned" } : { ...row, status: "refused", reason: refusal };
    }),
  ]);
  for (const [line, result] of results) {
    const remark = remarks.get(line);
    if (remark !== undefined) results.set(line, { ...result, reason: `${result.reason}${remark}`.trim() });
  }
  return results;
}

async function dryRun(parts: Import, sifted: Sifted): Promise<Outcome> {
  const results = [...resultsOf(parts, withRefused(NOTHING, sifted)).values()].sort((a, b) => a.line - b.line);
  const counts = countResults(results);
  const { bundles, signatures, gas } = costOf({ ...parts, sifted });
  return {
    data: { ...counts, bundles, signatures, gas: Number(gas), sent: false, rows: results },
    text: ["Nothing was sent.", ...reasons(results)].join("\n  "),
    chain: await parts.session.facts(),
    exit: counts.refused > 0 ? EXIT.rowsRefused : EXIT.ok,
  };
}

async function finished(parts: Import, outcomes: Outcomes, seconds: number): Promise<Outcome> {
  const { kind, args, source, session, journal } = parts;
  const results = resultsOf(parts, outcomes);
  const out = args.out === "" ? `${args.file.replace(/\.csv$/i, "")}.result.csv` : args.out;
  writeFileAtomically(out, resultFile(source.bytes, results, source.resultColumns));
  if (args.bundle === "") journal?.end();
  const counts = countResults(results.values());
  const { recorded, same, bundled, skipped, refused } = counts;
  const { bundles, signatures, transactions, gas } = outcomes;
  const refusals = [...results.values()].filter(({ status }) => status === "refused");
  return {
    data: {
      ...counts,
      ...{ bundles, signatures, transactions, gas: Number(gas), seconds, out },
      refusals: refusals.map(({ line, reason }) => ({ line, reason })),
    },
    text: [
      `${kind}: ${count(recorded)} rows recorded, ${count(same)} the same, ${count(bundled)} in bundles, ` +
        `${count(skipped)} grant nothing, ${count(refused)} refused.`,
      ...outcomesInWords(outcomes, seconds),
      `${out} has the file's rows with ${source.resultColumns.join(", ")}.`,
      ...reasons(results.values()).map((reason) => `  ${reason}`),
    ].join("\n"),
    chain: await session.facts(),
    exit: counts.refused > 0 ? EXIT.rowsRefused : EXIT.ok,
  };
}
