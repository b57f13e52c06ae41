import { readFileSync } from "node:fs";

import { expect } from "chai";

import { run } from "../client/installed.ts";
import { type NodeServer, nodeServer } from "../client/nodeServer.ts";
import { world } from "../client/world.ts";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** The fenced blocks of a language. */
const blocks = (page: string, language: string): string[] =>
  Array.from(read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm")), ([, code]) => code!);

/** What a script says that it prints: the comments in lines of their own that follow a `console.log`. */
const promised = (script: string): string =>
  Array.from(script.matchAll(/console\.log\([^\n]*\n\s*\/\/ ([^\n]*)/g), ([, line]) => line!).join("\n");

describe("the examples", () => {
  let server: NodeServer;
  let env: Record<string, string>;
  before(async () => {
    const here = await world();
    server = await nodeServer(here.chain.provider);
    env = { RPC_URL: server.url, REGISTRY: here.register.address.registry };
  });
  after(() => server.stop());

  for (const page of ["client/README.md", "docs/asking.md"]) {
    describe(`of ${page}`, () => {
      for (const [index, script] of blocks(page, "js").entries()) {
        it(`print what they say (${String(index + 1)}), with the packed package`, async () => {
          expect(promised(script)).to.not.equal("");
          expect((await run(script, env)).trim()).to.equal(promised(script));
        });
      }
    });
  }

  it("in Solidity stand in the example contract as they are", () => {
    const contract = read("contracts/examples/ScholarshipFund.sol");
    const [example, ...more] = blocks("docs/asking.md", "solidity");
    expect(more).to.deep.equal([]);
    expect(contract).to.include(example);
  });
});
