import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { run } from "../installed.ts";
import { type NodeServer, nodeServer } from "../nodeServer.ts";
import { asJades } from "./fixtures/credentials.ts";
import { fixtureWorld } from "./fixtures/run.ts";

const page = readFileSync(new URL("../../../docs/verification.md", import.meta.url), "utf8");
const scripts = Array.from(page.matchAll(/^```js\n([\s\S]*?)^```$/gm), ([, script]) => script!);

describe("the examples of docs/verification.md", () => {
  let server: NodeServer;
  let folder: string;
  let env: Record<string, string>;
  before(async () => {
    // the examples ask now: the chain's present is this machine's
    const { chain, deployment } = await fixtureWorld([], new Date().toISOString().replace(/\.\d+/, ""));
    server = await nodeServer(chain.provider);
    folder = mkdtempSync(path.join(tmpdir(), "verification-"));
    const [DEPLOYMENT, DIPLOMA] = ["deployment.json", "diploma.jsonld"].map((name) => path.join(folder, name)) as [
      string,
      string,
    ];
    writeFileSync(DEPLOYMENT, JSON.stringify(deployment));
    writeFileSync(DIPLOMA, asJades({ issuer: "university", sealed: "2020-06-01T00:00:00Z" }));
    env = { RPC_URL: server.url, DEPLOYMENT, DIPLOMA };
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await server.stop();
  });

  for (const [index, script] of scripts.entries()) {
    it(`print what they say (${String(index + 1)}), with the packed package`, async () => {
      const [, promised] = /console\.log\(.*\n\/\/ (.*)/.exec(script) ?? expect.fail("nothing is promised");
      expect((await run(script, env)).trim()).to.equal(promised);
    });
  }

  it("are of checking, and of receipts", () => {
    expect(scripts).to.have.length(2);
  });
});
