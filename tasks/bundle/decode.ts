import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { optional } from "../../client/src/optional.ts";
import type { BundleCall, BundleRecord } from "./bundle.ts";
import { wordsOf } from "./describe.ts";
import { OFFICE_TARGETS, type OfficeTarget, OWNER_FUNCTIONS, readCall, targetAt, TARGET_NAMES } from "./targets.ts";
import type { Names } from "./words/phrases.ts";

/** What a transaction of an office does. */
export interface Decoded {
  readonly calls: readonly BundleCall[];
  /** Last second in which the contract takes them, Unix time; absent of calls that have none. */
  readonly deadline?: number;
}

/** What an office may call on its own: votes end with the vote, an agreement with its expiry, the office is its own affair. */
const DIRECT: Readonly<Record<OfficeTarget, readonly string[]>> = {
  registry: [],
  memberStates: ["consent", "revokeConsent"],
  council: ["castVote", "cancel", "queue", "execute"],
  office: OWNER_FUNCTIONS,
};

/**
 * The calls inside an office's transaction, each with its arguments and in words.
 * @param account the office's
 * @param names of ids, where the caller knows some
 * @throws SuiteError BUNDLE_UNKNOWN_TARGET, BUNDLE_UNKNOWN_FUNCTION, BUNDLE_UNREADABLE, BUNDLE_WITHOUT_DEADLINE, BUNDLE_NESTED, BUNDLE_EMPTY
 */
export function decodeTransaction(
  record: BundleRecord,
  account: string,
  to: string,
  data: string,
  names?: Names,
): Decoded {
  const target = targetAt(to, OFFICE_TARGETS, record.contracts, account);
  if (target === "office" && data === "0x") return { calls: [REJECTION] };
  const call = readCall(target, data);
  const decoded = (inner: typeof call): BundleCall => ({
    target,
    function: inner.name,
    arguments: inner.arguments,
    words: wordsOf(record, target, inner, names),
  });
  if (call.name === "multicall") {
    const calls = call.values.hexes("calls").map((inner) => decoded(readCall(target, inner)));
    if (calls.length === 0) throw empty();
    return { calls, ...optional("deadline", call.values.number("deadline")) };
  }
  if (!DIRECT[target].includes(call.name)) throw withoutDeadline(target, call.name);
  return { calls: [decoded(call)] };
}

const REJECTION: BundleCall = {
  target: "office",
  function: "reject",
  arguments: {},
  words:
    "Does nothing but use up this nonce of the office: whatever else was signed with it can't be executed any more.",
};

const empty = (): SuiteError =>
  new SuiteError(
    "BUNDLE_EMPTY",
    "the bundle has no call",
    "To use up a nonce, reject: npx hardhat office reject --help",
  );

const withoutDeadline = (target: OfficeTarget, name: string): SuiteError =>
  new SuiteError(
    "BUNDLE_WITHOUT_DEADLINE",
    `${name} of ${TARGET_NAMES[target]} is called on its own: the contract takes it inside multicall(deadline, calls) only`,
    "Have the bundle made anew, with a deadline.",
  );
