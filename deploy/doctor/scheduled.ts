import { type Check, look } from "./check.ts";
import { logsSince } from "../logs.ts";
import type { Contracts, Patient } from "./patient.ts";

/** Nothing waits that the council didn't decide. */
export async function scheduledChecks(patient: Patient, contracts: Contracts): Promise<Check[]> {
  const { connection, record } = patient;
  const { timelock, authority } = contracts;
  const provider = connection.ethers.provider;
  const { council, councilTimelock, councilAuthority } = record.contracts;
  return [
    await look(
      {
        check: "scheduled in CouncilTimelock, not by the council",
        expected: "nothing",
        remedy:
          "Trust no answer from the time on at which it can be executed; the council decides about what it schedules only.",
      },
      async () => {
        const logs = await logsSince(provider, {
          address: councilTimelock,
          topics: [timelock.interface.getEvent("CallScheduled").topicHash],
          fromBlock: record.firstBlock,
        });
        const operations = new Set(logs.map(({ topics }) => topics[1] ?? ""));
        const foreign: string[] = [];
        for (const operation of operations) {
          if (!(await timelock.isOperationPending(operation))) continue;
          const scheduler = await timelock.schedulerOf(operation);
          if (scheduler !== council) foreign.push(`${operation} by ${scheduler}`);
        }
        return foreign.join(", ") || "nothing";
      },
    ),
    await look(
      {
        check: "scheduled in CouncilAuthority",
        expected: "nothing",
        remedy: "The council acts here without delay: whoever scheduled this holds a role that a vote has to take.",
      },
      async () => {
        const event = authority.interface.getEvent("OperationScheduled");
        const logs = await logsSince(provider, {
          address: councilAuthority,
          topics: [event.topicHash],
          fromBlock: record.firstBlock,
        });
        const pending: string[] = [];
        for (const log of logs) {
          const operation = log.topics[1] ?? "";
          const caller = String(authority.interface.parseLog(log)?.args["caller"]);
          if ((await authority.getSchedule(operation)) !== 0n) pending.push(`${operation} by ${caller}`);
        }
        return [...new Set(pending)].join(", ") || "nothing";
      },
    ),
  ];
}
