/** How commands end, and what they write where: docs/tasks.md, How commands behave. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import safeL2 from "@safe-global/safe-smart-account/build/artifacts/contracts/SafeL2.sol/SafeL2.json" with { type: "json" };
import safeProxyFactory from "@safe-global/safe-smart-account/build/artifacts/contracts/proxies/SafeProxyFactory.sol/SafeProxyFactory.json" with { type: "json" };
import { expect } from "chai";
import { computeAddress, Contract, Interface, JsonRpcProvider, ZeroAddress } from "ethers";

import { findRecord } from "../../../deploy/deployment.ts";
import { type Chain, startChain } from "../../../scripts/pilot/chain.ts";
import { type Envelope, type Environment, hardhat, json } from "../cli.ts";

describe("a command", function () {
  this.timeout(600_000);
  let chain: Chain;
  let folder: string;
  let environment: Environment;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "command-"));
    chain = await startChain(new Date());
    environment = { LOCALHOST_RPC_URL: chain.url };
    writeFileSync(path.join(folder, "decision.txt"), "A decision\n");
    const founded = await json(["registry", "deploy", "--yes", ...common()], environment);
    expect(founded.code).to.equal(0);
  });

  after(async () => {
    await chain.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const common = (): string[] => ["--network", "localhost", "--deployment", path.join(folder, "deployment")];
  const evidence = (): string[] => ["--evidence", path.join(folder, "decision.txt")];
  const owners = async (country: string): Promise<string[]> => {
    const { data } = await json<{ owners: string[] }>(["office", "show", country, ...common()], environment);
    return data.owners;
  };
  const signers = async (country: string): Promise<string> =>
    (await owners(country))
      .slice(0, 2)
      .map((owner) => `rpc:${owner}`)
      .join(",");
  /** A folder with the same record, but for the chain. */
  const ofAnotherChain = (): string => {
    const record = readFileSync(path.join(folder, "deployment", "record.json"), "utf8");
    mkdirSync(path.join(folder, "elsewhere"), { recursive: true });
    writeFileSync(path.join(folder, "elsewhere", "record.json"), record.replace('"chainId": 31337', '"chainId": 4711'));
    return path.join(folder, "elsewhere");
  };
  const register = (...more: string[]): string[] => [
    ...["institution", "register", "pic:999866883", "--name", "Universität Wien", "--office", "AT"],
    ...evidence(),
    ...more,
    ...common(),
  ];

  it("writes data to stdout and talk to stderr", async () => {
    const { code, stdout, stderr } = await hardhat(register("--dry-run"), environment);
    expect(code).to.equal(0);
    expect(stdout).to.equal("Nothing was sent.\n");
    expect(stderr).to.match(/^network {3}localhost, chain 31337, registry 0x/);
    expect(stderr).to.contain("1 new, 0 changed, 0 the same, 0 refused");
  });

  it("has one envelope for what it came to", async () => {
    const { stdout } = await hardhat([...register("--dry-run"), "--json"], environment);
    const envelope = JSON.parse(stdout) as Envelope;
    expect(Object.keys(envelope)).to.deep.equal([
      ...["ok", "command", "chainId", "registry", "blockNumber", "data", "warnings"],
    ]);
    expect(envelope).to.include({ ok: true, command: "institution register", chainId: 31337 });
    expect(envelope.blockNumber).to.be.a("number");
  });

  it("refuses a mandate without consent by the contract's name for it, before anything is shown as planned", async () => {
    const { stderr } = await hardhat(
      [
        ...["mandate", "grant", (await owners("AT"))[0] ?? "", "--kind", "accreditationBody", "--levels", "6"],
        ...["--fields", "all", "--until", "2099-12-31", "--terms", path.join(folder, "decision.txt")],
        ...["--office", "AT", "--dry-run", ...evidence(), ...common()],
      ],
      environment,
    );
    expect(stderr).to.contain("MemberStatesConsentMissing");
    expect(stderr).not.to.contain("act       ");
  });

  for (const [name, args, environmentOf, code, error] of [
    ["0 where it succeeds", () => register("--dry-run"), {}, 0, undefined],
    [
      "2 where an option is missing",
      () => ["institution", "register", "pic:999866883", ...common()],
      {},
      2,
      "MISSING_OPTION",
    ],
    ["2 where a value can't be read", () => register("--from", "2025-02-30"), {}, 2, "INVALID_DATE"],
    [
      "2 where it can't ask for confirmation",
      () =>
        register(
          "--signer",
          "rpc:0x0000000000000000000000000000000000000001,rpc:0x0000000000000000000000000000000000000002",
        ),
      {},
      2,
      "CONFIRMATION_NEEDED",
    ],
    ["2 where too few sign", () => register("--yes"), {}, 2, "SIGNATURES_MISSING"],
    [
      "2 where the chain isn't the one that is expected",
      () => ["office", "list", "--expect-chain", "1", ...common()],
      {},
      2,
      "WRONG_CHAIN",
    ],
    [
      "4 where the record is of another chain",
      () => ["office", "show", "AT", "--network", "localhost", "--deployment", ofAnotherChain()],
      {},
      4,
      "UNEXPECTED_CHAIN",
    ],
    [
      "2 where nothing is deployed",
      () => ["office", "list", "--network", "localhost", "--deployment", path.join(folder, "none")],
      {},
      2,
      "NO_DEPLOYMENT",
    ],
    [
      "5 where a contract refuses",
      () => ["institution", "controller", "AT:pic:999860452", "none", "--office", "BE", "--dry-run", ...common()],
      {},
      5,
      "INSTITUTION_UNKNOWN",
    ],
    ["2 where the network's URL isn't set", () => ["office", "list", "--network", "pilot"], {}, 2, "VARIABLE_MISSING"],
    ["2 where there is no such network", () => ["office", "list", "--network", "nowhere"], {}, 2, "HARDHAT_REFUSED"],
    [
      "2 where the deployer's key is none",
      () => ["office", "list", "--network", "pilot"],
      { PILOT_RPC_URL: "http://127.0.0.1:1", PILOT_DEPLOYER_KEY: "0xs3cr3t" },
      2,
      "HARDHAT_REFUSED",
    ],
    [
      "6 where the URL is none, and doesn't repeat it",
      () => ["office", "list", "--network", "pilot"],
      { PILOT_RPC_URL: "node:s3cr3t@chain/t0ken", PILOT_DEPLOYER_KEY: `0x${"1".repeat(64)}` },
      6,
      "NODE_UNREACHABLE",
    ],
    [
      "6 where the node can't be reached",
      () => ["office", "list", ...common()],
      { LOCALHOST_RPC_URL: "http://127.0.0.1:1" },
      6,
      "NODE_UNREACHABLE",
    ],
  ] as const) {
    it(`ends with ${name}`, async () => {
      const result = await json(args(), { ...environment, ...environmentOf });
      expect([result.code, result.error?.code]).to.deep.equal([code, error]);
      expect(result.ok).to.equal(code === 0);
      expect(JSON.stringify(result)).not.to.match(/s3cr3t|t0ken/);
      if (error !== undefined) expect(result.error?.hint).to.match(/\.$|…$/);
    });
  }

  for (const [name, args] of [
    ["an unknown option", ["office", "list", "--what"]],
    ["a missing argument", ["office", "show"]],
  ] as const) {
    it(`ends with 2 for ${name}, which Hardhat refuses`, async () => {
      expect((await hardhat(args, environment)).code).to.equal(2);
    });
  }

  it("says a contract's refusal by name, with values, meaning and remedy", async () => {
    const args = ["institution", "controller", "AT:pic:999860452", "none", "--office", "BE", "--dry-run", ...common()];
    const { stderr } = await hardhat(args, environment);
    expect(stderr).to.match(
      /INSTITUTION_UNKNOWN: InstitutionUnknown\(\w+: 0x[0-9a-f]{64}\): No institution has that id/,
    );
    expect(stderr).to.contain("register the institution first");
  });

  it("passes on what the node says, and steers no terminal with it", async () => {
    const node = createServer((request, response) => {
      const text = "no \u001B[31mfunds";
      request.on("data", (chunk: Buffer) => {
        const { id } = JSON.parse(chunk.toString()) as { id: number };
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32000, message: text } }));
      });
    });
    await new Promise<void>((resolve) => node.listen(0, "127.0.0.1", resolve));
    const { port } = node.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}`;
    const { code, stderr } = await hardhat(["office", "list", ...common()], { LOCALHOST_RPC_URL: url });
    node.close();
    expect(code).to.equal(6);
    expect(stderr).to.contain("NODE_REFUSED: the network's node refused: no \\u{1b}[31mfunds\n");
  });

  it("never repeats a key that stands where a variable's name belongs", async () => {
    const key = `0x${"ab".repeat(32)}`;
    const { code, stdout, stderr } = await hardhat(register("--yes", "--signer", `var:${key},var:${key}`), environment);
    expect(code).to.equal(2);
    expect(stdout + stderr).not.to.contain("abab");
    const officer = await hardhat(["office", "officer", key, ...common()], environment);
    expect(officer.code).to.equal(2);
    expect(officer.stdout + officer.stderr).not.to.contain("abab");
  });

  it("makes an office also where somebody made its account before, past the project's factory", async () => {
    const record = findRecord(31_337, path.join(folder, "deployment"));
    const node = new JsonRpcProvider(chain.url);
    const accounts = ["0x01", "0x02", "0x03"].map((byte) => computeAddress(`${byte}${"11".repeat(31)}`));
    const zero = ZeroAddress;
    const setup = new Interface(safeL2.abi).encodeFunctionData("setup", [accounts, 2, zero, "0x", zero, zero, 0, zero]);
    const others = new Contract(record.safe.proxyFactory, safeProxyFactory.abi, await node.getSigner(0));
    const made = (await others.getFunction("createChainSpecificProxyWithNonce")(record.safe.singleton, setup, 0)) as {
      wait(): Promise<unknown>;
    };
    await made.wait();
    node.destroy();
    const args = ["office", "create", "--owners", accounts.join(","), "--yes", ...common()];
    const created = await json<{ account: string; made: boolean }>(args, environment);
    expect([created.code, created.data.made], created.stderr).to.deep.equal([0, true]);
    const shown = await json<{ admissible: boolean }>(
      ["office", "show", created.data.account, ...common()],
      environment,
    );
    expect(shown.data.admissible).to.equal(true);
    expect((await json<{ made: boolean }>(args, environment)).data.made).to.equal(false);
  });

  it("sends at once where enough officers sign, and says where it is recorded", async () => {
    const result = await json(register("--yes", "--signer", await signers("AT")), environment);
    expect(result.code, result.stderr).to.equal(0);
    expect(result.data).to.include({ sent: true, new: 1 });
    const { data } = await json<{ state: string }>(
      ["institution", "show", "AT:pic:999866883", ...common()],
      environment,
    );
    expect(data).to.nested.include({ "status.state": "active" });
  });

  it("on a production network asks for the network's name, unless the chain is named with --yes", async () => {
    const pilot = { PILOT_RPC_URL: chain.url, PILOT_DEPLOYER_KEY: `0x${"1".repeat(64)}` };
    const args = (...more: string[]): string[] => [
      ...["institution", "reopen", "AT:pic:999866883", "--office", "AT", "--signer", "var:ONE,var:TWO", ...evidence()],
      ...["--network", "pilot", "--deployment", path.join(folder, "deployment"), ...more],
    ];
    const { error } = await json(
      [
        "institution",
        "register",
        "pic:999860452",
        "--name",
        "X",
        "--office",
        "AT",
        ...evidence(),
        "--signer",
        "rpc:0x0000000000000000000000000000000000000001,rpc:0x0000000000000000000000000000000000000002",
        "--yes",
        "--network",
        "pilot",
        "--deployment",
        path.join(folder, "deployment"),
      ],
      { ...environment, ...pilot },
    );
    expect(error?.code).to.equal("CONFIRMATION_NEEDED");
    const wrong = await json(args("--yes", "--expect-chain", "1"), { ...environment, ...pilot });
    expect(wrong.error?.code).to.equal("WRONG_CHAIN");
  });

  it("reads a network whose account has no key", async () => {
    const place = ["--network", "pilot", "--deployment", path.join(folder, "deployment")];
    const read = await json<unknown[]>(["office", "list", ...place], { PILOT_RPC_URL: chain.url });
    expect(read.code, JSON.stringify(read.error)).to.equal(0);
    expect(read.data).to.have.lengthOf(3);
  });
});
