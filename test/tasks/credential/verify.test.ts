/** The client's fixtures, through the command: what it adds to `tir verify` is where the network and the record come from. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { type NodeServer, nodeServer } from "../../client/nodeServer.ts";
import { type Case, CASES, NOW } from "../../client/verify/fixtures/cases.ts";
import { type FixtureWorld, fixtureWorld } from "../../client/verify/fixtures/run.ts";
import { json } from "../cli.ts";

const EXITS = { VALID: 0, INVALID: 3, INCONCLUSIVE: 4 } as const;

/** The first of each verdict, and one that is proven by a receipt. */
const simple = CASES.filter(({ policy }) => policy === undefined);
const SAMPLE: readonly Case[] = [
  ...(["VALID", "INVALID", "INCONCLUSIVE"] as const).flatMap((wanted) =>
    simple.filter(({ verdict, anchored }) => verdict === wanted && anchored === undefined).slice(0, 2),
  ),
  ...simple.filter(({ anchored }) => anchored !== undefined).slice(0, 1),
];

describe("credential verify", function () {
  this.timeout(600_000);
  let world: FixtureWorld;
  let server: NodeServer;
  let folder: string;

  before(async () => {
    world = await fixtureWorld();
    server = await nodeServer(world.chain.provider);
    folder = mkdtempSync(path.join(tmpdir(), "credential-"));
    // of a deployment that the fixtures' register is not: only what a client pins is its own
    const record = {
      ...world.deployment,
      ...{ officerFactory: ZeroAddress, policy: ZeroAddress, implementation: ZeroAddress, extension: ZeroAddress },
      ...{ deployer: ZeroAddress, genesisHash: ZeroHash, firstBlock: 0, constructorArguments: {}, codeHashes: {} },
      ...{ founders: [], commit: "none", shared: false, founded: true, prepared: [] },
      safe: { singleton: ZeroAddress, proxyFactory: ZeroAddress },
      compiler: { solc: "none", evmVersion: "cancun", contracts: {} },
    };
    writeFileSync(path.join(folder, "record.json"), JSON.stringify(record));
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    await server.stop();
  });

  for (const fixture of SAMPLE) {
    it(`${fixture.name}: ${fixture.verdict}`, async () => {
      const file = path.join(folder, "credential");
      writeFileSync(file, fixture.document);
      const receipts = world.receiptOf(fixture.name).map((receipt, index) => {
        const place = path.join(folder, `receipt-${String(index)}.json`);
        writeFileSync(place, JSON.stringify(receipt));
        return place;
      });
      const { code, data } = await json<{ verdict: string; rootCause?: { code: string } }>(
        [
          ...["credential", "verify", file, "--now", NOW, "--network", "localhost", "--deployment", folder],
          ...(receipts.length === 0 ? [] : ["--receipt", receipts.join(",")]),
        ],
        { LOCALHOST_RPC_URL: server.url },
      );
      expect([code, data.verdict]).to.deep.equal([EXITS[fixture.verdict], fixture.verdict]);
      if (fixture.verdict !== "VALID") expect(data.rootCause?.code).to.equal(fixture.code);
    });
  }

  it("is inconclusive where no node answers, and says all that can be said", async () => {
    const file = path.join(folder, "credential");
    writeFileSync(file, simple[0]?.document ?? "");
    const { code, data } = await json<{ verdict: string }>(
      ["credential", "verify", file, "--network", "localhost", "--deployment", folder],
      { LOCALHOST_RPC_URL: "http://127.0.0.1:1" },
    );
    expect([code, data.verdict]).to.deep.equal([4, "INCONCLUSIVE"]);
  });
});
