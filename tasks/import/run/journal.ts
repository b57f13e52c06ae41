/**
 * The write-ahead journal of an import: before a bundle is sent it is written down with its hash, afterwards what became of
 * it. Whoever runs the import again, after a kill at any point, knows what was recorded by which transaction, and asks the
 * chain about the rest. What is to be done follows from the register alone: a journal that is lost costs nothing but that.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import type { Hex } from "../../../client/src/hex.ts";

const FORMAT = "trusted-issuer-registry/import/1";

/** What an import is of: another file or register has another journal. */
export interface JournalHead {
  /** SHA-256 of the file. */
  readonly file: Hex;
  readonly command: string;
  readonly chainId: number;
  readonly registry: Hex;
  /** Hash of block 0: another chain may have the same id, and the registry at the same address. */
  readonly genesis: Hex;
}

export interface JournaledBundle {
  readonly safeTxHash: Hex;
  readonly office: Hex;
  /** Keys of what the rows say (`Planned`). */
  readonly rows: readonly string[];
}

/** That a bundle was recorded. */
export interface Done {
  readonly safeTxHash: Hex;
  readonly transaction: Hex;
  readonly blockNumber: number;
}

type Line =
  | ({ readonly type: "begin"; readonly format: string } & JournalHead)
  | ({ readonly type: "bundle" } & JournaledBundle)
  | ({ readonly type: "done" } & Done)
  | { readonly type: "end" };

export class Journal {
  readonly #file: string;
  readonly #handle: number;
  readonly #bundles = new Map<Hex, JournaledBundle>();
  readonly #done = new Map<Hex, Done>();
  /** Bundles of runs that came to their end. */
  readonly #ended = new Set<Hex>();

  private constructor(file: string, handle: number) {
    this.#file = file;
    this.#handle = handle;
  }

  /**
   * Begins a journal, or goes on with the one that is there. That of a file which was imported to the end, and corrected since, is
   * put aside.
   * @throws SuiteError JOURNAL_IN_USE, JOURNAL_OF_ANOTHER_IMPORT, JOURNAL_UNREADABLE
   */
  static open(file: string, head: JournalHead): Journal {
    lock(file);
    try {
      putAside(file, head);
      const { lines, size } = existsSync(file) ? read(file) : { lines: [], size: 0 };
      const [first] = lines;
      if (first !== undefined) requireSame(file, first, head);
      const journal = new Journal(file, openSync(file, "a"));
      ftruncateSync(journal.#handle, size);
      for (const line of lines) journal.#take(line);
      if (first === undefined) journal.#append({ type: "begin", format: FORMAT, ...head });
      return journal;
    } catch (error) {
      unlinkSync(lockFile(file));
      throw error;
    }
  }

  /** Bundles that were to be sent, and of which isn't known whether they were. */
  get open(): JournaledBundle[] {
    return [...this.#bundles.values()].filter(({ safeTxHash }) => !this.#done.has(safeTxHash));
  }

  /** By row: the transaction that recorded it. */
  get transactions(): ReadonlyMap<string, Hex> {
    return this.#rowsOf([...this.#done.values()]);
  }

  /** The same, of a run that was interrupted. */
  get unfinished(): ReadonlyMap<string, Hex> {
    return this.#rowsOf([...this.#done.values()].filter(({ safeTxHash }) => !this.#ended.has(safeTxHash)));
  }

  /** Newest block that something was recorded in. */
  get block(): number {
    return Math.max(0, ...[...this.#done.values()].map(({ blockNumber }) => blockNumber));
  }

  /** Before it is sent. */
  begin(bundle: JournaledBundle): void {
    this.#append({ type: "bundle", ...bundle });
  }

  /** When the chain has it. */
  done(done: Done): void {
    this.#append({ type: "done", ...done });
  }

  /** When everything is done. */
  end(): void {
    this.#append({ type: "end" });
  }

  close(): void {
    closeSync(this.#handle);
    unlinkSync(lockFile(this.#file));
  }

  #rowsOf(done: readonly Done[]): Map<string, Hex> {
    return new Map(
      done.flatMap(({ safeTxHash, transaction }) =>
        (this.#bundles.get(safeTxHash)?.rows ?? []).map((row) => [row, transaction] as const),
      ),
    );
  }

  #take(line: Line): void {
    switch (line.type) {
      case "begin":
        return;
      case "bundle":
        this.#bundles.set(line.safeTxHash, line);
        return;
      case "done":
        this.#done.set(line.safeTxHash, line);
        return;
      case "end":
        for (const safeTxHash of this.#done.keys()) this.#ended.add(safeTxHash);
    }
  }

  /** On disk before anything else happens. */
  #append(line: Line): void {
    this.#take(line);
    writeSync(this.#handle, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#handle);
  }
}

/** The register has what an ended import recorded: its journal binds nobody who imports the corrected file. */
function putAside(file: string, head: JournalHead): void {
  if (!existsSync(file)) return;
  const { lines } = read(file);
  const [first] = lines;
  if (first?.type !== "begin" || first.file === head.file || lines.at(-1)?.type !== "end") return;
  if (isSame(first, { ...head, file: first.file })) renameSync(file, `${file}.${first.file.slice(2, 10)}`);
}

/** @returns the lines, and how many bytes they have: a line that a kill cut off was never acted upon */
function read(file: string): { readonly lines: readonly Line[]; readonly size: number } {
  const bytes = readFileSync(file);
  const size = bytes.lastIndexOf("\n") + 1;
  const texts = bytes.subarray(0, size).toString("utf8").split("\n").slice(0, -1);
  return { lines: texts.map((text) => parseLine(file, text)), size };
}

function parseLine(file: string, text: string): Line {
  try {
    const line = JSON.parse(text) as Partial<Line> | null;
    if (["begin", "bundle", "done", "end"].includes(line?.type ?? "")) return line as Line;
  } catch {
    // falls through: it is no line of a journal
  }
  throw new SuiteError(
    "JOURNAL_UNREADABLE",
    `${file} has a line that isn't a journal's: ${text.slice(0, 60)}`,
    "Move it away and run again: what the register has already is left as it is.",
  );
}

const isSame = (first: Line, head: JournalHead): boolean =>
  first.type === "begin" &&
  first.format === FORMAT &&
  (Object.keys(head) as (keyof JournalHead)[]).every((key) => first[key] === head[key]);

function requireSame(file: string, first: Line, head: JournalHead): void {
  if (isSame(first, head)) return;
  throw new SuiteError(
    "JOURNAL_OF_ANOTHER_IMPORT",
    `${file} is the journal of another file, another command or another register`,
    "Move it away, or name another with --journal; what the register has already is left as it is.",
  );
}

const lockFile = (file: string): string => `${file}.lock`;

/** One import of a file at a time. A lock whose process is gone is taken over. */
function lock(file: string): void {
  const place = lockFile(file);
  const own = `${place}.${String(process.pid)}`;
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  // linked, so that a lock never is without its owner
  writeFileSync(own, String(process.pid));
  try {
    while (!linked(own, place)) {
      const owner = ownerOf(place);
      if (owner !== undefined && isRunning(owner)) {
        throw new SuiteError(
          "JOURNAL_IN_USE",
          `process ${String(owner)} is importing this file`,
          `Wait until it is done. If it isn't an import, remove ${place}.`,
        );
      }
      if (owner !== undefined) takeOver(place, `${own}.stale`, owner);
    }
  } finally {
    unlinkSync(own);
  }
}

/** Moves a lock away whose process is gone. Who comes second finds another's fresh one, and puts it back. */
function takeOver(place: string, aside: string, owner: number): void {
  try {
    renameSync(place, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (ownerOf(aside) === owner) unlinkSync(aside);
  else renameSync(aside, place);
}

function linked(own: string, place: string): boolean {
  try {
    linkSync(own, place);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** `undefined` where the lock has just been given up. */
function ownerOf(place: string): number | undefined {
  try {
    return Number(readFileSync(place, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid || !Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
