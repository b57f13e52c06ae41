import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { type NodeServer, nodeServer } from "../nodeServer.ts";
import { deploymentOf, INSTITUTION, TYPE, type World, world } from "../world.ts";
import { tir } from "./tir.ts";

describe("tir standing", () => {
  let here: World;
  let server: NodeServer;
  let options: string[];
  before(async () => {
    here = await world();
    server = await nodeServer(here.chain.provider);
    options = ["--rpc", server.url, "--registry", here.register.address.registry];
  });
  after(() => server.stop());

  it("says yes with the decision that it rests on, and ends with 0", async () => {
    const { code, stdout } = await tir("standing", INSTITUTION, TYPE, "--at", "2024-07-01", ...options);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^yes: programme accredited \(10\)$/m);
    expect(stdout).to.match(/^decided by +GR, office 4, recorded 2026-01-/m);
    expect(stdout).to.match(/^holds +from 2020-01-01T00:00:00Z, until 2030-01-01T00:00:00Z, exclusive$/m);
    expect(stdout).to.match(/^note +recorded later$/m);
  });

  it("says no with the reason, and ends with 3", async () => {
    const { code, stdout } = await tir("standing", INSTITUTION, TYPE, ...options);
    expect([code, stdout.split("\n")[0]]).to.deep.equal([3, "no: programme accreditation withdrawn (51)"]);
    const elsewhere = await tir(
      "standing",
      INSTITUTION,
      TYPE,
      "--at",
      "2024-07-01",
      "--territory",
      "FR",
      "--known-at",
      "2026-04-01",
      ...options,
    );
    expect([elsewhere.code, elsewhere.stdout.split("\n")[0]]).to.deep.equal([
      3,
      "no: programme accredited, but not there (54)",
    ]);
  });

  it("prints the same as JSON, and nothing else", async () => {
    const { stdout } = await tir("standing", INSTITUTION, TYPE, "--at", "2024-07-01", "--json", ...options);
    expect(JSON.parse(stdout)).to.include({ code: 10, name: "AUTHORISED_BY_PROGRAMME", authorised: true });
  });

  it("takes a deployment's record", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tir-"));
    const file = path.join(folder, "deployment.json");
    const deployment = await deploymentOf(here);
    writeFileSync(file, JSON.stringify(deployment));
    expect((await tir("standing", INSTITUTION, TYPE, "--rpc", server.url, "--deployment", file)).code).to.equal(3);
    writeFileSync(file, JSON.stringify({ ...deployment, chainId: 5 }));
    const other = await tir("standing", INSTITUTION, TYPE, "--rpc", server.url, "--deployment", file);
    expect([other.code, other.stderr]).to.deep.equal([4, other.stderr]);
    expect(other.stderr).to.match(/^UNEXPECTED_CHAIN: /);
    rmSync(folder, { recursive: true });
  });

  it("ends with 4 where no node answers", async () => {
    const { code, stdout, stderr } = await tir(
      "standing",
      INSTITUTION,
      TYPE,
      "--rpc",
      "http://127.0.0.1:9",
      ...options.slice(2),
    );
    expect([code, stdout]).to.deep.equal([4, ""]);
    expect(stderr).to.match(/^SOURCE_UNREACHABLE: /);
  });

  for (const [why, args, message] of [
    ["no command", [], /^tir standing INSTITUTION/],
    ["an unknown command", ["ask"], /^USAGE: there is no command 'ask'/],
    ["an unknown option", ["standing", INSTITUTION, TYPE, "--when", "now"], /^USAGE: Unknown option '--when'/],
    ["no type", ["standing", INSTITUTION], /^USAGE: standing takes/],
    ["no node", ["standing", INSTITUTION, TYPE], /^USAGE: --rpc is missing/],
    ["no registry", ["standing", INSTITUTION, TYPE, "--rpc", "http://127.0.0.1:9"], /^USAGE: one of --registry/],
    [
      "a file that isn't there",
      ["standing", INSTITUTION, TYPE, "--rpc", "http://127.0.0.1:9", "--deployment", "nowhere.json"],
      /^USAGE: nowhere.json/,
    ],
  ] as const) {
    it(`ends with 2 at ${why}`, async () => {
      const { code, stdout, stderr } = await tir(...args);
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.match(message);
    });
  }
});
