/** Every writing command once, and that it reaches the contract as it is meant: the history tells. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import { JsonRpcProvider, toBeHex, Wallet } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { type Chain, startChain } from "../../scripts/pilot/chain.ts";
import type { Envelope, Environment } from "./cli.ts";
import { environmentAt, jsonHere } from "./here.ts";

const DAY = 86_400;
const UNIVERSITY = "AT:pic:999866883";
const COLLEGE = "AT:pic:999860452";
const TYPE = "AT:https://qualifications.example/at/bachelor-informatik";

interface Act {
  readonly kind: string;
  readonly from: number;
  readonly until?: number;
  readonly territories?: readonly string[];
  readonly conditional: boolean;
  readonly successor?: string;
}

describe("writing commands", function () {
  this.timeout(600_000);
  let chain: Chain;
  let folder: string;
  let provider: JsonRpcProvider;
  let environment: Environment;
  let hre: HardhatRuntimeEnvironment;
  /** By country: two of its officers, whose keys the node holds. */
  const signers = new Map<string, string>();
  const owners = ["PROVIDER", "GUARDIAN", "SPARE", "NEWCOMER"].map(
    (office) => [office, [1, 2, 3].map(() => Wallet.createRandom())] as const,
  );

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "acts-"));
    chain = await startChain(new Date(Date.now() - 60 * DAY * 1000));
    provider = new JsonRpcProvider(chain.url, undefined, { staticNetwork: true, cacheTimeout: -1 });
    const keys = owners.flatMap(([office, wallets]) =>
      wallets.map(({ privateKey }, index) => [`${office}_${String(index + 1)}`, privateKey] as const),
    );
    environment = Object.fromEntries(keys);
    hre = await environmentAt(chain.url);
    writeFileSync(file("decision.txt"), "A decision\n");
    await run("registry", "deploy", "--yes");
    const { founders } = JSON.parse(readFileSync(file("deployment/record.json"), "utf8")) as {
      founders: { country: string; owners: string[] }[];
    };
    for (const founder of founders) {
      signers.set(
        founder.country,
        founder.owners
          .slice(0, 2)
          .map((owner) => `rpc:${owner}`)
          .join(","),
      );
    }
    for (const [office] of owners) signers.set(office, `var:${office}_1,var:${office}_2`);
  });

  after(async () => {
    provider.destroy();
    await chain.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (name: string): string => path.join(folder, name);
  const common = (): string[] => ["--deployment", file("deployment")];
  const evidence = (): string[] => ["--evidence", file("decision.txt")];
  const terms = (): string[] => ["--terms", file("decision.txt")];

  async function run<Data = Record<string, unknown>>(...args: string[]): Promise<Envelope<Data>> {
    const result = await jsonHere<Data>(hre, [...args, ...common()], environment);
    expect(result.code, `${args.join(" ")}\n${JSON.stringify(result.error)}`).to.equal(0);
    return result;
  }

  /** Signed and sent at once. */
  const act = (country: string, office: string, ...args: string[]) =>
    run(...args, "--office", office, "--signer", signers.get(country) ?? "", "--yes");
  const austria = (...args: string[]) => act("AT", "AT", ...args);

  async function history(...args: string[]): Promise<readonly Act[]> {
    return (await run<{ acts: Act[] }>(...args)).data.acts;
  }
  const kinds = (acts: readonly Act[]): string[] => acts.map(({ kind }) => kind);

  async function pass(seconds: number): Promise<void> {
    const block = await provider.getBlock("latest");
    await provider.send("evm_mine", [toBeHex((block?.timestamp ?? 0) + seconds)]);
  }
  const inDays = async (days: number): Promise<string> => {
    const block = await provider.getBlock("latest");
    return new Date(((block?.timestamp ?? 0) + days * DAY) * 1000).toISOString().slice(0, 10);
  };

  async function create(office: string): Promise<string> {
    const wallets = owners.find(([name]) => name === office)?.[1] ?? [];
    const list = wallets.map(({ address }) => address).join(",");
    return (await run<{ account: string }>("office", "create", "--owners", list, "--yes")).data.account;
  }

  /** The council decides what is in a motion file: Austria proposes, two vote, anybody carries it out. */
  async function carry(motions: string): Promise<void> {
    await austria("council", "propose", motions, "--document", file("decision.txt"));
    const { data } = await run<{ id: string }[]>("council", "list");
    const id = data.at(-1)?.id ?? "";
    await pass(DAY + 1);
    for (const country of ["AT", "BE"]) await act(country, country, "council", "vote", id, "for");
    await run("council", "queue", id, "--yes");
    await pass(3 * DAY + 1);
    await run("council", "execute", id, "--yes");
    rmSync(motions);
  }

  it("register, describe, close and reopen institutions", async () => {
    await austria("institution", "register", "pic:999866883", "--name", "Universität Wien", ...evidence());
    await austria("institution", "register", "pic:999860452", "--name", "Example College", ...evidence());
    await austria("institution", "profile", COLLEGE, "--name", "Example College of Vienna", "--site", "example.org");
    const shown = await run<{ institution: { profile: { site: string } } }>("institution", "show", COLLEGE);
    expect(shown.data.institution.profile.site).to.equal("https://example.org/");
    await austria("institution", "suspend", COLLEGE, ...evidence());
    await austria("institution", "reinstate", COLLEGE, ...evidence());
    await austria("institution", "close", COLLEGE, "--successor", UNIVERSITY, ...evidence());
    await austria("institution", "reopen", COLLEGE, ...evidence());
    await austria("institution", "withdraw", COLLEGE, ...evidence());
    await austria("institution", "rectify", COLLEGE, "--acts", "grant:0", ...evidence());
    const acts = await history("institution", "history", COLLEGE);
    expect(kinds(acts).slice(0, 6)).to.deep.equal(["grant", "suspend", "reinstate", "end", "grant", "withdraw"]);
    expect(acts[3]?.successor).to.match(/^0x[0-9a-f]{64}$/);
    await austria("institution", "annul", COLLEGE, "--from", "1970-01-01", ...evidence()).then(
      () => expect.fail("a beginning of always isn't named by a day"),
      () => undefined,
    );
  });

  it("define, retire and rectify qualification types", async () => {
    await austria("qualification", "define", TYPE.slice(3), "--level", "6", "--fields", "0613", ...evidence());
    await austria("qualification", "retire", TYPE, "--from", await inDays(30), ...evidence());
    await austria("qualification", "cancel", TYPE, "--position", "1", ...evidence());
    await austria("qualification", "rectify", TYPE, "--acts", "grant:2010-01-01T00:00:00Z", ...evidence());
    const acts = await history("qualification", "history", TYPE);
    expect(kinds(acts)).to.deep.equal(["grant", "end", "cancel", "rectify", "grant"]);
  });

  it("accredit, and do to an accreditation whatever can be done", async () => {
    const programme = [UNIVERSITY, "--type", TYPE];
    const dates = ["--from", "2015-01-01", "--until", "2024-12-31"];
    await austria(
      "accreditation",
      "grant",
      ...programme,
      ...dates,
      "--territories",
      "AT,BE",
      "--conditions",
      ...evidence(),
    );
    const [grant] = await history("accreditation", "history", ...programme);
    expect(grant).to.deep.include({ territories: ["AT", "BE"], conditional: true });
    // days of Vienna, the last one included
    expect(new Date((grant?.from ?? 0) * 1000).toISOString()).to.equal("2014-12-31T23:00:00.000Z");
    expect(new Date((grant?.until ?? 0) * 1000).toISOString()).to.equal("2024-12-31T23:00:00.000Z");
    await austria("accreditation", "annul", ...programme, "--from", "2015-01-01", ...evidence());
    await austria("accreditation", "rectify", ...programme, "--acts", "grant:2016-01-01/2099-12-31", ...evidence());
    await austria("accreditation", "suspend", ...programme, "--until", await inDays(20), ...evidence());
    await austria("accreditation", "reinstate", ...programme, ...evidence());
    await austria("accreditation", "withdraw", ...programme, "--from", await inDays(40), ...evidence());
    await austria("accreditation", "cancel", ...programme, "--position", "6", ...evidence());
    await austria("accreditation", "end", ...programme, ...evidence());
    expect(kinds(await history("accreditation", "history", ...programme))).to.deep.equal([
      ...["grant", "annul", "rectify", "grant", "suspend", "reinstate", "withdraw", "cancel", "end"],
    ]);
    const scope = ["--levels", "6,7", "--fields", "06,0421"];
    await austria("accreditation", "grant", UNIVERSITY, ...scope, ...dates.slice(0, 2), ...evidence());
    const shown = await run<{ status: { state: string } }>("accreditation", "show", UNIVERSITY);
    expect(shown.data.status.state).to.equal("active");
  });

  it("are answered for, many questions at once, and a row that can't be asked stops no other", async () => {
    const questions = file("questions.csv");
    const rows = [
      "institution;qualification;at;known_at;note of ours",
      `${UNIVERSITY};${TYPE};2018-06-30;;`,
      `pic:999866883;${TYPE.slice(3)};2014-06-30;;`,
      `pic:999860453;${TYPE};;;`,
      `${UNIVERSITY};${TYPE};2018-02-30;;`,
      `${UNIVERSITY};${TYPE};;2099-01-01;`,
    ];
    writeFileSync(questions, rows.join("\n"));
    const { code, data } = await jsonHere<{ line: number; answer?: { code: number }; reason?: string }[]>(hre, [
      "standing",
      "--file",
      questions,
      ...common(),
    ]);
    expect(code).to.equal(4);
    expect(data.map(({ line, answer, reason }) => [line, answer?.code ?? reason?.slice(0, 20)])).to.deep.equal([
      [2, 10],
      [3, 57],
      [4, "the register knows n"],
      [5, "'2018-02-30' is no m"],
      [6, "'2099-01-01' is stil"],
    ]);
    writeFileSync(questions, rows.slice(0, 3).join("\n").replace("known_at", "knownat"));
    const misspelt = await jsonHere(hre, ["standing", "--file", questions, ...common()]);
    expect([misspelt.code, misspelt.error?.code]).to.deep.equal([2, "UNKNOWN_COLUMN"]);
  });

  it("mandate, suspend, reinstate and end a provider's mandate, which binds, ends and reports a compromise", async () => {
    const account = await create("PROVIDER");
    const consent = ["--country", "AT", "--kind", "trustServiceProvider", ...terms()];
    await act("PROVIDER", account, "office", "consent", ...consent);
    await act("PROVIDER", account, "office", "consent", "--revoke");
    await act("PROVIDER", account, "office", "consent", ...consent);
    const entry = ["--trusted-list-entry", file("decision.txt")];
    await austria("mandate", "grant", account, "--kind", "trustServiceProvider", ...entry, ...terms(), ...evidence());
    await pass(7 * DAY + 1);
    const { data } = await run<{ number: number }>("office", "show", account);
    const office = String(data.number);
    await austria("institution", "provider", UNIVERSITY, office);
    await austria("institution", "controller", UNIVERSITY, Wallet.createRandom().address);
    await austria("institution", "controller", UNIVERSITY, "none");
    const [sender = ""] = (await provider.send("eth_accounts", [])) as string[];
    await austria("institution", "controller", UNIVERSITY, sender);
    const controller = (...args: string[]) => run(...args, "--office", "controller", "--yes");
    await controller("institution", "provider", UNIVERSITY, "none");
    await controller("institution", "provider", UNIVERSITY, office);
    const provide = (...args: string[]) => act("PROVIDER", office, ...args);
    await provide("binding", "bind", UNIVERSITY, "did:web:univie.ac.at", ...evidence());
    await controller("binding", "end", UNIVERSITY, "did:web:univie.ac.at", ...evidence());
    await provide("binding", "rectify", UNIVERSITY, "did:web:univie.ac.at", "--acts", "grant:0", ...evidence());
    await provide("binding", "bind", UNIVERSITY, "VATAT-U37586901", "--until", "2099-12-31", ...evidence());
    await provide("binding", "compromise", UNIVERSITY, "VATAT-U37586901", ...evidence());
    const acts = await history("binding", "history", UNIVERSITY, "did:web:univie.ac.at");
    expect(kinds(acts)).to.deep.equal(["grant", "end", "rectify", "grant"]);
    const shown = await run<{ binding: { name: string } }>("binding", "show", UNIVERSITY, "VATAT-U37586901");
    expect(shown.data.binding.name).to.equal("COMPROMISED");
    await austria("mandate", "suspend", office, ...evidence());
    await austria("mandate", "reinstate", office, ...evidence());
    await austria("mandate", "end", office, ...evidence());
    expect(kinds(await history("mandate", "history", office))).to.deep.equal(["grant", "suspend", "reinstate", "end"]);
  });

  it("change an office's officers, use up its numbers, and hand it to another account", async () => {
    const account = await create("SPARE");
    const added = Wallet.createRandom().address;
    await act("SPARE", account, "office", "owners", "--add", added);
    await act("SPARE", account, "office", "owners", "--remove", added);
    await act("SPARE", account, "office", "reject");
    const shown = await run<{ nonce: number; owners: string[]; admissible: boolean }>("office", "show", account);
    expect(shown.data).to.deep.include({ nonce: 3, admissible: true });
    expect(shown.data.owners).to.have.lengthOf(3);
    await act("SPARE", account, "office", "consent", "--country", "CZ", "--kind", "memberState", ...terms());
    const { data } = await run<{ number: number }>("office", "show", "CZ");
    await act("CZ", "CZ", "office", "rotate", String(data.number), account, ...terms());
    expect((await run<{ account: string }>("office", "show", "CZ")).data.account).to.equal(account);
    signers.set("CZ", signers.get("SPARE") ?? "");
  });

  it("decide in the council, and pause", async () => {
    const motions = file("motions.json");
    const account = await create("GUARDIAN");
    await act(
      "GUARDIAN",
      account,
      "office",
      "consent",
      "--country",
      "EU",
      "--kind",
      "guardian",
      ...terms(),
      "--expires",
      "60d",
    );
    await run("guardian", "appoint", account, ...terms(), "--motion", motions);
    const type = "https://qualifications.example/eu/architect";
    await run("qualification", "define", type, "--level", "7", "--fields", "0731", ...evidence(), "--motion", motions);
    await carry(motions);
    const { data: type_ } = await run<{ status: { state: string } }>("qualification", "show", `EU:${type}`);
    expect(type_.status.state).to.equal("active");

    const { data } = await run<{ guardian: { number: number } }>("guardian", "show");
    await act("GUARDIAN", String(data.guardian.number), "guardian", "pause", "6d");
    const paused = await jsonHere(
      hre,
      [
        "institution",
        "register",
        "pic:999852527",
        "--name",
        "X",
        "--office",
        "AT",
        "--dry-run",
        ...evidence(),
        ...common(),
      ],
      environment,
    );
    expect([paused.code, paused.error?.code]).to.deep.equal([5, "REGISTRY_PAUSED"]);
    await run("guardian", "unpause", "--motion", motions);
    await carry(motions);
    expect((await run<{ paused: boolean }>("guardian", "show")).data.paused).to.equal(false);
  });

  it("take motions together that are refused alone: at three seats, a suspension after an admission", async () => {
    const account = await create("NEWCOMER");
    await act("NEWCOMER", account, "office", "consent", "--country", "GR", "--kind", "memberState", ...terms());
    const motions = file("together.json");
    await run("council", "admit", "GR", account, ...terms(), ...evidence(), "--motion", motions);
    const { data } = await run<{ count: number }>("council", "suspend", "CZ", ...evidence(), "--motion", motions);
    expect(data.count).to.equal(2);
  });

  it("move what has no command of its own: the council's own contracts", async () => {
    const motions = file("own.json");
    const delay = ["council", "motion", "councilTimelock", "updateDelay"];
    const { data } = await run<{ motions: { words: string }[] }>(...delay, "[172800]", "--motion", motions);
    expect(data.motions[0]?.words).to.match(/^Changes how long the council's decisions wait/);
    for (const [args, code] of [
      [[...delay, "[1]"], 5],
      [[...delay, "{}"], 2],
      [["council", "motion", "councilTimelock", "selfDestruct"], 2],
    ] as const) {
      const refused = await jsonHere(hre, [...args, "--motion", motions, ...common()], environment);
      expect(refused.code, args.join(" ")).to.equal(code);
    }
  });

  it("leave what they refuse unsent", async () => {
    const { code, error } = await jsonHere(
      hre,
      ["council", "suspend", "CZ", ...evidence(), "--motion", file("refused.json"), ...common()],
      environment,
    );
    // never fewer than three active seats
    expect([code, error?.code]).to.deep.equal([5, "MEMBER_STATES_TOO_FEW_SEATS"]);
    expect(() => readFileSync(file("refused.json"))).to.throw("ENOENT");
  });
});
