import { expect } from "chai";

import { countryName, countryUri, EU, parseCountry } from "../../../client/src/identifiers/countries.ts";
import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { codeList } from "./codeList.ts";

describe("parseCountry", () => {
  for (const [written, code] of [
    ["AT", "AT"],
    [" at ", "AT"],
    ["EL", "GR"],
    ["UK", "GB"],
    ["GB", "GB"],
    ["XK", "XK"],
    ["AUT", "AT"],
    ["XKX", "XK"],
    ["http://publications.europa.eu/resource/authority/country/GRC", "GR"],
    ["http://publications.europa.eu/resource/authority/country/1A0", "XK"],
  ] as const) {
    it(`reads '${written}' as ${code}`, () => {
      expect(parseCountry(written)).to.equal(code);
    });
  }

  for (const written of ["", "EU", "ZZ", "ZZZ", "A1"]) {
    it(`refuses '${written}'`, () => {
      expect(() => parseCountry(written))
        .to.throw(SuiteError)
        .with.property("code", "INVALID_COUNTRY");
    });
  }

  it("knows the names of countries", () => {
    expect(countryName(parseCountry("EL"))).to.equal("Greece");
  });

  it("writes the URIs of the authority table", function () {
    const table = codeList(this, "country.xsd").filter((uri) => !/(?:EUR|OP_DATPRO|CPT)$/.test(uri));
    expect(table.map((uri) => countryUri(parseCountry(uri)))).to.deep.equal(table);
    expect(countryUri(EU)).to.equal("http://publications.europa.eu/resource/authority/country/EUR");
  });

  it("knows every country of the authority table, which has three entries that aren't countries", function () {
    const unknown = codeList(this, "country.xsd").filter((uri) => {
      try {
        return parseCountry(uri).length !== 2;
      } catch {
        return true;
      }
    });
    expect(unknown.map((uri) => uri.split("/").at(-1))).to.have.members(["EUR", "OP_DATPRO", "CPT"]);
  });
});
