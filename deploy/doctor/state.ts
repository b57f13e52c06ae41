import type { Eip1193 } from "../suite/connection.ts";
import { type Check, look } from "./check.ts";
import type { Contracts, Patient } from "./patient.ts";

/** Fewer never remain (`MemberStates.MIN_ACTIVE_SEATS`). */
const MIN_SEATS = 3n;
/** How old the newest block may be, in seconds. */
const MAX_AGE = 600;
/** How far its time may be ahead of this machine's clock, in seconds. */
const MAX_AHEAD = 60;

/** Whether the register is open, and the node follows the chain. */
export async function stateChecks({ connection, record }: Patient, contracts: Contracts): Promise<Check[]> {
  const { registry, memberStates } = contracts;
  const provider = connection.provider as Eip1193;
  const time = async (): Promise<number> => {
    const block = await connection.ethers.provider.getBlock("latest");
    return block?.timestamp ?? 0;
  };
  // a chain of one's own makes blocks when asked to, and its clock is moved
  const mild = !record.shared;
  return [
    await look(
      {
        check: "pause",
        expected: "not paused",
        remedy: "Ask the guardian why. It ends by itself; the council can end it before.",
      },
      async () => {
        const until = Number(await registry.pausedUntil());
        return until > (await time()) ? `paused until ${new Date(until * 1000).toISOString()}` : "not paused";
      },
    ),
    await look(
      { check: "active seats", expected: "3 or more", remedy: "Trust no answer: fewer than three never remain." },
      async () => {
        const seats = await memberStates.activeSeats();
        return seats >= MIN_SEATS ? "3 or more" : seats.toString();
      },
    ),
    await look(
      { check: "node is in sync", expected: "yes", remedy: "Wait until it has caught up, or use another node." },
      async () => ((await provider.request({ method: "eth_syncing" })) === false ? "yes" : "no"),
    ),
    await look(
      {
        check: "newest block",
        expected: `at most ${String(MAX_AGE)} s old`,
        remedy: "Use a node that follows the chain; see whether the network makes blocks.",
        mild,
      },
      async () => {
        const age = Math.floor(Date.now() / 1000) - (await time());
        return age <= MAX_AGE ? `at most ${String(MAX_AGE)} s old` : `${String(age)} s old`;
      },
    ),
    await look(
      {
        check: "chain's clock",
        expected: `at most ${String(MAX_AHEAD)} s ahead of this machine's`,
        remedy: "Set this machine's clock; if it is right, the network's validators have to set theirs.",
        mild,
      },
      async () => {
        const ahead = (await time()) - Math.floor(Date.now() / 1000);
        return ahead <= MAX_AHEAD
          ? `at most ${String(MAX_AHEAD)} s ahead of this machine's`
          : `${String(ahead)} s ahead`;
      },
    ),
  ];
}
