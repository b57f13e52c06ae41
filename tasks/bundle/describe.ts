/** Calls in words, from their data alone: what an officer reads before signing. */
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { BundleRecord } from "./bundle.ts";
import {
  MOTION_TARGETS,
  type MotionTarget,
  type ReadCall,
  readCall,
  type Target,
  targetAt,
  TARGET_NAMES,
  unreadable,
} from "./targets.ts";
import {
  AUTHORITY_WORDS,
  COUNCIL_WORDS,
  MEMBER_STATES_WORDS,
  OFFICE_WORDS,
  TIMELOCK_WORDS,
} from "./words/governance.ts";
import type { Context, Names, Phrase } from "./words/phrases.ts";
import { REGISTRY_WORDS } from "./words/registry.ts";

/** By function; `multicall` aside, whose calls have their own. */
export const WORDS: Readonly<Record<Target, Readonly<Record<string, Phrase>>>> = {
  registry: REGISTRY_WORDS,
  memberStates: MEMBER_STATES_WORDS,
  council: COUNCIL_WORDS,
  office: OFFICE_WORDS,
  councilTimelock: TIMELOCK_WORDS,
  councilAuthority: AUTHORITY_WORDS,
};

const NO_NAMES: Names = () => undefined;
/** The council's timelock can be made to schedule a call itself; deeper no decision goes, and nobody could read it. */
const MAX_DEPTH = 2;

/**
 * A call that the council's timelock is to make, in words.
 * @param target address of the registry, `MemberStates`, the timelock or the authority
 * @param names of the ids in it, where the caller knows some
 * @throws SuiteError BUNDLE_UNKNOWN_TARGET, BUNDLE_UNKNOWN_FUNCTION, BUNDLE_UNREADABLE
 */
export function describeCall(record: BundleRecord, target: string, data: string, names: Names = NO_NAMES): string {
  const name = targetAt(target, MOTION_TARGETS, record.contracts);
  return words(name, readCall(name, data), contextOf(record, names));
}

/** A call that was read, in words. @throws SuiteError BUNDLE_UNREADABLE */
export function wordsOf(record: BundleRecord, target: Target, call: ReadCall, names: Names = NO_NAMES): string {
  return words(target, call, contextOf(record, names));
}

function words(target: Target, call: ReadCall, context: Context): string {
  const phrase = Object.hasOwn(WORDS[target], call.name) ? WORDS[target][call.name] : undefined;
  if (phrase === undefined) throw nested(target);
  try {
    return phrase(call.values, context);
  } catch (error) {
    if (error instanceof SuiteError) throw error;
    throw unreadable(target, call.name, error instanceof Error ? error.message : String(error));
  }
}

function contextOf(record: BundleRecord, names: Names, depth = 0): Context {
  return {
    names,
    motion(address, value, data) {
      const target: MotionTarget = targetAt(address, MOTION_TARGETS, record.contracts);
      if (depth === MAX_DEPTH) throw nestedDeeply();
      if (value !== 0n) throw withValue(value);
      return `on ${TARGET_NAMES[target]}: ${words(target, readCall(target, data), contextOf(record, names, depth + 1))}`;
    },
  };
}

export const withValue = (value: bigint | string): SuiteError =>
  new SuiteError(
    "BUNDLE_VALUE",
    `${value.toString()} wei would be sent along, and no act of an office or of the council sends any`,
    "Don't sign: ask who made it.",
  );

/** The only functions without words are the bundles' own. */
const nested = (target: Target): SuiteError =>
  new SuiteError(
    "BUNDLE_NESTED",
    `a multicall of ${TARGET_NAMES[target]} stands inside another call: the contract would refuse it`,
    "Put all calls side by side into one bundle.",
  );

const nestedDeeply = (): SuiteError =>
  new SuiteError(
    "BUNDLE_NESTED",
    "calls stand inside calls inside calls: nobody could tell what they do",
    "Don't sign: ask who made it.",
  );
