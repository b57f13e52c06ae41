import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";

import { expect } from "chai";
import { type TypedDataDomain, type TypedDataField, Wallet } from "ethers";
import hre from "hardhat";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { safeTransactionHash } from "../../../deploy/safe.ts";
import { signerOf } from "../../../tasks/bundle/signatures.ts";
import type { Hex } from "../../../client/src/hex.ts";
import { officerOf } from "../../../tasks/signers/officerOf.ts";
import { parseSignerSpec, signerSpecs } from "../../../tasks/signers/spec.ts";

const { ethers } = await hre.network.create();

const wallet = Wallet.createRandom();
const SECRET = wallet.privateKey.slice(2);
const OFFICER = "0x00000000000000000000000000000000000000aa";

const transaction = (chainId: bigint) => ({
  chainId,
  safe: "0x00000000000000000000000000000000000000bb",
  to: "0x00000000000000000000000000000000000000cc",
  value: 0n,
  data: "0x1234",
  nonce: 7n,
});
const hash = safeTransactionHash(transaction(31_337n)) as Hex;

/** Configuration variables that are set to these. */
const variables =
  (values: Readonly<Record<string, string>>) =>
  (name: string): Promise<string> => {
    const value = values[name];
    if (value !== undefined) return Promise.resolve(value);
    return Promise.reject(new SuiteError("VARIABLE_MISSING", `${name} has no value`, "Set it."));
  };
const without = { variable: variables({}) };

const failure = (action: Promise<unknown>): Promise<SuiteError> =>
  action.then(
    () => expect.fail("it wasn't refused"),
    (error: unknown) => error as SuiteError,
  );

describe("signerSpecs", () => {
  it("separates by commas only: a label may have spaces, and a phrase stays what it is", () => {
    expect(signerSpecs(" var:ONE,pkcs11:Seal key 1, ,")).to.deep.equal(["var:ONE", "pkcs11:Seal key 1"]);
    expect(signerSpecs("")).to.deep.equal([]);
  });
});

describe("parseSignerSpec", () => {
  it("reads a variable, an account behind JSON-RPC, and tokens' keys", () => {
    expect(parseSignerSpec("var:OFFICER_KEY")).to.deep.equal({ kind: "var", variable: "OFFICER_KEY" });
    expect(parseSignerSpec(`rpc:${wallet.address.toLowerCase()}`)).to.deep.equal({
      kind: "rpc",
      address: wallet.address,
    });
    expect(parseSignerSpec("pkcs11:Seal key 1")).to.deep.equal({ kind: "pkcs11", label: "Seal key 1" });
    expect(parseSignerSpec(`pkcs11:me@ministry@${OFFICER}`)).to.deep.equal({
      kind: "pkcs11",
      label: "me@ministry",
      officer: "0x00000000000000000000000000000000000000AA",
    });
  });

  it("refuses a key, however it is given, without repeating it", () => {
    const phrase = "test test test test test test test test test test test junk";
    for (const secret of [
      SECRET,
      `0x${SECRET}`,
      `var:${SECRET}`,
      `var:${SECRET.toUpperCase()}`,
      `pkcs11:${SECRET}`,
      phrase,
      `var:${phrase}`,
    ]) {
      try {
        parseSignerSpec(secret);
        expect.fail("it wasn't refused");
      } catch (error) {
        expect(error).to.include({ code: "SIGNER_KEY_IN_ARGUMENT" });
        expect(inspect(error)).not.to.match(new RegExp(`${SECRET}|junk`, "i"));
      }
    }
  });

  it("refuses what it can't read", () => {
    for (const text of [
      "",
      "var:",
      "var:officer key",
      "rpc:0x12",
      "pkcs11:",
      `pkcs11:@${OFFICER}`,
      "pkcs11:key@0x12",
      "key",
      "file:key.txt",
    ]) {
      expect(() => parseSignerSpec(text), text)
        .to.throw(SuiteError)
        .with.property("code", "INVALID_SIGNER");
    }
  });
});

describe("officerOf a variable", () => {
  it("signs with the key in it, with or without 0x", async () => {
    for (const key of [SECRET, `0x${SECRET}`, ` 0x${SECRET}\n`]) {
      const officer = await officerOf("var:KEY", { variable: variables({ KEY: key }) });
      const { owner, isContract, data } = await officer.sign(transaction(31_337n));
      expect({ owner, isContract }).to.deep.equal({ owner: wallet.address, isContract: false });
      expect(signerOf(hash, { data: data as Hex })).to.equal(wallet.address);
    }
  });

  it("refuses a value that is no key, without telling it", async () => {
    for (const value of [`${SECRET}0`, SECRET.slice(1), `${SECRET.slice(1)}g`, "f".repeat(64), "0".repeat(64)]) {
      const error = await failure(officerOf("var:KEY", { variable: variables({ KEY: value }) }));
      expect(error).to.include({ code: "SIGNER_KEY_INVALID" });
      expect(inspect(error, { depth: 9, showHidden: true })).not.to.include(value.slice(0, 60));
      expect(error.message).to.include("KEY");
    }
  });

  it("passes on that the variable has no value", async () => {
    expect(await failure(officerOf("var:KEY", without))).to.include({ code: "VARIABLE_MISSING" });
  });
});

describe("officerOf an account behind JSON-RPC", () => {
  let server: Server;
  /** What the signer answers to a question. */
  let answer: (method: string, params: unknown[]) => Promise<unknown>;
  let url: string;

  before(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        const { method, params } = JSON.parse(body) as { method: string; params: unknown[] };
        response.setHeader("content-type", "application/json");
        answer(method, params).then(
          (result) => response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result })),
          (error: unknown) =>
            response.end(
              JSON.stringify({ jsonrpc: "2.0", id: 1, error: { code: -32000, message: (error as Error).message } }),
            ),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  after(() => {
    server.close();
  });

  const signer = () => officerOf(`rpc:${wallet.address}`, { variable: variables({ SIGNER_RPC_URL: url }) });
  const signs =
    (key: { signTypedData: Wallet["signTypedData"] }) =>
    (method: string, [, payload]: unknown[]) => {
      expect(method).to.equal("eth_signTypedData_v4");
      const { domain, types, message } = JSON.parse(String(payload)) as {
        domain: TypedDataDomain;
        types: Record<string, TypedDataField[]>;
        message: Record<string, unknown>;
      };
      const { EIP712Domain, ...own } = types;
      expect(EIP712Domain).to.have.length(2);
      return key.signTypedData(domain, own, message);
    };

  it("takes what Web3Signer signs, and asks it for nothing else", async () => {
    answer = signs(wallet);
    const { owner, data } = await (await signer()).sign(transaction(31_337n));
    expect(owner).to.equal(wallet.address);
    expect(signerOf(hash, { data: data as Hex })).to.equal(wallet.address);
  });

  it("refuses another key's signature, and what is none", async () => {
    answer = signs(Wallet.createRandom());
    expect(await failure((await signer()).sign(transaction(31_337n)))).to.include({ code: "SIGNER_OTHER_KEY" });
    answer = () => Promise.resolve("0x1234");
    expect(await failure((await signer()).sign(transaction(31_337n)))).to.include({ code: "SIGNER_OTHER_KEY" });
  });

  it("says why the signer refuses", async () => {
    answer = () => Promise.reject(new Error("no key for the address"));
    const error = await failure((await signer()).sign(transaction(31_337n)));
    expect(error).to.include({ code: "SIGNER_REFUSED" });
    expect(error.message).to.include("no key for the address");
  });

  it("says that the signer doesn't answer, without its URL, which may have a password", async () => {
    const sources = { variable: variables({ SIGNER_RPC_URL: "http://officer:hunter2@127.0.0.1:1/" }) };
    const officer = await officerOf(`rpc:${wallet.address}`, sources);
    const error = await failure(officer.sign(transaction(31_337n)));
    expect(error).to.include({ code: "SIGNER_UNREACHABLE" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.to.include("hunter2");
    const wrong = { variable: variables({ SIGNER_RPC_URL: "hunter2" }) };
    const invalid = await failure(officerOf(`rpc:${wallet.address}`, wrong));
    expect(invalid).to.include({ code: "SIGNER_RPC_URL_INVALID" });
    expect(inspect(invalid)).not.to.include("hunter2");
  });

  it("asks the network's node where no signer is named, on the right chain only", async () => {
    const [account] = await ethers.getSigners();
    const officer = await officerOf(`rpc:${account!.address}`, { ...without, provider: ethers.provider });
    const { data } = await officer.sign(transaction(31_337n));
    expect(signerOf(hash, { data: data as Hex })).to.equal(account!.address);
    expect(await failure(officer.sign(transaction(1n)))).to.include({ code: "WRONG_CHAIN" });
    const unknown = await officerOf(`rpc:${wallet.address}`, { ...without, provider: ethers.provider });
    expect(await failure(unknown.sign(transaction(31_337n)))).to.include({ code: "SIGNER_REFUSED" });
  });

  it("refuses where there is nobody to ask", async () => {
    expect(await failure(officerOf(`rpc:${wallet.address}`, without))).to.include({ code: "SIGNER_RPC_URL_MISSING" });
  });
});
