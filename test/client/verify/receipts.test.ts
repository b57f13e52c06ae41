import { expect } from "chai";
import { ZeroHash } from "ethers";

import type { Hex } from "../../../client/src/hex.ts";
import { documentLeaf, parseReceipt, type Receipt } from "../../../client/src/verify/index.ts";
import { makeLeaf, makeTree } from "../../../client/src/verify/notary.ts";
import { asJwt, credential } from "./fixtures/credentials.ts";
import { testKey } from "./fixtures/keys.ts";
import { fixtureWorld, type FixtureWorld, verifyCase } from "./fixtures/run.ts";
import { didOf } from "./fixtures/register.ts";
import { disclosure, sealSdJwt } from "./fixtures/seal.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const written = { issuer: "university", sealed: "2020-06-01T00:00:00Z" } as const;

describe("makeTree and verify, by receipts", () => {
  let world: FixtureWorld;
  before(async () => {
    world = await fixtureWorld();
  });

  /** Anchors the documents in one transaction, and gives their receipts. */
  const anchor = async (...documents: readonly string[]): Promise<Receipt[]> => {
    const leaves = documents.map((document) => makeLeaf(bytes(document)));
    const tree = makeTree(leaves);
    const { provider } = world.chain.ethers;
    const response = await world.register.account().sendTransaction({ to: world.notary, data: tree.anchorData });
    const { hash, blockNumber } = (await response.wait())!;
    const time = (await provider.getBlock(blockNumber))!.timestamp;
    const anchored = { chainId: 31_337, notary: world.notary, transaction: hash as Hex, blockNumber, time };
    return leaves.map((leaf) => parseReceipt(JSON.parse(JSON.stringify(tree.receipt(leaf, anchored)))));
  };
  const check = async (document: string, receipts: readonly Receipt[]) => {
    const { times, notices } = await verifyCase(world, { name: "", document }, { receipts });
    const refused = notices.find(({ code }) => code === "RECEIPT_PROVES_NOTHING");
    return { proven: times?.proven, reason: refused?.facts?.["reason"] };
  };

  it("takes the time from the chain, for each document under the root", async () => {
    const documents = ["A", "B", "C"].map((title) => asJwt({ ...written, more: { title } }));
    const receipts = await anchor(...documents);
    for (const [index, document] of documents.entries()) {
      const told = { ...receipts[index]!, time: 1 };
      expect(await check(document, [told])).to.deep.equal({ proven: receipts[0]!.time, reason: undefined });
    }
  });

  it("takes the earliest of several", async () => {
    const document = asJwt(written);
    const [[first], [second]] = [await anchor(document), await anchor(document)];
    expect(first!.time).to.be.lessThan(second!.time);
    expect((await check(document, [second!, first!])).proven).to.equal(first!.time);
  });

  it("proves an SD-JWT whatever of it is disclosed", async () => {
    const hidden = { credentialSubject: credential(written)["credentialSubject"], nickname: "Ada" };
    const all = sealSdJwt(
      { iss: didOf("university"), iat: 1_590_969_600, vct: "urn:example:diploma" },
      hidden,
      testKey("university"),
    );
    const [receipt] = await anchor(all.split("~")[0]!);
    const fewer = all.replace(`${disclosure("nickname", "Ada")}~`, "");
    expect(fewer).not.to.equal(all);
    expect((await check(fewer, [receipt!])).proven).to.equal(receipt!.time);
  });

  it("proves nothing about another document, by another notary or chain, or what isn't anchored", async () => {
    const document = asJwt(written);
    const [receipt] = await anchor(document);
    const other = asJwt({ ...written, more: { title: "another" } });
    const root = ZeroHash as Hex;
    const notary: Hex = `0x${"11".repeat(20)}`;
    const reasons = await Promise.all([
      check(other, [receipt!]),
      check(document, [{ ...receipt!, notary }]),
      check(document, [{ ...receipt!, chainId: 1 }]),
      check(document, [{ ...receipt!, root }]),
      check(document, [{ ...receipt!, salt: root }]),
      check(document, [{ ...receipt!, salt: "0x12" }]),
    ]);
    expect(reasons.map(({ proven, reason }) => [proven, reason])).to.deep.equal([
      [undefined, "otherDocument"],
      [undefined, "otherNotary"],
      [undefined, "otherNotary"],
      [undefined, "notAnchored"],
      [undefined, "otherDocument"],
      [undefined, "unreadable"],
    ]);
  });

  it("makes another leaf of the same document each time, so that nobody who lacks the salt finds it", () => {
    const [one, two] = [makeLeaf(bytes("a document")), makeLeaf(bytes("a document"))];
    expect(one.leaf).not.to.equal(two.leaf);
    expect(documentLeaf(one.institution, one.salt, bytes("a document"))).to.equal(one.leaf);
  });

  it("refuses a file that is no receipt", () => {
    for (const value of [null, {}, { version: 2 }, { ...makeLeaf(bytes("")), version: 1 }]) {
      expect(() => parseReceipt(value))
        .to.throw()
        .with.property("code", "INVALID_RECEIPT");
    }
  });
});
