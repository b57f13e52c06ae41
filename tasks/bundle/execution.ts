import { Interface, type Log, type Provider } from "ethers";

import type { Hex } from "../../client/src/hex.ts";
import { logsSince } from "../../deploy/logs.ts";
import type { Bundle } from "./bundle.ts";

const events = new Interface([
  "event ExecutionSuccess(bytes32 indexed txHash, uint256 payment)",
  "event ExecutionFailure(bytes32 indexed txHash, uint256 payment)",
]);
const topicOf = (name: string): string => events.getEvent(name)?.topicHash ?? "";

/** That a bundle was carried out, or used up without effect. */
export interface Execution {
  readonly transaction: Hex;
  readonly blockNumber: number;
  readonly success: boolean;
}

type Executable = Pick<Bundle, "domain" | "safeTxHash">;

/**
 * Whether the office's account has executed this very bundle.
 * @param fromBlock before it there is no log
 */
export async function findExecution(
  provider: Provider,
  bundle: Executable,
  fromBlock: number,
): Promise<Execution | undefined> {
  const logs = await logsSince(provider, {
    address: bundle.domain.verifyingContract,
    topics: [[topicOf("ExecutionSuccess"), topicOf("ExecutionFailure")], bundle.safeTxHash],
    fromBlock,
  });
  return executionIn(logs, bundle);
}

/** What logs say of a bundle, of a receipt or from the chain. */
export function executionIn(logs: readonly Log[], { domain, safeTxHash }: Executable): Execution | undefined {
  const log = logs.find(
    ({ address, topics }) =>
      address === domain.verifyingContract &&
      topics[1] === safeTxHash &&
      (topics[0] === topicOf("ExecutionSuccess") || topics[0] === topicOf("ExecutionFailure")),
  );
  if (log === undefined) return undefined;
  return {
    transaction: log.transactionHash as Hex,
    blockNumber: log.blockNumber,
    success: log.topics[0] === topicOf("ExecutionSuccess"),
  };
}
