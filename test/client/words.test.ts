import { expect } from "chai";

import { BINDING_CODES, FLAGS, flagsOf, STANDING_CODES } from "../../client/src/codes.ts";
import { BINDINGS, flagsInWords, STANDINGS } from "../../client/src/words.ts";

const ascending = (codes: Readonly<Record<string, number>>) => Object.values(codes).sort((a, b) => a - b);
const keysOf = (words: Readonly<Record<number, string>>) => Object.keys(words).map(Number);

describe("the words for answers", () => {
  it("are there for each standing code and each binding code, and for no other", () => {
    expect(keysOf(STANDINGS)).to.deep.equal(ascending(STANDING_CODES));
    expect(keysOf(BINDINGS)).to.deep.equal(ascending(BINDING_CODES));
  });

  it("say yes below 20, and no from there on", () => {
    for (const [code, words] of Object.entries(STANDINGS)) {
      expect(words.startsWith("yes"), code).to.equal(Number(code) < 20);
    }
  });

  it("are there for each flag", () => {
    const all = ascending(FLAGS).reduce((set, bit) => set | bit);
    expect(flagsInWords(flagsOf(all)))
      .to.have.lengthOf(ascending(FLAGS).length)
      .and.not.include(undefined);
    expect(flagsInWords(flagsOf(9n))).to.deep.equal(["recorded later", "with conditions"]);
  });
});
