import { existsSync, readFileSync } from "node:fs";

import { expect } from "chai";

import { identifierUri } from "../../../client/src/identifiers/identifiers.ts";
import { PROGRAMMES } from "../../../scripts/pilot/data/decisions.ts";
import { PROVIDERS } from "../../../scripts/pilot/data/providers.ts";
import { STATES } from "../../../scripts/pilot/data/states.ts";
import { TYPES } from "../../../scripts/pilot/data/types.ts";
import { readInstitutions } from "../../../tasks/import/charter.ts";
import { profileBytes } from "../../../client/src/profile.ts";
import { inventedInstitutions, sampleInstitutions } from "../../../scripts/pilot/sample.ts";

describe("the sample", () => {
  const institutions = sampleInstitutions();

  it("has at least 60 institutions in at least 12 countries, each a state of the sample", () => {
    const countries = new Set(institutions.map(({ country }) => country));
    expect(institutions.length).to.be.at.least(60);
    expect(countries.size).to.be.at.least(12);
    expect([...countries].sort()).to.deep.equal(STATES.map(({ country }) => country).sort());
  });

  it("names each institution once, with a profile that the registry takes", () => {
    const uris = institutions.flatMap(({ profile }) => profile.identifiers);
    expect(new Set(uris).size).to.equal(uris.length);
    for (const { profile } of institutions) expect(profileBytes(profile).length).to.be.at.most(600);
  });

  it("has types across EQF 4 to 8 and several fields, national and of the EU", () => {
    expect([...new Set(TYPES.map(({ level }) => level))].sort()).to.deep.equal([4, 5, 6, 7, 8]);
    expect(new Set(TYPES.flatMap(({ fields }) => fields.map((field) => field.slice(0, 2)))).size).to.be.at.least(6);
    expect(TYPES.filter(({ definer }) => definer === "EU").length).to.be.at.least(2);
    expect(new Set(TYPES.map(({ uri }) => uri)).size).to.equal(TYPES.length);
  });

  it("shows invented trust service providers only, one for every state's institutions", () => {
    for (const { name } of PROVIDERS) expect(name).to.match(/^Example /);
    expect(PROVIDERS.flatMap(({ serves }) => serves).sort()).to.deep.equal(STATES.map(({ country }) => country).sort());
  });

  it("shows what restricts with institutions that can't be taken for real ones", () => {
    for (const { commonName, profile } of inventedInstitutions()) {
      expect(commonName).to.match(/^Example /);
      expect(profile.site).to.match(/\.example\/$/);
      expect(profile.identifiers)
        .to.have.length(1)
        .with.property("0")
        .that.matches(/:pic:00000000\d$/);
    }
  });

  it("accredits real institutions for types of their own country or of the EU", () => {
    for (const { erasmusCode, types } of PROGRAMMES) {
      const institution = institutions.find((one) => one.erasmusCode === erasmusCode);
      expect(institution, erasmusCode).to.not.equal(undefined);
      for (const key of types) {
        expect(TYPES.find((type) => type.key === key)?.definer, key).to.be.oneOf([institution?.country, "EU"]);
      }
    }
  });

  it("has an institution for each of its types", () => {
    const accredited = new Set(PROGRAMMES.flatMap(({ types }) => types));
    for (const { key } of TYPES) expect(accredited).to.include(key);
  });

  it("agrees with the Erasmus Charter list on PIC, Erasmus code and country", function () {
    const file = new URL("../../../../shared/data/heis/eche-2025-05-13.csv", import.meta.url);
    if (!existsSync(file)) {
      console.log("      (the list is not on this machine: skipped)");
      this.skip();
    }
    const listed = new Map(readInstitutions(readFileSync(file)).institutions.map((one) => [one.identifier, one]));
    for (const { identifier, country, erasmusCode } of institutions) {
      const found = listed.get(identifier);
      expect(found?.country, identifier).to.equal(country);
      expect(found?.profile.identifiers).to.include(identifierUri("erasmusCode", erasmusCode));
    }
  });
});
