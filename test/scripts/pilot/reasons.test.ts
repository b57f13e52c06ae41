import { readFileSync } from "node:fs";

import { expect } from "chai";

import { BINDINGS, FLAGS, flagsInWords, STANDINGS } from "../../../scripts/pilot/reasons.ts";

function numbersIn(file: string, pattern: RegExp): number[] {
  const source = readFileSync(new URL(`../../../contracts/types/${file}`, import.meta.url), "utf8");
  return Array.from(source.matchAll(pattern), ([, number]) => Number(number)).sort((a, b) => a - b);
}

const keysOf = (words: Readonly<Record<number, string>>) => Object.keys(words).map(Number);

describe("the pilot's words for answers", () => {
  it("has words for each standing code of the contracts, and for no other", () => {
    expect(keysOf(STANDINGS)).to.deep.equal(numbersIn("StandingCode.sol", /StandingCode\.wrap\((\d+)\)/g));
  });

  it("says yes below 20, and no from there on", () => {
    for (const [code, words] of Object.entries(STANDINGS)) {
      expect(words.startsWith("yes"), code).to.equal(Number(code) < 20);
    }
  });

  it("has words for each binding code", () => {
    expect(keysOf(BINDINGS)).to.deep.equal(numbersIn("BindingCode.sol", /BindingCode\.wrap\((\d+)\)/g));
  });

  it("has words for each flag", () => {
    expect(keysOf(FLAGS)).to.deep.equal(numbersIn("Flags.sol", /^uint8 constant FLAG_\w+ = (\d+);/gm));
    expect(flagsInWords(9)).to.deep.equal([FLAGS[1], FLAGS[8]]);
  });
});
