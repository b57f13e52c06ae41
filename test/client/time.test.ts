import { expect } from "chai";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { type Time, toSeconds } from "../../client/src/time.ts";

describe("toSeconds", () => {
  for (const [written, seconds] of [
    ["2016-03-01", 1456790400],
    ["2016-03-01T00:00:00Z", 1456790400],
    ["2016-03-01T01:00+01:00", 1456790400],
    ["2016-03-01T00:00:00.999Z", 1456790400],
    [new Date("2016-03-01"), 1456790400],
    [1456790400, 1456790400],
    ["1970-01-01", 0],
  ] as const) {
    it(`reads ${typeof written} '${String(written)}'`, () => {
      expect(toSeconds(written)).to.equal(seconds);
    });
  }

  for (const [why, written] of [
    ["a day that isn't in the calendar", "2016-02-30"],
    ["a time without a zone", "2016-03-01T12:00:00"],
    ["another form", "1 March 2016"],
    ["milliseconds", 1456790400000000],
    ["fractions", 1.5],
    ["what came before 1970", "1969-12-31"],
    ["an invalid date", new Date("x")],
  ] as const satisfies readonly (readonly [string, Time])[]) {
    it(`refuses ${why}`, () => {
      expect(() => toSeconds(written))
        .to.throw(SuiteError)
        .with.property("code", "INVALID_TIME");
    });
  }
});
