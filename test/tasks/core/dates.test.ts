import { expect } from "chai";
import fc from "../../support/fastCheck.ts";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import {
  dateInWords,
  endOfDay,
  isoDay,
  parseFrom,
  parseUntil,
  startOfDay,
  writeFrom,
  writeUntil,
} from "../../../tasks/core/dates.ts";

const utc = (seconds: number) => new Date(seconds * 1000).toISOString();

describe("startOfDay", () => {
  for (const [day, zone, moment] of [
    ["2025-12-31", "UTC", "2025-12-31T00:00:00.000Z"],
    ["2025-12-31", "Europe/Vienna", "2025-12-30T23:00:00.000Z"],
    ["2025-07-01", "Europe/Athens", "2025-06-30T21:00:00.000Z"],
    ["2025-03-30", "Europe/Vienna", "2025-03-29T23:00:00.000Z"],
    ["2025-03-31", "Europe/Vienna", "2025-03-30T22:00:00.000Z"],
    // midnight came twice, and not at all
    ["1973-09-30", "Europe/Rome", "1973-09-29T22:00:00.000Z"],
    ["1973-06-03", "Europe/Rome", "1973-06-02T23:00:00.000Z"],
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

describe("parseFrom and parseUntil", () => {
  it("take a day in the state's time zone, which an end includes", () => {
    expect(utc(parseFrom("2025-07-01", "Europe/Athens"))).to.equal("2025-06-30T21:00:00.000Z");
    expect(utc(parseUntil("2025-12-31", "Europe/Vienna"))).to.equal("2025-12-31T23:00:00.000Z");
    expect(utc(parseUntil(" 2025-10-26 ", "Europe/Vienna"))).to.equal("2025-10-26T23:00:00.000Z");
  });

  it("take a second as it is, whatever the zone, which an end excludes", () => {
    for (const parse of [parseFrom, parseUntil]) {
      expect(utc(parse("2025-12-31T23:00:00Z", "Europe/Athens"))).to.equal("2025-12-31T23:00:00.000Z");
      expect(utc(parse("2026-01-01T00:00:00+01:00", "Europe/Athens"))).to.equal("2025-12-31T23:00:00.000Z");
    }
  });

  for (const [why, text] of [
    ["nothing", ""],
    ["a second without a zone", "2025-12-31T23:00:00"],
    ["a fraction of a second", "2025-12-31T23:00:00.5Z"],
    ["a day that isn't in the calendar", "2025-02-29"],
    ["a second of such a day", "2025-02-29T00:00:00Z"],
    ["an hour that no day has", "2025-02-28T24:00:00Z"],
    ["another spelling", "31.12.2025"],
    ["a number", "1767222000"],
    ["what lies before 1970", "1969-12-31"],
    ["1970 itself, which the registry takes for always", "1970-01-01T00:00:00Z"],
  ] as const) {
    it(`refuse ${why}`, () => {
      for (const parse of [parseFrom, parseUntil]) {
        expect(() => parse(text, "UTC"))
          .to.throw(SuiteError)
          .with.property("code", "INVALID_DATE");
      }
    });
  }
});

describe("writeFrom and writeUntil", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Europe/Vienna",
    "Europe/Athens",
    "Europe/Lisbon",
    "Asia/Tbilisi",
    "Europe/Dublin",
  );
  const seconds = fc.oneof(
    fc.integer({ min: 1, max: 4_000_000_000 }),
    fc.integer({ min: 1, max: 40_000 }).map((days) => days * 86_400),
    fc
      .tuple(fc.integer({ min: 1, max: 40_000 }), zones)
      .map(([days, zone]) => startOfDay(isoDay(days * 86_400, "UTC"), zone)),
  );

  it("give back what is read from them, with a zone and without", () => {
    fc.assert(
      fc.property(seconds, zones, (second, zone) => {
        for (const timeZone of [zone, undefined]) {
          expect(parseFrom(writeFrom(second, timeZone), zone)).to.equal(second);
          expect(parseUntil(writeUntil(second, timeZone), zone)).to.equal(second);
        }
      }),
    );
  });

  it("write a day where one begins or is over, else the second", () => {
    const edge = startOfDay("2026-01-01", "Europe/Vienna");
    expect(writeFrom(edge, "Europe/Vienna")).to.equal("2026-01-01");
    expect(writeUntil(edge, "Europe/Vienna")).to.equal("2025-12-31");
    expect(writeUntil(edge, "Europe/Athens")).to.equal("2025-12-31T23:00:00Z");
    expect(writeUntil(edge)).to.equal("2025-12-31T23:00:00Z");
  });
});

describe("dateInWords", () => {
  const edge = startOfDay("2026-01-01", "Europe/Vienna");

  it("shows the last day, and the exclusive second that is recorded", () => {
    expect(dateInWords(edge, "Europe/Vienna")).to.equal("2025-12-31 included (until 2025-12-31T23:00:00Z)");
    expect(dateInWords(edge, "Europe/Athens")).to.equal("until 2025-12-31T23:00:00Z, excluded");
    expect(dateInWords(0, "Europe/Vienna")).to.equal("open");
  });

  it("shows the first day, and the second that is recorded", () => {
    expect(dateInWords(edge, "Europe/Vienna", "from")).to.equal("2026-01-01 (from 2025-12-31T23:00:00Z)");
    expect(dateInWords(edge, "Europe/Athens", "from")).to.equal("from 2025-12-31T23:00:00Z");
    expect(dateInWords(0, "Europe/Vienna", "from")).to.equal("always");
  });
});
