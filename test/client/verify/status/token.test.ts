import { expect } from "chai";

import { tokenValue } from "../../../../client/src/verify/status/token.ts";

describe("tokenValue", () => {
  it("reads the draft's first example, the rightmost bit first", () => {
    const list = Uint8Array.of(0xb9, 0xa3);
    const values = Array.from({ length: 16 }, (_, index) => tokenValue(list, index, 1));
    expect(values).to.deep.equal([1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]);
  });

  it("reads the draft's second example, of two bits each", () => {
    const list = Uint8Array.of(0xc9, 0x44, 0xf9);
    const values = Array.from({ length: 12 }, (_, index) => tokenValue(list, index, 2));
    expect(values).to.deep.equal([1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]);
  });

  it("has no value outside the list, nor of another width", () => {
    for (const index of [-1, 8, 0.5, NaN])
      expect(() => tokenValue(Uint8Array.of(0), index, 1)).to.throw("STATUS_INDEX_OUTSIDE");
    expect(() => tokenValue(Uint8Array.of(0), 0, 3)).to.throw("STATUS_LIST_UNREADABLE");
  });
});
