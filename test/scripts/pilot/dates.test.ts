import { expect } from "chai";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { endOfDay, isoDay, startOfDay } from "../../../scripts/pilot/dates.ts";

const utc = (seconds: number) => new Date(seconds * 1000).toISOString();

describe("startOfDay", () => {
  for (const [day, zone, moment] of [
    ["2025-12-31", "UTC", "2025-12-31T00:00:00.000Z"],
    ["2025-12-31", "Europe/Vienna", "2025-12-30T23:00:00.000Z"],
    ["2025-07-01", "Europe/Athens", "2025-06-30T21:00:00.000Z"],
    ["2025-03-30", "Europe/Vienna", "2025-03-29T23:00:00.000Z"],
    ["2025-03-31", "Europe/Vienna", "2025-03-30T22:00:00.000Z"],
    ["2025-10-27", "Europe/Lisbon", "2025-10-27T00:00:00.000Z"],
  ] as const) {
    it(`knows when ${day} begins in ${zone}`, () => {
      expect(utc(startOfDay(day, zone))).to.equal(moment);
    });
  }

  it("refuses what is no day", () => {
    for (const day of ["2025-02-29", "2025-13-01", "31.12.2025", ""]) {
      expect(() => startOfDay(day, "UTC"))
        .to.throw(SuiteError)
        .with.property("code", "INVALID_DATE");
    }
  });
});

describe("endOfDay", () => {
  it("is the first second after the day, also where the clocks change", () => {
    expect(utc(endOfDay("2025-12-31", "Europe/Vienna"))).to.equal("2025-12-31T23:00:00.000Z");
    expect(utc(endOfDay("2025-03-30", "Europe/Vienna"))).to.equal("2025-03-30T22:00:00.000Z");
  });
});

describe("isoDay", () => {
  it("names the day in the zone", () => {
    expect(isoDay(startOfDay("2025-12-31", "Europe/Athens"), "Europe/Athens")).to.equal("2025-12-31");
    expect(isoDay(startOfDay("2025-12-31", "Europe/Athens"), "UTC")).to.equal("2025-12-30");
  });
});
