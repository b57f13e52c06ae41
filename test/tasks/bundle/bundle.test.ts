import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import fc from "../../support/fastCheck.ts";
import { concat, Signature, toBeHex, Wallet } from "ethers";

import type { Hex } from "../../../client/src/hex.ts";
import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import * as writes from "../../../client/src/writes/index.ts";
import { accountOfficer, p256Officer, safeTransactionHash } from "../../../deploy/safe.ts";
import { type Bundle, bundleText, makeBundle, transactionOf, writeBundle } from "../../../tasks/bundle/bundle.ts";
import { checkBundle, type CheckOptions } from "../../../tasks/bundle/check.ts";
import { mergeBundles } from "../../../tasks/bundle/merge.ts";
import { parseBundleText, readBundle } from "../../../tasks/bundle/readBundle.ts";
import { signBundle } from "../../../tasks/bundle/sign.ts";
import { exitOf } from "../../../tasks/core/exit.ts";
import { austrian, codeOf, DAY, networkHelpers, now, provider, registration, signed, world } from "./world.ts";

const load = () => networkHelpers.loadFixture(world);

/** A bundle of Austria's ministry, signed by two of three, and what it is checked against. */
async function ready() {
  const here = await load();
  const bundle = await signed(here, await austrian(here));
  const options: CheckOptions = { record: here.record, purpose: "submit", now: await now() };
  return { ...here, here, bundle, options };
}

const edited = (bundle: Bundle, change: (copy: Record<string, unknown>) => void): Bundle => {
  const copy = JSON.parse(JSON.stringify(bundle)) as Record<string, unknown>;
  change(copy);
  return copy as unknown as Bundle;
};
const member = (copy: Record<string, unknown>, name: string) => copy[name] as Record<string, unknown>;

describe("makeBundle", () => {
  it("names the network, the office, the calls and the hash that the Safe computes", async () => {
    const { here, record, austria } = await ready();
    const bundle = await austrian(here);
    const safe = new (await import("ethers")).Contract(
      austria,
      [
        "function getTransactionHash(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,uint256) view returns (bytes32)",
      ],
      provider,
    );
    const { to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce } =
      bundle.message;
    const hash: unknown = await safe.getFunction("getTransactionHash")(
      ...[to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce],
    );
    expect(bundle.safeTxHash)
      .to.equal(hash)
      .and.to.equal(safeTransactionHash(transactionOf(bundle)));
    expect(bundle.network).to.deep.equal({
      name: "test",
      chainId: record.chainId,
      registry: record.contracts.registry,
    });
    expect(bundle.office).to.include({ account: austria, number: 1, country: "AT", kind: "memberState", threshold: 2 });
    expect(bundle.summary.join("\n")).to.include("Registers 1 institution").and.to.include("Universität Wien");
    expect(Date.parse(bundle.deadline!) / 1000).to.be.greaterThan(await now());
  });
});

describe("writeBundle and readBundle", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "bundle-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("give back what was written, as readable JSON, and leave nothing else behind", async () => {
    const { bundle } = await ready();
    const file = path.join(folder, "bundle.json");
    writeBundle(file, bundle);
    writeBundle(file, bundle);
    expect(readBundle(file)).to.deep.equal(bundle);
    expect(readFileSync(file, "utf8").split("\n")[1]).to.equal('  "format": "trusted-issuer-registry/bundle/1",');
    expect(readdirSync(folder)).to.deep.equal(["bundle.json"]);
  });

  it("bear other line ends, indentation and a byte order mark", async () => {
    const { bundle } = await ready();
    const text = bundleText(bundle);
    for (const same of [
      text.replaceAll("\n", "\r\n"),
      `\uFEFF${text}`,
      JSON.stringify(bundle),
      JSON.stringify(bundle, null, "\t"),
    ]) {
      expect(parseBundleText(same)).to.deep.equal(bundle);
    }
  });

  it("refuse a file in which a reader sees something else than the program", async () => {
    const { bundle } = await ready();
    const text = bundleText(bundle);
    const twice = text.replace('"chainId": 31337', '"chainId": 1, "chainId": 31337');
    expect(await codeOf(() => parseBundleText(twice))).to.equal("BUNDLE_NOT_CANONICAL");
    expect(await codeOf(() => parseBundleText(text.replace("31337", "31337.0")))).to.equal("BUNDLE_NOT_CANONICAL");
    expect(await codeOf(() => parseBundleText(text.replace("Registers", "\\u0052egisters")))).to.equal(
      "BUNDLE_NOT_CANONICAL",
    );
  });

  it("say what is wrong with a file that is no bundle", async () => {
    const { bundle } = await ready();
    const file = path.join(folder, "bundle.json");
    const read = () => codeOf(() => readBundle(file));
    expect(await read()).to.equal("BUNDLE_FILE_MISSING");
    expect(await codeOf(() => readBundle(folder))).to.equal("BUNDLE_FILE_MISSING");
    writeFileSync(file, bundleText(bundle).slice(0, 500));
    expect(await read()).to.equal("BUNDLE_NOT_JSON");
    writeFileSync(file, '{"format":"trusted-issuer-registry/bundle/2"}');
    expect(await read()).to.equal("BUNDLE_FORMAT_UNKNOWN");
    writeFileSync(file, "[]");
    expect(await read()).to.equal("BUNDLE_MALFORMED");
    writeFileSync(file, `${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(await read()).to.equal("BUNDLE_MALFORMED");
    writeFileSync(file, JSON.stringify({ ...bundle, summary: ['"'.repeat(7_000_000)] }));
    expect(await codeOf(() => readBundle(file).summary)).to.equal(undefined);
    truncateSync(file, 16 * 1024 * 1024);
    appendFileSync(file, "x");
    expect(await read()).to.equal("BUNDLE_TOO_LARGE");
  });

  it("name the member that is missing, superfluous or malformed", async () => {
    const { bundle } = await ready();
    const problem = (change: (copy: Record<string, unknown>) => void): string => {
      try {
        parseBundleText(JSON.stringify(edited(bundle, change)));
        return "";
      } catch (error) {
        return (error as SuiteError).message;
      }
    };
    expect(problem((copy) => delete member(copy, "message")["nonce"])).to.include("message has no nonce");
    expect(problem((copy) => (member(copy, "network")["note"] = "sign!"))).to.include('network has a member "note"');
    expect(problem((copy) => (member(copy, "office")["threshold"] = 9))).to.include("office.threshold");
    expect(problem((copy) => (member(copy, "office")["account"] = "0x12"))).to.include("office.account");
    expect(problem((copy) => (copy["safeTxHash"] = "0x12"))).to.include("safeTxHash");
    expect(problem((copy) => (copy["deadline"] = "tomorrow"))).to.include("deadline");
    expect(problem((copy) => (copy["summary"] = "sign!"))).to.include("summary");
    expect(
      problem((copy) => (copy["signatures"] = [{ owner: bundle.office.owners[0], isContract: false, data: "0x12" }])),
    ).to.include("signatures[0].data");
  });
});

describe("checkBundle", () => {
  it("answers what the bundle does, who has signed and who hasn't", async () => {
    const { bundle, options, officers } = await ready();
    const checked = checkBundle(bundle, { ...options, nonce: bundle.message.nonce });
    expect(checked.calls.map((call) => call.function)).to.deep.equal(["registerInstitutions"]);
    expect(checked.signed).to.have.members(officers.slice(0, 2).map(({ address }) => address));
    expect(checked.unsigned).to.deep.equal([officers[2]!.address]);
    expect(checked.missing).to.equal(0);
  });

  it("refuses another chain, of the bundle, of the record, of the expectation", async () => {
    const { bundle, options } = await ready();
    const elsewhere = edited(bundle, (copy) => {
      member(copy, "domain")["chainId"] = 1;
      member(copy, "network")["chainId"] = 1;
    });
    expect(await codeOf(() => checkBundle(elsewhere, options))).to.equal("BUNDLE_OTHER_CHAIN");
    expect(await codeOf(() => checkBundle(bundle, { ...options, expectChain: 1 }))).to.equal("BUNDLE_OTHER_CHAIN");
    const half = edited(bundle, (copy) => (member(copy, "network")["chainId"] = 1));
    expect(await codeOf(() => checkBundle(half, options))).to.equal("BUNDLE_OTHER_CHAIN");
    const record = {
      ...options.record,
      contracts: { ...options.record.contracts, registry: options.record.contracts.notary },
    };
    expect(await codeOf(() => checkBundle(bundle, { ...options, record }))).to.equal("BUNDLE_OTHER_REGISTRY");
  });

  it("refuses a delegate call, a payment and a refund of gas", async () => {
    const { bundle, options } = await ready();
    const changed = (name: string, value: unknown) =>
      codeOf(() =>
        checkBundle(
          edited(bundle, (copy) => (member(copy, "message")[name] = value)),
          options,
        ),
      );
    expect(await changed("operation", 1)).to.equal("BUNDLE_DELEGATE_CALL");
    expect(await changed("operation", "0")).to.equal("BUNDLE_DELEGATE_CALL");
    expect(await changed("value", "1")).to.equal("BUNDLE_VALUE");
    for (const name of ["safeTxGas", "baseGas", "gasPrice"])
      expect(await changed(name, "1")).to.equal("BUNDLE_GAS_REFUND");
    for (const name of ["gasToken", "refundReceiver"]) {
      expect(await changed(name, bundle.office.account)).to.equal("BUNDLE_GAS_REFUND");
    }
  });

  it("refuses a target that the deployment doesn't name", async () => {
    const { bundle, options, record } = await ready();
    const changed = edited(bundle, (copy) => (member(copy, "message")["to"] = record.contracts.notary));
    expect(await codeOf(() => checkBundle(changed, options))).to.equal("BUNDLE_UNKNOWN_TARGET");
  });

  it("names what was altered", async () => {
    const { bundle, options } = await ready();
    const said = (change: (copy: Record<string, unknown>) => void): string => {
      try {
        checkBundle(edited(bundle, change), options);
        return "";
      } catch (error) {
        expect((error as SuiteError).code).to.equal("BUNDLE_ALTERED");
        return (error as SuiteError).message;
      }
    };
    expect(said((copy) => (copy["summary"] = ["Does nothing."]))).to.include("summary[0]");
    expect(said((copy) => (member(copy, "network")["name"] = "harmless"))).to.include("network.name");
    expect(said((copy) => ((copy["calls"] as Record<string, unknown>[])[0]!["words"] = "Does nothing."))).to.include(
      "calls[0].words",
    );
    expect(said((copy) => (copy["safeTxHash"] = `0x${"00".repeat(32)}`))).to.include("safeTxHash");
    expect(said((copy) => (member(copy, "message")["nonce"] = 99))).to.include("safeTxHash");
    expect(said((copy) => (member(copy, "office")["account"] = bundle.message.to))).to.include("office.account");
    expect(said((copy) => (copy["deadline"] = "2099-01-01T00:00:00Z"))).to.include("deadline");
    expect(said((copy) => delete copy["deadline"])).to.include("deadline");
  });

  it("refuses what has expired, after the deadline's own second", async () => {
    const { bundle, options } = await ready();
    const deadline = Date.parse(bundle.deadline!) / 1000;
    expect(await codeOf(() => checkBundle(bundle, { ...options, now: deadline }))).to.equal(undefined);
    expect(await codeOf(() => checkBundle(bundle, { ...options, now: deadline + 1 }))).to.equal("BUNDLE_EXPIRED");
  });

  it("refuses a nonce that is used, and before its turn lets it be signed only", async () => {
    const { here, options } = await ready();
    const ahead = await signed(here, await austrian(here, { nonce: 5 }));
    const check = (nonce: number, purpose: CheckOptions["purpose"]) =>
      codeOf(() => checkBundle(ahead, { ...options, nonce, purpose }));
    expect(await check(6, "sign")).to.equal("BUNDLE_NONCE_USED");
    expect(await check(4, "submit")).to.equal("BUNDLE_NONCE_AHEAD");
    expect(await check(4, "sign")).to.equal(undefined);
    expect(await check(5, "submit")).to.equal(undefined);
  });

  it("refuses to submit while signatures are missing, and says whose", async () => {
    const { here, options, officers } = await ready();
    const half = await signed(here, await austrian(here), 1);
    expect(() => checkBundle(half, options))
      .to.throw(
        SuiteError,
        `1 of 2 signatures are there; not yet signed: ${officers[1]!.address}, ${officers[2]!.address}`,
      )
      .with.property("code", "BUNDLE_SIGNATURES_MISSING");
    expect(checkBundle(half, { ...options, purpose: "sign" }).missing).to.equal(1);
  });

  it("refuses signatures that aren't an officer's own over this bundle, once each", async () => {
    const { here, bundle, options } = await ready();
    const other = await signed(here, await austrian(here, { nonce: 9 }));
    const check = (signatures: unknown) =>
      codeOf(() =>
        checkBundle(
          edited(bundle, (copy) => (copy["signatures"] = signatures)),
          options,
        ),
      );
    const [first, second] = bundle.signatures;
    expect(await check([first, other.signatures[1]])).to.equal("BUNDLE_SIGNATURE_INVALID");
    expect(await check([first, { ...second, owner: first!.owner }])).to.equal("BUNDLE_SIGNATURE_TWICE");
    expect(await check([first, first])).to.equal("BUNDLE_SIGNATURE_TWICE");
    const stranger = await accountOfficer(Wallet.createRandom());
    const { address: owner } = stranger;
    const { data } = await stranger.sign(transactionOf(bundle));
    expect(await check([first, { owner, isContract: false, data }])).to.equal("BUNDLE_SIGNATURE_INVALID");
    // what Safe would take for an approval on the chain (v = 1), and the other s
    expect(await check([first, { ...second, data: `${second!.data.slice(0, -2)}01` }])).to.equal(
      "BUNDLE_SIGNATURE_INVALID",
    );
    const { r, s, yParity } = Signature.from(second!.data);
    const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const flipped = concat([r, toBeHex(n - BigInt(s), 32), yParity === 0 ? "0x1c" : "0x1b"]);
    expect(await check([first, { ...second, data: flipped }])).to.equal("BUNDLE_SIGNATURE_INVALID");
  });

  it("refuses other officers than the office has", async () => {
    const { bundle, options } = await ready();
    const { owners, threshold } = bundle.office;
    expect(await codeOf(() => checkBundle(bundle, { ...options, owners, threshold }))).to.equal(undefined);
    expect(await codeOf(() => checkBundle(bundle, { ...options, owners: owners.slice(1) }))).to.equal(
      "BUNDLE_OWNERS_CHANGED",
    );
    expect(await codeOf(() => checkBundle(bundle, { ...options, threshold: 3 }))).to.equal("BUNDLE_OWNERS_CHANGED");
  });

  it("never takes a file in which any one character was changed, but for the office's own description", async () => {
    const { bundle, options } = await ready();
    const { owners, threshold, country, number, kind } = bundle.office;
    const text = bundleText(bundle);
    const alphabet = Array.from('0123456789abcdefABCDEF{}[],:"x -');
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...alphabet), (position, character) => {
        const changed = text.slice(0, position) + character + text.slice(position + 1);
        let read: Bundle;
        try {
          read = parseBundleText(changed);
          checkBundle(read, { ...options, nonce: bundle.message.nonce, owners, threshold });
        } catch (error) {
          expect(error).to.be.instanceOf(SuiteError);
          expect((error as SuiteError).code).to.match(/^BUNDLE_/);
          // wrong usage where it is no bundle at all, else refused
          expect(exitOf(error)).to.be.oneOf([2, 3]);
          return;
        }
        // number, country and kind are what the chain says: checkBundleOnChain
        expect({ ...read, office: { ...read.office, number, country, kind } }).to.deep.equal(bundle);
      }),
      { numRuns: 1500 },
    );
  });
});

describe("signBundle", () => {
  it("adds a signature once, in the owners' order", async () => {
    const { here, officers, options } = await ready();
    const bundle = await austrian(here);
    const one = await signBundle(bundle, officers[2]!);
    expect(await signBundle(one, officers[2]!)).to.equal(one);
    const all = await signed(here, one, 3);
    const owners = all.signatures.map(({ owner }) => owner);
    expect(owners).to.deep.equal([...owners].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)));
    expect(checkBundle(all, options).unsigned).to.deep.equal([]);
  });

  it("refuses whoever is no officer, before asking for a signature", async () => {
    const { here } = await ready();
    const stranger = p256Officer("0x00000000000000000000000000000000000000aa", () =>
      Promise.reject(new Error("asked")),
    );
    expect(await codeOf(signBundle(await austrian(here), stranger))).to.equal("BUNDLE_NOT_AN_OFFICER");
  });

  it("refuses a bundle whose hash was exchanged, and a signature over something else", async () => {
    const { here, officers } = await ready();
    const bundle = await austrian(here);
    const exchanged = { ...bundle, safeTxHash: `0x${"12".repeat(32)}` as const };
    expect(await codeOf(signBundle(exchanged, officers[0]!))).to.equal("BUNDLE_ALTERED");
    const wrong = {
      address: officers[0]!.address,
      sign: () => officers[1]!.sign(transactionOf(bundle)),
    };
    expect(await codeOf(signBundle(bundle, wrong))).to.equal("BUNDLE_SIGNATURE_INVALID");
  });
});

describe("mergeBundles", () => {
  it("brings the signatures of copies together that went to different officers", async () => {
    const { here, officers, options } = await ready();
    const bundle = await austrian(here);
    const [first, second] = [await signBundle(bundle, officers[0]!), await signBundle(bundle, officers[1]!)];
    const merged = mergeBundles(first, second, first);
    expect(merged).to.deep.equal(await signed(here, bundle));
    expect(checkBundle(merged, options).missing).to.equal(0);
  });

  it("refuses copies of another bundle, and wrong signatures", async () => {
    const { here, bundle } = await ready();
    const other = await austrian(here, { nonce: 9 });
    expect(await codeOf(() => mergeBundles(bundle, other))).to.equal("BUNDLE_COPIES_DIFFER");
    const worded = { ...bundle, summary: ["Does nothing."] };
    expect(await codeOf(() => mergeBundles(bundle, worded))).to.equal("BUNDLE_COPIES_DIFFER");
    const forged = { ...bundle, signatures: [{ ...bundle.signatures[0]!, owner: bundle.signatures[1]!.owner }] };
    expect(await codeOf(() => mergeBundles(bundle, forged))).to.equal("BUNDLE_SIGNATURE_INVALID");
  });
});

describe("a bundle as large as a transaction can be", () => {
  it("is made, written, read and checked", async () => {
    const { record, austria, options, officers } = await ready();
    const calls = Array.from({ length: 60 }, () => registration());
    const deadline = (await now()) + DAY;
    const office = { account: austria, owners: officers.map(({ address }) => address as Hex), threshold: 2 };
    const data = writes.multicall({ deadline, calls: calls.flatMap((call) => Array<Hex>(20).fill(call)) });
    const bundle = makeBundle({ record, office, to: record.contracts.registry, data, nonce: 0 });
    expect(checkBundle(parseBundleText(bundleText(bundle)), { ...options, purpose: "sign" }).calls).to.have.length(
      1200,
    );
  });
});
