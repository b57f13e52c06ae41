import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Eip1193 } from "../../deploy/suite/connection.ts";

/** Pauses between tries, in milliseconds: the node is given some twelve seconds, less than the client waits for an answer. */
const PAUSES = [250, 500, 1_000, 1_500, 2_000, 3_000, 3_500];

/** What must not be sent twice by itself: whether it arrived is asked before (`submitBundle`). */
const ONCE = new Set(["eth_sendTransaction", "eth_sendRawTransaction"]);

/**
 * A provider that asks again where the node dropped the connection or was restarting. Where nobody listens at the very first
 * question it fails at once: a wrong address shall not take twelve seconds.
 */
export function patient(provider: Eip1193): Eip1193 {
  let answered = false;
  return {
    async request(question) {
      const pauses = ONCE.has(question.method) ? [] : PAUSES;
      for (const pause of [...pauses, undefined]) {
        try {
          const answer = await provider.request(question);
          answered = true;
          return answer;
        } catch (error) {
          const fails = pause === undefined || (!answered && saysOneOf(error, NOBODY));
          if (fails || !saysOneOf(error, CONNECTION)) throw error;
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
      throw new RangeError("unreachable");
    },
  };
}

/** What Hardhat, ethers and Node call it when nobody answers, or not to the end. */
const CONNECTION = new RegExp(
  [
    ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "UND_ERR"],
    ...["HHE70[234]", "Cannot connect to the network", "Failed to make (?:GET|POST) request", "unexpected status code"],
    ...["Invalid JSON-RPC response", "could not detect network", "fetch failed", "terminated", "other side closed"],
    ...["connect(?:ion)? (?:was )?(?:refused|reset|closed)", "socket hang up", "timed? ?out"],
    ...["status code (?:429|5\\d\\d)", "Too Many Requests", "Bad Gateway", "Service Unavailable"],
  ].join("|"),
  "i",
);

/** That nobody listens at the address at all. */
const NOBODY = /ECONNREFUSED|ENOTFOUND/i;

/**
 * What an error, or one that it wraps, says. A contract's refusal says nothing about the connection: it comes with data. A code
 * says little: Hardhat gives a broken connection the number of an unknown answer.
 */
function saysOneOf(error: unknown, words: RegExp): boolean {
  let found = false;
  for (let inner = error, depth = 0; inner instanceof Error && depth < 6; inner = inner.cause, depth += 1) {
    const { code, data } = inner as { code?: unknown; data?: unknown };
    if (typeof data === "string" && data.startsWith("0x")) return false;
    found ||= words.test(`${typeof code === "string" ? code : ""} ${inner.message}`);
  }
  return found;
}

/** An error of the connection, in words; `undefined` for any other. */
export function unreachable(error: unknown): SuiteError | undefined {
  if (!(error instanceof Error) || error instanceof SuiteError || !saysOneOf(error, CONNECTION)) return undefined;
  return Object.assign(
    new SuiteError(
      "NODE_UNREACHABLE",
      `the network's node can't be reached: ${error.message.split("\n")[0] ?? ""}`,
      "Check the network's URL and that the node is up, then run the same command again.",
    ),
    { cause: error },
  );
}
