import { type CommonArguments, command } from "../core/command.ts";
import { isoSecond } from "../core/dates.ts";
import { table } from "../core/table.ts";
import { proposals, statusOfProposal } from "./proposals.ts";

/** As many digits as people compare. */
const DIGITS = 12;

export default command<CommonArguments>("council list", async (_, context) => {
  const session = await context.session();
  const all = await proposals(session);
  const rows = await Promise.all(
    all.map(async (proposal) => ({ ...proposal, ...(await statusOfProposal(session, proposal)) })),
  );
  return {
    data: rows,
    text: table(
      ["proposal", "state", "for", "needed", "closes", "does"],
      rows.map(({ id, state, votes, needed, closes, words }) => [
        `${id.slice(0, DIGITS)}…`,
        state,
        String(votes.for),
        needed === undefined ? "" : String(needed),
        isoSecond(closes),
        brief(words),
      ]),
    ),
    chain: await session.facts(),
  };
});

const BRIEF = 60;

/** `council status` says all of it. */
function brief([first = "", ...others]: readonly string[]): string {
  const begin = first.length > BRIEF ? `${first.slice(0, BRIEF)}…` : first;
  return others.length === 0 ? begin : `${begin} and ${String(others.length)} more`;
}
