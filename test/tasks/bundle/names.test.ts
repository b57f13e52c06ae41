import { expect } from "chai";

import { bindingIdOf, institutionIdOf, qualificationTypeIdOf } from "../../../client/src/recordKey.ts";
import { checkedNames } from "../../../tasks/bundle/names.ts";

const INSTITUTION = "AT:urn:trusted-issuer:pic:999866883";
const TYPE = "AT:https://qualifications.example/at/bachelor-informatik";
const BINDING = "did:web:univie.ac.at";
const ids = {
  institution: institutionIdOf(INSTITUTION),
  qualificationType: qualificationTypeIdOf(TYPE),
  binding: bindingIdOf(BINDING),
};

describe("the names in a bundle", () => {
  it("are shown of what they are the names of", () => {
    const names = checkedNames({
      [ids.institution]: INSTITUTION,
      [ids.qualificationType]: TYPE,
      [ids.binding]: BINDING,
    });
    expect(names("institution", ids.institution)).to.equal(`"${INSTITUTION}"`);
    expect(names("qualificationType", ids.qualificationType)).to.equal(`"${TYPE}"`);
    expect(names("binding", ids.binding)).to.equal(`"${BINDING}"`);
    expect(names("office", "7")).to.equal(undefined);
  });

  for (const [what, id, name] of [
    ["another institution's", ids.institution, "AT:urn:trusted-issuer:pic:999860452"],
    ["another country's", ids.institution, "DE:urn:trusted-issuer:pic:999866883"],
    ["another type's", ids.qualificationType, `${TYPE}x`],
    ["an id's own", ids.institution, ids.institution],
    ["nothing's", ids.institution, "Universität Wien"],
    ["an empty one", ids.institution, ""],
  ] as const) {
    it(`are refused where one is ${what}`, () => {
      expect(() => checkedNames({ [id]: name }))
        .to.throw()
        .with.property("code", "BUNDLE_NAME_WRONG");
    });
  }
});
