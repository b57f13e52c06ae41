import { expect } from "chai";

import { countryName, parseCountry } from "../../deploy/countries.ts";
import { SuiteError } from "../../deploy/errors.ts";

describe("parseCountry", () => {
  for (const [written, code] of [
    ["AT", "AT"],
    [" at ", "AT"],
    ["EL", "GR"],
    ["UK", "GB"],
    ["GB", "GB"],
    ["XK", "XK"],
  ] as const) {
    it(`reads '${written}' as ${code}`, () => {
      expect(parseCountry(written)).to.equal(code);
    });
  }

  for (const written of ["", "EU", "ZZ", "AUT", "A1"]) {
    it(`refuses '${written}'`, () => {
      expect(() => parseCountry(written))
        .to.throw(SuiteError)
        .with.property("code", "INVALID_COUNTRY");
    });
  }

  it("knows the names of countries", () => {
    expect(countryName(parseCountry("EL"))).to.equal("Greece");
  });
});
