/** Carries out what was prepared. Each bundle is written into the journal, signed, and sent; or written for the officers. */
import { setTimeout } from "node:timers/promises";

import { ContractError } from "../../../client/src/errors/contractError.ts";
import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import type { Hex } from "../../../client/src/hex.ts";
import type { CountryCode } from "../../../client/src/identifiers/countries.ts";
import { encodeMulticall, type Officer } from "../../../deploy/safe.ts";
import { type Bundle, makeBundle, writeBundle } from "../../bundle/bundle.ts";
import type { NamesById } from "../../bundle/names.ts";
import { signBundle } from "../../bundle/sign.ts";
import { submitBundle, type Submitted } from "../../bundle/submit.ts";
import type { Progress } from "../../core/talk.ts";
import type { OfficeAccount } from "../../write/office.ts";
import type { Journal } from "./journal.ts";
import { patiently } from "./patiently.ts";
import { type Batch, type Desk, sift } from "./prepare.ts";
import { callsOf, idsOf, type Step } from "./step.ts";

/** After so long the chain is asked whether it was executed, in milliseconds: a node that restarts forgets its pool. */
const SUBMISSION_TIMEOUT = 120_000;
/** How often a batch that was just simulated may be refused when it is sent. */
const MAX_TRIES = 3;

export interface Work extends Desk {
  readonly journal: Journal;
  /** Who signs for each country's office. */
  readonly officers: ReadonlyMap<CountryCode, readonly Officer[]>;
  readonly progress: Progress;
}

export interface Outcomes {
  /** By row: the transaction. */
  readonly recorded: ReadonlyMap<string, Hex>;
  /** By row: the bundle's file. */
  readonly bundled: ReadonlyMap<string, string>;
  /** By row: the reason. */
  readonly refused: ReadonlyMap<string, string>;
  readonly bundles: number;
  readonly signatures: number;
  readonly transactions: number;
  readonly gas: bigint;
}

export const NOTHING: Outcomes = {
  recorded: new Map(),
  bundled: new Map(),
  refused: new Map(),
  bundles: 0,
  signatures: 0,
  transactions: 0,
  gas: 0n,
};

/** Signs and sends batches, in their order. */
export async function send(batches: readonly Batch[], work: Work): Promise<Outcomes> {
  const nonces = new Nonces(work);
  const recorded = new Map<string, Hex>();
  const refused = new Map<string, string>();
  const counts = { bundles: 0, signatures: 0, transactions: 0, gas: 0n };
  const tries = new Map<Step | undefined, number>();
  const queue = [...batches];
  const refuse = (steps: readonly Step[], reason: string): void => {
    for (const row of steps.flatMap(({ rows }) => rows)) refused.set(row, reason);
    work.progress.add(steps.length);
  };
  for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
    const { country, steps } = batch;
    const sent = batch.gas === undefined ? undefined : await sendOne(batch, nonces.office(country), work);
    if (sent === undefined || sent instanceof ContractError) {
      // not simulated before, or the register has changed since
      const tried = tries.get(steps[0]) ?? 0;
      tries.set(steps[0], tried + 1);
      if (sent !== undefined && tried >= MAX_TRIES) {
        refuse(steps, `${sent.message}. ${sent.remedy}`);
        continue;
      }
      const sifted = await sift(batch, work);
      for (const [row, reason] of sifted.refused) refused.set(row, reason);
      work.progress.add(steps.length - sifted.batches.reduce((sum, one) => sum + one.steps.length, 0));
      queue.unshift(...sifted.batches);
      continue;
    }
    nonces.use(country);
    for (const row of steps.flatMap(({ rows }) => rows)) recorded.set(row, sent.transaction);
    counts.bundles += 1;
    counts.signatures += sent.signatures;
    counts.transactions += 1;
    counts.gas += sent.gasUsed;
    work.progress.add(steps.length);
  }
  return { ...NOTHING, ...counts, recorded, refused };
}

/** Writes batches as bundles for the officers, in their order. */
export function write(
  batches: readonly Batch[],
  desk: Desk,
  fileOf: (country: CountryCode, position: number) => string,
): Outcomes {
  const nonces = new Nonces(desk);
  const bundled = new Map<string, string>();
  for (const [index, batch] of batches.entries()) {
    const file = fileOf(batch.country, index + 1);
    writeBundle(file, bundleOf(batch, nonces.office(batch.country), desk, namesIn(batch, desk)));
    nonces.use(batch.country);
    for (const { rows } of batch.steps) for (const row of rows) bundled.set(row, file);
  }
  return { ...NOTHING, bundled, bundles: batches.length };
}

/** Each office numbers its transactions. */
class Nonces {
  readonly #offices: Desk["offices"];
  readonly #used = new Map<CountryCode, number>();

  constructor({ offices }: Desk) {
    this.#offices = offices;
  }

  /** The office, with its next number. */
  office(country: CountryCode): OfficeAccount {
    const office = this.#offices.get(country);
    if (office === undefined) throw new RangeError(`no office of ${country}`);
    return { ...office, nonce: office.nonce + (this.#used.get(country) ?? 0) };
  }

  use(country: CountryCode): void {
    this.#used.set(country, (this.#used.get(country) ?? 0) + 1);
  }
}

function bundleOf({ steps }: Batch, office: OfficeAccount, { session, deadline }: Desk, names: NamesById = {}): Bundle {
  return makeBundle({
    record: session.record,
    office,
    to: session.record.contracts.registry,
    data: encodeMulticall(deadline, callsOf(steps)),
    nonce: office.nonce,
    names,
  });
}

/** What whoever reads the bundle can't tell from ids; of what is registered in it, the register has no name yet. */
function namesIn({ steps }: Batch, { nameOf }: Desk): NamesById {
  const ids = [...new Set(steps.flatMap(idsOf))].sort();
  return Object.fromEntries(
    ids.flatMap((id) => {
      const name = nameOf(id);
      return name === undefined ? [] : [[id, name]];
    }),
  );
}

/** Write-ahead: what is sent is in the journal before, and what became of it afterwards. @returns why a contract refuses, where one does */
async function sendOne(
  batch: Batch,
  office: OfficeAccount,
  work: Work,
): Promise<(Submitted & { readonly signatures: number }) | ContractError> {
  const { session, journal } = work;
  let bundle = bundleOf(batch, office, work);
  for (const officer of work.officers.get(batch.country) ?? []) bundle = await signBundle(bundle, officer);
  const { safeTxHash } = bundle;
  journal.begin({ safeTxHash, office: office.account, rows: batch.steps.flatMap(({ rows }) => rows) });
  try {
    const submitted = await patiently(async () =>
      inTime(submitBundle(bundle, await session.submitter(), session.record)),
    );
    journal.done({ safeTxHash, transaction: submitted.transaction, blockNumber: submitted.blockNumber });
    return { ...submitted, signatures: bundle.signatures.length };
  } catch (error) {
    if (error instanceof ContractError && !error.errorName.startsWith("GS")) return error;
    throw error;
  }
}

/** @throws SuiteError OUTCOME_UNKNOWN, after which what was executed is found */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const over = new AbortController();
  const late = setTimeout(SUBMISSION_TIMEOUT, undefined, { signal: over.signal }).then(() => {
    throw new SuiteError(
      "OUTCOME_UNKNOWN",
      `the bundle wasn't executed within ${String(SUBMISSION_TIMEOUT / 1000)} s`,
      "See whether the network makes blocks, then run the same command again.",
    );
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
    work.catch(() => undefined);
  }
}
