import { expect } from "chai";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { parseCountry } from "../../../client/src/identifiers/countries.ts";
import { institutionId, qualificationTypeId } from "../../../client/src/identifiers/ids.ts";
import { ACCREDITATION_COLUMNS, readOwnAccreditations } from "../../../tasks/import/ownAccreditations.ts";
import { INSTITUTION_COLUMNS, readOwnInstitutions } from "../../../tasks/import/ownInstitutions.ts";
import { readOwnTypes, TYPE_COLUMNS } from "../../../tasks/import/ownTypes.ts";

const HASH = `0x${"ab".repeat(32)}`;
const [AT, GR] = [parseCountry("AT"), parseCountry("GR")];
const at = (iso: string): number => Date.parse(iso) / 1000;
const bytes = (...lines: string[]): Uint8Array => new TextEncoder().encode(lines.join("\n"));

const institutions = (...rows: string[]) => readOwnInstitutions(bytes(INSTITUTION_COLUMNS.join(","), ...rows));
const types = (...rows: string[]) => readOwnTypes(bytes(TYPE_COLUMNS.join(","), ...rows));
const accreditations = (...rows: string[]) => readOwnAccreditations(bytes(ACCREDITATION_COLUMNS.join(","), ...rows));

const INSTITUTION = "AT,pic:900000001,Universität Beispiel,www.uni.example,E19999991,2020-01-01,,";
const TYPE = "AT,https://types.example/at/master,7,0421,,,,";
const PROGRAMME = "AT:pic:900000001,AT:https://types.example/at/master,,,,,2020-10-01,2027-09-30,,,,";
const SCOPE = "AT:pic:900000001,,6 7,all,qualificationAward,,2020-10-01,,,,,";

describe("readOwnInstitutions", () => {
  it("takes country, identifiers, name, site and the day of the state's time zone", () => {
    const { items, refused, remarks } = institutions(INSTITUTION);
    expect([refused, remarks]).to.deep.equal([[], []]);
    expect(items).to.deep.equal([
      {
        line: 2,
        key: institutionId(AT, "urn:trusted-issuer:pic:900000001"),
        country: "AT",
        identifier: "urn:trusted-issuer:pic:900000001",
        profile: {
          country: "AT",
          identifiers: ["urn:trusted-issuer:erasmus-oid:E19999991", "urn:trusted-issuer:pic:900000001"],
          legalName: { und: "Universität Beispiel" },
          site: "https://www.uni.example/",
        },
        from: at("2019-12-31T23:00:00Z"),
        laterActs: [],
      },
    ]);
  });

  it("takes names by language, evidence and later acts; no date is always", () => {
    const names = '"{""el"":""Πανεπιστήμιο"",""en-gb"":""University""}"';
    const { items } = institutions(
      `EL,pic:900000002,${names},,,,${HASH.toUpperCase().replace("0X", "0x")},end:2024-07-01`,
    );
    expect(items).to.have.length(1);
    expect(items[0]?.country).to.equal(GR);
    expect(items[0]?.profile.legalName).to.deep.equal({ el: "Πανεπιστήμιο", "en-GB": "University" });
    expect(items[0]).to.include({ from: 0, evidence: HASH });
    expect(items[0]?.laterActs).to.deep.equal([{ kind: "end", from: at("2024-06-30T21:00:00Z") }]);
  });

  it("reads columns in another order, separated by semicolons, without the optional ones", () => {
    const { items } = readOwnInstitutions(
      bytes(
        "Legal_Name; identifier ;COUNTRY;note_person;status",
        "Universität, Beispiel;pic:900000001;AT;x;done",
        ";;;;",
      ),
    );
    expect(items.map(({ profile }) => profile.legalName)).to.deep.equal([{ und: "Universität, Beispiel" }]);
  });

  it("takes away the apostrophe by which a formula was kept from being one", () => {
    expect(institutions("AT,pic:900000001,'=Uni,,,,,").items[0]?.profile.legalName).to.deep.equal({ und: "=Uni" });
  });

  it("takes a row without a site that is none, and doesn't repeat it", () => {
    const { items, remarks } = institutions(INSTITUTION.replace("www.uni.example", "j.doe@uni.example"));
    expect(items[0]?.profile).to.not.have.property("site");
    expect(remarks).to.deep.equal([{ line: 2, reason: "The site is not one web address and is left out." }]);
  });

  describe("refuses a row by its line and goes on", () => {
    for (const [why, row, reason] of [
      ["no country", INSTITUTION.replace("AT", ""), "The column 'country' is empty. Correct or remove the row."],
      ["an unknown country", INSTITUTION.replace("AT", "ZZ"), "'ZZ' is not an ISO 3166-1 country code"],
      ["no identifier", INSTITUTION.replace("pic:900000001", ""), "The column 'identifier' is empty"],
      ["an identifier that is none", INSTITUTION.replace("pic:900000001", "pic:9"), "'9' is not a PIC"],
      ["a further identifier that is none", INSTITUTION.replace("E19999991", "E1"), "'E1' is not an absolute URI"],
      ["no name", INSTITUTION.replace("Universität Beispiel", ""), "The column 'legal_name' is empty"],
      ["a broken object of names", INSTITUTION.replace("Universität Beispiel", "{de:x}"), "begins with a brace"],
      ["a name that is no text", INSTITUTION.replace("Universität Beispiel", '"{""de"":1}"'), "begins with a brace"],
      ["a day that is none", INSTITUTION.replace("2020-01-01", "1.1.2020"), "'1.1.2020' is neither a day nor"],
      ["evidence that is no hash", INSTITUTION.replace(/,,$/, ",0x12,"), "'0x12' is no hash of a document"],
      ["a later act that is none", `${INSTITUTION}close:0`, "begins with 'close'"],
    ] as const) {
      it(why, () => {
        const { items, refused } = institutions(row, INSTITUTION.replace("900000001", "900000003"));
        expect(refused).to.have.length(1);
        expect(refused[0]?.line).to.equal(2);
        expect(refused[0]?.reason).to.include(reason);
        expect(items.map(({ line }) => line)).to.deep.equal([3]);
      });
    }

    it("an institution that was there before, naming the line", () => {
      const { items, refused } = institutions(INSTITUTION, INSTITUTION);
      expect(items).to.have.length(1);
      expect(refused[0]?.reason).to.include("The institution is that of line 2");
    });
  });

  describe("refuses a file that is none of the form", () => {
    for (const [why, code, lines] of [
      ["empty", "EMPTY_FILE", [""]],
      ["a header and nothing else", "EMPTY_LIST", [INSTITUTION_COLUMNS.join(",")]],
      ["a header and empty rows", "EMPTY_LIST", [INSTITUTION_COLUMNS.join(","), ",,,,,,,"]],
      ["without a column that it needs", "MISSING_COLUMN", ["country,identifier", "AT,pic:900000001"]],
      ["with a column twice", "DUPLICATE_COLUMN", ["country,country,identifier,legal_name", "AT,AT,x,y"]],
      ["with a column that is misspelt", "UNKNOWN_COLUMN", ["country,identifier,legal_name,form", "AT,x,y,2020-01-01"]],
      ["separated by '|'", "UNSUPPORTED_DELIMITER", ["country|identifier|legal_name", "AT|x|y"]],
    ] as const) {
      it(why, () => {
        expect(() => readOwnInstitutions(bytes(...lines)))
          .to.throw(SuiteError)
          .with.property("code", code);
      });
    }
  });
});

describe("readOwnTypes", () => {
  it("takes URI and attributes; the credential type is a qualification's where none is given", () => {
    const { items, refused, remarks } = types(TYPE);
    expect([refused, remarks]).to.deep.equal([[], []]);
    expect(items).to.deep.equal([
      {
        line: 2,
        key: qualificationTypeId(AT, "https://types.example/at/master"),
        uri: "https://types.example/at/master",
        attributes: { country: "AT", level: 7, credentialType: "qualificationAward", fields: ["0421"] },
        from: 0,
        laterActs: [],
      },
    ]);
  });

  it("takes the council's, several fields in their order, none of the levels, and URIs of the code lists", () => {
    const uris = "http://data.europa.eu/snb/isced-f/0613 http://data.europa.eu/snb/isced-f/0541";
    const { items } = types(`EU,https://types.example/eu/course,,${uris},LearningActivity,,,`);
    expect(items[0]?.attributes).to.deep.equal({
      country: "EU",
      credentialType: "learningActivity",
      fields: ["0541", "0613"],
    });
  });

  it("takes a URI as it is written, and says what its usual form is", () => {
    const { items, remarks } = types(TYPE.replace("https://types", "HTTPS://Types"));
    expect(items[0]?.uri).to.equal("HTTPS://Types.example/at/master");
    expect(remarks[0]?.reason).to.include("its usual form is 'https://types.example/at/master'");
  });

  for (const [why, row, reason] of [
    ["no URI", TYPE.replace("https://types.example/at/master", ""), "The column 'uri' is empty"],
    [
      "a URI that is none",
      TYPE.replace("https://types.example/at/master", "master"),
      "'master' is not an absolute URI",
    ],
    ["a level that is none", TYPE.replace(",7,", ",9,"), "'9' is not a level"],
    ["no field", TYPE.replace("0421", ""), "The column 'isced_f' is empty"],
    ["a field that is none", TYPE.replace("0421", "0499 0498"), "'0498' is not a field of ISCED-F"],
    ["four fields", TYPE.replace("0421", "01 02 03 04"), "4 fields of a qualification type, at most 3 fit"],
    ["a credential type that is none", TYPE.replace("0421,", "0421,diploma"), "'diploma' is no credential type"],
    ["a suspension, which types don't know", `${TYPE}suspend:0`, "begins with 'suspend'"],
  ] as const) {
    it(`refuses a row with ${why}`, () => {
      const { items, refused } = types(row, TYPE);
      expect(refused[0]?.reason).to.include(reason);
      expect(items.map(({ line }) => line)).to.deep.equal([3]);
    });
  }
});

describe("readOwnAccreditations", () => {
  it("takes a programme accreditation, whose last day is included", () => {
    const { items, refused, remarks } = accreditations(PROGRAMME);
    expect([refused, remarks]).to.deep.equal([[], []]);
    const institution = "AT:urn:trusted-issuer:pic:900000001";
    expect(items).to.deep.equal([
      {
        line: 2,
        key: `${institutionId(AT, institution.slice(3))} ${qualificationTypeId(AT, "https://types.example/at/master")}`,
        institution,
        subject: { kind: "programme", qualificationType: "AT:https://types.example/at/master" },
        decision: "grant",
        from: at("2020-09-30T22:00:00Z"),
        until: at("2027-09-30T22:00:00Z"),
        territories: [],
        conditions: false,
        laterActs: [],
      },
    ]);
  });

  it("takes an institutional accreditation with its scope, which later grants keep or change", () => {
    const later = "grant:2025-10-01/0 grant:2030-10-01/0;levels=all;fields=none;types=all";
    const { items } = accreditations(SCOPE.replace(",,,,,", `,,BE GB,yes,${HASH},${later}`).replace(/,,,,$/, ""));
    const scope = { levels: [6, 7], fields: "all", credentialTypes: ["qualificationAward"] };
    expect(items).to.have.length(1);
    expect(items[0]).to.deep.include({ subject: { kind: "institutional", scope }, territories: ["BE", "GB"] });
    expect(items[0]).to.include({ conditions: true, evidence: HASH }).and.not.have.property("until");
    expect(items[0]?.laterActs.map((act) => act.scope)).to.deep.equal([
      scope,
      { levels: "all", fields: [], credentialTypes: "all" },
    ]);
  });

  it("takes an exclusion", () => {
    const row = PROGRAMME.replace(",,,,,2020-10-01,2027-09-30", ",,,,withdraw,2020-10-01,");
    expect(accreditations(row).items[0]).to.include({ decision: "withdraw", from: at("2020-09-30T22:00:00Z") });
  });

  it("takes institutions and types by id, and by what the register is asked for", () => {
    const { items } = accreditations(
      `${HASH},${HASH},,,,,2020-10-01T00:00:00Z,,,,,`,
      "DEQARINST0879,https://types.example/at/master,,,,,,,,,,",
    );
    expect(items.map(({ institution, subject }) => [institution, subject])).to.deep.equal([
      [HASH, { kind: "programme", qualificationType: HASH }],
      [
        "https://data.deqar.eu/institution/879",
        { kind: "programme", qualificationType: "https://types.example/at/master" },
      ],
    ]);
  });

  it("means days in the office's country where the row names none, and refuses them where nobody does", () => {
    const file = bytes(ACCREDITATION_COLUMNS.join(","), PROGRAMME.replace("AT:pic", "pic"));
    expect(readOwnAccreditations(file, { country: GR }).items[0]?.from).to.equal(at("2020-09-30T21:00:00Z"));
    expect(readOwnAccreditations(file).refused[0]?.reason).to.include(
      "'2020-10-01' is a day of a state that isn't known",
    );
  });

  it("sees that two rows are one accreditation, however they name it", () => {
    const id = institutionId(AT, "urn:trusted-issuer:pic:900000001");
    const { refused } = accreditations(PROGRAMME, PROGRAMME.replace("AT:pic:900000001", id).replace(/20..-..-../g, ""));
    expect(refused[0]?.reason).to.include("The accreditation is that of line 2");
  });

  for (const [why, row, reason] of [
    ["no institution", PROGRAMME.replace("AT:pic:900000001", ""), "The column 'institution' is empty"],
    [
      "an institution that nothing names",
      PROGRAMME.replace("AT:pic:900000001", "Wien"),
      "'Wien' is not an absolute URI",
    ],
    ["a type and a scope", PROGRAMME.replace("/master,", "/master,6"), "names a qualification type and a scope"],
    ["neither a type nor a scope", SCOPE.replace("6 7,all,qualificationAward", ",,"), "'eqf_levels' is empty"],
    ["a scope with an omission", SCOPE.replace("all", ""), "'isced_f' is empty"],
    ["fourteen fields", SCOPE.replace("all", "011 018 021 022 023 028 031 032 038 041 042 048 051 052"), "14 fields"],
    ["an unknown decision", PROGRAMME.replace(",2020", "suspend,2020"), "'suspend' is no decision"],
    ["an exclusion of a scope", SCOPE.replace(",2020", "withdraw,2020"), "An exclusion is of one qualification type"],
    ["an exclusion with an end", PROGRAMME.replace(",2020", "withdraw,2020"), "An exclusion has neither an end"],
    ["an end before the beginning", PROGRAMME.replace("2027", "2019"), "'until' (2019-09-30) is not later than 'from'"],
    [
      "conditions that are neither yes nor no",
      PROGRAMME.replace(/,,,$/, ",maybe,,"),
      "'maybe' in the column 'conditions'",
    ],
    ["a territory that is none", PROGRAMME.replace(/,,,,$/, ",ZZ,,,"), "'ZZ' is not an ISO 3166-1 country code"],
  ] as const) {
    it(`refuses a row with ${why}`, () => {
      const { items, refused } = accreditations(row, PROGRAMME);
      expect(refused).to.have.length(1);
      expect(refused[0]?.reason).to.include(reason);
      expect(items.map(({ line }) => line)).to.deep.equal([3]);
    });
  }
});
