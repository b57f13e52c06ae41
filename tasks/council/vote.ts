import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { oneOf } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { isoSecond } from "../core/dates.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";
import { closedEarly, councilInterface, proposalNamed, requireReadable, statusOfProposal } from "./proposals.ts";

interface VoteArguments extends WriteArguments {
  readonly proposal: string;
  readonly support: string;
}

/** In the order of OpenZeppelin's `GovernorCountingSimple.VoteType`. */
const SUPPORT = ["against", "for", "abstain"] as const;

export default command<VoteArguments>("council vote", async (args, context) => {
  const support = SUPPORT.indexOf(oneOf("SUPPORT", args.support, SUPPORT));
  const write = await openWrite({ ...args, motion: "" }, context);
  const proposal = await proposalNamed(write.session, args.proposal);
  const { state } = await statusOfProposal(write.session, proposal);
  if (state === "pending") {
    throw new SuiteError("VOTE_NOT_OPEN", `the vote opens after ${isoSecond(proposal.opens)}`, "Vote then.");
  }
  if (state !== "active") {
    const early = closedEarly(state);
    throw new SuiteError(
      "VOTE_CLOSED",
      early
        ? `the vote has closed early: the votes For that it takes are cast (${state})`
        : `the vote is over (${state})`,
      early ? "Nothing needs to be done; later votes are not taken." : "Propose it anew.",
    );
  }
  if (SUPPORT[support] === "for") requireReadable(proposal);
  context.talk.say(proposal.words.map((line) => `proposed  ${line}`).join("\n"));
  const data = councilInterface.encodeFunctionData("castVote", [proposal.id, support]) as Hex;
  return write.run({ target: "council", calls: [{ data }], direct: true });
});
