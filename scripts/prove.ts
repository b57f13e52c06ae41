// Proves properties of the libraries, and for each that a bug planted in the real code is found: see proofs/README.md.
//
//   npm run prove [-- part of a name] [-- --keep]      (--keep: writes what is solved into a folder, and says where)
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

import { type Property, readProperties } from "./prove/properties.ts";
import { solve } from "./prove/solver.ts";
import { type Side, type Sources, sourcesOf } from "./prove/sources.ts";

/** A query takes a core and up to a gigabyte. */
const AT_ONCE = 2;

/** What is wanted of each query. */
const VERDICTS = { proof: "proved", end: "reached", twin: "refuted" } as const;

type Query = { property: Property; side: Side; sources: Sources };

function keep({ property, side, sources }: Query, folder: string): void {
  for (const [unit, text] of sources) {
    const path = join(folder, `${property.name}.${side}`, unit);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

async function answer({ property, side, sources }: Query): Promise<boolean> {
  const start = performance.now();
  const failure = await solve(property, sources, side);
  const verdict = VERDICTS[side];
  const bug = side === "twin" ? ` with \`${property.twin.replace}\`` : "";
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  console.log(`${(failure ? `not ${verdict}` : verdict).padEnd(11)} ${seconds} s  ${property.name}${bug}`);
  if (failure) console.error(`prove: ${property.name}${bug}: ${failure}`);
  return failure === undefined;
}

const { values, positionals } = parseArgs({ options: { keep: { type: "boolean" } }, allowPositionals: true });
const queries = readProperties("proofs")
  .filter(({ name }) => name.includes(positionals[0] ?? ""))
  .flatMap((property) =>
    (["proof", "end", "twin"] as const).map((side) => ({ property, side, sources: sourcesOf(property, side) })),
  );
if (values.keep) {
  const folder = mkdtempSync(join(tmpdir(), "proofs-"));
  for (const query of queries) keep(query, folder);
  console.error(`prove: what is solved is in ${folder}`);
}

const counts = { proof: 0, end: 0, twin: 0 };
const waiting = queries.values();
async function work(): Promise<void> {
  for (const query of waiting) if (await answer(query)) counts[query.side]++;
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
console.log(`${counts.proof} proved, ${counts.twin} refuted`);
if (queries.length === 0 || counts.proof + counts.end + counts.twin !== queries.length) process.exitCode = 1;
