import { FetchRequest } from "ethers";

/** What speaks JSON-RPC: ethers' `JsonRpcProvider` and `BrowserProvider` (`send`), or EIP-1193: viem's clients, wallets (`request`). */
export type JsonRpc =
  | { readonly send: (method: string, params: unknown[]) => Promise<unknown> }
  | { readonly request: (question: { method: never; params: never }) => Promise<unknown> };

/** One node. A refusal of the node is a `NodeRefusal`; every other rejection means that it can't be reached. */
export interface Node {
  send(method: string, params: readonly unknown[]): Promise<unknown>;
}

/** A node answered with an error. Of a reverted call it has the data. */
export class NodeRefusal extends Error {
  readonly data: string | undefined;

  constructor(message: string, data: string | undefined, cause?: unknown) {
    super(message, { cause });
    this.name = "NodeRefusal";
    this.data = data;
  }
}

/** Milliseconds. */
const TIMEOUT = 15_000;

/** A node behind a URL. */
export function urlNode(url: string): Node {
  return {
    async send(method, params) {
      const request = new FetchRequest(url);
      request.timeout = TIMEOUT;
      request.setThrottleParams({ maxAttempts: 3 });
      request.body = { jsonrpc: "2.0", id: 1, method, params };
      const response = await request.send();
      // some nodes give an error another status than 200, and the reason in the body all the same
      if (!response.headers["content-type"]?.includes("json")) response.assertOk();
      const { error, result } = response.bodyJson as { error?: { message?: string; data?: unknown }; result?: unknown };
      if (error !== undefined) throw new NodeRefusal(error.message ?? "an error", revertData(error));
      return result;
    },
  };
}

/** A node behind somebody else's provider. */
export function providerNode(provider: JsonRpc): Node {
  return {
    async send(method, params) {
      try {
        return await inTime(
          "send" in provider
            ? provider.send(method, [...params])
            : (provider.request as (question: object) => Promise<unknown>)({ method, params }),
        );
      } catch (error) {
        const data = revertData(error);
        if (data === undefined && !isRpcError(error)) throw error;
        throw new NodeRefusal(error instanceof Error ? error.message : String(error), data, error);
      }
    },
  };
}

/** ethers' providers wait for a node without end. */
async function inTime<Result>(answer: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${String(TIMEOUT / 1000)} s`));
    }, TIMEOUT);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Where libraries and nodes put a revert's data: in `data`, of the error or of what it wraps. */
function revertData(error: unknown, depth = 0): string | undefined {
  if (typeof error === "string") return /^0x(?:[0-9a-f]{2})*$/i.test(error) ? error : undefined;
  if (typeof error !== "object" || error === null || depth > 5) return undefined;
  const { data, info, error: inner, cause } = error as Record<string, unknown>;
  for (const part of [data, info, inner, cause]) {
    const found = revertData(part, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A JSON-RPC error has a number as its code (ethers wraps it); what can't be reached has none. */
function isRpcError(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, error: inner, info } = error as Record<string, unknown>;
  return typeof code === "number" || isRpcError(inner) || isRpcError(info);
}
