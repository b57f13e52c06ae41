import { existsSync, readFileSync } from "node:fs";

import { expect } from "chai";

import { decodeScope, encodeScope, type ScopeSets } from "../../../client/src/encoding.ts";
import { parseCountry } from "../../../client/src/identifiers/countries.ts";
import { ISCED_FIELDS } from "../../../client/src/identifiers/isced.ts";
import type { RegisterContents } from "../../../tasks/export/contents.ts";
import { elmDocument, type Node } from "../../../tasks/export/elm.ts";
import {
  countryConcept,
  credentialTypeConcept,
  fieldConcept,
  jurisdictionConcept,
  levelConcept,
  LICENCES,
} from "../../../tasks/export/vocabularies.ts";
import { codeList } from "../../client/identifiers/codeList.ts";
import { act, contents, IDENTIFIER, institution, programme, seconds, TYPE_URI } from "./contents.ts";

const scoped = (sets: ScopeSets) => [
  { institution: institution().id, acts: [act({ scope: decodeScope(encodeScope(sets)), territories: [] })] },
];
const graphOf = (change: Partial<RegisterContents>): readonly Node[] => elmDocument(contents(change))["@graph"];
const accreditationsOf = (change: Partial<RegisterContents>): Node[] =>
  graphOf(change).filter(({ type }) => type === "Accreditation");
const ids = (concepts: unknown): string[] => (concepts as { readonly id: string }[]).map(({ id }) => id);

/** Everything that an export can say. */
const RICH = {
  programmes: [
    programme({
      ...act({ until: seconds("2025-01-01"), conditional: true }),
      territories: [parseCountry("AT"), parseCountry("CH")],
    }),
  ],
  institutional: scoped({ levels: [6, 7], credentialTypes: ["qualificationAward"], fields: ["04", "0613"] }),
};

describe("elmDocument", () => {
  it("tells a programme accreditation with the URIs of the EU's vocabularies", () => {
    const [accreditation] = accreditationsOf({ programmes: RICH.programmes });
    expect(accreditation).to.deep.include({
      type: "Accreditation",
      dcType: LICENCES.programme,
      limitQualification: TYPE_URI,
      dateIssued: "2020-01-01T00:00:00Z",
      valid: "2015-01-01T00:00:00Z",
      expiryDate: "2025-01-01T00:00:00Z",
    });
    expect(ids(accreditation!["limitEQFLevel"])).to.deep.equal(["http://data.europa.eu/snb/eqf/7"]);
    expect(ids(accreditation!["limitField"])).to.deep.equal(["http://data.europa.eu/snb/isced-f/0421"]);
    expect(ids(accreditation!["limitCredentialType"])).to.deep.equal([
      "http://data.europa.eu/snb/credential/6cf8e68c43",
    ]);
    expect(ids(accreditation!["limitJurisdiction"])).to.deep.equal([
      "http://publications.europa.eu/resource/authority/atu/AUT",
      "http://publications.europa.eu/resource/authority/country/CHE",
    ]);
  });

  it("tells an institutional accreditation by its scope, without what has no limit", () => {
    const institutional = scoped({ levels: [6, 7], credentialTypes: "all", fields: "all" });
    const [accreditation] = accreditationsOf({ institutional });
    expect(accreditation!["dcType"]).to.equal(LICENCES.institutional);
    expect(ids(accreditation!["limitEQFLevel"])).to.deep.equal([
      "http://data.europa.eu/snb/eqf/6",
      "http://data.europa.eu/snb/eqf/7",
    ]);
    expect(accreditation).not.to.have.any.keys("limitField", "limitCredentialType", "limitJurisdiction", "expiryDate");
  });

  it("tells who is accredited, and by which office", () => {
    const graph = graphOf(RICH);
    const [accreditation] = accreditationsOf(RICH);
    const organisation = graph.find(({ id }) => id === accreditation!["organisation"]);
    expect(organisation).to.deep.include({ type: "Organisation", legalName: { de: "Universität Wien" } });
    expect(organisation!["identifier"]).to.deep.equal([
      { id: IDENTIFIER, type: "Identifier", notation: "999866883", schemeName: "pic" },
    ]);
    const agent = graph.find(({ id }) => id === accreditation!["accreditingAgent"]);
    expect(agent!["legalName"]).to.deep.equal({ en: "Accreditation body, office 2, Austria" });
  });

  it("cuts a suspension out, and gives each node an id of its own", () => {
    const acts = [act(), act({ kind: "suspend", from: seconds("2021-01-01"), until: seconds("2022-01-01") })] as const;
    const found = accreditationsOf({ programmes: [programme(...acts)] });
    expect(found.map(({ valid, expiryDate }) => [valid, expiryDate])).to.deep.equal([
      ["2015-01-01T00:00:00Z", "2021-01-01T00:00:00Z"],
      ["2022-01-01T00:00:00Z", undefined],
    ]);
    expect(new Set(found.map(({ id }) => id)).size).to.equal(2);
  });

  for (const [what, change] of [
    ["an exclusion", { programmes: [programme(act({ kind: "withdraw" }))] }],
    ["an annulled grant", { programmes: [programme(act(), act({ kind: "annul" }))] }],
    [
      "a scope that extends to nothing",
      { institutional: scoped({ levels: [], credentialTypes: "all", fields: "all" }) },
    ],
  ] as const) {
    it(`has no accreditation of ${what}`, () => {
      expect(accreditationsOf(change)).to.deep.equal([]);
    });
  }

  it("uses names that the context of European Digital Credentials has", function () {
    const file = new URL("../../../../shared/data/elm-code-lists/edc-ap-context.jsonld", import.meta.url);
    if (!existsSync(file)) {
      console.error("skipped: no ../shared/data/elm-code-lists beside this repository");
      this.skip();
    }
    const context = JSON.parse(readFileSync(file, "utf8")) as { "@context": Record<string, unknown> };
    const known = new Set([...Object.keys(context["@context"]), "id", "type"]);
    const unknown = new Set<string>();
    const languages = /^[a-z]{2,3}$/;
    (function walk(value: unknown): void {
      if (typeof value !== "object" || value === null) return;
      for (const [key, member] of Object.entries(value)) {
        if (!Array.isArray(value) && !known.has(key) && !languages.test(key)) unknown.add(key);
        if (key === "type" && !known.has(member as string)) unknown.add(member as string);
        walk(member);
      }
    })(graphOf(RICH));
    expect([...unknown]).to.deep.equal([]);
  });
});

describe("the concepts of an ELM export", () => {
  for (const [list, concepts] of [
    ["eqf.xsd", [1, 2, 3, 4, 5, 6, 7, 8].map(levelConcept)],
    ["isced-f.xsd", [...ISCED_FIELDS.keys()].map(fieldConcept)],
    ["europass-credential-types.xsd", [1, 2, 3, 4, 5].map(credentialTypeConcept)],
  ] as const) {
    it(`are all of ${list}`, function () {
      expect(concepts.map((one) => one!.id)).to.have.members(codeList(this, list));
    });
  }

  it("are of the lists of accreditation types, countries and territorial units", function () {
    const uris = ["europass-accreditation-types.xsd", "country.xsd", "atu.xsd"].flatMap((list) => codeList(this, list));
    const countries = codeList(this, "country.xsd").filter((uri) => !/(?:EUR|OP_DATPRO|CPT)$/.test(uri));
    const codes = countries.map(parseCountry);
    const concepts = [...Object.values(LICENCES), ...codes.map(countryConcept), ...codes.map(jurisdictionConcept)];
    expect(concepts.map(({ id }) => id).filter((id) => !uris.includes(id))).to.deep.equal([]);
  });

  it("name every country by its territorial unit that has one", function () {
    const units = codeList(this, "atu.xsd").filter((uri) => /\/[A-Z]{3}$/.test(uri));
    const countries = codeList(this, "country.xsd").filter((uri) => !/(?:EUR|OP_DATPRO|CPT)$/.test(uri));
    const used = countries.map((uri) => jurisdictionConcept(parseCountry(uri)).id).filter((id) => id.includes("/atu/"));
    // England, Scotland and Northern Ireland are units, but no countries here; CYM there is Wales, not the Cayman Islands
    expect(units.filter((uri) => !used.includes(uri)).map((uri) => uri.slice(-3))).to.have.members([
      ...["EUR", "ENG", "CYM", "SCT", "NIR"],
    ]);
  });
});
