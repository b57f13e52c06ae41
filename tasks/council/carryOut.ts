/** `queue` and `execute`: anybody's, when a proposal is carried and when its time has come. */
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { type CommonArguments, command, type TaskAction } from "../core/command.ts";
import { isoSecond } from "../core/dates.ts";
import { confirmed } from "../write/confirm.ts";
import { simulate } from "../write/simulate.ts";
import { councilInterface, operationOf, proposalNamed, type ProposalState, statusOfProposal } from "./proposals.ts";

interface CarryOutArguments extends CommonArguments {
  readonly proposal: string;
  readonly yes: boolean;
}

const NEEDS = { queue: "succeeded", execute: "queued" } as const satisfies Record<string, ProposalState>;
const DONE: Readonly<Record<keyof typeof NEEDS, readonly ProposalState[]>> = {
  queue: ["queued", "executed"],
  execute: ["executed"],
};

export function carryOutCommand(step: keyof typeof NEEDS): { readonly default: TaskAction } {
  return {
    default: command<CarryOutArguments>(`council ${step}`, async (args, context) => {
      const session = await context.session();
      const proposal = await proposalNamed(session, args.proposal);
      const { state, executableFrom } = await statusOfProposal(session, proposal);
      if (DONE[step].includes(state)) {
        return {
          data: { id: proposal.id, state, transaction: null },
          text: `It is ${state} already.`,
          chain: await session.facts(),
        };
      }
      const early = step === "execute" && executableFrom !== undefined && executableFrom > (await session.now());
      if (state !== NEEDS[step] || early) {
        throw new SuiteError(
          "PROPOSAL_NOT_READY",
          early
            ? `it waits in the timelock until ${isoSecond(executableFrom)}`
            : `the proposal is ${state}, not ${NEEDS[step]}`,
          "Look at: npx hardhat council status PROPOSAL",
        );
      }
      context.talk.say(proposal.words.join("\n"));
      await confirmed(args, context, session);
      const submitter = await session.submitter();
      const to = session.record.contracts.council;
      const data = councilInterface.encodeFunctionData(step, operationOf(proposal)) as Hex;
      await simulate(session, (await submitter.getAddress()) as Hex, to, data, false);
      const response = await submitter.sendTransaction({ to, data });
      await response.wait();
      const after = await statusOfProposal(session, proposal);
      return {
        data: { id: proposal.id, ...after, transaction: response.hash },
        text:
          step === "queue"
            ? `Queued: anybody can execute it from ${isoSecond(after.executableFrom ?? 0)} on.`
            : `Executed: transaction ${response.hash}.`,
        chain: await session.facts(),
      };
    }),
  };
}
