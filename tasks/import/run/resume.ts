import { setTimeout } from "node:timers/promises";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { findExecution } from "../../bundle/execution.ts";
import type { Session } from "../../core/session.ts";
import type { Registry } from "../../../client/src/registry.ts";
import { readRegister } from "../../export/readRegister.ts";
import type { RegisterContents } from "../../export/contents.ts";
import type { Journal } from "./journal.ts";
import { patiently } from "./patiently.ts";

/** How often, with a second between, a node is asked that isn't as far as it should be. */
const MAX_WAITS = 60;

/**
 * Looks on the chain for the bundles that were on their way when an earlier run ended.
 * @throws SuiteError TRANSACTIONS_PENDING
 */
export async function settle(journal: Journal, session: Session): Promise<void> {
  if (journal.open.length === 0) return;
  await patiently(() => settled(session));
  const { record, provider, chainId } = session;
  for (const { safeTxHash, office } of journal.open) {
    const bundle = { safeTxHash, domain: { chainId, verifyingContract: office } };
    const execution = await patiently(() => findExecution(provider, bundle, record.firstBlock));
    if (execution?.success !== true) continue;
    journal.done({ safeTxHash, transaction: execution.transaction, blockNumber: execution.blockNumber });
  }
}

/** Waits until nothing that was sent is left in the node's pool: it could still be executed. */
async function settled(session: Session): Promise<void> {
  const account = await (await session.submitter()).getAddress();
  const sent = async (block: string): Promise<number> =>
    Number(await session.rpc.request({ method: "eth_getTransactionCount", params: [account, block] }));
  for (let waits = 0; waits < MAX_WAITS; waits += 1) {
    if ((await sent("latest")) >= (await sent("pending"))) return;
    await setTimeout(1_000);
  }
  throw new SuiteError(
    "TRANSACTIONS_PENDING",
    `transactions of ${account} have been waiting in the node's pool for ${String(MAX_WAITS)} s`,
    "See whether the network makes blocks, then run the same command again.",
  );
}

/**
 * The register, at a block that has all that the journal knows of: a node that lags behind must not make anything be recorded
 * twice.
 * @throws SuiteError NODE_BEHIND
 */
export async function registerAfter(registry: Registry, block: number): Promise<RegisterContents> {
  for (let waits = 0; waits < MAX_WAITS; waits += 1) {
    const register = await patiently(() => readRegister(registry));
    if (register.readAt.block >= block) return complete(register);
    await setTimeout(1_000);
  }
  throw new SuiteError(
    "NODE_BEHIND",
    `this import has recorded something in block ${String(block)}, and the node isn't there yet`,
    "Use a node that follows the chain. If the chain was begun anew, move the journal away.",
  );
}

/** @throws SuiteError REGISTER_INCOMPLETE */
function complete(register: RegisterContents): RegisterContents {
  const missing = register.problems.find((problem) => problem.startsWith("Logs are missing"));
  if (missing === undefined) return register;
  throw new SuiteError("REGISTER_INCOMPLETE", `the node withholds logs: ${missing}`, "Use another node.");
}
