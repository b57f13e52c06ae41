import { type CommonArguments, command } from "../core/command.ts";
import { isoSecond } from "../core/dates.ts";
import { closedEarly, type Proposal, proposalNamed, type ProposalStatus, statusOfProposal } from "./proposals.ts";

interface StatusArguments extends CommonArguments {
  readonly proposal: string;
}

export default command<StatusArguments>("council status", async (args, context) => {
  const session = await context.session();
  const proposal = await proposalNamed(session, args.proposal);
  const status = await statusOfProposal(session, proposal);
  return {
    data: { ...proposal, ...status, closedEarly: closedEarly(status.state) },
    text: inWords(proposal, status),
    chain: await session.facts(),
  };
});

function inWords(proposal: Proposal, status: ProposalStatus): string {
  const { votes, needed, state, executableFrom } = status;
  return [
    `proposal  ${proposal.id}`,
    `document  ${proposal.document}, proposed by ${proposal.proposer}`,
    ...proposal.words.map((line) => `does      ${line}`),
    `vote      from ${isoSecond(proposal.opens)} until ${isoSecond(proposal.closes)}`,
    `votes     ${String(votes.for)} for, ${String(votes.against)} against, ${String(votes.abstain)} abstain` +
      (needed === undefined ? "" : `; ${String(needed)} for carry it`),
    `state     ${state}${closedEarly(state) ? ": the vote has closed early, later votes are not taken" : ""}`,
    ...(executableFrom === undefined ? [] : [`execute   from ${isoSecond(executableFrom)} on, by anybody`]),
  ].join("\n");
}
