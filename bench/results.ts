/** The rows that are written, and what is wrong with them. */
import { type Gas, type Operation, OPERATIONS } from "./operations.ts";

export interface Subjects {
  readonly ours: Gas;
  readonly oursThroughSafe: Gas;
  readonly naive: Gas;
  readonly trex: Gas;
  readonly eas: Gas;
  readonly erc1056: Gas;
}

/** Gas; `null` where a peer can't. */
export interface Row {
  readonly operation: string;
  readonly limit: number;
  readonly ours: number | null;
  readonly oursThroughSafe: number | null;
  readonly naive: number | null;
  readonly trex: number | null;
  readonly eas: number | null;
  readonly erc1056: number | null;
  readonly goal: number;
}

export function rowsOf(subjects: Subjects): Row[] {
  return OPERATIONS.map(({ id, name, limit, goal }) => ({
    operation: name,
    limit,
    ours: subjects.ours[id] ?? null,
    oursThroughSafe: subjects.oursThroughSafe[id] ?? null,
    naive: subjects.naive[id] ?? null,
    trex: subjects.trex[id] ?? null,
    eas: subjects.eas[id] ?? null,
    erc1056: subjects.erc1056[id] ?? null,
    goal,
  }));
}

/** One sentence for each operation of ours that is absent or dearer than its goal. */
export function faultsOf({ ours, oursThroughSafe }: Subjects): string[] {
  return OPERATIONS.flatMap((operation) => faultOf(operation, ours[operation.id], oursThroughSafe[operation.id]));
}

function faultOf({ id, name, goal }: Operation, gas: number | undefined, throughSafe: number | undefined): string[] {
  if (gas === undefined || throughSafe === undefined) return [`${name} (${id}) was not measured`];
  return gas <= goal
    ? []
    : [`${name}: ${gas.toLocaleString("en")} is ${(gas - goal).toLocaleString("en")} over the goal`];
}
