/** A way to a node that isn't always there. */
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout } from "node:timers/promises";

export interface Proxy {
  readonly url: string;
  /** How many questions it has let down. */
  readonly dropped: () => number;
  stop(): Promise<void>;
}

/** What happens to a question: dropped before the node has it, or its answer is lost. */
export type Fate = "passed" | "dropped" | "unanswered";

/**
 * Passes questions on to a node.
 * @param fateOf a question, by its method
 * @param delay of an answer, in milliseconds
 */
export async function startProxy(
  target: string,
  fateOf: (method: string) => Fate,
  delay: (method: string) => number = () => 0,
): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  let dropped = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      void answer(Buffer.concat(chunks)).catch(() => incoming.socket.destroy());
    });
    async function answer(body: Buffer): Promise<void> {
      const { method } = JSON.parse(body.toString()) as { method: string };
      const fate = fateOf(method);
      if (fate !== "passed") dropped += 1;
      if (fate === "dropped") {
        incoming.socket.destroy();
        return;
      }
      await setTimeout(delay(method));
      const onward = request({ hostname, port, method: "POST", headers: { "content-type": "application/json" } });
      onward.end(body);
      const [response] = (await once(onward, "response")) as [IncomingMessage];
      if (fate === "unanswered") {
        response.resume();
        await once(response, "end");
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(response.statusCode ?? 500, { "content-type": "application/json" });
      response.pipe(outgoing);
    }
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    dropped: () => dropped,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
