import { expect } from "chai";
import { dataSlice } from "ethers";

import { parseCountry } from "../../../../client/src/identifiers/countries.ts";
import type { Hex } from "../../../../client/src/hex.ts";
import { profile } from "../../../../client/src/profile.ts";
import { registryAbi } from "../../../../client/src/abi/generated/registryAbi.ts";
import { inRounds } from "../../../../tasks/import/run/inRounds.ts";
import { packed } from "../../../../tasks/import/run/pack.ts";
import { callsOf, type Part, type Step } from "../../../../tasks/import/run/step.ts";
import { Interface } from "ethers";

const AT = parseCountry("AT");
const registry = new Interface(registryAbi);
const idOf = (index: number): Hex => `0x${String(index).padStart(64, "0")}`;

const register = (index: number, name = "Example"): Part => {
  const identifier = `urn:trusted-issuer:pic:${String(900_000_000 + index)}`;
  const made = profile({ country: AT, identifiers: [identifier], legalName: { und: name } });
  return { kind: "register", identifier, profile: made, from: 0, evidence: idOf(1) };
};
const step = (index: number, parts: readonly Part[], needs: readonly Hex[] = []): Step => ({
  ...{ rows: [String(index)], country: AT, parts, registers: idOf(index), needs },
});
const rectify = (index: number): Part => ({
  kind: "rectify",
  record: { kind: "institution", institution: idOf(index) },
  corrections: [{ kind: "grant" }],
  evidence: idOf(1),
});
const namesOf = (calls: readonly string[]): (string | undefined)[] =>
  calls.map((call) => registry.getFunction(dataSlice(call, 0, 4))?.name);

describe("callsOf", () => {
  it("makes one call of registrations of one decision, before what goes on with them", () => {
    const calls = callsOf([step(1, [register(1), rectify(1)]), step(2, [register(2)])]);
    expect(namesOf(calls)).to.deep.equal(["registerInstitutions", "rectify"]);
  });

  it("makes one call of the types for which one decision accredits one institution", () => {
    const accredit = (institution: number, type: number, until: number): Step =>
      step(type, [
        {
          kind: "accredit",
          institution: idOf(institution),
          qualificationType: idOf(type),
          decision: { from: 0, until, territories: [], conditions: false },
          evidence: idOf(1),
        },
      ]);
    const calls = callsOf([accredit(1, 2, 10), accredit(2, 2, 10), accredit(1, 3, 10), accredit(1, 4, 11)]);
    const lists = calls.map((call) => registry.decodeFunctionData("accredit", call)[1] as string[]);
    expect(lists.map((list) => list.map(Number))).to.deep.equal([[2, 3], [2], [4]]);
  });
});

describe("packed", () => {
  it("fills bundles by gas, and by size where profiles are large", () => {
    const small = Array.from({ length: 400 }, (_, index) => step(index, [register(index)]));
    const large = Array.from({ length: 80 }, (_, index) => step(index, [register(index, "x".repeat(3_800))]));
    for (const steps of [small, large]) {
      const bundles = packed(steps);
      expect(bundles.flat()).to.deep.equal(steps);
      for (const bundle of bundles) {
        const bytes = callsOf(bundle).reduce((sum, call) => sum + call.length / 2, 0);
        expect(bytes).to.be.below(125_000);
      }
    }
    expect(packed(small).length).to.be.below(4);
    expect(packed(large).length).to.be.above(2);
  });
});

describe("inRounds", () => {
  it("puts first what others need, and leaves a circle to the contracts", () => {
    const [a, b, c] = [step(1, [], [idOf(2)]), step(2, [], [idOf(3)]), step(3, [])];
    expect(inRounds([a, b, c])).to.deep.equal([[c], [b], [a]]);
    expect(inRounds([step(4, [], [idOf(99)])]).length).to.equal(1);
    const circle = [step(1, [], [idOf(2)]), step(2, [], [idOf(1)])];
    expect(inRounds(circle).flat()).to.have.members(circle);
    expect(inRounds([])).to.deep.equal([]);
  });
});
