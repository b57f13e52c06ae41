import { decodeError } from "../../client/src/errors/decodeError.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { unreachable } from "./patience.ts";

/** Errors wrap errors, at most so deep. */
const MAX_DEPTH = 6;

/**
 * What a command failed with, told from faults of this software: a contract's refusal, a broken connection, a node that
 * refuses, a configuration that Hardhat refuses.
 */
export const understood = (thrown: unknown): unknown =>
  thrown instanceof SuiteError
    ? thrown
    : (decodeError(thrown) ??
      reverted(thrown) ??
      unreachable(thrown) ??
      nodesRefusal(thrown) ??
      hardhatsRefusal(thrown) ??
      thrown);

/** ethers' error where a transaction is in a block and did nothing: nodes give no reason with a receipt. */
function reverted(thrown: unknown): SuiteError | undefined {
  const { code, receipt } = (thrown ?? {}) as { code?: unknown; receipt?: { hash?: unknown } | null };
  if (code !== "CALL_EXCEPTION" || typeof receipt?.hash !== "string") return undefined;
  return new SuiteError(
    "TRANSACTION_REVERTED",
    `transaction ${receipt.hash} was refused by the contract, and changed nothing`,
    "Run the same command again: it finds out first what has changed since.",
  );
}

/** JSON-RPC's errors have a number as their code, and ethers wraps them. */
function nodesRefusal(thrown: unknown): SuiteError | undefined {
  const answer = rpcError(thrown);
  if (answer === undefined) return undefined;
  return Object.assign(
    new SuiteError(
      "NODE_REFUSED",
      `the network's node refused: ${(answer.message ?? "").split("\n")[0] ?? ""}`,
      "Put right what it names (an account without funds, a method that it doesn't have), or use another node.",
    ),
    { cause: thrown },
  );
}

function rpcError(value: unknown, depth = 0): { readonly message?: string } | undefined {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return undefined;
  const { code, cause, error, info } = value as Readonly<Record<string, unknown>>;
  if (typeof code === "number") return value;
  return rpcError(cause, depth + 1) ?? rpcError(error, depth + 1) ?? rpcError(info, depth + 1);
}

/** Hardhat's error about a configuration variable without a value. */
const VARIABLE_NOT_FOUND = /^HHE7: .*"(\w+)"/;

/** Hardhat's messages name variables and networks, and no values. */
function hardhatsRefusal(thrown: unknown): SuiteError | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if (thrown.name === "DispatcherError") {
    return new SuiteError(
      "NODE_UNREACHABLE",
      "the network's URL is none",
      "Set it anew: http:// or https://, and host.",
    );
  }
  if (thrown.name !== "HardhatError") return undefined;
  const message = thrown.message.split("\n")[0] ?? "";
  const [, name] = VARIABLE_NOT_FOUND.exec(message) ?? [];
  if (name !== undefined) {
    return new SuiteError(
      "VARIABLE_MISSING",
      message,
      `Keep it in Hardhat's keystore (npx hardhat keystore set ${name}), or in the environment.`,
    );
  }
  return new SuiteError("HARDHAT_REFUSED", message, "See hardhat.config.ts, and the variables that it names.");
}
