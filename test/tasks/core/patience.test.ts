import { expect } from "chai";

import { patient, unreachable } from "../../../tasks/core/patience.ts";

const failure = (message: string, more: object = {}): Error => Object.assign(new Error(message), more);
/** As Hardhat tells of a connection that broke: with a number, like a node's own answer. */
const broken = (): Error =>
  failure("Failed to make POST request to http://127.0.0.1:8545", {
    code: -1,
    cause: failure("x", { code: "ECONNRESET" }),
  });

describe("patient", () => {
  function node(...answers: readonly unknown[]) {
    const asked: string[] = [];
    const rest = [...answers];
    const provider = patient({
      request: ({ method }) => {
        asked.push(method);
        const answer = rest.shift();
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    });
    return { asked, ask: (method = "eth_call") => provider.request({ method }) };
  }

  const messageOf = async (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => "none",
      (error: unknown) => (error as Error).message,
    );

  it("asks again where the connection breaks, even at the first question", async () => {
    const { ask, asked } = node(broken(), failure("Received an unexpected status code from x"), "0x1");
    expect(await ask()).to.equal("0x1");
    expect(asked.length).to.equal(3);
  });

  it("fails at once where nobody listens at the first question, and waits for a node that has answered", async () => {
    const refused = (): Error => failure("Cannot connect", { cause: failure("", { code: "ECONNREFUSED" }) });
    const first = node(refused(), "0x1");
    expect(await messageOf(first.ask())).to.equal("Cannot connect");
    const later = node("0x1", refused(), "0x2");
    expect([await later.ask(), await later.ask()]).to.deep.equal(["0x1", "0x2"]);
  });

  it("never repeats a transaction, nor what a node or a contract refuses", async () => {
    for (const [method, error] of [
      ["eth_sendTransaction", broken()],
      ["eth_sendRawTransaction", broken()],
      ["eth_call", failure("method not found", { code: -32601 })],
      ["eth_estimateGas", failure("reverted: timed out", { code: 3, data: "0x9c5f6c2a" })],
    ] as const) {
      const { ask, asked } = node("0x1", error);
      await ask();
      expect(await messageOf(ask(method))).to.equal(error.message);
      expect(asked.length, method).to.equal(2);
    }
  });
});

describe("unreachable", () => {
  it("tells a broken connection from other errors", () => {
    expect(unreachable(broken())?.code).to.equal("NODE_UNREACHABLE");
    // ethers keeps the words and loses the cause
    expect(
      unreachable(failure('could not coalesce error (error={ "message": "Failed to make POST request to …" })')),
    ).to.not.equal(undefined);
    expect(unreachable(failure("execution reverted", { code: 3, data: "0x" }))).to.equal(undefined);
    expect(unreachable("timed out")).to.equal(undefined);
  });
});
