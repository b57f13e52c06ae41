import type { Act } from "../../client/src/act.ts";

/**
 * The acts of a record that count: what was recorded after its newest rectification, without cancels and what they
 * cancelled (docs/model.md, Look-up).
 * @param acts in the order of recording
 * @param knownAt Unix seconds; without it, as known now
 * @returns in the order of recording
 * @example actsInForce(history.acts).map(({ kind }) => kind) // ["grant", "suspend"]
 */
export function actsInForce(acts: readonly Act[], knownAt = Infinity): Act[] {
  const known = acts.filter(({ recordedAt }) => recordedAt <= knownAt);
  const current = known.slice(known.findLastIndex(({ kind }) => kind === "rectify") + 1);
  const cancelled = new Set(current.map(({ cancels }) => cancels));
  return current.filter(({ kind, position }) => kind !== "cancel" && !cancelled.has(position));
}
