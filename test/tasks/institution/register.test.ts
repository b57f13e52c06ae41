import { expect } from "chai";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { profileOf } from "../../../tasks/institution/register.ts";

const PIC = "urn:trusted-issuer:pic:999866883";

describe("profileOf", () => {
  it("separates identifiers by commas only, for spaces belong to Erasmus codes", () => {
    const { identifiers } = profileOf("AT", PIC, { name: "Wien", site: "", identifiers: "A WIEN01, DEQARINST0117" });
    expect(identifiers).to.deep.equal([
      "https://data.deqar.eu/institution/117",
      "urn:trusted-issuer:erasmus-code:A%20%20WIEN01",
      PIC,
    ]);
  });

  it("refuses what no identifier's form fits", () => {
    expect(() => profileOf("AT", PIC, { name: "Wien", site: "", identifiers: "nobody knows" }))
      .to.throw(SuiteError)
      .with.property("code", "INVALID_IDENTIFIER");
  });
});
