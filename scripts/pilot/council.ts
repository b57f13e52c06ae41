import { keccak256, toUtf8Bytes } from "ethers";

import { encodeMulticall } from "../../deploy/safe.ts";
import { evidence } from "./evidence.ts";
import { call, type PilotOffice } from "./offices.ts";
import type { Suite } from "./suite.ts";

export interface Motion {
  readonly target: { getAddress(): Promise<string> };
  readonly data: string;
}

export interface Vote {
  /** Votes cast for the proposal: as many as it takes. */
  readonly votesFor: number;
  readonly seats: number;
  /** Unix seconds. */
  readonly proposedAt: number;
  readonly executedAt: number;
}

const FOR = 1;
const BUNDLE_LIFETIME = 86_400;

/**
 * Lets the council decide: one member state proposes, a day later as many as it takes vote for it, the timelock waits, and
 * anybody executes. The clock moves along.
 * @param members offices of active seats; the first proposes
 * @param title of the document with the proposal's reasons
 */
export async function decideByCouncil(
  suite: Suite,
  members: readonly PilotOffice[],
  title: string,
  motions: readonly Motion[],
): Promise<Vote> {
  const { clock, council } = suite;
  const [proposer] = members;
  if (proposer === undefined) throw new RangeError("a council without members");

  const targets = await Promise.all(motions.map(({ target }) => target.getAddress()));
  const values = motions.map(() => 0n);
  const calldatas = motions.map(({ data }) => data);
  const description = await council.describe(evidence(title), proposer.address);
  const descriptionHash = keccak256(toUtf8Bytes(description));
  const operation = [targets, values, calldatas, descriptionHash] as const;
  const councilAddress = await council.getAddress();

  const proposedAt = await clock.now();
  const propose = council.interface.encodeFunctionData("propose", [targets, values, calldatas, description]);
  await call(suite, proposer, councilAddress, encodeMulticall(proposedAt + BUNDLE_LIFETIME, [propose]));
  const proposalId = await council.getProposalId(...operation);

  const opens = await council.proposalSnapshot(proposalId);
  await clock.moveTo(Number(opens) + 1);
  const seats = Number(await suite.memberStates.getPastTotalSupply(opens));
  const votesFor = Number(await council.quorum(opens));
  for (const member of members.slice(0, votesFor)) {
    await call(suite, member, councilAddress, council.interface.encodeFunctionData("castVote", [proposalId, FOR]));
  }

  const anybody = council.connect(suite.connection.submitter);
  await (await anybody.queue(...operation)).wait();
  await clock.moveTo(Number(await council.proposalEta(proposalId)));
  await (await anybody.execute(...operation)).wait();
  return { votesFor, seats, proposedAt, executedAt: await clock.now() };
}
