import { readFileSync } from "node:fs";

import { expect } from "chai";

import { ACT_KINDS } from "../../client/src/act.ts";
import { BINDING_CODES, FLAGS, RECORD_STATES, STANDING_CODES } from "../../client/src/codes.ts";
import { OFFICE_KINDS } from "../../client/src/office.ts";
import { RECORD_KINDS } from "../../client/src/recordKey.ts";

const source = (name: string): string =>
  readFileSync(new URL(`../../contracts/types/${name}.sol`, import.meta.url), "utf8");

/** Names and numbers of the constants in a Solidity file, in its order. */
const constants = (name: string, form: RegExp): [string, number][] =>
  Array.from(source(name).matchAll(form), ([, constant, number]) => [constant!, Number(number)]);

/** Members of the file's enum, as TypeScript spells them. */
function members(name: string): string[] {
  const [, body = ""] = /enum \w+ \{([^}]*)\}/.exec(source(name)) ?? [];
  const names = Array.from(body.replace(/\/\/.*$/gm, "").matchAll(/\w+/g), ([member]) => member);
  return names.map((member) => member.charAt(0).toLowerCase() + member.slice(1));
}

describe("the codes of answers", () => {
  it("are Solidity's standing codes, in its order", () => {
    const declared = constants("StandingCode", /constant (\w+) = StandingCode\.wrap\((\d+)\);/g);
    expect(declared).to.have.lengthOf(30);
    expect(Object.entries(STANDING_CODES)).to.deep.equal(declared);
  });

  it("are Solidity's binding codes, in its order", () => {
    const declared = constants("BindingCode", /constant (\w+) = BindingCode\.wrap\((\d+)\);/g);
    expect(Object.entries(BINDING_CODES)).to.deep.equal(declared);
  });

  it("are Solidity's flags", () => {
    const declared = constants("Flags", /^uint8 constant FLAG_(\w+) = (\d+);/gm);
    expect(Object.entries(FLAGS)).to.deep.equal(declared);
  });

  it("are Solidity's statuses and kinds, in their order", () => {
    expect([...RECORD_STATES]).to.deep.equal(members("Status"));
    expect([...RECORD_KINDS]).to.deep.equal(members("RecordKind"));
    expect(["none", ...ACT_KINDS]).to.deep.equal(members("ActKind"));
    expect(members("OfficeKind")).to.deep.equal(["none", ...OFFICE_KINDS]);
  });
});
