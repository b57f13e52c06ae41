import { existsSync, readFileSync } from "node:fs";

import { expect } from "chai";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { CHARTER_COLUMNS, readInstitutions } from "../../../tasks/import/charter.ts";

const HEADER = CHARTER_COLUMNS.join(",");
/** Its rows are nobody's: the codes are of the right form and not given out. */
const ROW =
  "101000001,A  BEISP01,900000001,E19999991,Universität Beispiel,Platz 1,1010,Wien,AT,www.uni.example,2021-01-01,2029-12-31";
const ROW_2 = "101000002,G  PARADI01,900000002,#N/A,Πανεπιστήμιο,Οδός 1,10000,Αθήνα,EL,,2021-01-01,2029-12-31";

const read = (text: string) => readInstitutions(new TextEncoder().encode(text));
const list = (...rows: string[]) => read([HEADER, ...rows].join("\n"));

describe("readInstitutions", () => {
  it("takes country, identifiers, name and site, and no address", () => {
    const { institutions, refused, remarks } = list(ROW);
    expect(refused).to.deep.equal([]);
    expect(remarks).to.deep.equal([]);
    expect(institutions).to.deep.equal([
      {
        line: 2,
        country: "AT",
        identifier: "urn:trusted-issuer:pic:900000001",
        profile: {
          country: "AT",
          identifiers: [
            "urn:trusted-issuer:erasmus-code:A%20%20BEISP01",
            "urn:trusted-issuer:erasmus-oid:E19999991",
            "urn:trusted-issuer:pic:900000001",
          ],
          legalName: { und: "Universität Beispiel" },
          site: "https://www.uni.example/",
        },
      },
    ]);
  });

  it("reads Greece's EL as GR, and #N/A or nothing as no OID", () => {
    const [greek] = list(ROW_2).institutions;
    expect(greek?.country).to.equal("GR");
    expect(greek?.profile.identifiers).to.have.length(2);
    expect(greek?.profile).to.not.have.property("site");
  });

  it("takes XK as it is", () => {
    expect(list(ROW.replace(",AT,", ",XK,")).institutions[0]?.country).to.equal("XK");
  });

  it("reads a byte order mark, CRLF, blank lines and columns in another order", () => {
    const { institutions } = read(
      "\ufeffLegal Name,country cd, PIC \r\n\r\nUniversität Beispiel,AT,900000001\r\nΠανεπιστήμιο,EL,900000002\r\n",
    );
    expect(institutions.map(({ line, country }) => [line, country])).to.deep.equal([
      [3, "AT"],
      [4, "GR"],
    ]);
  });

  it("reads commas, quotes and line breaks inside quoted fields, and keeps count of lines", () => {
    const { institutions, refused } = list(
      ROW.replace("Universität Beispiel", '"Universität ""Beispiel"",\r\nWien"'),
      ROW_2,
    );
    expect(refused).to.deep.equal([]);
    expect(institutions.map(({ line }) => line)).to.deep.equal([2, 4]);
    expect(institutions[0]?.profile.legalName).to.deep.equal({ und: 'Universität "Beispiel", Wien' });
  });

  describe("refuses a row by its line and goes on", () => {
    for (const [why, row, reason] of [
      ["an unknown country", ROW.replace(",AT,", ",ZZ,"), "'ZZ' is not an ISO 3166-1 country code"],
      ["no country", ROW.replace(",AT,", ",,"), "The column 'Country Cd' is empty"],
      ["the council's code", ROW.replace(",AT,", ",EU,"), "'EU' is not"],
      ["no PIC", ROW.replace("900000001", ""), "The column 'PIC' is empty"],
      ["a PIC that a spreadsheet changed", ROW.replace("900000001", "9E+08"), "'9E+08' is not a PIC (nine digits)"],
      ["no name", ROW.replace("Universität Beispiel", " "), "The column 'Legal Name' is empty"],
      ["a name that is too long", ROW.replace("Beispiel", "x".repeat(5000)), "The profile has"],
      ["a column too few", ROW.replace("Wien,", ""), "The row has 11 fields, the header 12"],
      ["an unquoted comma", ROW.replace("Universität Beispiel", "Universität, Beispiel"), "The row has 13 fields"],
      ["a quote that never closes", ROW.replace("Universität", '"Universität'), "A double quote is never closed"],
      ["quotes inside a field", ROW.replace("Beispiel", 'a"b"'), "A double quote stands inside a field"],
    ] as const) {
      it(why, () => {
        const { institutions, refused } = list(row, ROW_2);
        expect(refused).to.have.length(1);
        expect(refused[0]?.line).to.equal(2);
        expect(refused[0]?.reason).to.include(reason);
        expect(institutions.map(({ line }) => line)).to.deep.equal([3]);
      });
    }

    it("a PIC that was there before, naming the line", () => {
      const { institutions, refused } = list(ROW, ROW_2, ROW.replace("BEISP01", "BEISP02"));
      expect(institutions).to.have.length(2);
      expect(refused).to.have.length(1);
      expect(refused[0]).to.include({ line: 4 });
      expect(refused[0]?.reason).to.include("The PIC is that of line 2");
    });
  });

  describe("takes a row without a lesser column, with a remark", () => {
    for (const [why, row, remark] of [
      [
        "an Erasmus code that is none",
        ROW.replace("A  BEISP01", "BEISP"),
        "'BEISP' is not an Erasmus code. It is left out.",
      ],
      ["an OID that is none", ROW.replace("E19999991", "9999"), "'9999' is not an organisation ID"],
      [
        "an e-mail address for a site, which isn't repeated",
        ROW.replace("www.uni.example", "j.doe@uni.example"),
        "The site is not one web address and is left out.",
      ],
    ] as const) {
      it(why, () => {
        const { institutions, remarks } = list(row);
        expect(institutions).to.have.length(1);
        expect(remarks).to.have.length(1);
        expect(remarks[0]?.line).to.equal(2);
        expect(remarks[0]?.reason).to.include(remark).and.not.include("j.doe");
      });
    }

    it("an Erasmus code that is another's", () => {
      const { institutions, remarks } = list(ROW, ROW.replace("900000001", "900000003").replace("E19999991", ""));
      expect(institutions[1]?.profile.identifiers).to.deep.equal(["urn:trusted-issuer:pic:900000003"]);
      expect(remarks).to.deep.equal([{ line: 3, reason: "The Erasmus Code is that of line 2 and is left out." }]);
    });
  });

  describe("refuses a file that is no such list", () => {
    for (const [why, code, bytes] of [
      ["empty", "EMPTY_FILE", ""],
      ["a header and nothing else", "EMPTY_LIST", HEADER],
      ["without the column PIC", "MISSING_COLUMN", `${HEADER.replace("PIC", "Pick")}\n${ROW}`],
      ["separated by semicolons", "MISSING_COLUMN", HEADER.replaceAll(",", ";")],
      ["with a column twice", "DUPLICATE_COLUMN", HEADER.replace("City", "PIC")],
      ["with a broken header", "MALFORMED_HEADER", `"${HEADER}`],
      ["not UTF-8", "NOT_UTF8", Buffer.from(`${HEADER}\n${ROW}`, "latin1")],
      ["a workbook", "NOT_UTF8", Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe])],
    ] as const) {
      it(why, () => {
        expect(() => readInstitutions(Buffer.from(bytes as string)))
          .to.throw(SuiteError)
          .with.property("code", code);
      });
    }
  });

  describe("the Erasmus Charter list of 2025-05-13", () => {
    const file = new URL("../../../../shared/data/heis/eche-2025-05-13.csv", import.meta.url);
    /** As the list has them, counted with another tool; `GR` is its `EL`. */
    const COUNTS =
      "AL 13,AT 79,BA 20,BE 82,BG 52,CY 38,CZ 72,DE 378,DK 38,EE 18,ES 1792,FI 37,FR 1651,GR 32,HR 45,HU 55,IE 29,IS 7,IT 338," +
      "LI 2,LT 28,LU 6,LV 47,ME 4,MK 26,MT 12,NL 65,NO 40,PL 295,PT 85,RO 78,RS 49,SE 43,SI 84,SK 32,TR 208,XK 11";

    before(function () {
      if (existsSync(file)) return;
      console.log("      (the list is not on this machine: skipped)");
      this.skip();
    });

    it("gives 5,891 institutions in 37 countries, none refused", () => {
      const { institutions, refused, remarks } = readInstitutions(readFileSync(file));
      expect(refused).to.deep.equal([]);
      expect(institutions).to.have.length(5891);
      const counts = new Map<string, number>();
      for (const { country } of institutions) counts.set(country, (counts.get(country) ?? 0) + 1);
      expect([...counts].map(([country, count]) => `${country} ${String(count)}`).sort()).to.deep.equal(
        COUNTS.split(","),
      );
      expect(remarks.every(({ reason }) => reason.startsWith("The site"))).to.equal(true);
    });

    it("keeps e-mail addresses out of profiles and messages", () => {
      const { institutions, remarks } = readInstitutions(readFileSync(file));
      expect(JSON.stringify([institutions, remarks])).to.not.include("@");
    });
  });
});
