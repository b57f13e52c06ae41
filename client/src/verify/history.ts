/** What was restricted when, from a record's acts. */
import type { Act, ActKind } from "../registry.ts";
import type { RecordRef } from "../references.ts";
import { isoOf } from "./dates.ts";
import type { Facts } from "./result.ts";

export interface Restriction {
  readonly record: RecordRef["kind"];
  readonly kind: ActKind;
  /** When it took effect, Unix seconds UTC. */
  readonly from: number;
}

export const factsOf = ({ record, kind, from }: Restriction): Facts => ({ record, act: kind, from: isoOf(from) });

/**
 * By kind of record. A type that is retired still covers those enrolled; a seat that is suspended loses votes, and its
 * decisions stand.
 */
const RESTRICTING: Readonly<Record<RecordRef["kind"], readonly ActKind[]>> = {
  seat: ["withdraw", "end", "annul"],
  mandate: ["suspend", "withdraw", "end", "annul"],
  institution: ["suspend", "withdraw", "end", "annul"],
  qualificationType: ["suspend", "withdraw", "annul"],
  programme: ["suspend", "withdraw", "end", "annul"],
  institutional: ["suspend", "withdraw", "end", "annul"],
  binding: ["suspend", "withdraw", "end", "annul", "compromise"],
};

/** Those that ever took effect: nothing before a rectification did, nor what was cancelled or replaced before it began. */
export function restrictions(record: RecordRef["kind"], acts: readonly Act[]): Restriction[] {
  const counted = acts.slice(acts.findLastIndex(({ kind }) => kind === "rectify") + 1);
  const cancelled = new Set(counted.map(({ cancels }) => cancels));
  const standing = counted.filter(({ position }) => !cancelled.has(position));
  return standing
    .filter((act) => RESTRICTING[record].includes(act.kind) && !standing.some((other) => replaces(other, act)))
    .map(({ kind, from }) => ({ record, kind, from }));
}

/** Whether a later act decides from the moment on at which a restricting one would have begun. */
const replaces = (later: Act, { kind, position, from }: Act): boolean =>
  later.position > position &&
  later.from <= from &&
  (later.kind === "grant" || (later.kind === "reinstate" && kind === "suspend"));
