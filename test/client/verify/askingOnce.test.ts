import { expect } from "chai";

import type { Registry } from "../../../client/src/registry.ts";
import { askingOnce } from "../../../client/src/verify/askingOnce.ts";
import { fixtureWorld, verifyCase } from "./fixtures/run.ts";
import { asJwt } from "./fixtures/credentials.ts";
import { connect } from "../../../client/src/connect.ts";

describe("askingOnce", () => {
  it("asks each question once, and passes on whatever isn't one", async () => {
    const asked: unknown[] = [];
    const office = (number: number) => {
      asked.push(number);
      return Promise.resolve({ number, known: false });
    };
    const registry = askingOnce({ chainId: 7, office } as unknown as Registry);
    const answers = await Promise.all([registry.office(1), registry.office(2), registry.office(1)]);
    expect([registry.chainId, asked, answers.map(({ number }) => number)]).to.deep.equal([7, [1, 2], [1, 2, 1]]);
  });

  it("spares a node three questions of ten", async () => {
    const { chain, deployment, receiptOf } = await fixtureWorld();
    let requests = 0;
    const request = async (question: { method: string; params?: unknown[] }): Promise<unknown> => {
      requests += 1;
      return chain.provider.request({ params: [], ...question });
    };
    const registry = await connect({ provider: { request }, deployment });
    requests = 0;
    const document = asJwt({ issuer: "university", sealed: "2020-06-01T00:00:00Z" });
    const { verdict } = await verifyCase(
      { receiptOf } as Awaited<ReturnType<typeof fixtureWorld>>,
      { name: "", document },
      { registry },
    );
    expect(verdict).to.equal("VALID");
    // 112 without
    expect(requests).to.be.at.most(80);
  });
});
