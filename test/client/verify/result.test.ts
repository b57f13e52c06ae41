import { expect } from "chai";

import { english, RESULT_VERSION } from "../../../client/src/verify/index.ts";
import { CASES } from "./fixtures/cases.ts";
import { fixtureWorld, type FixtureWorld, verifyCase } from "./fixtures/run.ts";
import { asJades, asJwt, credential } from "./fixtures/credentials.ts";
import { testKey } from "./fixtures/keys.ts";
import { organizationIdentifierOf } from "./fixtures/register.ts";
import { sealJades } from "./fixtures/seal.ts";

describe("a verification's result", () => {
  let world: FixtureWorld;
  before(async () => {
    world = await fixtureWorld();
  });

  it("survives JSON unchanged, whatever was found", async () => {
    for (const fixture of CASES) {
      const result = await verifyCase(world, fixture);
      expect(JSON.parse(JSON.stringify(result)), fixture.name).to.deep.equal(result);
      expect(result.version).to.equal(RESULT_VERSION);
    }
  });

  it("says every fact that its sentences speak of", async () => {
    for (const fixture of CASES) {
      const { checks, notices } = await verifyCase(world, fixture);
      for (const { code, facts = {} } of [...checks, ...notices]) {
        const spoken = [...english[code].matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        expect(Object.keys(facts), `${fixture.name}: ${code}`).to.include.members(spoken);
      }
    }
  });

  it("names every check and status by the EU vocabularies", async () => {
    // format, seal, seal, accreditation, revocation, expiry, owner, custom
    const CHECKS = [
      ...["2f5b89b96f", "f9c2016fe9", "f9c2016fe9", "e2bbc86a28", "271aef9eb4", "94d828f160", "1faf8d450f"],
      "c_50990fe3",
    ];
    const STATUSES = { pass: "9895008394", fail: "9d26eb9a37", inconclusive: "641f0c5e5d", skipped: "641f0c5e5d" };
    for (const fixture of CASES) {
      const { checks } = await verifyCase(world, fixture);
      for (const [index, { status, checkUri, statusUri }] of checks.entries()) {
        expect(checkUri).to.equal(`http://data.europa.eu/snb/verification/${CHECKS[index]!}`);
        expect(statusUri).to.equal(`http://data.europa.eu/snb/verification-status/${STATUSES[status]}`);
      }
    }
  });

  it("leads from the council to the key by the registry's own names, whatever the credential calls itself", async () => {
    const more = { issuer: { id: "did:web:university.example", legalName: { en: "The unіversity institution" } } };
    const { trustPaths, notices } = await verifyCase(world, {
      name: "",
      document: asJwt({ issuer: "university", sealed: "2020-06-01", more }),
    });
    expect(trustPaths).to.have.length(1);
    expect(trustPaths[0]!.map(({ role }) => role)).to.deep.equal([
      ...["council", "memberState", "accreditationBody", "institution", "trustServiceProvider", "key"],
    ]);
    expect(trustPaths[0]![3]).to.deep.include({ legalName: { en: "The university institution" }, country: "GR" });
    expect(notices.map(({ code }) => code)).to.deep.equal(["NAME_DIFFERS"]);
  });

  it("says that a certificate names another only where the registry doesn't name that, too", async () => {
    const written = { issuer: "university", sealed: "2020-06-01T00:00:00Z" } as const;
    const other = sealJades(credential(written), testKey("university"), {
      ...{ sigT: written.sealed, organizationIdentifier: organizationIdentifierOf("mill") },
    });
    const said = async (document: string) =>
      (await verifyCase(world, { name: "", document })).notices.map(({ code }) => code);
    const unreadable = sealJades(credential(written), testKey("university"), {
      ...{ sigT: written.sealed, organizationIdentifier: "The mill" },
    });
    expect(await said(asJades(written))).to.deep.equal([]);
    for (const document of [other, unreadable]) {
      expect(await said(document)).to.deep.equal(["CERTIFICATE_NAMES_ANOTHER"]);
    }
  });

  it("leads nowhere where the key isn't the institution's", async () => {
    const document = asJwt({ issuer: "university", sealed: "2020-06-01" }, testKey("nobody"));
    expect((await verifyCase(world, { name: "", document })).trustPaths).to.deep.equal([]);
  });

  it("puts nothing into a sentence that moves a cursor, turns the direction of writing, or doesn't end", async () => {
    const level = `\u001b[2J\u202e${"8".repeat(1000)}`;
    const qualifications = [{ type: "Qualification", eqfLevel: { id: level } }];
    const document = asJwt({ issuer: "university", sealed: "2020-06-01", qualifications });
    const [format] = (await verifyCase(world, { name: "", document })).checks;
    expect(format).to.include({ code: "UNKNOWN_LEVEL" });
    expect(format!.sentence).to.match(/^[\p{L}\p{N}\p{P}\p{Zs}\ufffd]{1,300}$/u);
  });

  it("comes out the same at the same block", async () => {
    const first = await verifyCase(world, CASES[0]!);
    await world.chain.networkHelpers.mine(3);
    const again = await verifyCase(world, CASES[0]!, { registry: world.registry.at(first.rerun.block!) });
    expect(again).to.deep.equal(first);
  });
});
