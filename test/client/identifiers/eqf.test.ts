import { expect } from "chai";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { eqfLevel } from "../../../client/src/identifiers/eqf.ts";
import { codeList } from "./codeList.ts";

describe("eqfLevel", () => {
  it("reads every URI of the code list", function () {
    expect(codeList(this, "eqf.xsd").map(eqfLevel)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  for (const written of ["0", "9", "six", "http://data.europa.eu/snb/isced-f/06"]) {
    it(`refuses '${written}'`, () => {
      expect(() => eqfLevel(written))
        .to.throw(SuiteError)
        .with.property("code", "INVALID_LEVEL");
    });
  }
});
