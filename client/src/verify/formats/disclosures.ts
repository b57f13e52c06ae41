/** What RFC 9901, 7.1 asks of disclosures, and the library that unpacks them doesn't. */
import { isObject, type JsonObject } from "../json.ts";
import { MAX_DEPTH } from "../limits.ts";
import { VerificationError } from "../verificationError.ts";
import { decodeJson } from "./jws.ts";

/** What a disclosure may never be called (RFC 9901, 7.1). */
const RESERVED = ["_sd", "...", "__proto__"];
/** Nor where it stands beside what the seal is known by. */
const RESERVED_AT_TOP = ["_sd_alg", "iss", "nbf", "exp", "cnf", "vct", "status"];

export interface Disclosure {
  /** Absent for an element of an array. */
  readonly name?: string;
  readonly value: unknown;
}

/** @throws VerificationError DISCLOSURE_WRONG, and those of `decodeJson` */
export function readDisclosure(encoded: string): Disclosure {
  const parts = decodeJson(encoded);
  if (!Array.isArray(parts) || (parts.length !== 2 && parts.length !== 3)) {
    throw new VerificationError("DISCLOSURE_WRONG");
  }
  const [, first, second] = parts as readonly unknown[];
  if (parts.length === 2) return { value: first };
  if (typeof first !== "string" || RESERVED.includes(first)) {
    throw new VerificationError("DISCLOSURE_WRONG");
  }
  return { name: first, value: second };
}

/** No digest stands twice, every disclosure is used, and none takes the place of what is there. */
export function requireEachUsedOnce(
  signed: JsonObject,
  disclosures: readonly Disclosure[],
  digests: readonly string[],
): void {
  const walk = new Walk(new Map(digests.map((digest, index) => [digest, disclosures[index]])));
  walk.into(signed, 0);
  if (new Set(digests).size < digests.length || digests.some((digest) => !walk.seen.has(digest))) throw wrong();
}

class Walk {
  /** Digests that were met. */
  readonly seen = new Set<string>();
  readonly #disclosures: ReadonlyMap<string, Disclosure | undefined>;

  constructor(disclosures: ReadonlyMap<string, Disclosure | undefined>) {
    this.#disclosures = disclosures;
  }

  into(value: unknown, depth: number): void {
    // disclosures hide in disclosures
    if (depth > MAX_DEPTH) throw new VerificationError("TOO_DEEP", { most: MAX_DEPTH });
    if (Array.isArray(value)) for (const element of value as readonly unknown[]) this.#intoElement(element, depth + 1);
    else if (isObject(value)) this.#intoMembers(value, depth + 1);
  }

  #intoMembers(value: JsonObject, depth: number): void {
    const names = new Set(Object.keys(value));
    for (const digest of listedDigests(value)) {
      const disclosure = this.#use(digest);
      if (disclosure === undefined) continue;
      if (disclosure.name === undefined || names.has(disclosure.name)) throw wrong();
      if (depth === 1 && RESERVED_AT_TOP.includes(disclosure.name)) throw wrong();
      names.add(disclosure.name);
      this.into(disclosure.value, depth);
    }
    for (const [name, member] of Object.entries(value)) if (name !== "_sd") this.into(member, depth);
  }

  #intoElement(element: unknown, depth: number): void {
    if (!isObject(element) || !("..." in element)) {
      this.into(element, depth);
      return;
    }
    const disclosure = this.#use(element["..."]);
    if (disclosure?.name !== undefined) throw wrong();
    this.into(disclosure?.value, depth);
  }

  #use(digest: unknown): Disclosure | undefined {
    if (typeof digest !== "string" || this.seen.has(digest)) throw wrong();
    this.seen.add(digest);
    return this.#disclosures.get(digest);
  }
}

function listedDigests({ _sd: listed }: JsonObject): readonly unknown[] {
  if (listed === undefined) return [];
  if (!Array.isArray(listed)) throw new VerificationError("MALFORMED");
  return listed;
}

const wrong = (): VerificationError => new VerificationError("DISCLOSURE_WRONG");
