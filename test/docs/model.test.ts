import { readFileSync } from "node:fs";

import { expect } from "chai";

const page = read("docs/model.md");

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

/** Numbers and names that a page's section lists, from table rows such as "| 20 | `INSTITUTION_UNKNOWN` | … |". */
function listed(heading: string): string[] {
  const begin = page.indexOf(`\n${heading}\n`);
  if (begin < 0) throw new Error(`docs/model.md has no section '${heading}'`);
  const [section = ""] = page.slice(begin + heading.length + 2).split(/^#/m, 1);
  return Array.from(section.matchAll(/^\| *(\d+) *\| *`(\w+)` *\|/gm), ([, number, name]) => `${number} ${name}`);
}

/** Rows of a section's table, the two lines of its head left out: none may be written in another form. */
function rowCount(heading: string): number {
  const section = page.slice(page.indexOf(`\n${heading}\n`) + heading.length + 2).split(/^#/m, 1)[0] ?? "";
  return section.split("\n").filter((line) => line.startsWith("|")).length - 2;
}

/** Numbers and names of the constants in a Solidity file, in its order. */
function declared(file: string, declaration: RegExp): string[] {
  return Array.from(read(`contracts/types/${file}`).matchAll(declaration), ([, name, number]) => `${number} ${name}`);
}

describe("docs/model.md", () => {
  for (const { heading, file, declaration, least } of [
    {
      heading: "### Standing codes",
      file: "StandingCode.sol",
      declaration: /StandingCode internal constant (\w+) = StandingCode\.wrap\((\d+)\);/g,
      least: 30,
    },
    {
      heading: "### Binding codes",
      file: "BindingCode.sol",
      declaration: /BindingCode internal constant (\w+) = BindingCode\.wrap\((\d+)\);/g,
      least: 11,
    },
    { heading: "## Flags", file: "Flags.sol", declaration: /^uint8 constant (FLAG_\w+) = (\d+);/gm, least: 5 },
  ]) {
    it(`lists what ${file} declares, in its order, and nothing else`, () => {
      const expected = declared(file, declaration);
      expect(expected).to.have.lengthOf.at.least(least);
      expect(listed(heading)).to.deep.equal(expected);
      expect(rowCount(heading)).to.equal(expected.length);
    });
  }

  it("finds every code in the contracts' files", () => {
    for (const [file, codes] of [
      ["StandingCode.sol", "### Standing codes"],
      ["BindingCode.sol", "### Binding codes"],
    ] as const) {
      expect(read(`contracts/types/${file}`).match(/\.wrap\(\d+\)/g)).to.have.lengthOf(listed(codes).length);
    }
  });
});
