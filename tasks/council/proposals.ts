/** Proposals as the council's log and state have them. */
import { AbiCoder, Contract, Interface, keccak256, toUtf8Bytes } from "ethers";

import { councilAbi } from "../../client/src/abi/generated/councilAbi.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { logsSince } from "../../deploy/logs.ts";
import { describeCall, withValue } from "../bundle/describe.ts";
import type { Session } from "../core/session.ts";

export const councilInterface = new Interface(councilAbi);

/** In the order of OpenZeppelin's `IGovernor.ProposalState`. */
const PROPOSAL_STATES = [
  "pending",
  "active",
  "canceled",
  "defeated",
  "succeeded",
  "queued",
  "expired",
  "executed",
] as const;

export type ProposalState = (typeof PROPOSAL_STATES)[number];

export interface Proposal {
  readonly id: string;
  readonly proposer: Hex;
  /** Hash of the published document. */
  readonly document: string;
  readonly targets: readonly Hex[];
  /** Wei. */
  readonly values: readonly bigint[];
  readonly calldatas: readonly Hex[];
  readonly description: string;
  /** What it would do, a line a call. */
  readonly words: readonly string[];
  /** Whether every call of it could be put in words. */
  readonly readable: boolean;
  /** Unix seconds UTC: the vote opens after the first and closes with the second. */
  readonly opens: number;
  readonly closes: number;
}

/** What is so of a proposal now. */
export interface ProposalStatus {
  readonly state: ProposalState;
  readonly votes: { readonly for: number; readonly against: number; readonly abstain: number };
  /** Votes *For* that carry it; absent before the vote opens. */
  readonly needed?: number;
  /** When it can be executed, Unix seconds UTC; absent before it is queued. */
  readonly executableFrom?: number;
}

const councilOf = (session: Session): Contract =>
  new Contract(session.record.contracts.council, councilAbi, session.provider);

/**
 * All proposals, the oldest first. What a proposal does is checked against its id, which votes name.
 * @throws SuiteError PROPOSAL_DIFFERS
 */
export async function proposals(session: Session): Promise<Proposal[]> {
  const created = councilInterface.getEvent("ProposalCreated");
  if (created === null) throw new RangeError("the council's ABI has no ProposalCreated");
  const logs = await logsSince(session.provider, {
    address: session.record.contracts.council,
    topics: [created.topicHash],
    fromBlock: session.record.block,
  });
  return logs.map((log) => {
    const [id, proposer, targets, values, , calldatas, opens, closes, description] = councilInterface.decodeEventLog(
      created,
      log.data,
      log.topics,
    ) as unknown as [bigint, Hex, Hex[], bigint[], string[], Hex[], bigint, bigint, string];
    const calls = { targets: [...targets], values: [...values], calldatas: [...calldatas], description };
    if (id !== idOf(calls)) throw otherCalls(id);
    const read = targets.map((target, index) =>
      callInWords(session, target, values[index] ?? 0n, calldatas[index] ?? "0x"),
    );
    return {
      id: id.toString(),
      proposer,
      document: description.slice(0, 66),
      ...calls,
      words: read.map(({ words }) => words),
      readable: read.every(({ readable }) => readable),
      opens: Number(opens),
      closes: Number(closes),
    };
  });
}

type Calls = Pick<Proposal, "targets" | "values" | "calldatas" | "description">;

/** As the council computes it (`hashProposal`). */
const idOf = (calls: Calls): bigint =>
  BigInt(
    keccak256(
      AbiCoder.defaultAbiCoder().encode(["address[]", "uint256[]", "bytes[]", "bytes32"], [...operationOf(calls)]),
    ),
  );

/** Any seat may propose anything: what can't be read is shown as such, and stays to be voted down. */
function callInWords(session: Session, target: Hex, value: bigint, data: Hex): { words: string; readable: boolean } {
  try {
    if (value !== 0n) throw withValue(value);
    return { words: describeCall(session.record, target, data), readable: true };
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    const along = value === 0n ? "" : ` and ${value.toString()} wei`;
    return { words: `CAN'T BE READ (${error.code}): calls ${target} with ${data}${along}`, readable: false };
  }
}

const otherCalls = (id: bigint): SuiteError =>
  new SuiteError(
    "PROPOSAL_DIFFERS",
    `the node shows other calls of proposal ${id.toString()} than those that its id is the hash of`,
    "Trust nothing that this node says; use another one.",
  );

/**
 * @param written its id, or as many of the first digits as tell it from the others
 * @throws SuiteError PROPOSAL_UNKNOWN
 */
export async function proposalNamed(session: Session, written: string): Promise<Proposal> {
  const all = await proposals(session);
  const found = all.filter(({ id }) => id.startsWith(written.trim()));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0 && written.trim() !== "") return only;
  throw new SuiteError(
    "PROPOSAL_UNKNOWN",
    `${String(found.length)} proposals have an id that begins with '${written}'`,
    "List them with: npx hardhat council list",
  );
}

export async function statusOfProposal(session: Session, { id, opens }: Proposal): Promise<ProposalStatus> {
  const council = councilOf(session);
  const [state, votes, now] = await Promise.all([
    council.getFunction("state")(id) as Promise<bigint>,
    council.getFunction("proposalVotes")(id) as Promise<[bigint, bigint, bigint]>,
    session.now(),
  ]);
  const eta = Number((await council.getFunction("proposalEta")(id)) as bigint);
  const [against, supporting, abstain] = votes.map(Number) as [number, number, number];
  return {
    state: PROPOSAL_STATES[Number(state)] ?? "pending",
    votes: { for: supporting, against, abstain },
    ...(now > opens ? { needed: Number((await council.getFunction("quorum")(opens)) as bigint) } : {}),
    ...(eta === 0 ? {} : { executableFrom: eta }),
  };
}

/** What carries a proposal closes its vote: the council's super quorum is its quorum. */
export const closedEarly = (state: ProposalState): boolean => ["succeeded", "queued", "executed"].includes(state);

/**
 * Nobody votes for what can't be told; against it, they can.
 * @throws SuiteError PROPOSAL_UNREADABLE
 */
export function requireReadable({ readable, words }: Pick<Proposal, "readable" | "words">): void {
  if (readable) return;
  throw new SuiteError(
    "PROPOSAL_UNREADABLE",
    `what it does can't be told: ${words.join("; ")}`,
    "Ask the state that proposed it. Vote against it or abstain; if the deployment has changed, take its new record.",
  );
}

/** The only description that the council takes (`describe`): it is computed here, for a node could answer another document. */
export const descriptionOf = (document: Hex, proposer: Hex): string => `${document}#proposer=${proposer.toLowerCase()}`;

/** What `queue`, `execute` and `cancel` take. */
export const operationOf = ({ targets, values, calldatas, description }: Calls) =>
  [targets, values, calldatas, keccak256(toUtf8Bytes(description))] as const;
