import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { createPublicClient, http } from "viem";

import { connect } from "../../client/src/connect.ts";
import type { Deployment } from "../../client/src/deployments/deployment.ts";
import { type NodeServer, nodeServer } from "./nodeServer.ts";
import { rejects } from "./rejects.ts";
import { deploymentOf, ids, INSTITUTION, TYPE, type World, world } from "./world.ts";

const QUESTION = { institution: INSTITUTION, qualificationType: TYPE, at: "2024-07-01" };
const NOWHERE = "http://127.0.0.1:9";

describe("connect", () => {
  let here: World;
  let deployment: Deployment;
  const servers: NodeServer[] = [];
  before(async () => {
    here = await world();
    deployment = await deploymentOf(here);
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(({ stop }) => stop()));
  });

  async function url(alter?: Parameters<typeof nodeServer>[1]): Promise<string> {
    const server = await nodeServer(here.chain.provider, alter);
    servers.push(server);
    return server.url;
  }

  describe("with one provider", () => {
    it("takes ethers' and viem's, and any of EIP-1193", async () => {
      const node = await url();
      const ethers = new JsonRpcProvider(node);
      const viem = createPublicClient({ transport: http(node) });
      for (const provider of [ethers, viem, here.chain.provider]) {
        const registry = await connect({ provider, deployment });
        expect(await registry.standing(QUESTION)).to.include({ code: 10 });
        await rejects(registry.standing({ ...QUESTION, knownAt: "2040-01-01" }), "KNOWN_AT_IN_FUTURE");
      }
      ethers.destroy();
    });

    it("pins nothing where it gets an address alone, and says so", async () => {
      const { address } = await connect({ provider: here.chain.provider, address: deployment.contracts.registry });
      const registry = await connect({ provider: here.chain.provider, address });
      expect(await registry.snapshot()).to.include({ code: "unpinned" });
      expect(registry.notary).to.equal(undefined);
    });

    it("refuses another chain, other code, no code, and what is no address", async () => {
      const { provider } = here.chain;
      await rejects(connect({ provider, deployment: { ...deployment, chainId: 1 } }), "UNEXPECTED_CHAIN");
      const [hashes] = deployment.code;
      const code = [{ ...hashes!, implementation: hashes!.proxy }];
      await rejects(connect({ provider, deployment: { ...deployment, code } }), "UNEXPECTED_CODE");
      await rejects(connect({ provider, address: `0x${"12".repeat(20)}` }), "NO_REGISTRY");
      await rejects(connect({ provider, address: "0x12" }), "INVALID_OPTIONS");
    });

    it("refuses a chain that stands still, where it is told how old a block may be", async () => {
      const { provider } = here.chain;
      const { age } = await (await connect({ provider, deployment })).snapshot();
      const registry = await connect({ provider, deployment, maxAge: age + 60 });
      expect(await registry.standing(QUESTION)).to.include({ code: 10 });
      await rejects(connect({ provider, deployment, maxAge: age - 60 }), "SOURCE_STALE");
    });
  });

  describe("with several nodes", () => {
    it("takes what more than half say, one of three being down or lying", async () => {
      const liar = await url((method, answer) => (method === "eth_call" ? `0x${"00".repeat(320)}` : answer));
      for (const third of [NOWHERE, liar]) {
        const registry = await connect({ rpcUrls: [await url(), third, await url()], deployment });
        expect(await registry.standing(QUESTION)).to.include({ code: 10 });
        expect(await registry.snapshot()).to.deep.include({ nodes: { asked: 3, agreed: 2 } });
      }
    });

    it("tells disagreement from outage", async () => {
      const liar = await url((method, answer) => (method === "eth_call" ? `0x${"00".repeat(320)}` : answer));
      await rejects(connect({ rpcUrls: [await url(), liar], deployment }), "SOURCE_DISAGREES");
      await rejects(connect({ rpcUrls: [await url(), NOWHERE], deployment }), "SOURCE_UNREACHABLE");
      await rejects(connect({ rpcUrls: [NOWHERE], deployment }), "SOURCE_UNREACHABLE");
      for (const nonsense of [undefined, null, 7, "twelve", "0xzz", [], {}]) {
        const broken = await url(() => nonsense);
        await rejects(connect({ rpcUrls: [broken], deployment }), "SOURCE_UNREACHABLE");
      }
    });

    it("asks at a block that enough nodes have, one being behind", async () => {
      const behind = await url((method, answer, [block]) => {
        if (method === "eth_blockNumber") return "0x5";
        return method === "eth_getBlockByNumber" && Number(block) > 5 ? null : answer;
      });
      const rpcUrls = [behind, await url(), await url()];
      const registry = await connect({ rpcUrls, deployment });
      expect((await registry.snapshot()).block).to.equal(await here.chain.ethers.provider.getBlockNumber());
      await rejects(connect({ rpcUrls, deployment, agreement: 3 }), "NO_REGISTRY");
    });

    it("says where a node withheld a log, or refuses long spans of blocks", async () => {
      const withheld = await url((method, answer) => (method === "eth_getLogs" ? [] : answer));
      const key = ids.key;
      const partial = await connect({ rpcUrls: [withheld], deployment });
      expect(await partial.findHolders(key)).to.deep.include({ institutions: [], count: 1, complete: false });
      expect(await partial.institution(INSTITUTION)).to.include({ profileProblem: "withheld" });
      const short = await url((method, answer, [filter]) => {
        const { fromBlock, toBlock } = (filter ?? {}) as { fromBlock: string; toBlock: string };
        if (method === "eth_getLogs" && Number(toBlock) - Number(fromBlock) > 5) throw new Error("too many blocks");
        return answer;
      });
      const patient = await connect({ rpcUrls: [short], deployment });
      expect(await patient.findHolders(key)).to.deep.include({ institutions: [ids.institution], complete: true });
    });

    it("refuses numbers of nodes that can't agree", async () => {
      for (const options of [
        { rpcUrls: [] },
        { rpcUrls: [NOWHERE], agreement: 2 },
        { rpcUrls: [NOWHERE, NOWHERE], agreement: 2 },
      ]) {
        await rejects(connect({ ...options, deployment }), "INVALID_OPTIONS");
      }
    });
  });
});
