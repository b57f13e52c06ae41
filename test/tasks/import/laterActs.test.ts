import { expect } from "chai";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { institutionIdOf } from "../../../client/src/recordKey.ts";
import { ACT_RULES, parseActs, writeActs } from "../../../tasks/import/laterActs.ts";

const HASH = `0x${"ab".repeat(32)}`;
const at = (iso: string): number => Date.parse(iso) / 1000;

describe("parseActs", () => {
  it("reads acts with their seconds", () => {
    const text = "suspend:2021-05-01T00:00:00Z/2021-09-01T00:00:00Z withdraw:2022-01-01T00:00:00+01:00";
    expect(parseActs(text, undefined)).to.deep.equal([
      { kind: "suspend", from: at("2021-05-01T00:00:00Z"), until: at("2021-09-01T00:00:00Z") },
      { kind: "withdraw", from: at("2021-12-31T23:00:00Z") },
    ]);
  });

  it("reads 0 as always and open, and days in the state's time zone", () => {
    expect(parseActs("grant:0/0 reinstate:2022-01-01 grant:2023-01-01/2023-12-31", "Europe/Vienna")).to.deep.equal([
      { kind: "grant" },
      { kind: "reinstate", from: at("2021-12-31T23:00:00Z") },
      { kind: "grant", from: at("2022-12-31T23:00:00Z"), until: at("2023-12-31T23:00:00Z") },
    ]);
  });

  it("reads what a grant decides", () => {
    const text = "grant:0/0;territories=BE,at;conditions;levels=7,6;fields=0613,06;types=all";
    expect(parseActs(text, undefined, ACT_RULES.institutional)).to.deep.equal([
      {
        kind: "grant",
        territories: ["AT", "BE"],
        conditions: true,
        scope: { levels: [6, 7], fields: ["0613", "06"], credentialTypes: "all" },
      },
    ]);
  });

  it("reads an institution's successor, and a provider's entry", () => {
    expect(parseActs("end:2030-01-01T00:00:00Z;successor=AT:pic:900000001", undefined)).to.deep.equal([
      { kind: "end", from: at("2030-01-01T00:00:00Z"), successor: institutionIdOf("AT:pic:900000001") },
    ]);
    expect(parseActs(`grant:0;entry=${HASH}`, undefined)).to.deep.equal([{ kind: "grant", trustedListEntry: HASH }]);
  });

  it("reads nothing as no acts", () => {
    expect(parseActs("  ", undefined)).to.deep.equal([]);
  });

  for (const [why, text, rules, code] of [
    ["an act that corrections don't have", "cancel:0", undefined, "INVALID_ACT"],
    ["an act that the record doesn't know", "suspend:0", ACT_RULES.type, "INVALID_ACT"],
    ["a compromise of what is no binding", "compromise:0", ACT_RULES.programme, "INVALID_ACT"],
    ["no date", "withdraw", undefined, "INVALID_ACT"],
    ["three dates", "suspend:0/0/0", undefined, "INVALID_ACT"],
    ["a day where no state is known", "withdraw:2022-01-01", undefined, "NO_TIME_ZONE"],
    ["an end before the beginning", "grant:2022-01-01T00:00:00Z/2021-01-01T00:00:00Z", undefined, "INVALID_ACT"],
    ["an end of what has none", "withdraw:0/2022-01-01T00:00:00Z", undefined, "INVALID_ACT"],
    ["an end of an institution's grant", "grant:0/2022-01-01T00:00:00Z", ACT_RULES.institution, "INVALID_ACT"],
    ["an unknown detail", "grant:0;colour=red", undefined, "INVALID_ACT"],
    ["a detail twice", "grant:0;conditions;conditions", undefined, "INVALID_ACT"],
    ["conditions with a value", "grant:0;conditions=yes", undefined, "INVALID_ACT"],
    ["details of what is no grant", "withdraw:0;conditions", undefined, "INVALID_ACT"],
    ["a scope of a programme", "grant:0;levels=6;fields=06;types=all", ACT_RULES.programme, "INVALID_ACT"],
    ["half a scope", "grant:0;levels=6", undefined, "ROW_REFUSED"],
    ["a country that is none", "grant:0;territories=ZZ", undefined, "INVALID_COUNTRY"],
    ["six territories", "grant:0;territories=AT,BE,CZ,DE,ES,FR", undefined, "TOO_MANY"],
    ["a successor of what is no institution", "end:0;successor=AT:pic:900000001", ACT_RULES.programme, "INVALID_ACT"],
  ] as const) {
    it(`refuses ${why}`, () => {
      expect(() => parseActs(text, undefined, rules))
        .to.throw(SuiteError)
        .with.property("code", code);
    });
  }
});

describe("writeActs", () => {
  it("writes what parseActs reads", () => {
    const text =
      "suspend:2021-05-01T00:00:00Z/2021-09-01T00:00:00Z reinstate:2021-06-01T00:00:00Z grant:0;conditions;territories=AT,BE;levels=6,7;fields=none;types=all " +
      `end:2030-01-01T00:00:00Z;successor=${institutionIdOf("AT:pic:900000001")} grant:0;entry=${HASH}`;
    expect(writeActs(parseActs(text, undefined))).to.equal(text);
  });
});
