import { sizeOf, type Step } from "./step.ts";

/** A transaction has 13 million gas at most; so much of it is steps, the rest is the Safe's, its signatures' and a margin. */
const GAS_PER_BUNDLE = 11_000_000;
/** Nodes take no transaction of more than 128 KiB into their pool; so much of it is steps. */
const BYTES_PER_BUNDLE = 120_000;

/** Steps in as few bundles as gas and size allow, in their order. */
export function packed(steps: readonly Step[]): Step[][] {
  const bundles: Step[][] = [];
  let gas = Infinity;
  let bytes = Infinity;
  for (const step of steps) {
    const more = sizeOf(step);
    if (gas + more.gas > GAS_PER_BUNDLE || bytes + more.bytes > BYTES_PER_BUNDLE) {
      bundles.push([]);
      [gas, bytes] = [0, 0];
    }
    bundles.at(-1)?.push(step);
    gas += more.gas;
    bytes += more.bytes;
  }
  return bundles;
}
