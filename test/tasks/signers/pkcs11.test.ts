/** Tokens, made of SoftHSM (Debian's packages softhsm2 and opensc). */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";

import { expect } from "chai";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import type { Hex } from "../../../client/src/hex.ts";
import { createOffice, type Officer } from "../../../deploy/safe.ts";
import { makeBundle } from "../../../tasks/bundle/bundle.ts";
import { signBundle } from "../../../tasks/bundle/sign.ts";
import { submitBundle } from "../../../tasks/bundle/submit.ts";
import { officerOf } from "../../../tasks/signers/officerOf.ts";
import { findTokenKey } from "../../../tasks/signers/pkcs11.ts";
import type { P256OfficerFactory } from "../../../types/ethers-contracts/index.ts";
import { generateP256Key } from "../../support/p256.ts";
import { networkHelpers, provider, type World, world } from "../bundle/world.ts";

const MODULE = [
  "/usr/lib/softhsm/libsofthsm2.so",
  "/usr/lib64/softhsm/libsofthsm2.so",
  "/usr/local/lib/softhsm/libsofthsm2.so",
  "/opt/homebrew/lib/softhsm/libsofthsm2.so",
].find((file) => existsSync(file));

const onPath = (program: string): boolean =>
  (process.env["PATH"] ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));

const missing = MODULE === undefined || !onPath("pkcs11-tool") || !onPath("softhsm2-util");

const PIN = "482917";
const values: Record<string, string> = { PKCS11_MODULE: MODULE ?? "", PKCS11_PIN: PIN, PKCS11_TOKEN: "officer" };
const variablesWith =
  (changes: Readonly<Record<string, string | undefined>>) =>
  (name: string): Promise<string> => {
    const value = { ...values, ...changes }[name];
    if (value !== undefined) return Promise.resolve(value);
    return Promise.reject(new SuiteError("VARIABLE_MISSING", `${name} has no value`, "Set it."));
  };
const variable = variablesWith({});

const failure = (action: Promise<unknown>): Promise<SuiteError> =>
  action.then(
    () => expect.fail("it wasn't refused"),
    (error: unknown) => error as SuiteError,
  );

const title = `officerOf a token${missing ? " (skipped: softhsm2 and opensc aren't installed)" : ""}`;

(missing ? describe.skip : describe)(title, () => {
  let folder: string;
  const configured = process.env["SOFTHSM2_CONF"];

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "softhsm-"));
    mkdirSync(path.join(folder, "tokens"));
    const configuration = path.join(folder, "softhsm2.conf");
    writeFileSync(configuration, `directories.tokendir = ${path.join(folder, "tokens")}\nlog.level = ERROR\n`);
    process.env["SOFTHSM2_CONF"] = configuration;
    for (const token of ["other", "officer"]) {
      const pins = ["--pin", PIN, "--so-pin", "73915026"];
      execFileSync("softhsm2-util", ["--init-token", "--free", "--label", token, ...pins], { stdio: "ignore" });
    }
    const keys = [
      ["officer", "EC:secp256k1", "account", "01"],
      ["officer", "EC:prime256v1", "seal", "02"],
      ["officer", "EC:secp256k1", "second account", "03"],
      ["officer", "EC:secp256k1", "twice", "04"],
      ["officer", "EC:secp256k1", "twice", "05"],
      ["officer", "RSA:2048", "rsa", "06"],
      ["officer", "EC:secp256k1", "nameless", ""],
      ["officer", "EC:secp256k1", "private only", "07"],
      ["other", "EC:secp256k1", "elsewhere", "01"],
    ] as const;
    for (const [token, type, label, id] of keys) {
      tool(token, [
        "--keypairgen",
        "--key-type",
        type,
        "--label",
        label,
        "--usage-sign",
        ...(id === "" ? [] : ["--id", id]),
      ]);
    }
    tool("officer", ["--delete-object", "--type", "pubkey", "--id", "07"]);
  });

  after(() => {
    rmSync(folder, { recursive: true });
    if (configured === undefined) delete process.env["SOFTHSM2_CONF"];
    else process.env["SOFTHSM2_CONF"] = configured;
  });

  const tool = (token: string, args: readonly string[]): void => {
    const how = ["--module", MODULE ?? "", "--token-label", token, "--login", "--pin", "env:TEST_PIN"];
    execFileSync("pkcs11-tool", [...how, ...args], { stdio: "ignore", env: { ...process.env, TEST_PIN: PIN } });
  };

  /** A real Safe takes what the officers sign, over several nonces: half of what tokens sign has the higher s. */
  async function actsThrough(here: World, officers: readonly Officer[], times: number): Promise<void> {
    const office = await createOffice(here.factory, [...officers, here.officers[2]!], 2, 3n);
    for (let nonce = 0; nonce < times; ++nonce) {
      let bundle = makeBundle({
        record: here.record,
        office: {
          account: office.address as Hex,
          owners: office.officers.map(({ address }) => address as Hex),
          threshold: 2,
        },
        to: office.address,
        data: "0x",
        nonce,
      });
      for (const officer of officers) bundle = await signBundle(bundle, officer);
      expect((await submitBundle(bundle, here.submitter, here.record)).already).to.equal(false);
    }
  }

  it("signs as an account with a secp256k1 key, and as a P-256 officer with the key of its contract", async () => {
    const here = await networkHelpers.loadFixture(world);
    const { x, y, curve } = await findTokenKey("seal", { variable });
    expect(curve).to.equal("P-256");
    const factory = here.officerFactory as unknown as P256OfficerFactory;
    await factory.create(x, y);
    const contract = await factory.officerOf(x, y);

    const account = await officerOf("pkcs11:account", { variable });
    const seal = await officerOf(`pkcs11:seal@${contract}`, { variable, provider });
    expect(seal.address).to.equal(contract);
    await actsThrough(here, [account, seal], 8);
  }).timeout(120_000);

  it("takes the key of the label, not any other one", async () => {
    const here = await networkHelpers.loadFixture(world);
    const [first, second] = [
      await officerOf("pkcs11:account", { variable }),
      await officerOf("pkcs11:second account", { variable }),
    ];
    expect(first.address).not.to.equal(second.address);
    await actsThrough(here, [first, second], 2);
  }).timeout(120_000);

  it("knows a key by its certificate where the token has no public key object, as smart cards do", async function () {
    if (!onPath("openssl")) this.skip();
    const [key, certificate] = ["key.pem", "certificate.pem"].map((name) => path.join(folder, name)) as [
      string,
      string,
    ];
    const how = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1", "-nodes", "-subj", "/CN=officer"];
    execFileSync("openssl", ["req", "-x509", ...how, "-keyout", key, "-out", certificate], { stdio: "ignore" });
    const object = ["--label", "card", "--id", "08"];
    tool("officer", ["--write-object", key, "--type", "privkey", "--usage-sign", ...object]);
    tool("officer", ["--write-object", certificate, "--type", "cert", ...object]);
    const here = await networkHelpers.loadFixture(world);
    await actsThrough(here, [await officerOf("pkcs11:card", { variable }), here.officers[0]!], 1);
  });

  it("signs without a network", async () => {
    const seal = await officerOf("pkcs11:seal@0x00000000000000000000000000000000000000AA", { variable });
    const { owner, isContract, data } = await seal.sign({
      chainId: 1n,
      safe: seal.address,
      to: seal.address,
      value: 0n,
      data: "0x",
      nonce: 0n,
    });
    expect({ owner, isContract, length: data.length }).to.deep.equal({
      owner: seal.address,
      isContract: true,
      length: 130,
    });
  });

  it("refuses an officer's contract with another key, and an address without one", async () => {
    const here = await networkHelpers.loadFixture(world);
    const factory = here.officerFactory as unknown as P256OfficerFactory;
    const refused = async (address: string) => failure(officerOf(`pkcs11:seal@${address}`, { variable, provider }));
    expect(await refused(here.austria)).to.include({ code: "PKCS11_OTHER_OFFICER" });
    expect(await refused("0x00000000000000000000000000000000000000AA")).to.include({ code: "PKCS11_OTHER_OFFICER" });
    const { qx, qy } = generateP256Key();
    await factory.create(qx, qy);
    const error = await refused(await factory.officerOf(qx, qy));
    expect(error).to.include({ code: "PKCS11_OTHER_OFFICER" });
    expect(error.message).to.include("another key");
  });

  it("names the keys that there are where the label isn't among them", async () => {
    const error = await failure(officerOf("pkcs11:nobody", { variable }));
    expect(error).to.include({ code: "PKCS11_KEY_NOT_FOUND" });
    expect(error.message).to.include("'account'").and.to.include("'seal'").and.not.to.include("elsewhere");
  });

  it("refuses a label that two keys have, a key without an id, and one whose public half isn't there", async () => {
    expect(await failure(officerOf("pkcs11:twice", { variable }))).to.include({ code: "PKCS11_KEY_AMBIGUOUS" });
    expect(await failure(officerOf("pkcs11:nameless", { variable }))).to.include({ code: "PKCS11_KEY_WITHOUT_ID" });
    expect(await failure(officerOf("pkcs11:private only", { variable }))).to.include({
      code: "PKCS11_PUBLIC_KEY_MISSING",
    });
  });

  it("refuses a key on the wrong curve, and says how the right one is named", async () => {
    const plain = await failure(officerOf("pkcs11:seal", { variable }));
    expect(plain).to.include({ code: "PKCS11_WRONG_CURVE" });
    expect(plain.remedy).to.include("pkcs11:seal@0xOFFICER");
    const officer = "0x00000000000000000000000000000000000000AA";
    expect(await failure(officerOf(`pkcs11:account@${officer}`, { variable }))).to.include({
      code: "PKCS11_WRONG_CURVE",
    });
    expect(await failure(officerOf("pkcs11:rsa", { variable }))).to.include({ code: "PKCS11_WRONG_CURVE" });
  });

  it("refuses a wrong PIN after one try, and tells neither the right nor the wrong one", async () => {
    const wrong = { variable: variablesWith({ PKCS11_PIN: "611803" }) };
    const error = await failure(officerOf("pkcs11:account", wrong));
    expect(error).to.include({ code: "PKCS11_PIN_WRONG" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.to.match(/611803|482917/);
  });

  it("says that the token, the module or a variable is missing", async () => {
    const refused = (changes: Readonly<Record<string, string | undefined>>) =>
      failure(officerOf("pkcs11:account", { variable: variablesWith(changes) }));
    expect(await refused({ PKCS11_TOKEN: "lost" })).to.include({ code: "PKCS11_TOKEN_MISSING" });
    expect(await refused({ PKCS11_MODULE: "/nowhere.so" })).to.include({ code: "PKCS11_MODULE_UNUSABLE" });
    expect(await refused({ PKCS11_PIN: undefined })).to.include({ code: "VARIABLE_MISSING" });
  });

  it("never has the PIN among the tool's arguments", async () => {
    const log = path.join(folder, "arguments");
    const program = path.join(folder, "pkcs11-tool");
    writeFileSync(program, `#!/bin/sh\necho "$@" >> '${log}'\nPATH="\${PATH#*:}"\nexec pkcs11-tool "$@"\n`);
    chmodSync(program, 0o755);
    await withPath(`${folder}${path.delimiter}${process.env["PATH"] ?? ""}`, async () => {
      await officerOf("pkcs11:account", { variable });
    });
    const said = readFileSync(log, "utf8");
    expect(said).to.include("--pin env:PKCS11_PIN").and.not.to.include(PIN);
  });
});

async function withPath(value: string, action: () => Promise<void>): Promise<void> {
  const before = process.env["PATH"];
  process.env["PATH"] = value;
  try {
    await action();
  } finally {
    process.env["PATH"] = before;
  }
}

describe("officerOf a token where OpenSC isn't installed", () => {
  it("says how to install it", async () => {
    const empty = mkdtempSync(path.join(tmpdir(), "path-"));
    await withPath(empty, async () => {
      const error = await failure(
        officerOf("pkcs11:account", { variable: variablesWith({ PKCS11_MODULE: "/module.so" }) }),
      );
      expect(error).to.include({ code: "PKCS11_TOOL_MISSING" });
      expect(error.remedy).to.include("apt-get install opensc");
    });
    rmSync(empty, { recursive: true });
  });
});
