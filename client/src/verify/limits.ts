/** Bounds on what is read, before anything is made of it. */
import { VerificationError } from "./verificationError.ts";

/** A sealed credential with pictures has some 100 kB. */
const MAX_BYTES = 5 * 2 ** 20;
export const MAX_DEPTH = 64;

/** Escapes, quotes and punctuation. In valid JSON a colon outside strings follows the name of a member. */
const TOKENS = /\\.|["[\]{}:]/gs;

/** Each is a question to a node or a server, or must be compared: nobody may have a verifier do so without end. */
const MOST = 50;

/** @throws VerificationError TOO_MANY */
export function few<T>(things: readonly T[]): readonly T[] {
  if (things.length > MOST) throw new VerificationError("TOO_MANY", { most: MOST });
  return things;
}

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
  let [names, depth, inString] = [0, 0, false];
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '"') inString = !inString;
    if (inString) continue;
    if (token === ":") names += 1;
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
