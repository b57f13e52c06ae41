import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: unknown[];
}

export interface NodeServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** JSON-RPC over HTTP before an in-process chain; `alter` makes a faulty node of it. */
export async function nodeServer(
  provider: { request(question: { method: string; params: unknown[] }): Promise<unknown> },
  alter: (method: string, answer: unknown, params: readonly unknown[]) => unknown = (_, answer) => answer,
): Promise<NodeServer> {
  const answer = async ({ id, method, params }: Request): Promise<object> => {
    try {
      const result = alter(method, await provider.request({ method, params }), params);
      return { jsonrpc: "2.0", id, result };
    } catch (error) {
      const { message, data } = error as Error & { data?: unknown };
      return { jsonrpc: "2.0", id, error: { code: -32000, message, data } };
    }
  };
  const server = createServer((request, response) => {
    void (async () => {
      // as nodes for browsers do
      const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "content-type" };
      if (request.method === "OPTIONS") {
        response.writeHead(204, headers).end();
        return;
      }
      const body = (await json(request)) as Request | Request[];
      const answers = Array.isArray(body) ? await Promise.all(body.map(answer)) : await answer(body);
      response.writeHead(200, { ...headers, "content-type": "application/json" });
      response.end(JSON.stringify(answers));
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
