import { expect } from "chai";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { ISCED_FIELDS, iscedField } from "../../../client/src/identifiers/isced.ts";
import { codeList } from "./codeList.ts";

describe("ISCED_FIELDS", () => {
  it("has the code list's 220 codes and no other", function () {
    const codes = codeList(this, "isced-f.xsd").map(iscedField);
    expect(codes).to.have.lengthOf(220);
    expect([...ISCED_FIELDS.keys()]).to.deep.equal(codes);
  });
});

describe("iscedField", () => {
  for (const written of [
    "0613",
    " 0613 ",
    "http://data.europa.eu/snb/isced-f/0613",
    "http://data.europa.eu/esco/isced-f/0613",
  ]) {
    it(`reads '${written}' as 0613`, () => {
      expect(iscedField(written)).to.equal("0613");
    });
  }

  for (const written of ["", "6", "0614", "613", "http://data.europa.eu/snb/eqf/6"]) {
    it(`refuses '${written}'`, () => {
      expect(() => iscedField(written))
        .to.throw(SuiteError)
        .with.property("code", "INVALID_FIELD");
    });
  }
});
