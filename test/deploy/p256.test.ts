import { expect } from "chai";
import { concat, getBytes, toBeHex } from "ethers";

import { p256Signature } from "../../deploy/p256.ts";
import { N } from "../support/p256.ts";

const pair = (r: bigint, s: bigint) => concat([toBeHex(r, 32), toBeHex(s, 32)]);

function der(r: bigint, s: bigint): string {
  const integer = (value: bigint) => {
    const bytes = getBytes(toBeHex(value));
    const padded = (bytes[0] ?? 0) > 0x7f ? [0, ...bytes] : [...bytes];
    return [2, padded.length, ...padded];
  };
  const body = [...integer(r), ...integer(s)];
  return concat([Uint8Array.from([0x30, body.length, ...body])]);
}

describe("p256Signature", () => {
  it("leaves a low s as it is, and turns a high one round", () => {
    const low = N / 2n;
    expect(p256Signature(pair(7n, low))).to.equal(pair(7n, low));
    expect(p256Signature(pair(7n, low + 1n))).to.equal(pair(7n, low));
    expect(p256Signature(pair(7n, N - 1n))).to.equal(pair(7n, 1n));
  });

  it("reads ASN.1 DER, short and padded integers included", () => {
    expect(p256Signature(der(1n, 2n))).to.equal(pair(1n, 2n));
    expect(p256Signature(der(0x80n, N - 1n))).to.equal(pair(0x80n, 1n));
    expect(p256Signature(der(N - 1n, N - 3n))).to.equal(pair(N - 1n, 3n));
  });

  const refused: [string, string][] = [
    ["r = 0", pair(0n, 1n)],
    ["s = 0", pair(1n, 0n)],
    ["r = n", pair(N, 1n)],
    ["s = n", pair(1n, N)],
    ["nothing", "0x"],
    ["65 bytes", concat([pair(1n, 1n), "0x1b"])],
    ["DER with something behind it", concat([der(1n, 2n), "0x00"])],
    ["DER with something inside it", "0x300702010102010200"],
    ["DER without s", "0x3003020101"],
    ["DER that isn't integers", "0x3006040101040102"],
    ["DER with an integer of no length", "0x300402000200"],
    ["DER that ends early", "0x3006020101020202"],
  ];
  for (const [name, signature] of refused) {
    it(`refuses ${name}`, () => {
      expect(() => p256Signature(signature))
        .to.throw()
        .with.property("code", "INVALID_P256_SIGNATURE");
    });
  }
});
