/** What the pilot says: the results on stdout, the talk about them on stderr. */

import { columns } from "../../tasks/core/table.ts";

export function print(text = ""): void {
  process.stdout.write(`${text}\n`);
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Rows of a table under a heading of their own. */
export interface Section {
  readonly heading: string;
  readonly rows: readonly (readonly string[])[];
}

/** A table over all sections, whose columns are the same; a section without a heading has none. */
export function table(header: readonly string[], sections: readonly Section[]): string {
  const { line, rule } = columns(
    header,
    sections.flatMap(({ rows }) => rows),
  );
  const indented = (text: string): string => `  ${text}`.trimEnd();
  return [
    indented(line(header)),
    indented(rule),
    ...sections.flatMap(({ heading, rows }) => [
      ...(heading === "" ? [] : [heading]),
      ...rows.map((row) => indented(line(row))),
    ]),
  ].join("\n");
}

/** Counts up on one line of a terminal; elsewhere as a line from time to time. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #terminal = process.stderr.isTTY;
  #done = 0;
  #said = 0;

  constructor(what: string, total: number) {
    this.#what = what;
    this.#total = total;
  }

  add(count: number): void {
    this.#done += count;
    const text = `${this.#what}: ${grouped(this.#done)} of ${grouped(this.#total)}`;
    const finished = this.#done >= this.#total;
    if (this.#terminal) {
      process.stderr.write(`\r${text}${finished ? "\n" : ""}`);
    } else if (finished || this.#done - this.#said >= this.#total / 10) {
      this.#said = this.#done;
      say(text);
    }
  }
}

/** @example grouped(1234567) // "1,234,567" */
export function grouped(value: number | bigint): string {
  return value.toLocaleString("en");
}

let steps = 0;

/** The next step of the story. */
export function step(text: string): void {
  steps += 1;
  print(`${String(steps).padStart(2)}  ${text}`);
}

/** More than these are counted, not named. */
const MAX_NAMES = 16;

/**
 * @param what they are, in the plural
 * @example names("states", [{ name: "Austria" }, { name: "Belgium" }]) // "Austria and Belgium"
 */
export function names(what: string, offices: Iterable<{ readonly name: string }>): string {
  const all = Array.from(offices, ({ name }) => name);
  if (all.length === 0) return `no ${what}`;
  return all.length > MAX_NAMES ? `${String(all.length)} ${what}` : new Intl.ListFormat("en-GB").format(all);
}
