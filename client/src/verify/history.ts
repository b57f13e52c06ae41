/** What was restricted when, from a record's acts. */
import type { Act, ActKind } from "../registry.ts";
import type { RecordRef } from "../references.ts";

export interface Restriction {
  readonly record: RecordRef["kind"];
  readonly kind: ActKind;
  /** When it took effect, Unix seconds UTC. */
  readonly from: number;
}

/**
 * By kind of record. That a key's or an identifier's binding ends is the ordinary course; a type that is retired still
 * covers those enrolled; a seat that is suspended loses votes, and its decisions stand.
 */
const RESTRICTING: Readonly<Record<RecordRef["kind"], readonly ActKind[]>> = {
  seat: ["withdraw", "end", "annul"],
  mandate: ["suspend", "withdraw", "end", "annul"],
  institution: ["suspend", "withdraw", "end", "annul"],
  qualificationType: ["suspend", "withdraw", "annul"],
  programme: ["suspend", "withdraw", "end", "annul"],
  institutional: ["suspend", "withdraw", "end", "annul"],
  binding: ["suspend", "withdraw", "annul", "compromise"],
};

/** Those that count: nothing before a rectification does, nor what was cancelled. */
export function restrictions(record: RecordRef["kind"], acts: readonly Act[]): Restriction[] {
  const counted = acts.slice(acts.findLastIndex(({ kind }) => kind === "rectify") + 1);
  const cancelled = new Set(counted.map(({ cancels }) => cancels));
  return counted
    .filter(({ kind, position }) => RESTRICTING[record].includes(kind) && !cancelled.has(position))
    .map(({ kind, from }) => ({ record, kind, from }));
}
