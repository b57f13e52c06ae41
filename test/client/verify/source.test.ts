import { expect } from "chai";
import { ZeroHash } from "ethers";

import { connect, type Target } from "../../../client/src/connect.ts";
import type { Registry } from "../../../client/src/registry.ts";
import { CASES } from "./fixtures/cases.ts";
import { asJwt } from "./fixtures/credentials.ts";
import { testKey } from "./fixtures/keys.ts";
import { unreachableRegistry } from "./fixtures/registries.ts";
import { idOf } from "./fixtures/register.ts";
import { fixtureWorld, type FixtureWorld, verifyCase } from "./fixtures/run.ts";
import { sealJwt } from "./fixtures/seal.ts";

const diploma = { name: "a diploma", document: asJwt({ issuer: "university", sealed: "2020-06-01T00:00:00Z" }) };

describe("verify, by what answers for the registry", () => {
  let world: FixtureWorld;
  let standing: string;
  before(async () => {
    world = await fixtureWorld();
    standing = world.register.registry.interface.getFunction("standing").selector;
  });

  const check = async (registry: Registry | Promise<Registry>, more = {}) => {
    const { verdict, rootCause, checks } = await verifyCase(world, diploma, { registry, ...more });
    const { status, code } = checks.find(({ check }) => check === "SOURCE")!;
    return { verdict, cause: rootCause?.code, source: `${status} ${code}` };
  };

  /** A node that answers `alter`'s way. */
  const through = async (
    alter: (method: string, answer: unknown, params?: readonly unknown[]) => unknown,
    target: Target = { address: world.register.address.registry },
  ): Promise<Registry> => {
    const { provider } = world.chain;
    const request = async (question: { method: string; params?: unknown[] }): Promise<unknown> =>
      alter(question.method, await provider.request({ params: [], ...question }), question.params);
    return connect({ provider: { request }, ...target });
  };

  it("leaves everything open where a node answers what no registry answers", async () => {
    const policy = { unpinnedCode: "notice" as const };
    const reverted = (data: string) => () => {
      throw Object.assign(new Error("execution reverted"), { code: 3, data });
    };
    for (const answer of [reverted("0x"), reverted("0x08c379a0"), () => "0x", () => `0x${"00".repeat(32)}`]) {
      const strange = await through((method, right, [call] = []) =>
        method === "eth_call" && (call as { data: string }).data.startsWith(standing) ? answer() : right,
      );
      const { verdict, source } = await check(strange, { policy });
      expect({ verdict, source }).to.deep.equal({ verdict: "INCONCLUSIVE", source: "inconclusive UNKNOWN_ANSWER" });
    }
  });

  it("leaves everything open where a node answers with logs that weren't asked for", async () => {
    const strange = await through((method, answer) =>
      method === "eth_getLogs"
        ? (answer as { topics: string[] }[]).map((log) => ({ ...log, topics: [ZeroHash, ...log.topics.slice(1)] }))
        : answer,
    );
    const { verdict, source } = await check(strange, { policy: { unpinnedCode: "notice" as const } });
    expect({ verdict, source }).to.deep.equal({ verdict: "INCONCLUSIVE", source: "inconclusive SOURCE_UNREACHABLE" });
  });

  it("leaves the status open where the node is lost before the list's key is asked about", async () => {
    let isLost = false;
    const losing = await through((_, answer) => {
      if (isLost) throw new Error("connection refused");
      return answer;
    });
    const credentialStatus = {
      ...{ type: "BitstringStatusListEntry", statusListIndex: "1", statusPurpose: "revocation" },
      statusListCredential: "https://university.example/lists/1",
    };
    const document = asJwt({ issuer: "university", sealed: "2020-06-01T00:00:00Z", more: { credentialStatus } });
    const list = sealJwt({ issuer: "did:web:university.example" }, testKey("platform"));
    const fetch = () => {
      isLost = true;
      return Promise.resolve(new Response(list));
    };
    const policy = { unpinnedCode: "notice" as const };
    const { rootCause } = await verifyCase(world, { name: "", document, policy }, { registry: losing, fetch });
    expect(rootCause).to.deep.equal({ check: "STATUS", code: "SOURCE_UNREACHABLE" });
  });

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

  it("leaves everything open where a node puts nobody's log in the place of one", async () => {
    const [twin2, nobody] = [idOf("twin2"), `0x${"99".repeat(32)}`];
    const substituting = await through((method, answer) =>
      method === "eth_getLogs" ? (JSON.parse(JSON.stringify(answer).replaceAll(twin2, nobody)) as unknown) : answer,
    );
    const document = asJwt({ issuer: "twin", sealed: "2020-06-01T00:00:00Z" });
    const policy = { unpinnedCode: "notice" as const };
    const { rootCause } = await verifyCase(world, { name: "", document, policy }, { registry: substituting });
    expect(rootCause).to.deep.equal({ check: "KEY_AUTHORITY", code: "LOG_WITHHELD" });
  });

  it("leaves everything open where the chain replaces the block while it is asked", async () => {
    let asked = false;
    const reorganised = await through((method, answer, [call] = []) => {
      asked ||= method === "eth_call" && (call as { data: string }).data.startsWith(standing);
      const isReplaced = asked && method === "eth_getBlockByNumber";
      return isReplaced ? { ...(answer as object), hash: `0x${"ab".repeat(32)}` } : answer;
    });
    const result = await verifyCase(
      world,
      { ...diploma, policy: { unpinnedCode: "notice" } },
      { registry: reorganised },
    );
    expect(result.rootCause).to.deep.equal({ check: "SOURCE", code: "BLOCK_REPLACED" });
    expect(result.trustPaths).to.deep.equal([]);
    expect(result).not.to.have.any.keys("times");
  });

  const unexpected = {
    ...{ verdict: "INCONCLUSIVE", cause: "UNEXPECTED_CODE", source: "inconclusive UNEXPECTED_CODE" },
  };

  it("leaves everything open where a node puts another implementation behind the proxy", async () => {
    let isSwapped = false;
    const swapping = await through(
      // any contract's code but the registry's
      (method, answer) =>
        isSwapped && method === "eth_getStorageAt" ? `0x${world.notary.slice(2).padStart(64, "0")}` : answer,
      { deployment: world.deployment },
    );
    expect(await check(swapping)).to.include({ verdict: "VALID" });
    isSwapped = true;
    expect(await check(swapping)).to.deep.equal(unexpected);
  });

  it("leaves everything open where another implementation answers already when it connects", async () => {
    const swapping = through(
      (method, answer) => (method === "eth_getStorageAt" ? `0x${world.notary.slice(2).padStart(64, "0")}` : answer),
      { deployment: world.deployment },
    );
    expect(await check(swapping)).to.deep.equal(unexpected);
  });

  it("leaves everything open where no connection comes about, and refuses what is changed all the same", async () => {
    const nowhere = () => connect({ rpcUrls: ["http://127.0.0.1:9"], deployment: world.deployment });
    expect(await check(nowhere())).to.deep.equal({
      ...{ verdict: "INCONCLUSIVE", cause: "SOURCE_UNREACHABLE", source: "inconclusive SOURCE_UNREACHABLE" },
    });
    const changed = { name: "", document: `${diploma.document.slice(0, -4)}AAAA` };
    expect(await verifyCase(world, changed, { registry: nowhere() })).to.include({ verdict: "INVALID" });
  });

  it("leaves everything open where the node is lost over a receipt, without which the answer would be no", async () => {
    const fixture = CASES.find(({ name }) => name.startsWith("lets a proof decide"))!;
    const notary = world.notary.toLowerCase();
    const losing = await through(
      (method, answer, [call] = []) => {
        if (method === "eth_call" && (call as { to: string }).to.toLowerCase() === notary) throw new Error("refused");
        return answer;
      },
      { deployment: world.deployment },
    );
    expect((await verifyCase(world, fixture)).verdict).to.equal("VALID");
    const { verdict, rootCause } = await verifyCase(world, fixture, { registry: losing });
    expect({ verdict, rootCause }).to.deep.equal({
      ...{ verdict: "INCONCLUSIVE", rootCause: { check: "SOURCE", code: "SOURCE_UNREACHABLE" } },
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
