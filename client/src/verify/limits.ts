/** Bounds on what is read, before anything is made of it. */
import { VerificationError } from "./verificationError.ts";

/** A sealed credential with pictures has some 100 kB. */
const MAX_BYTES = 5 * 2 ** 20;
export const MAX_DEPTH = 64;

/** In valid JSON, strings before a colon are names of members and nothing else. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[[\]{}]/gs;

export function requireSize(bytes: number): void {
  if (bytes > MAX_BYTES) throw new VerificationError("TOO_LARGE", { bytes, most: MAX_BYTES });
}

/**
 * As `JSON.parse`, but of what nobody can read in two ways: a member that is there twice is refused.
 * @throws VerificationError MALFORMED, TOO_DEEP, DUPLICATE_MEMBER
 */
export function parseJson(text: string): unknown {
  const names = countNames(text);
  const value = parsed(text);
  // what `JSON.parse` overwrites is missing from what it returns
  if (countMembers(value) !== names) throw new VerificationError("DUPLICATE_MEMBER");
  return value;
}

function countNames(text: string): number {
  let [names, depth] = [0, 0];
  for (const [token, colon] of text.matchAll(TOKENS)) {
    if (colon !== undefined) names += 1;
    else if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") depth -= 1;
    if (depth > MAX_DEPTH) throw new VerificationError("TOO_DEEP", { most: MAX_DEPTH });
  }
  return names;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new VerificationError("MALFORMED");
  }
}

function countMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const values: readonly unknown[] = Object.values(value);
  return values.reduce<number>((sum, item) => sum + countMembers(item), Array.isArray(value) ? 0 : values.length);
}
