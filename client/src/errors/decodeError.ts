import { ContractError, contractError } from "./contractError.ts";

/** Errors wrap errors, at most so deep. */
const MAX_DEPTH = 10;

/**
 * The contract's refusal inside whatever a library, a wallet or a node threw; at any depth, through a Safe, a bundle or the
 * timelock.
 * @param error what was caught, or revert data
 * @returns `undefined` where no contract refused
 * @example decodeError({ cause: { data: "0x9c5f6c2a" } })?.errorName // "ListEmpty"
 */
export function decodeError(error: unknown): ContractError | undefined {
  if (error instanceof ContractError) return error;
  const data = revertData(error, 0);
  return data === undefined ? undefined : contractError(data);
}

/** The first revert data in an error's `data`, or in what it wraps: a transaction's own data is not among it. */
function revertData(value: unknown, depth: number): string | undefined {
  if (typeof value === "string") return /^0x[0-9a-f]{8}(?:[0-9a-f]{2})*$/i.test(value) ? value : undefined;
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return undefined;
  const { data, raw, cause, error, info } = value as Record<string, unknown>;
  for (const part of [data, raw, cause, error, info]) {
    const found = revertData(part, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
