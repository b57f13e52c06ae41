/** The commands of `registry`, as an operator types them, on a chain in a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";
import hre from "hardhat";

import { findRecord } from "../../../deploy/deployment.ts";
import { type Chain, startChain } from "../../../scripts/pilot/chain.ts";
import { readMotions } from "../../../tasks/write/motion.ts";
import { temporaryFolder } from "../../support/foundation.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");
/** Of officers whose keys the node doesn't hold: another account of the published phrase than the node's. */
const MNEMONIC = "test test test test test test test test test test test junk";

interface Envelope {
  readonly ok: boolean;
  readonly chainId: number | null;
  readonly registry: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: string };
}

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe("registry deploy, doctor, addresses and upgrade", function () {
  this.timeout(300_000);

  let chain: Chain;
  const folder = temporaryFolder();

  before(async () => {
    chain = await startChain(new Date());
  });
  after(() => chain.stop());

  async function hardhat(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Run> {
    const child = spawn(process.execPath, [HARDHAT, ...args, "--deployment", folder], {
      cwd: ROOT,
      env: { ...process.env, LOCALHOST_RPC_URL: chain.url, NO_COLOR: "1", ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    return { code, stdout, stderr };
  }

  const onChain = (...args: string[]) => hardhat([...args, "--network", "localhost"]);
  const envelope = ({ stdout, stderr }: Run): Envelope => {
    expect(stdout, stderr).not.to.equal("");
    return JSON.parse(stdout) as Envelope;
  };

  it("say what to run where nothing is deployed", async () => {
    const run = await onChain("registry", "doctor", "--json");
    expect([run.code, envelope(run).error?.code]).to.deep.equal([2, "NO_DEPLOYMENT"]);
  });

  it("refuse parameters that nobody filled in, before anything is sent", async () => {
    const run = await onChain("registry", "deploy", "--parameters", "pilot", "--yes", "--json");
    expect([run.code, envelope(run).error?.code]).to.deep.equal([2, "PARAMETERS_INCOMPLETE"]);
    expect(existsSync(path.join(folder, "journal.jsonl"))).to.equal(false);
  });

  it("ask before they send, and send nothing where nobody can be asked", async () => {
    const run = await onChain("registry", "deploy", "--json");
    expect([run.code, envelope(run).error?.code]).to.deep.equal([2, "CONFIRMATION_NEEDED"]);
    expect(run.stderr).to.include("founders  AT (2 of 3 officers), BE (2 of 3 officers), CZ (2 of 3 officers)");
  });

  it("write a bundle for each founder whose officers have to sign, and go on when they have", async () => {
    const { ethers } = await hre.network.create();
    const outsiders = Array.from({ length: 3 }, (_, index) =>
      ethers.HDNodeWallet.fromPhrase(MNEMONIC, undefined, `m/44'/60'/1'/0/${String(index)}`),
    );
    const parameters = JSON.parse(readFileSync(path.join(ROOT, "deploy/parameters/localhost.json"), "utf8")) as {
      terms: string;
      founders: { owners: string[]; evidence: string }[];
    };
    const documents = path.join(ROOT, "deploy/parameters");
    const file = path.join(folder, "parameters.json");
    const founders = parameters.founders.map((founder, index) => ({
      ...founder,
      evidence: path.join(documents, founder.evidence),
      ...(index === 1 ? { owners: outsiders.map(({ address }) => address) } : {}),
    }));
    writeFileSync(file, JSON.stringify({ ...parameters, terms: path.join(documents, parameters.terms), founders }));
    const deploy = ["registry", "deploy", "--parameters", file, "--yes", "--json"];

    const waiting = await onChain(...deploy);
    expect(waiting.code, waiting.stderr).to.equal(3);
    const missing = envelope(waiting).data["missing"] as { country: string; signatures: number; bundle: string }[];
    expect(missing.map(({ country, signatures }) => [country, signatures])).to.deep.equal([["BE", 0]]);
    const { bundle } = missing[0]!;
    expect(findRecord(31337, folder).founded).to.equal(false);

    // the officers sign without a network, against the record that came with the bundle
    for (const [index, { privateKey }] of outsiders.slice(0, 2).entries()) {
      const signed = await hardhat(["office", "sign", bundle, "--signer", "var:OFFICER_KEY", "--yes", "--json"], {
        OFFICER_KEY: privateKey,
        LOCALHOST_RPC_URL: "http://127.0.0.1:9",
      });
      expect(signed.code, signed.stdout + signed.stderr).to.equal(0);
      expect(envelope(signed).data["missing"]).to.equal(1 - index);
    }
    const founded = await onChain(...deploy);
    expect(founded.code, founded.stdout + founded.stderr).to.equal(0);
    expect(envelope(founded).data["state"]).to.equal("deployed");
    expect(existsSync(bundle)).to.equal(false);

    const again = await onChain(...deploy);
    expect([again.code, envelope(again).data["state"]]).to.deep.equal([0, "unchanged"]);
  });

  it("find the deployment healthy, in words and as JSON", async () => {
    const run = await onChain("registry", "doctor", "--json");
    expect(run.code, run.stdout).to.equal(0);
    const { ok, chainId, registry, data } = envelope(run);
    const record = findRecord(31337, folder);
    expect([ok, chainId, registry, data["healthy"]]).to.deep.equal([true, 31337, record.contracts.registry, true]);
    const words = await onChain("registry", "doctor");
    expect([words.code, words.stdout]).to.satisfy(
      ([code, text]: [number, string]) => code === 0 && text.includes("Healthy:"),
    );
  });

  it("list the addresses", async () => {
    const { contracts, implementation } = findRecord(31337, folder);
    const { stdout } = await onChain("registry", "addresses");
    for (const address of [contracts.registry, contracts.council, implementation]) expect(stdout).to.include(address);
    expect(envelope(await onChain("registry", "addresses", "--json")).data["contracts"]).to.deep.equal(contracts);
  });

  it("prepare an upgrade, and write the motion once", async () => {
    const motion = path.join(folder, "motion.json");
    const upgrade = [
      "registry",
      "upgrade",
      "--contract",
      "TrustedIssuerRegistryV2",
      "--motion",
      motion,
      "--yes",
      "--json",
    ];
    const first = await onChain(...upgrade);
    expect(first.code, first.stdout + first.stderr).to.equal(0);
    expect((await onChain(...upgrade)).code).to.equal(0);
    const [prepared] = findRecord(31337, folder).prepared;
    const { motions, chainId } = readMotions(motion);
    expect([motions.length, chainId]).to.deep.equal([1, 31337]);
    expect(motions[0]!.words).to.include(prepared!.implementation);
  });

  it("end with exit code 4 where something is red", async () => {
    const { extension } = findRecord(31337, folder);
    const connection = await hre.network.create({ network: "localhost", override: { url: chain.url } });
    await connection.provider.request({ method: "hardhat_setCode", params: [extension, "0x00"] });
    const run = await onChain("registry", "doctor");
    expect(run.code).to.equal(4);
    expect(run.stdout).to.include("RED   code of RegistryExtension");
  });
});
