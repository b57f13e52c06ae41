import { expect } from "chai";

import { bitstringValue, decodeBitstring } from "../../../../client/src/verify/status/bitstring.ts";
import { requireSharedData, sharedText } from "../sharedData.ts";

const setBits = (list: Uint8Array): number[] =>
  [...list]
    .flatMap((octet, index) => (octet === 0 ? [] : Array.from({ length: 8 }, (_, bit) => index * 8 + bit)))
    .filter((index) => bitstringValue(list, index) === 1);

describe("decodeBitstring", () => {
  before(requireSharedData);

  it("finds 131,072 zeros in the recommendation's third example", async () => {
    const list = await decodeBitstring(sharedText("status-lists/w3c-rec-example3-encodedList.txt").trim());
    expect(list.length * 8).to.equal(131_072);
    expect(setBits(list)).to.deep.equal([]);
  });

  it("finds only index 50007 set in Digital Bazaar's list of 100,000", async () => {
    const list = await decodeBitstring(
      sharedText("status-lists/digitalbazaar-100k-50k-revoked-encodedList.txt").trim(),
    );
    expect(list.length * 8).to.equal(100_000);
    expect(setBits(list)).to.deep.equal([50_007]);
  });
});

describe("bitstringValue", () => {
  it("reads several bits as one number, the leftmost first", () => {
    expect([0, 1, 2, 3].map((index) => bitstringValue(Uint8Array.of(0b00_01_10_11), index, 2))).to.deep.equal([
      0, 1, 2, 3,
    ]);
  });

  it("has no value outside the list", () => {
    for (const index of [-1, 8, 0.5, NaN])
      expect(() => bitstringValue(Uint8Array.of(0), index)).to.throw("STATUS_INDEX_OUTSIDE");
  });
});
