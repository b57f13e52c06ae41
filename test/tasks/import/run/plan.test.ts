import { expect } from "chai";

import type { Act } from "../../../../client/src/act.ts";
import { EU, parseCountry } from "../../../../client/src/identifiers/countries.ts";
import { institutionId } from "../../../../client/src/identifiers/ids.ts";
import { profile } from "../../../../client/src/profile.ts";
import type { RegisterContents } from "../../../../tasks/export/contents.ts";
import type { AccreditationItem, InstitutionItem } from "../../../../tasks/import/items.ts";
import { planAccreditations, planInstitution, planType } from "../../../../tasks/import/run/plan.ts";
import { RegisterIndex } from "../../../../tasks/import/run/registerIndex.ts";
import {
  act,
  contents,
  EVIDENCE,
  IDENTIFIER,
  institution,
  programme,
  qualificationType,
  seconds,
  TYPE_URI,
  without,
} from "../../export/contents.ts";

const AT = parseCountry("AT");
const indexOf = (change: Partial<RegisterContents> = {}): RegisterIndex => new RegisterIndex(contents(change));

const listed = (change: Partial<InstitutionItem> = {}): InstitutionItem => ({
  line: 2,
  key: institution().id,
  country: AT,
  identifier: IDENTIFIER,
  profile: institution().profile!,
  from: 0,
  laterActs: [],
  ...change,
});

const item = (change: Partial<AccreditationItem> = {}): AccreditationItem => ({
  line: 2,
  key: `key ${String(change.line ?? 2)}`,
  institution: `AT:${IDENTIFIER}`,
  subject: { kind: "programme", qualificationType: `AT:${TYPE_URI}` },
  decision: "grant",
  from: seconds("2015-01-01"),
  until: seconds("2025-01-01"),
  territories: [],
  conditions: false,
  laterActs: [],
  ...change,
});

const granted = (change: Partial<Act> = {}): Act => act({ until: seconds("2025-01-01"), ...change });
const withActs = (...acts: Act[]): RegisterIndex => indexOf({ programmes: [programme(...acts)] });
const planOf = (
  index: RegisterIndex,
  items: AccreditationItem[] = [item()],
  several: "mistake" | "history" = "mistake",
) => planAccreditations(items, index, EVIDENCE, several);
const onlyOf = (index: RegisterIndex, change: Partial<AccreditationItem> = {}) => planOf(index, [item(change)])[0]!;

describe("planInstitution", () => {
  it("finds new what the register has not", () => {
    const identifier = "urn:trusted-issuer:pic:999866884";
    const planned = planInstitution(
      listed({ identifier, profile: profile({ country: AT, identifiers: [identifier], legalName: { de: "Neu" } }) }),
      indexOf(),
      EVIDENCE,
    );
    expect([planned.status, planned.reason, planned.id]).to.deep.equal(["new", "", institutionId(AT, identifier)]);
    expect(planned.step?.parts.map(({ kind }) => kind)).to.deep.equal(["register"]);
  });

  it("says whose identifier it is as well", () => {
    const identifier = "urn:trusted-issuer:pic:999866884";
    const made = profile({ country: AT, identifiers: [identifier, IDENTIFIER], legalName: { de: "Neu" } });
    expect(planInstitution(listed({ identifier, profile: made }), indexOf(), EVIDENCE).reason).to.equal(
      `${IDENTIFIER} is an identifier of ${institution().id} as well.`,
    );
  });

  it("finds the same what is there, and changed what has another profile", () => {
    expect(planInstitution(listed(), indexOf(), EVIDENCE).status).to.equal("same");
    const other = profile({ ...institution().profile!, legalName: { de: "Anders" } });
    const planned = planInstitution(listed({ profile: other }), indexOf(), EVIDENCE);
    expect([planned.status, planned.step?.parts[0]?.kind]).to.deep.equal(["changed", "profile"]);
  });

  it("doesn't open what has closed, whatever the list says", () => {
    const closed = institution({
      acts: [act({ from: 0 }), act({ kind: "end", from: seconds("2022-01-01"), position: 1 })],
    });
    const index = indexOf({ institutions: [closed] });
    expect(planInstitution(listed({ from: seconds("2001-01-01") }), index, EVIDENCE).status).to.equal("refused");
    const { status, reason } = planInstitution(listed(), index, EVIDENCE);
    expect([status, reason]).to.deep.equal([
      "same",
      "The register has it already, among what counts: grant:0 end:2022-01-01T00:00:00Z.",
    ]);
  });

  it("needs a successor to be there before", () => {
    const successor = institutionId(AT, "urn:trusted-issuer:pic:999866885");
    const closing = listed({ laterActs: [{ kind: "end", from: seconds("2022-01-01"), successor }] });
    const { step } = planInstitution(closing, indexOf({ institutions: [] }), EVIDENCE);
    expect(step?.needs).to.deep.equal([successor]);
    expect(step?.parts.map(({ kind }) => kind)).to.deep.equal(["register", "rectify"]);
  });
});

describe("planType", () => {
  const { id, uri } = qualificationType();
  const attributes = { country: AT, level: 7, credentialType: "qualificationAward", fields: ["0421"] } as const;
  const typeItem = { line: 2, key: id, uri: uri!, attributes, from: 0, laterActs: [] };

  it("finds the same what is defined so, and refuses other attributes", () => {
    expect(planType(typeItem, indexOf(), EVIDENCE).status).to.equal("same");
    const other = planType({ ...typeItem, attributes: { ...attributes, level: 6 } }, indexOf(), EVIDENCE);
    expect([other.status, other.reason]).to.satisfy(
      ([status, reason]: [string, string]) => status === "refused" && reason.includes("they never change"),
    );
  });

  it("leaves EU's types to the council", () => {
    const common = { ...typeItem, attributes: { ...attributes, country: EU } };
    expect(planType(common, indexOf(), EVIDENCE).reason).to.match(/^EU's types are the council's/);
  });
});

describe("planAccreditations", () => {
  it("finds new what was never accredited, and what was rectified away", () => {
    expect(onlyOf(indexOf()).status).to.equal("new");
    expect(onlyOf(withActs(granted(), act({ kind: "rectify" }))).status).to.equal("new");
  });

  it("finds the same what is recorded, whatever was decided since", () => {
    expect(onlyOf(withActs(granted())).status).to.equal("same");
    const since = onlyOf(withActs(granted(), act({ kind: "withdraw", from: seconds("2022-01-01") })));
    expect([since.status, since.step]).to.deep.equal(["same", undefined]);
    expect(since.reason).to.contain("withdraw:2022-01-01T00:00:00Z");
    const renewed = withActs(granted(), granted({ from: seconds("2025-01-01"), until: seconds("2030-01-01") }));
    expect(onlyOf(renewed).status).to.equal("same");
    expect(onlyOf(renewed, { from: seconds("2025-01-01"), until: seconds("2030-01-01") }).status).to.equal("same");
  });

  it("never grants anew what was withdrawn, where a row says no dates", () => {
    const always = withActs(act({ from: 0 }), act({ kind: "withdraw", from: seconds("2022-01-01") }));
    const open = without(item({ from: 0 }), "until");
    expect(planOf(always, [open])[0]?.status).to.equal("same");
  });

  it("tells a scope, territories, conditions and dates that differ", () => {
    for (const change of [
      { conditions: true },
      { territories: [AT] },
      { until: seconds("2026-01-01") },
      { from: seconds("2015-01-02") },
    ]) {
      const { status, step } = onlyOf(withActs(granted()), change);
      expect([status, step?.parts[0]?.kind], JSON.stringify(change)).to.deep.equal(["changed", "accredit"]);
    }
  });

  it("refuses later acts and exclusions where there is another history", () => {
    const later = onlyOf(withActs(granted()), { laterActs: [{ kind: "withdraw", from: seconds("2021-01-01") }] });
    expect([later.status, later.reason]).to.deep.equal([
      "refused",
      "The register has another history: grant:2015-01-01T00:00:00Z/2025-01-01T00:00:00Z. Use accreditation rectify.",
    ]);
    expect(onlyOf(withActs(granted()), { decision: "withdraw" }).status).to.equal("refused");
  });

  it("begins with the first act and rectifies into the whole list", () => {
    const { step } = onlyOf(indexOf(), { laterActs: [{ kind: "withdraw", from: seconds("2021-01-01") }] });
    const [first, second] = step!.parts;
    expect(first?.kind).to.equal("accredit");
    expect(second?.kind === "rectify" && second.corrections.map(({ kind }) => kind)).to.deep.equal([
      "grant",
      "withdraw",
    ]);
  });

  it("restates what was granted before its type was retired, and leaves a later grant to the contract", () => {
    const retired = qualificationType({
      acts: [act({ from: 0 }), act({ kind: "end", from: seconds("2020-01-01"), position: 1 })],
    });
    const index = indexOf({ qualificationTypes: [retired] });
    expect(onlyOf(index).step?.parts.map(({ kind }) => kind)).to.deep.equal(["withdraw", "rectify"]);
    expect(onlyOf(index, { from: seconds("2021-01-01") }).step?.parts.map(({ kind }) => kind)).to.deep.equal([
      "accredit",
    ]);
  });

  it("refuses the second row of a record that two names mean", () => {
    const [first, second] = planOf(indexOf(), [item(), item({ line: 3, institution: IDENTIFIER, from: 0 })]);
    expect([first?.status, second?.status]).to.deep.equal(["new", "refused"]);
    expect(second?.reason).to.match(/^The accreditation is that of line 2\./);
  });

  it("puts decisions one after the other together, in the order of their time", () => {
    const rows = [
      item({ line: 2, from: seconds("2020-01-01"), until: seconds("2026-01-01") }),
      item({ line: 3, from: seconds("2014-01-01"), until: seconds("2020-01-01") }),
      item({ line: 4, from: seconds("2020-01-01"), until: seconds("2026-01-01") }),
    ];
    const planned = planOf(indexOf(), rows, "history");
    expect(planned.map(({ line, status }) => [line, status])).to.deep.equal([
      [2, "new"],
      [3, "new"],
      [4, "same"],
    ]);
    const [first, second] = planned;
    expect(first?.step).to.equal(second?.step);
    expect(first?.step?.rows).to.deep.equal(["key 3", "key 2"]);
    const rectification = first?.step?.parts[1];
    expect(rectification?.kind === "rectify" && rectification.corrections.map(({ from }) => from)).to.deep.equal([
      seconds("2014-01-01"),
      seconds("2020-01-01"),
    ]);
    const known = withActs(
      granted({ from: seconds("2014-01-01"), until: seconds("2020-01-01") }),
      granted({ from: seconds("2020-01-01"), until: seconds("2026-01-01") }),
    );
    expect(planOf(known, rows, "history").map(({ status }) => status)).to.deep.equal(["same", "same", "same"]);
  });

  it("refuses what the register doesn't know, or knows twice", () => {
    expect(onlyOf(indexOf(), { institution: "AT:urn:trusted-issuer:pic:999866899" }).reason).to.match(
      /Register it first/,
    );
    const subject = { kind: "programme", qualificationType: "https://qualifications.example/none" } as const;
    expect(onlyOf(indexOf(), { subject }).reason).to.match(/Define it first/);
    const twin = institution({ id: institutionId(AT, "urn:x"), identifier: "urn:x" });
    const twice = indexOf({ institutions: [institution(), twin] });
    expect(onlyOf(twice, { institution: IDENTIFIER }).reason).to.match(/was recorded for 2 institutions/);
  });
});
