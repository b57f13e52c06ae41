/** The whole life of one institution, through the commands that people type, against a chain in a process of its own. */
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import { JsonRpcProvider, toBeHex, Wallet } from "ethers";

import { type Chain, startChain } from "../../scripts/pilot/chain.ts";
import { type Envelope, type Environment, hardhat, json } from "./cli.ts";

const DAY = 86_400;
const TYPE = "https://qualifications.example/gr/informatics";
const INSTITUTION = "GR:pic:999854855";
/** Nobody answers there: what is signed offline needs no node. */
const NOWHERE = { LOCALHOST_RPC_URL: "http://127.0.0.1:1" };

describe("commands, for the whole life of an institution", function () {
  this.timeout(600_000);
  let chain: Chain;
  let folder: string;
  let provider: JsonRpcProvider;
  let environment: Environment;
  const offices = new Map<string, string>();

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "life-"));
    chain = await startChain(new Date(Date.now() - 90 * DAY * 1000));
    provider = new JsonRpcProvider(chain.url, undefined, { staticNetwork: true, cacheTimeout: -1 });
    const keys = ["STATE", "BODY", "PROVIDER"].flatMap((office) =>
      [1, 2, 3].map((officer) => [`${office}_${String(officer)}`, Wallet.createRandom().privateKey] as const),
    );
    environment = { LOCALHOST_RPC_URL: chain.url, ...Object.fromEntries(keys) };
    for (const name of ["terms", "decision"]) writeFileSync(file(`${name}.txt`), `The published ${name}\n`);
  });

  after(async () => {
    provider.destroy();
    await chain.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (name: string): string => path.join(folder, name);
  const common = () => ["--network", "localhost", "--deployment", file("deployment")];
  const evidence = () => ["--evidence", file("decision.txt")];

  /** A command that must succeed. */
  async function run<Data = Record<string, unknown>>(...args: string[]): Promise<Envelope<Data>> {
    const result = await json<Data>([...args, ...common()], environment);
    expect(result.code, `${args.join(" ")}\n${JSON.stringify(result.error)}\n${result.stderr}`).to.equal(0);
    expect(result.ok).to.equal(true);
    return result;
  }

  /** A command of an office: it writes a bundle, two of its three officers sign offline, anybody submits. */
  async function decide(office: string, ...args: string[]): Promise<void> {
    const bundle = file("act.json");
    await run(...args, "--office", offices.get(office) ?? office, "--bundle", bundle);
    for (const officer of [1, 3]) {
      const signed = await json(
        [
          "office",
          "sign",
          bundle,
          "--signer",
          `var:${office}_${String(officer)}`,
          "--yes",
          "--deployment",
          file("deployment"),
        ],
        { ...environment, ...NOWHERE },
      );
      expect(signed.code, JSON.stringify(signed.error)).to.equal(0);
    }
    await run("office", "submit", bundle, "--yes");
  }

  async function open(office: string): Promise<string> {
    const owners = [1, 2, 3].map((officer) => new Wallet(environment[`${office}_${String(officer)}`] ?? "").address);
    const { data } = await run<{ account: string }>("office", "create", "--owners", owners.join(","), "--yes");
    offices.set(office, data.account);
    return data.account;
  }

  async function pass(seconds: number): Promise<void> {
    const block = await provider.getBlock("latest");
    await provider.send("evm_mine", [toBeHex((block?.timestamp ?? 0) + seconds)]);
  }

  const founder = (index: number): string => {
    const { founders } = JSON.parse(readFileSync(file("deployment/record.json"), "utf8")) as {
      founders: { owners: string[] }[];
    };
    return (founders[index]?.owners ?? [])
      .slice(0, 2)
      .map((owner) => `rpc:${owner}`)
      .join(",");
  };

  const ask = async (...more: string[]): Promise<string> =>
    (await run<{ name: string }>("standing", INSTITUTION, `GR:${TYPE}`, ...more)).data.name;

  it("founds the network, and finds it in order", async () => {
    await run("registry", "deploy", "--yes");
    const { data } = await run<{ healthy: boolean }>("registry", "doctor");
    expect(data.healthy).to.equal(true);
  });

  it("admits a member state by a vote that closes early", async () => {
    const account = await open("STATE");
    const terms = ["--terms", file("terms.txt")];
    await decide(
      "STATE",
      "office",
      "consent",
      "--country",
      "GR",
      "--kind",
      "memberState",
      ...terms,
      "--expires",
      "60d",
    );
    await run("council", "admit", "GR", account, ...terms, ...evidence(), "--motion", file("motions.json"));
    await run(
      ...["council", "propose", file("motions.json"), "--document", file("decision.txt")],
      ...["--office", "AT", "--signer", founder(0), "--yes"],
    );
    const { data: all } = await run<{ id: string; state: string }[]>("council", "list");
    const id = all[0]?.id ?? "";
    expect(all[0]?.state).to.equal("pending");
    await pass(DAY + 1);
    for (const [country, index] of [
      ["AT", 0],
      ["BE", 1],
    ] as const) {
      const signer = founder(index);
      await run("council", "vote", id, "for", "--office", country, "--signer", signer, "--yes");
    }
    const status = await hardhat(["council", "status", id, ...common()], environment);
    expect(status.stdout).to.contain("the vote has closed early");
    const late = await json(
      ["council", "vote", id, "for", "--office", "CZ", "--signer", founder(2), "--yes", ...common()],
      environment,
    );
    expect([late.code, late.error?.code]).to.deep.equal([3, "VOTE_CLOSED"]);
    await run("council", "queue", id, "--yes");
    await pass(3 * DAY + 1);
    await run("council", "execute", id, "--yes");
    offices.set("STATE", "GR");
  });

  it("mandates a body and a trust service provider that consented", async () => {
    const terms = ["--terms", file("terms.txt")];
    const scope = ["--levels", "5,6,7,8", "--fields", "all"];
    for (const [office, kind, what] of [
      ["BODY", "accreditationBody", scope],
      ["PROVIDER", "trustServiceProvider", ["--trusted-list-entry", file("terms.txt")]],
    ] as const) {
      const account = await open(office);
      await decide(office, "office", "consent", "--country", "GR", "--kind", kind, ...terms);
      await decide("STATE", "mandate", "grant", account, "--kind", kind, ...what, ...terms, ...evidence());
    }
    // a provider's mandate begins a week after it is recorded
    await pass(7 * DAY + 1);
  });

  it("registers, accredits and binds", async () => {
    const name = '{"el":"Αριστοτέλειο Πανεπιστήμιο Θεσσαλονίκης","en":"Aristotle University of Thessaloniki"}';
    await decide("BODY", "institution", "register", "pic:999854855", "--name", name, ...evidence());
    await decide("BODY", "qualification", "define", TYPE, "--level", "6", "--fields", "0613", ...evidence());
    const dates = ["--from", "2020-10-01", "--until", "2099-12-31"];
    await decide("BODY", "accreditation", "grant", INSTITUTION, "--type", TYPE, ...dates, ...evidence());
    const { data } = await run<{ number: number; kind: string }[]>("office", "list");
    const provider = data.find(({ kind }) => kind === "trustServiceProvider")?.number ?? 0;
    await decide("BODY", "institution", "provider", INSTITUTION, String(provider));
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    writeFileSync(file("seal.pem"), publicKey.export({ type: "spki", format: "pem" }));
    await decide("PROVIDER", "binding", "bind", INSTITUTION, file("seal.pem"), ...evidence());
    await decide("PROVIDER", "binding", "bind", INSTITUTION, "did:web:auth.gr", ...evidence());
  });

  it("answers by any identifier that the register knows", async () => {
    expect(await ask()).to.equal("AUTHORISED_BY_PROGRAMME");
    for (const institution of ["pic:999854855", "did:web:auth.gr"]) {
      const { data } = await run<{ authorised: boolean }>("standing", institution, TYPE);
      expect(data.authorised).to.equal(true);
    }
    const { stdout } = await hardhat(["standing", INSTITUTION, TYPE, "--at", "2021-06-01", ...common()], environment);
    expect(stdout).to.contain("yes: programme accredited").and.to.contain("recorded later");
  });

  it("suspends, reinstates and withdraws, and shows the history with both clocks", async () => {
    const programme = [INSTITUTION, "--type", `GR:${TYPE}`, ...evidence()];
    await decide("BODY", "accreditation", "suspend", ...programme);
    await pass(1);
    expect(await ask()).to.equal("PROGRAMME_SUSPENDED");
    await decide("BODY", "accreditation", "reinstate", ...programme);
    await pass(1);
    expect(await ask()).to.equal("AUTHORISED_BY_PROGRAMME");
    await decide("BODY", "accreditation", "withdraw", ...programme);
    await pass(1);
    expect(await ask()).to.equal("PROGRAMME_WITHDRAWN");
    const no = await json(["standing", INSTITUTION, `GR:${TYPE}`, "--fail-on-no", ...common()], environment);
    expect([no.code, no.ok]).to.deep.equal([3, false]);
    const { data } = await run<{ acts: { kind: string; recordedAt: number }[] }>(
      "accreditation",
      "history",
      INSTITUTION,
      "--type",
      `GR:${TYPE}`,
    );
    expect(data.acts.map(({ kind }) => kind)).to.deep.equal(["grant", "suspend", "reinstate", "withdraw"]);
    const before = (data.acts[3]?.recordedAt ?? 0) - 1;
    expect(await ask("--at", new Date(before * 1000).toISOString())).to.equal("AUTHORISED_BY_PROGRAMME");
  });
});
