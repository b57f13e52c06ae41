import type { Act } from "../../client/src/act.ts";
import { optional } from "../../client/src/optional.ts";
import { actsInForce } from "./inForce.ts";
import { lookUp } from "./lookUp.ts";

/** A span in which one and the same grant is active, as known now. Unix seconds UTC. */
export interface ActivePeriod {
  readonly grant: Act;
  /** Inclusive; 0: always. */
  readonly from: number;
  /** Exclusive; absent: open. */
  readonly until?: number;
}

/**
 * When a record was, is and will be active, as known now: suspensions, withdrawals and annulments are cut out.
 * @returns in the order of time
 */
export function activePeriods(acts: readonly Act[]): ActivePeriod[] {
  const dates = actsInForce(acts).flatMap(({ from, until }) => (until === undefined ? [from] : [from, until]));
  const instants = [...new Set([0, ...dates])].sort((a, b) => a - b);
  const periods: ActivePeriod[] = [];
  for (const [index, from] of instants.entries()) {
    const { state, decider } = lookUp(acts, from);
    if (state !== "active" || decider === undefined) continue;
    const until = instants[index + 1];
    const last = periods.at(-1);
    if (last?.until === from && last.grant === decider) {
      periods[periods.length - 1] = { grant: decider, from: last.from, ...optional("until", until) };
    } else {
      periods.push({ grant: decider, from, ...optional("until", until) });
    }
  }
  return periods;
}
