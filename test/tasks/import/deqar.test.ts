import { existsSync, readFileSync } from "node:fs";

import canonicalize from "canonicalize";
import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { type DeqarOptions, type DeqarRow, type GrantedRow, readDeqar } from "../../../tasks/import/deqar.ts";
import { readTypeMapping, typeOfProgramme } from "../../../tasks/import/deqar/types.ts";

const BRUSSELS: DeqarOptions = { timeZone: "Europe/Brussels" };
const at = (iso: string): number => Date.parse(iso) / 1000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A row that grants; tests change single cells of it. Its agency is nobody's. */
const CELLS = {
  agency: "EXAQA",
  local_identifier: "R-1",
  "activities[1].id": "7",
  status: "1",
  decision: "1",
  valid_from: "2020-10-01",
  valid_to: "2027-09-30",
  date_format: "%Y-%m-%d",
  "file[1].original_location": "https://exaqa.example/r-1.pdf",
  "file[1].report_language[1]": "eng",
  "institution[1].deqar_id": "DEQARINST0879",
};
const PROGRAMME = {
  "programme[1].identifier[1]": "P-1",
  "programme[1].name_primary": "Music",
  "programme[1].degree_outcome": "yes",
  "programme[1].qf_ehea_level": "2",
};

type Cells = Readonly<Record<string, string>>;

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
function file(...rows: Cells[]): Uint8Array {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [header, ...rows.map((row) => header.map((name) => row[name] ?? ""))];
  return bytes(lines.map((line) => line.map(quoted).join(",")).join("\n"));
}
const rowsOf = (cells: Cells, options: Partial<DeqarOptions> = {}) =>
  readDeqar(file({ ...CELLS, ...cells }), { ...BRUSSELS, ...options });
function rowOf(cells: Cells, options: Partial<DeqarOptions> = {}): DeqarRow {
  const [row] = rowsOf(cells, options).rows;
  return row!;
}
function granted(cells: Cells, options: Partial<DeqarOptions> = {}): GrantedRow {
  const row = rowOf(cells, options);
  if (row.status !== "granted") throw new Error(row.reason);
  return row;
}

describe("readDeqar", () => {
  it("reads what a row decides", () => {
    const { rows, remarks } = rowsOf(PROGRAMME);
    const content = { ...CELLS, ...PROGRAMME };
    expect(remarks).to.deep.equal([]);
    expect(rows).to.deep.equal([
      {
        line: 2,
        key: "deqar:local:exaqa:R-1",
        status: "granted",
        agency: "EXAQA",
        institutions: [{ position: 1, identifiers: ["https://data.deqar.eu/institution/879"] }],
        programmes: [{ position: 1, identifier: "P-1", name: "Music", level: 7, fullDegree: true }],
        from: at("2020-09-30T22:00:00Z"),
        until: at("2027-09-30T22:00:00Z"),
        derivedUntil: false,
        conditions: false,
        evidence: sha256(toUtf8Bytes(canonicalize(content) ?? "")),
      },
    ]);
  });

  describe("understands status and decision by number and by name", () => {
    for (const [status, decision, result] of [
      ["1", "1", "granted"],
      ["part of obligatory EQA system", "positive", "granted"],
      ["Part of Obligatory  EQA System", "POSITIVE", "granted"],
      ["1 - part of obligatory EQA system", "1 - positive", "granted"],
      ["1", "2", "with conditions"],
      ["1", "positive with conditions or restrictions", "with conditions"],
      ["1", "3", "The decision is negative"],
      ["1", "negative", "The decision is negative"],
      ["1", "4", "without a decision (not applicable)"],
      ["1", "not applicable", "without a decision (not applicable)"],
      ["2", "1", "The report is voluntary"],
      ["voluntary", "2", "The report is voluntary"],
      ["voluntary", "3", "The report is voluntary"],
    ] as const) {
      it(`${status}, ${decision}`, () => {
        const row = rowOf({ status, decision });
        if (row.status === "granted") expect(row.conditions ? "with conditions" : "granted").to.equal(result);
        else expect(row).to.deep.include({ status: "skipped" }).and.property("reason").to.include(result);
      });
    }

    it("and grants without a decision only on demand", () => {
      expect(granted({ decision: "4" }, { includeNotApplicable: true }).conditions).to.equal(false);
      expect(rowOf({ decision: "3" }, { includeNotApplicable: true }).status).to.equal("skipped");
      expect(rowOf({ decision: "4", status: "2" }, { includeNotApplicable: true }).status).to.equal("skipped");
    });
  });

  describe("reads days in the row's own format", () => {
    for (const [format, from, to] of [
      ["%Y-%m-%d", "2020-10-01", "2027-09-30"],
      ["", "2020-10-01", "2027-09-30"],
      ["%d/%m/%Y", "01/10/2020", "30/09/2027"],
      ["%-d.%-m.%Y", "1.10.2020", "30.9.2027"],
      ["%d-%m-%y", "01-10-20", "30-09-27"],
      ["%m/%d/%Y", "10/01/2020", "09/30/2027"],
      ["%Y%m%d", "20201001", "20270930"],
    ] as const) {
      it(format === "" ? "or the usual one where there is none" : format, () => {
        const row = granted({ date_format: format, valid_from: from, valid_to: to });
        expect([row.from, row.until]).to.deep.equal([at("2020-09-30T22:00:00Z"), at("2027-09-30T22:00:00Z")]);
      });
    }
  });

  it("derives a missing end, six years after the beginning, and says so", () => {
    for (const [valid_from, until, last] of [
      ["2019-03-20", "2025-03-19T23:00:00Z", "2025-03-19"],
      ["2016-02-29", "2022-02-28T23:00:00Z", "2022-02-28"],
    ] as const) {
      const { rows, remarks } = rowsOf({ valid_from, valid_to: "" });
      expect(rows[0]).to.deep.include({ status: "granted", until: at(until), derivedUntil: true });
      expect(remarks).to.deep.equal([
        { line: 2, reason: `Without a valid_to, it ends after 6 years: ${last} is the last day.` },
      ]);
    }
  });

  describe("reads levels", () => {
    for (const [cycle, national, level, remark] of [
      ["0", "", 5, undefined],
      ["short cycle", "", 5, undefined],
      ["1", "", 6, undefined],
      ["First Cycle", "", 6, undefined],
      ["2 - second cycle", "level 7", 7, undefined],
      ["3", "", 8, undefined],
      ["third cycle", "8", 8, undefined],
      ["6", "", 6, undefined],
      ["second cycle", "level 6", 7, "is EQF 7 and counts; nqf_level says 'level 6'"],
      ["", "level 6", 6, "nqf_level 'level 6' is taken for EQF 6"],
      ["", "7", 7, "nqf_level '7' is taken for EQF 7"],
      ["", "Diploma", undefined, "nqf_level 'Diploma' is no level from 5 to 8"],
      ["", "", undefined, undefined],
    ] as const) {
      it(`QF-EHEA '${cycle}', national '${national}'`, () => {
        const cells = { ...PROGRAMME, "programme[1].qf_ehea_level": cycle, "programme[1].nqf_level": national };
        const { rows, remarks } = rowsOf(cells);
        expect((rows[0] as GrantedRow).programmes[0]?.level).to.equal(level);
        if (remark === undefined) expect(remarks).to.deep.equal([]);
        else expect(remarks[0]?.reason).to.include(remark);
      });
    }
  });

  it("reads whether a programme leads to a full degree", () => {
    const answer = (degree: string) =>
      granted({ ...PROGRAMME, "programme[1].degree_outcome": degree }).programmes[0]?.fullDegree;
    for (const yes of ["yes", "1", "True", "full degree", "1 - yes", ""]) expect(answer(yes), yes).to.equal(true);
    for (const no of ["no", "2", "False", "no full degree"]) expect(answer(no), no).to.equal(false);
  });

  it("reads the field of study where there is one", () => {
    const field = (written: string) => rowsOf({ ...PROGRAMME, "programme[1].field_study": written });
    const [row] = field("http://data.europa.eu/esco/isced-f/0215").rows;
    expect((row as GrantedRow).programmes[0]?.field).to.equal("0215");
    expect(field("music").remarks[0]?.reason).to.include("'music' is not a field of ISCED-F 2013. It is left out.");
  });

  it("reads several institutions and programmes, with gaps between them", () => {
    const row = granted({
      ...PROGRAMME,
      "institution[3].eter_id": "be0035",
      "programme[4].name_primary": "Dance",
      "programme[2].name_primary": "",
    });
    expect(row.institutions).to.deep.equal([
      { position: 1, identifiers: ["https://data.deqar.eu/institution/879"] },
      { position: 3, identifiers: ["urn:trusted-issuer:eter:BE0035"] },
    ]);
    expect(row.programmes.map(({ position, name }) => [position, name])).to.deep.equal([
      [1, "Music"],
      [4, "Dance"],
    ]);
  });

  it("names an institution by its DEQARINST ID before its ETER ID before others", () => {
    const { identifiers } = granted({
      "institution[1].identifier[1]": "14",
      "institution[1].identifier[2]": "B  BRUXEL01",
      "institution[1].resource[2]": "Erasmus",
      "institution[1].eter_id": "BE0035",
    }).institutions[0]!;
    expect(identifiers).to.deep.equal([
      "https://data.deqar.eu/institution/879",
      "urn:trusted-issuer:eter:BE0035",
      "urn:trusted-issuer:erasmus-code:B%20%20BRUXEL01",
    ]);
    const alone = { "institution[1].deqar_id": "", "institution[1].identifier[1]": "pic:900000001" };
    expect(granted(alone).institutions[0]?.identifiers).to.deep.equal(["urn:trusted-issuer:pic:900000001"]);
  });

  it("understands the names that API v1 and older templates have", () => {
    const { rows } = readDeqar(
      bytes(
        "AGENCY, Local_Identifier,activity,status,decision,valid_from,valid_to,date_format,institutions[1].identifier,institution.resource,institution[1].name_official,programme.name_primary\n" +
          "EXAQA,R-1,programme evaluation,1,1,2020-10-01,2027-09-30,%Y-%m-%d,AT0001,ETER,Beispiel,Music\n",
      ),
      BRUSSELS,
    );
    expect(rows[0]).to.deep.include({
      status: "granted",
      key: "deqar:local:exaqa:R-1",
      institutions: [{ position: 1, identifiers: ["urn:trusted-issuer:eter:AT0001"] }],
      programmes: [{ position: 1, name: "Music", fullDegree: true }],
    });
  });

  it("reads the same from commas, semicolons and tabs, with a byte order mark and CRLF", () => {
    const expected = readDeqar(file({ ...CELLS, ...PROGRAMME }), BRUSSELS);
    for (const delimiter of [",", ";", "\t"]) {
      const cells = { ...CELLS, ...PROGRAMME };
      const text = `\ufeff${Object.keys(cells).join(delimiter)}\r\n${Object.values(cells).join(delimiter)}\r\n`;
      expect(readDeqar(bytes(text), BRUSSELS)).to.deep.equal(expected);
    }
  });

  describe("gives each report a stable key", () => {
    it("from the agency and its identifier, whatever else changes", () => {
      const { key } = granted({});
      expect(granted({ agency: " exaqa ", decision: "2", valid_to: "" }).key).to.equal(key);
      expect(granted({ local_identifier: "R-2" }).key).to.not.equal(key);
      expect(granted({ agency: "a:b", local_identifier: "c" }).key).to.not.equal(
        granted({ agency: "a", local_identifier: "b:c" }).key,
      );
    });

    it("from DEQAR's number of the report", () => {
      expect(granted({ local_identifier: "", report_id: "000786" }).key).to.equal("deqar:report:786");
    });

    it("from all that the row says, with a remark", () => {
      const { rows, remarks } = rowsOf({ local_identifier: "" });
      const [row] = rows as GrantedRow[];
      expect(row?.key).to.equal(`deqar:row:${row?.evidence ?? ""}`);
      expect(remarks[0]?.reason).to.include("Without a local_identifier");
    });
  });

  it("takes a report once, and refuses its second row by the first one's line", () => {
    const { rows } = readDeqar(file(CELLS, { ...CELLS, status: "2" }, { ...CELLS, local_identifier: "R-2" }), BRUSSELS);
    expect(rows.map(({ line, status }) => [line, status])).to.deep.equal([
      [2, "granted"],
      [3, "refused"],
      [4, "granted"],
    ]);
    expect(rows[1]).to.include({ reason: "The report is that of line 2. Correct or remove the row." });
  });

  it("takes a report whose row was refused from the next row that has it", () => {
    const { rows } = readDeqar(file({ ...CELLS, valid_from: "?" }, CELLS), BRUSSELS);
    expect(rows.map(({ status }) => status)).to.deep.equal(["refused", "granted"]);
  });

  describe("refuses a row by its line and goes on", () => {
    for (const [why, cells, reason] of [
      ["no agency", { agency: "" }, "The column 'agency' is empty"],
      ["an unknown status", { status: "3" }, "'3' is no status of DEQAR's"],
      ["a status whose number and name differ", { status: "1 - voluntary" }, "'1 - voluntary' is no status"],
      ["no decision", { decision: "-" }, "There is no decision"],
      ["an unknown decision", { decision: "good" }, "'good' is no decision of DEQAR's"],
      ["no beginning", { valid_from: "" }, "The column 'valid_from' is empty"],
      ["a date in another format", { valid_to: "30/09/2027" }, "is not written as date_format '%Y-%m-%d' says"],
      ["a day that isn't in the calendar", { valid_to: "2027-02-29" }, "'2027-02-29' is not a day of the calendar"],
      ["minutes for months", { date_format: "%Y-%M-%d" }, "The date_format '%Y-%M-%d' has '%M'"],
      ["a format without a year", { date_format: "%d/%m" }, "doesn't name day, month and year once each"],
      [
        "an end before the beginning",
        { valid_to: "2020-09-30" },
        "The end, valid_to 2020-09-30, is earlier than valid_from 2020-10-01",
      ],
      ["a beginning before 1970", { valid_from: "1965-01-01" }, "lies before 1970"],
      ["no institution", { "institution[1].deqar_id": "" }, "The row names no institution"],
      [
        "a provider that is no institution of the register",
        { "institution[1].deqar_id": "DEQARINSTAP0010" },
        "In institution[1].deqar_id, 'DEQARINSTAP0010' is not a DEQARINST ID",
      ],
      [
        "an ETER ID that is none",
        { "institution[1].eter_id": "35" },
        "In institution[1].eter_id, '35' is not an ETER ID",
      ],
      [
        "the agency's own number alone",
        { "institution[1].deqar_id": "", "institution[1].identifier[1]": "900000001" },
        "is named by '900000001' alone, which only the agency knows",
      ],
      ["a name alone", { "institution[2].name_official": "Beispiel" }, "Institution 2 is named by no identifier"],
      ["an institution twice", { "institution[2].deqar_id": "DEQARINST879" }, "Institution 2 is institution 1 again"],
      ["a programme without a name", { "programme[1].qf_ehea_level": "2" }, "Programme 1 has no name_primary"],
      ["an unknown level", { ...PROGRAMME, "programme[1].qf_ehea_level": "4" }, "'4' is no QF-EHEA level"],
      ["an unknown outcome", { ...PROGRAMME, "programme[1].degree_outcome": "3" }, "'3' is no degree outcome"],
      [
        "a programme twice",
        { ...PROGRAMME, "programme[2].identifier[1]": "P-1", "programme[2].name_primary": "Dance" },
        "Programme 2 is programme 1 again",
      ],
    ] as const) {
      it(why, () => {
        const { rows } = readDeqar(file({ ...CELLS, ...cells }, { ...CELLS, local_identifier: "R-2" }), BRUSSELS);
        const [first, second] = rows;
        expect(first).to.include({ line: 2, status: "refused" });
        expect(first).to.have.property("reason").that.includes(reason);
        expect(second).to.include({ line: 3, status: "granted" });
      });
    }

    it("a row that is no record", () => {
      const { rows } = readDeqar(Buffer.concat([file(CELLS), bytes('\nEXAQA,"R-2')]), BRUSSELS);
      expect(rows[1]).to.include({ line: 3, status: "refused" }).and.not.have.property("key");
    });
  });

  describe("refuses a file that is none of DEQAR's", () => {
    const header = Object.keys(CELLS);
    for (const [why, code, text] of [
      ["empty", "EMPTY_FILE", ""],
      ["a header and nothing else", "EMPTY_LIST", header.join(",")],
      ["separated by '|'", "UNSUPPORTED_DELIMITER", header.join("|")],
      ["without a status", "MISSING_COLUMN", header.filter((name) => name !== "status").join(",")],
      ["without institutions", "MISSING_COLUMN", header.filter((name) => !name.startsWith("inst")).join(",")],
      ["with a column twice", "DUPLICATE_COLUMN", `${header.join(",")},STATUS`],
      ["with a column in two spellings", "DUPLICATE_COLUMN", `${header.join(",")},institution.deqar_id`],
    ] as const) {
      it(why, () => {
        expect(() => readDeqar(bytes(text), BRUSSELS))
          .to.throw(SuiteError)
          .with.property("code", code);
      });
    }
  });
});

describe("typeOfProgramme", () => {
  const programme = { position: 1, identifier: "P-1", name: "Music", fullDegree: true };
  const mapping = readTypeMapping(
    bytes(
      "qualification_type;programme\nAT:https://types.example/at/music;P-1\nhttps://types.example/dance; EXAQA:P-2\n" +
        "https://types.example/named;Music\nnothing;P-3\nAT:https://types.example/other;P-1\n;P-5\n",
    ),
  );

  it("finds the type by the programme's identifier, alone or behind its agency", () => {
    expect(typeOfProgramme(mapping, "EXAQA", programme)).to.equal("AT:https://types.example/at/music");
    expect(typeOfProgramme(mapping, "EXAQA", { ...programme, identifier: "P-2" })).to.equal(
      "https://types.example/dance",
    );
    expect(typeOfProgramme(mapping, "OTHER", { ...programme, identifier: "P-2" })).to.equal(undefined);
  });

  it("goes by the name of those that have no identifier", () => {
    const { identifier, ...unnumbered } = programme;
    expect(identifier).to.equal("P-1");
    expect(typeOfProgramme(mapping, "EXAQA", unnumbered)).to.equal("https://types.example/named");
    expect(typeOfProgramme(mapping, "EXAQA", { ...programme, identifier: "P-9" })).to.equal(undefined);
  });

  it("is told of rows that can't be taken", () => {
    expect(mapping.refused.map(({ line }) => line)).to.deep.equal([5, 6, 7]);
    expect(mapping.refused[1]?.reason).to.include("'P-1' has another qualification type further up");
  });
});

describe("DEQAR's own test files", () => {
  const folder = new URL("../../../../shared/data/deqar/", import.meta.url);
  const read = (name: string) => readDeqar(readFileSync(new URL(name, folder)), BRUSSELS);
  const VOLUNTARY = "The report is voluntary: it is no part of the state's obligatory system, and grants nothing.";

  before(function () {
    if (existsSync(folder)) return;
    console.log("      (the files are not on this machine: skipped)");
    this.skip();
  });

  it("test_valid.csv accredits two institutions", () => {
    const { rows, remarks } = read("test_valid.csv");
    const common = { status: "granted", agency: "MusiQuE", programmes: [], derivedUntil: false, conditions: false };
    // "until 2018-01-15" includes the day, in Brussels
    const until = at("2018-01-15T23:00:00Z");
    expect(remarks).to.deep.equal([]);
    expect(rows.map((row) => ({ ...row, evidence: "" }))).to.deep.equal([
      {
        line: 2,
        key: "deqar:local:musique:CRDB-October14",
        ...common,
        institutions: [{ position: 1, identifiers: ["urn:trusted-issuer:eter:BE0035"] }],
        from: at("2016-10-27T22:00:00Z"),
        until,
        evidence: "",
      },
      {
        line: 3,
        key: "deqar:local:musique:HAMU-June15",
        ...common,
        institutions: [{ position: 1, identifiers: ["https://data.deqar.eu/institution/245"] }],
        from: at("2016-06-14T22:00:00Z"),
        until,
        evidence: "",
      },
    ]);
    const [first, second] = rows as GrantedRow[];
    expect(first?.evidence)
      .to.match(/^0x[0-9a-f]{64}$/)
      .and.not.equal(second?.evidence);
  });

  it("test_valid_ap.csv accredits nothing: its report on another provider is voluntary", () => {
    expect(read("test_valid_ap.csv")).to.deep.equal({
      rows: [{ line: 2, key: "deqar:local:acquin:LOCAL001", status: "skipped", reason: VOLUNTARY }],
      remarks: [],
    });
  });

  it("fulltest_jp.csv accredits nothing: its joint programme's report is voluntary", () => {
    expect(read("fulltest_jp.csv")).to.deep.equal({
      rows: [{ line: 2, key: "deqar:local:21:EAMT-September13", status: "skipped", reason: VOLUNTARY }],
      remarks: [],
    });
  });

  it("fulltest_prog.csv accredits nothing: its four programme reports are voluntary, in words and in numbers", () => {
    expect(read("fulltest_prog.csv")).to.deep.equal({
      rows: [
        { line: 2, key: "deqar:local:ekka:ANTWERP-May18", status: "skipped", reason: VOLUNTARY },
        { line: 3, key: "deqar:local:51:ESML-Dec17", status: "skipped", reason: VOLUNTARY },
        { line: 4, key: "deqar:local:21:EAMT-Nov17", status: "skipped", reason: VOLUNTARY },
        { line: 5, key: "deqar:local:acquin:HES-SO-%20Dec19", status: "skipped", reason: VOLUNTARY },
      ],
      remarks: [],
    });
  });

  it("test_invalid.csv is refused as a whole, because of its '|'", () => {
    expect(() => read("test_invalid.csv"))
      .to.throw(SuiteError, "the columns are separated by '|'")
      .with.property("code", "UNSUPPORTED_DELIMITER");
  });
});
