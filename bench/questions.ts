import { connect } from "../client/src/connect.ts";
import type { StandingQuestion } from "../client/src/registry.ts";
import { nodeServer } from "../test/client/nodeServer.ts";
import { INSTITUTION, TYPE, world } from "../test/client/world.ts";

const BATCHES = [1, 10, 100, 500];
/** Milliseconds a batch size is measured for. */
const DURATION = 3_000;

/** Standings per second that the client gets over JSON-RPC, by questions in a call. Node and client share the process. */
export async function measureQuestions(): Promise<Record<number, number>> {
  const { chain, register } = await world();
  const server = await nodeServer(chain.provider);
  const registry = await connect({ rpcUrls: [server.url], address: register.address.registry });
  const question: StandingQuestion = { institution: INSTITUTION, qualificationType: TYPE, at: "2024-07-01" };
  const rates: Record<number, number> = {};
  for (const batch of BATCHES) {
    const questions = Array<StandingQuestion>(batch).fill(question);
    await registry.standings(questions);
    const begin = performance.now();
    let [asked, passed] = [0, 0];
    for (; passed < DURATION; passed = performance.now() - begin) {
      await registry.standings(questions);
      asked += batch;
    }
    rates[batch] = Math.round((asked / passed) * 1000);
  }
  await server.stop();
  return rates;
}
