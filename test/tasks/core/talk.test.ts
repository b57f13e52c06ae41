import { PassThrough } from "node:stream";

import { expect } from "chai";

import { answerOf } from "../../../tasks/core/talk.ts";

/** Somebody types this at a question. */
function typed(text: string, interrupt?: () => void) {
  const input = new PassThrough();
  const answer = answerOf("Sign it? ", input, new PassThrough(), interrupt);
  input.write(text);
  return { input, answer };
}

describe("a question", () => {
  it("takes the line that is typed", async () => {
    expect(await typed(" yes \n").answer).to.equal("yes");
  });

  it("is answered with nothing where the input ends", async () => {
    const { input, answer } = typed("");
    input.end();
    expect(await answer).to.equal("");
    expect(await typed("\u0004").answer).to.equal("");
  });

  it("is interrupted by Ctrl-C", async () => {
    let interrupted = 0;
    const { input, answer } = typed("\u0003", () => (interrupted += 1));
    input.end();
    expect(await answer).to.equal("");
    expect(interrupted).to.equal(1);
  });
});
