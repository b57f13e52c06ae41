import { expect } from "chai";
import { makeError } from "ethers";

import { exitOf, EXIT } from "../../../tasks/core/exit.ts";
import { understood } from "../../../tasks/core/understood.ts";

const codeAndExit = (error: unknown): unknown[] => {
  const told = understood(error);
  return [(told as { code?: unknown }).code, exitOf(told)];
};

describe("understood", () => {
  it("tells a transaction that was refused in its block", () => {
    const error = makeError("transaction execution reverted", "CALL_EXCEPTION", {
      action: "sendTransaction",
      data: null,
      reason: null,
      invocation: null,
      revert: null,
      transaction: { to: "0x", from: "0x", data: "" },
      receipt: { hash: `0x${"ab".repeat(32)}`, status: 0 } as never,
    });
    expect(codeAndExit(error)).to.deep.equal(["TRANSACTION_REVERTED", EXIT.contract]);
  });

  it("tells what a node refuses, at any depth", () => {
    const inner = { code: -32_000, message: "insufficient funds for gas\nmore" };
    const error = Object.assign(new Error("could not coalesce error"), { code: "UNKNOWN_ERROR", error: inner });
    expect(codeAndExit(error)).to.deep.equal(["NODE_REFUSED", EXIT.network]);
    expect((understood(error) as Error).message).to.equal("the network's node refused: insufficient funds for gas");
  });

  it("leaves a fault of this software what it is", () => {
    const fault = new TypeError("x is not a function");
    expect(understood(fault)).to.equal(fault);
    expect(understood("text")).to.equal("text");
    expect(exitOf(understood(fault))).to.equal(EXIT.internal);
  });
});
