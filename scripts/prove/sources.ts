import { readFileSync } from "node:fs";
import { posix } from "node:path";

import { liftHistory, liftStep, liftSets, ShapeError, substitute } from "./lift.ts";
import type { Property } from "./properties.ts";

/** The property over the real code, its end (is anything left to assert?), and the property over the code with the twin's bug. */
export type Side = "proof" | "end" | "twin";

/** Source units by name. */
export type Sources = Map<string, string>;

const LIFTED: Partial<Record<string, { from: string; lift: (source: string) => string }>> = {
  "proofs/lifted/History.sol": { from: "contracts/libraries/Timelines.sol", lift: liftHistory },
  "proofs/lifted/Step.sol": { from: "contracts/libraries/Timelines.sol", lift: liftStep },
  "proofs/lifted/Sets.sol": { from: "contracts/types/Scope.sol", lift: liftSets },
};

/** The property's contract, and all that it imports. */
export function sourcesOf({ name, unit, engine, twin, assertion }: Property, side: Side): Sources {
  const sources: Sources = new Map();
  const bugged = new Set<string>();

  function read(file: string): string {
    const text = readFileSync(file, "utf8");
    if (side === "end" && file === unit) {
      return `${text.slice(0, assertion.start)}assert(false);${text.slice(assertion.end)}`;
    }
    if (side !== "twin" || file !== twin.file) return text;
    bugged.add(file);
    return substitute(text, twin.find, twin.replace);
  }

  function add(path: string): void {
    if (sources.has(path)) return;
    const lifted = LIFTED[path];
    const text = lifted ? lifted.lift(read(lifted.from)) : read(path);
    sources.set(path, text);
    for (const [, imported = ""] of text.matchAll(/from "(.+?)"/g)) add(posix.join(posix.dirname(path), imported));
  }

  add(unit);
  if (side === "twin" && bugged.size === 0) throw new ShapeError(`${name} doesn't depend on ${twin.file}.`);
  if (engine === "bmc") refuseLoops(name, sources);
  return sources;
}

/** BMC takes a loop that it unrolls too few times for safe. */
function refuseLoops(name: string, sources: Sources): void {
  for (const [path, text] of sources) {
    if (/\b(?:for|while)\s*\(|\bdo\s*\{/.test(text))
      throw new ShapeError(`${name} can't be left to BMC: ${path} has a loop.`);
  }
}
