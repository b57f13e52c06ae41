import { expect } from "chai";

import { connect } from "../../../client/src/connect.ts";
import type { Registry } from "../../../client/src/registry.ts";
import { asJwt } from "./fixtures/credentials.ts";
import { unreachableRegistry } from "./fixtures/registries.ts";
import { fixtureWorld, type FixtureWorld, verifyCase } from "./fixtures/run.ts";

const diploma = { name: "a diploma", document: asJwt({ issuer: "university", sealed: "2020-06-01T00:00:00Z" }) };

describe("verify, by what answers for the registry", () => {
  let world: FixtureWorld;
  before(async () => {
    world = await fixtureWorld();
  });

  const check = async (registry: Registry, more = {}) => {
    const { verdict, rootCause, checks } = await verifyCase(world, diploma, { registry, ...more });
    const { status, code } = checks.find(({ check }) => check === "SOURCE")!;
    return { verdict, cause: rootCause?.code, source: `${status} ${code}` };
  };

  /** A node that answers `alter`'s way. */
  const through = async (alter: (method: string, answer: unknown) => unknown): Promise<Registry> => {
    const { provider } = world.chain;
    const request = async (question: { method: string; params?: unknown[] }): Promise<unknown> =>
      alter(question.method, await provider.request({ params: [], ...question }));
    return connect({ provider: { request }, address: world.register.address.registry });
  };

  it("accepts what the deployment names", async () => {
    expect(await check(world.registry)).to.deep.equal({
      verdict: "VALID",
      cause: undefined,
      source: "pass SOURCE_EXPECTED",
    });
  });

  it("leaves everything open where no node answers", async () => {
    expect(await check(unreachableRegistry())).to.deep.equal({
      ...{ verdict: "INCONCLUSIVE", cause: "SOURCE_UNREACHABLE", source: "inconclusive SOURCE_UNREACHABLE" },
    });
  });

  it("leaves everything open where a node withholds logs", async () => {
    const withholding = await through((method, answer) => (method === "eth_getLogs" ? [] : answer));
    const policy = { unpinnedCode: "notice" as const };
    expect(await check(withholding, { policy })).to.include({ verdict: "INCONCLUSIVE", cause: "LOG_WITHHELD" });
  });

  it("leaves everything open where another implementation answers", async () => {
    const { registry } = world;
    const other = Object.create(registry, {
      snapshot: { value: async () => ({ ...(await registry.snapshot()), code: "unexpected" }) },
    }) as Registry;
    expect(await check(other)).to.deep.equal({
      ...{ verdict: "INCONCLUSIVE", cause: "UNEXPECTED_CODE", source: "inconclusive UNEXPECTED_CODE" },
    });
  });

  it("leaves everything open where nothing is pinned, unless the policy is content with the address", async () => {
    const { chain, register } = world;
    const unpinned = await connect({ provider: chain.provider, address: register.address.registry });
    expect(await check(unpinned)).to.include({ verdict: "INCONCLUSIVE", cause: "CODE_UNPINNED" });
    expect(await check(unpinned, { policy: { unpinnedCode: "notice" } })).to.include({
      ...{ verdict: "VALID", source: "pass SOURCE_NAMED" },
    });
  });

  it("leaves everything open where the newest block is old", async () => {
    expect(await check(world.registry, { now: "2026-01-16" })).to.include({
      verdict: "INCONCLUSIVE",
      cause: "SOURCE_STALE",
    });
  });

  it("leaves everything open where the chain is ahead of the clock", async () => {
    expect(await check(world.registry, { now: "2026-01-14" })).to.include({
      verdict: "INCONCLUSIVE",
      cause: "SOURCE_AHEAD",
    });
  });

  it("says INVALID whatever the source is, where the seal is wrong", async () => {
    const { verdict } = await verifyCase(
      world,
      { ...diploma, document: `${diploma.document.slice(0, -4)}AAAA` },
      {
        registry: unreachableRegistry(),
      },
    );
    expect(verdict).to.equal("INVALID");
  });
});
