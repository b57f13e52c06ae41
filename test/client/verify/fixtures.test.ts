import { expect } from "chai";

import { CASES } from "./fixtures/cases.ts";
import { fixtureWorld, type FixtureWorld, verifyCase } from "./fixtures/run.ts";

describe("verify, over the fixtures", () => {
  let world: FixtureWorld;
  before(async () => {
    world = await fixtureWorld();
  });

  for (const fixture of CASES) {
    it(fixture.name, async () => {
      const { verdict, rootCause, notices, checks } = await verifyCase(world, fixture);
      const found = verdict === "VALID" ? notices.map(({ code }) => code) : [rootCause?.code];
      const seen = checks.map(({ check, status, code }) => `${check} ${status} ${code}`).join(", ");
      expect(
        { verdict, code: found.find((code) => code === fixture.code) },
        `${seen}; ${notices.map(({ code }) => code).join()}`,
      ).to.deep.equal({
        verdict: fixture.verdict,
        code: fixture.code,
      });
    });
  }
});
