/** The client's fixtures, through the command: what it adds to `tir verify` is where the network and the record come from. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { type NodeServer, nodeServer } from "../../client/nodeServer.ts";
import { type Case, CASES, NOW } from "../../client/verify/fixtures/cases.ts";
import { type FixtureWorld, fixtureWorld } from "../../client/verify/fixtures/run.ts";
import { hardhat, json } from "../cli.ts";
import { environmentAt, jsonHere } from "../here.ts";

const EXITS = { VALID: 0, INVALID: 3, INCONCLUSIVE: 4 } as const;

/** Of which the options can be given on a command line. */
const SAYABLE: readonly Case[] = CASES.filter(({ policy = {} }) =>
  Object.keys(policy).every((option) => option === "territory"),
);

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

  function file(name: string, content: string): string {
    const place = path.join(folder, name);
    writeFileSync(place, content);
    return place;
  }

  it("ends as every fixture says, of which the options can be given on a command line", async () => {
    const hre = await environmentAt(server.url);
    for (const { name, document, policy = {}, verdict, code: wanted } of SAYABLE) {
      const receipts = world.receiptOf(name).map((receipt) => file("receipt.json", JSON.stringify(receipt)));
      const { code, data } = await jsonHere<{ verdict: string; rootCause?: { code: string } }>(hre, [
        ...["credential", "verify", file("credential", document), "--now", NOW, "--deployment", folder],
        ...(receipts.length === 0 ? [] : ["--receipt", receipts.join(",")]),
        ...(policy.territory === undefined ? [] : ["--territory", policy.territory]),
      ]);
      expect([code, data.verdict], name).to.deep.equal([EXITS[verdict], verdict]);
      if (verdict !== "VALID") expect(data.rootCause?.code, name).to.equal(wanted);
    }
  });

  it("says it in words that a registrar understands", async () => {
    const [valid] = SAYABLE;
    const { code, stdout } = await hardhat(
      [
        ...["credential", "verify", file("credential", valid?.document ?? ""), "--now", NOW],
        ...["--network", "localhost", "--deployment", folder],
      ],
      { LOCALHOST_RPC_URL: server.url },
    );
    expect([code, stdout.split("\n")[0]]).to.deep.equal([0, "VALID"]);
    expect(stdout).to.match(/^by {4}council → GR → /m);
  });

  it("is inconclusive where no node answers, and says all that can be said", async () => {
    const { code, data } = await json<{ verdict: string }>(
      [
        "credential",
        "verify",
        file("credential", SAYABLE[0]?.document ?? ""),
        "--network",
        "localhost",
        "--deployment",
        folder,
      ],
      { LOCALHOST_RPC_URL: "http://127.0.0.1:1" },
    );
    expect([code, data.verdict]).to.deep.equal([4, "INCONCLUSIVE"]);
  });
});
