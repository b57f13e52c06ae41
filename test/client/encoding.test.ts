import { expect } from "chai";

import { parseCountry } from "../../client/src/identifiers/countries.ts";
import {
  decodeScope,
  decodeTypeAttributes,
  encodeScope,
  encodeTerritories,
  encodeTypeAttributes,
  fieldCode,
  territoriesIn,
} from "../../client/src/encoding.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";

describe("fieldCode", () => {
  it("fills broad and narrow fields up with F", () => {
    expect([fieldCode("06"), fieldCode("061"), fieldCode("0613")]).to.deep.equal([0x06ffn, 0x061fn, 0x0613n]);
  });

  it("refuses what is no ISCED-F code", () => {
    for (const code of ["", "6", "06133", "0x", "06F"]) expect(() => fieldCode(code)).to.throw(SuiteError);
  });
});

describe("encodeScope", () => {
  it("writes 'all' out in every dimension", () => {
    const word = encodeScope({ levels: "all", credentialTypes: "all", fields: "all" });
    expect(word.toString(16)).to.equal(`100010001ffff${"0".repeat(48)}`);
  });

  it("sorts fields and drops repetitions", () => {
    const scope = { levels: [6, 7], credentialTypes: ["qualificationAward"] } as const;
    expect(encodeScope({ ...scope, fields: ["0613", "05", "05"] })).to.equal(
      encodeScope({ ...scope, fields: ["05", "0613"] }),
    );
    expect(encodeScope({ ...scope, fields: ["05", "0613"] }).toString(16)).to.equal(
      `c000040002${"061305ff".slice(4)}0613${"0".repeat(44)}`,
    );
  });

  it("leaves an empty set empty", () => {
    expect(encodeScope({ levels: [], credentialTypes: [], fields: [] })).to.equal(0n);
  });

  it("refuses more than 13 fields", () => {
    const fields = Array.from({ length: 14 }, (_, index) => String(index + 10));
    expect(() => encodeScope({ levels: "all", credentialTypes: "all", fields }))
      .to.throw(SuiteError)
      .with.property("code", "TOO_MANY");
  });
});

describe("encodeTypeAttributes", () => {
  it("packs country, level, fields and credential type", () => {
    const word = encodeTypeAttributes({
      country: parseCountry("AT"),
      level: 6,
      credentialType: "qualificationAward",
      fields: ["0613"],
    });
    expect(word.toString(16)).to.equal("4154" + "6" + "1" + "02" + "0613" + "00000000");
  });

  it("writes no level as 0", () => {
    const word = encodeTypeAttributes({ country: parseCountry("AT"), credentialType: "generic", fields: ["06", "05"] });
    expect(word.toString(16)).to.equal("4154" + "0" + "2" + "05" + "05ff" + "06ff" + "0000");
  });
});

describe("encodeTerritories", () => {
  it("puts the first of the alphabet at the left", () => {
    expect(encodeTerritories([parseCountry("DE"), parseCountry("AT")]).toString(16)).to.equal(
      "41544445" + "0".repeat(12),
    );
  });

  it("is zero for everywhere, and refuses six", () => {
    expect(encodeTerritories([])).to.equal(0n);
    expect(() => encodeTerritories(["AT", "BE", "CZ", "DE", "ES", "FI"].map(parseCountry))).to.throw(SuiteError);
  });
});

describe("decodeScope", () => {
  it("gives back what encodeScope packed", () => {
    for (const scope of [
      { levels: "all", credentialTypes: "all", fields: "all" },
      { levels: [1, 8], credentialTypes: "all", fields: ["05", "0613", "061"] },
      { levels: [], credentialTypes: [], fields: [] },
    ] as const) {
      expect(decodeScope(encodeScope(scope))).to.deep.equal(scope);
    }
    const scope = { levels: [6], credentialTypes: ["qualificationAward"], fields: ["00"] } as const;
    expect(decodeScope(encodeScope(scope))).to.deep.equal({ levels: [6], credentialTypes: [2], fields: ["00"] });
  });
});

describe("decodeTypeAttributes", () => {
  it("gives back what encodeTypeAttributes packed, without a level where there is none", () => {
    const attributes = {
      country: parseCountry("GR"),
      credentialType: "qualificationAward",
      fields: ["0000", "061"],
    } as const;
    const decoded = { country: "GR", credentialType: 2, fields: ["0000", "061"] };
    expect(decodeTypeAttributes(encodeTypeAttributes(attributes))).to.deep.equal(decoded);
    const levelled = encodeTypeAttributes({ ...attributes, level: 7 });
    expect(decodeTypeAttributes(levelled)).to.deep.equal({ ...decoded, eqfLevel: 7 });
  });
});

describe("territoriesIn", () => {
  it("gives back what encodeTerritories packed", () => {
    const countries = ["AT", "GR", "XK"].map(parseCountry);
    expect(territoriesIn(encodeTerritories(countries))).to.deep.equal(countries);
    expect(territoriesIn(0n)).to.deep.equal([]);
  });
});
