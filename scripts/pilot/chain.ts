import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { SuiteError } from "../../client/src/errors/suiteError.ts";

/** A chain in a process of its own. */
export interface Chain {
  /** JSON-RPC over HTTP, on loopback. */
  readonly url: string;
  readonly pid: number;
  /** Rejects when the process ends by itself. */
  readonly ended: Promise<never>;
  /** Ends the process and waits for its end; a second call does nothing. */
  readonly stop: () => Promise<void>;
}

/** What a chain may have otherwise than the project's networks. */
export interface ChainSettings {
  readonly hardfork?: string;
  readonly initialBaseFeePerGas?: number;
}

const START_TIMEOUT = 60_000;

/**
 * Starts a chain on a free port.
 * @param initialDate the clock at its first block; a story that moves the clock ahead begins in the past
 * @throws SuiteError CHAIN_NOT_STARTED
 */
export async function startChain(initialDate: Date, settings: ChainSettings = {}): Promise<Chain> {
  const child = fork(
    new URL("chain-server.ts", import.meta.url),
    [initialDate.toISOString(), JSON.stringify(settings)],
    {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, "exit");
  };
  try {
    const url = await address(child);
    const ended = new Promise<never>((_, reject) => {
      child.once("exit", (code, signal) => {
        if (!stopping) reject(endedByItself(signal ?? `exit code ${String(code)}`));
      });
    });
    ended.catch(() => undefined);
    return { url, pid: child.pid ?? 0, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function address(child: ChildProcess): Promise<string> {
  const signal = AbortSignal.timeout(START_TIMEOUT);
  const [message] = (await Promise.race([
    once(child, "message", { signal }),
    once(child, "exit", { signal }).then(() => Promise.reject(notStarted("ended at once"))),
  ]).catch((error: unknown) => {
    throw signal.aborted ? notStarted(`didn't answer within ${String(START_TIMEOUT / 1000)} s`) : error;
  })) as [{ url: string }];
  return message.url;
}

function endedByItself(how: string): SuiteError {
  return new SuiteError(
    "CHAIN_ENDED",
    `the chain's process ended before the work was done (${how})`,
    "The chain was in its memory: nothing is left of it. Run again.",
  );
}

function notStarted(how: string): SuiteError {
  return new SuiteError(
    "CHAIN_NOT_STARTED",
    `the chain's process ${how}`,
    "Its message is above; try `npx hardhat node`.",
  );
}
