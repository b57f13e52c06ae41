import { expect } from "chai";
import fc from "../../support/fastCheck.ts";

import { EU, parseCountry } from "../../../client/src/identifiers/countries.ts";
import { endOfDay, isoDay, startOfDay } from "../../../tasks/core/dates.ts";
import { timeZoneOf } from "../../../tasks/core/timeZones.ts";

const UNION = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");
const ECONOMIC_AREA = "IS LI NO".split(" ");
const CANDIDATES = "AL BA GE MD ME MK RS TR UA XK".split(" ");
const STATES = [...UNION, ...ECONOMIC_AREA, ...CANDIDATES].map(parseCountry);

describe("timeZoneOf", () => {
  it("has a zone for every state of the Union, the Economic Area, and the candidates", () => {
    expect(UNION).to.have.length(27);
    for (const country of STATES) expect(timeZoneOf(country), country).to.match(/^(?:Europe|Asia|Atlantic)\//);
  });

  it("names zones that exist", () => {
    for (const country of STATES) {
      expect(() => new Intl.DateTimeFormat("en", { timeZone: timeZoneOf(country) }), country).to.not.throw();
    }
  });

  it("takes UTC for other countries, and for the council", () => {
    expect(timeZoneOf(parseCountry("JP"))).to.equal("UTC");
    expect(timeZoneOf(EU)).to.equal("UTC");
  });

  it("gives zones in which every day from 1970 on begins once and is over when the next begins", () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATES), fc.integer({ min: 1, max: 40_000 }), (country, days) => {
        const zone = timeZoneOf(country);
        const day = isoDay(days * 86_400, "UTC");
        const begin = startOfDay(day, zone);
        expect(isoDay(begin, zone)).to.equal(day);
        expect(isoDay(begin - 1, zone)).to.equal(isoDay((days - 1) * 86_400, "UTC"));
        expect(isoDay(endOfDay(day, zone) - 1, zone)).to.equal(day);
      }),
      { numRuns: 500 },
    );
  });
});
