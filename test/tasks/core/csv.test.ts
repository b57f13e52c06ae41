import { expect } from "chai";
import fc from "../../support/fastCheck.ts";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { DELIMITERS, readCsv } from "../../../tasks/core/csv.ts";
import { csvText, guarded, unguarded } from "../../../tasks/core/csvWrite.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("readCsv", () => {
  for (const delimiter of DELIMITERS) {
    it(`finds out that columns are separated by ${JSON.stringify(delimiter)}`, () => {
      const file = readCsv(bytes(`a${delimiter}b\n"1,;\t|"${delimiter}2\n`), DELIMITERS);
      expect(file.delimiter).to.equal(delimiter);
      expect(file.header).to.deep.equal(["a", "b"]);
      expect(file.records).to.deep.equal([{ line: 2, fields: ["1,;\t|", "2"] }]);
    });
  }

  it("doesn't count what stands in quoted names of the header", () => {
    expect(readCsv(bytes('"a,b,c|d|e|f";x\n1;2\n'), DELIMITERS).header).to.deep.equal(["a,b,c|d|e|f", "x"]);
  });

  it("names the delimiter that must be quoted", () => {
    expect(readCsv(bytes("a;b\n1;2;3\n"), DELIMITERS).broken[0]?.reason).to.include("contains a semicolon");
  });

  it("refuses columns separated by '|', and says what would be right", () => {
    expect(() => readCsv(bytes("a|b|c\n1|2|3\n"), DELIMITERS))
      .to.throw(SuiteError, "separated by '|'")
      .that.includes({
        code: "UNSUPPORTED_DELIMITER",
        remedy: "Save the file with a comma or a semicolon or a tab between the columns.",
      });
  });

  it("separates by commas where nothing else is asked for", () => {
    expect(readCsv(bytes("a;b\n1;2\n")).header).to.deep.equal(["a;b"]);
    expect(readCsv(bytes("a|b\n1|2\n")).header).to.deep.equal(["a|b"]);
  });
});

describe("csvText", () => {
  const signs = ["a", '"', "\n", "\r", ",", ";", "\t", "|", "=", "+", "-", "@", "'", " ", "é"];
  const cells = fc.array(fc.string({ unit: fc.constantFrom(...signs) }), { minLength: 2, maxLength: 4 });

  it("writes what readCsv reads, cell by cell, apostrophes taken away", () => {
    fc.assert(
      fc.property(cells, (row) => {
        // line breaks become one kind when lines are split
        const expected = row.map((cell) => cell.replace(/\r\n|\r/g, "\n"));
        const { records } = readCsv(bytes(csvText([row.map((_, column) => `c${String(column)}`), expected])));
        expect(records[0]?.fields.map(unguarded)).to.deep.equal(expected);
      }),
    );
  });

  it("leaves no cell that a spreadsheet would take for a formula", () => {
    for (const cell of ["=1+1", "+41", "-1", "@SUM(A1)", "\t=1", "＝1", "'=1"]) {
      expect(guarded(cell)).to.equal(`'${cell}`);
      expect(unguarded(guarded(cell))).to.equal(cell);
    }
    for (const cell of ["", "Universität", "'s-Hertogenbosch", "a=b", "{}"]) {
      expect(guarded(cell)).to.equal(cell);
      expect(unguarded(cell)).to.equal(cell);
    }
  });

  it("ends lines as RFC 4180 does, and doubles quotes", () => {
    expect(
      csvText([
        ["a", "b"],
        ['say "x"', "1,2"],
      ]),
    ).to.equal('a,b\r\n"say ""x""","1,2"\r\n');
  });
});
