import type { Hex } from "../../../client/src/hex.ts";
import type { Step } from "./step.ts";

/**
 * Steps in rounds: those of a round need nothing but what the register has, or what the rounds before bring into it. An
 * institution that closes names its successor, which may stand further down in the file, and be another country's.
 */
export function inRounds(steps: readonly Step[]): Step[][] {
  const registering = new Map(
    steps.flatMap((step) => (step.registers === undefined ? [] : [[step.registers, step] as const])),
  );
  const rounds = new Map<Step, number>();
  /** @param path those that wait for it: where they wait in a circle, the contracts have the last word */
  const roundOf = (step: Step, path: ReadonlySet<Step>): number => {
    const known = rounds.get(step);
    if (known !== undefined) return known;
    const needed = step.needs.flatMap((id: Hex) => registering.get(id) ?? []);
    const before = needed.filter((one) => one !== step && !path.has(one));
    const round = before.reduce((most, one) => Math.max(most, 1 + roundOf(one, new Set([...path, step]))), 0);
    rounds.set(step, round);
    return round;
  };
  const ordered: Step[][] = [];
  for (const step of steps) (ordered[roundOf(step, new Set())] ??= []).push(step);
  return ordered.filter((round) => round.length > 0);
}
