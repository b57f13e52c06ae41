import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";
import hre from "hardhat";

import { connect } from "../../client/src/connect.ts";
import { findRecord, parseRecord, writeRecord } from "../../deploy/deployment.ts";
import { writeFileAtomically } from "../../deploy/files.ts";
import { isGreen } from "../../deploy/doctor/check.ts";
import { examine } from "../../deploy/doctor/examine.ts";
import type { SafeSignature } from "../../deploy/safe.ts";
import type { Connection, Eip1193 } from "../../deploy/suite/connection.ts";
import type { PendingConsent } from "../../deploy/suite/foundation.ts";
import { rejected } from "../support/rejected.ts";
import { foundation, PARAMETERS, recordOf, signedByNode, temporaryFolder } from "../support/foundation.ts";

/** Everything that a deployment keeps, by file. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      path.join(parentPath, name),
      readFileSync(path.join(parentPath, name), "utf8"),
    ]),
  );
}

const blockNumber = async ({ provider }: Connection): Promise<number> =>
  Number(await (provider as Eip1193).request({ method: "eth_blockNumber" }));

describe("the foundation of a network", function () {
  this.timeout(300_000);

  it("leaves a record that the client takes, and a deployment in which the doctor finds nothing wrong", async () => {
    const connection = await hre.network.create();
    const folder = temporaryFolder();
    const record = recordOf(await foundation(connection, { folder }));
    expect(parseRecord(JSON.parse(JSON.stringify(record)))).to.deep.equal(record);
    expect(findRecord(record.chainId, folder)).to.deep.equal(record);
    const registry = await connect({ provider: connection.provider as never, deployment: record });
    expect((await registry.snapshot()).code).to.equal("expected");
    const checks = await examine({ hre, connection, record });
    expect(checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(isGreen(checks)).to.equal(true);
  });

  it("changes nothing when it is run again", async () => {
    const connection = await hre.network.create();
    const folder = temporaryFolder();
    await foundation(connection, { folder });
    const [before, block] = [contents(folder), await blockNumber(connection)];
    const said: string[] = [];
    const say = (step: string) => said.push(step);
    expect((await foundation(connection, { folder, say })).state).to.equal("unchanged");
    expect(said).to.deep.equal([]);
    const [first, ...others] = PARAMETERS.founders;
    const parameters = { ...PARAMETERS, founders: [{ ...first!, saltNonce: 7n }, ...others] };
    expect((await foundation(connection, { folder, parameters, say })).state).to.equal("unchanged");
    expect(said).to.deep.equal(["The parameters aren't those of this foundation: what differs has no effect."]);
    expect(contents(folder)).to.deep.equal(before);
    expect(await blockNumber(connection)).to.equal(block);
  });

  it("goes on after a kill before or after any transaction of its modules", async () => {
    const connection = await hre.network.create();
    const folder = temporaryFolder();
    const killer = new Killer(connection);
    for (let runs = 0; ; runs += 1) {
      expect(runs).to.be.lessThan(100);
      try {
        const record = recordOf(await foundation(killer.connection, { folder, signatures: signedByNode(connection) }));
        expect(runs).to.be.greaterThan(20);
        expect((await examine({ hre, connection, record })).filter(({ ok }) => !ok)).to.deep.equal([]);
        return;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
    }
  });

  it("goes on after a kill between its steps: an office made, a consent given, seats taken and no record written", async () => {
    const connection = await hre.network.create();
    const folder = temporaryFolder();
    let asked = 0;
    const signatures = (consent: Parameters<ReturnType<typeof signedByNode>>[0]) => {
      asked += 1;
      if (asked === 1 || asked === 3) throw new Killed();
      return signedByNode(connection)(consent);
    };
    for (const { length } of [[1], [1]]) {
      expect(length).to.equal(1);
      await foundation(connection, { folder, signatures }).then(
        () => expect.fail("it wasn't killed"),
        (error: unknown) => expect(error).to.be.instanceOf(Killed),
      );
    }
    const record = recordOf(await foundation(connection, { folder, signatures }));
    // the first founder was asked twice, once in vain; the second likewise; the third once
    expect(asked).to.equal(5);
    const block = await blockNumber(connection);
    writeRecord(folder, { ...record, founded: false });
    expect(recordOf(await foundation(connection, { folder, signatures }))).to.deep.equal(record);
    expect([asked, await blockNumber(connection)]).to.deep.equal([5, block]);
  });

  it("waits for officers who haven't signed yet, and asks for the same signatures when it goes on", async () => {
    const connection = await hre.network.create();
    const folder = temporaryFolder();
    const hashes: string[] = [];
    const signatures = async (consent: PendingConsent): Promise<SafeSignature[]> => {
      if (consent.founder.country === "BE") {
        hashes.push(consent.hash);
        if (hashes.length === 1) return (await signedByNode(connection)(consent)).slice(1);
      }
      return signedByNode(connection)(consent);
    };
    const waiting = await foundation(connection, { folder, signatures });
    expect(waiting.state).to.equal("waiting");
    if (waiting.state !== "waiting") return;
    expect(waiting.pending.map(({ founder, signed }) => [founder.country, signed])).to.deep.equal([["BE", 1]]);
    expect(findRecord(31337, folder)).to.deep.equal(waiting.record);
    expect(waiting.record.founded).to.equal(false);
    expect((await foundation(connection, { folder, signatures })).state).to.equal("deployed");
    expect(new Set(hashes).size).to.equal(1);
  });

  it("counts an officer once, however often the signature is there", async () => {
    const connection = await hre.network.create();
    const signatures = async (consent: PendingConsent): Promise<SafeSignature[]> => {
      const [first] = await signedByNode(connection)(consent);
      return [first!, first!];
    };
    expect((await foundation(connection, { signatures })).state).to.equal("waiting");
  });

  it("begins anew where the chain of one's own is gone", async () => {
    const folder = temporaryFolder();
    const initialDate = new Date("2026-01-01T00:00:00Z");
    const begin = () => hre.network.create({ network: "default", override: { initialDate } });
    await foundation(await begin(), { folder });
    const said: string[] = [];
    const again = await foundation(await begin(), { folder, say: (step) => said.push(step) });
    expect(again.state).to.equal("deployed");
    expect(said[0]).to.equal("The chain of the last deployment is gone, and its journal with it.");
  });

  it("refuses a shared network's folder on another chain of the same id", async () => {
    const folder = temporaryFolder();
    const record = recordOf(await foundation(await hre.network.create(), { folder }));
    writeRecord(folder, { ...record, shared: true });
    const other = await hre.network.create({ network: "default", override: { initialDate: "2020-01-01" } });
    await rejected(foundation(other, { folder }), "ANOTHER_CHAIN");
  });

  it("keeps a shared network's journal that has no record yet, whatever is founded in its folder", async () => {
    const folder = temporaryFolder();
    const connection = await hre.network.create();
    await foundation(connection, { folder, signatures: () => Promise.resolve([]) });
    const begun = JSON.parse(readFileSync(path.join(folder, "foundation.json"), "utf8")) as object;
    writeFileAtomically(path.join(folder, "foundation.json"), JSON.stringify({ ...begun, shared: true }));
    rmSync(path.join(folder, "record.json"));
    const before = contents(folder);
    const other = await hre.network.create({ network: "default", override: { initialDate: "2020-01-01" } });
    await rejected(foundation(other, { folder }), "ANOTHER_CHAIN");
    expect(contents(folder)).to.deep.equal(before);
  });

  it("doesn't found a shared network a second time where the journal of the first is lost", async () => {
    const connection = await hre.network.create();
    const [deployer] = await connection.ethers.getSigners();
    const parameters = { ...PARAMETERS, shared: true };
    await (await deployer!.sendTransaction({ to: deployer!.address })).wait();
    await rejected(foundation(connection, { parameters }), "DEPLOYER_USED");
    expect(await blockNumber(connection)).to.equal(1);
  });

  it("refuses another chain than the parameters name, before anything is sent", async () => {
    const connection = await hre.network.create();
    await rejected(foundation(connection, { parameters: { ...PARAMETERS, chainId: 4711 } }), "WRONG_CHAIN");
    expect(await blockNumber(connection)).to.equal(0);
  });

  it("refuses contracts that are instrumented to measure coverage", async () => {
    const connection = await hre.network.create();
    const instrumented = {
      ...hre,
      globalOptions: hre.globalOptions,
      config: hre.config,
      artifacts: {
        getBuildInfoId: (name: string) => hre.artifacts.getBuildInfoId(name),
        getBuildInfoPath: (id: string) => hre.artifacts.getBuildInfoPath(id),
        readArtifact: async (name: string) => {
          const artifact = await hre.artifacts.readArtifact(name);
          return { ...artifact, bytecode: `${artifact.bytecode}73${"c0be".repeat(10)}` };
        },
      },
    } as unknown as typeof hre;
    await rejected(foundation(connection, { hre: instrumented }), "INSTRUMENTED_ARTIFACTS");
    expect(await blockNumber(connection)).to.equal(0);
  });
});

class Killed extends Error {}

/** Dies at every transaction that Ignition sends, in turn before and after it reaches the node, then lets it pass. */
class Killer {
  readonly connection: Connection;
  #turn = 0;

  constructor(connection: Connection) {
    const provider = connection.provider as Eip1193;
    const request = async (question: { method: string; params?: unknown[] }): Promise<unknown> => {
      if (question.method !== "eth_sendTransaction") return provider.request(question);
      this.#turn += 1;
      if (this.#turn % 3 === 1) throw new Killed();
      const sent = await provider.request(question);
      if (this.#turn % 3 === 2) throw new Killed();
      return sent;
    };
    this.connection = Object.create(connection, { provider: { value: { request } } }) as Connection;
  }
}
