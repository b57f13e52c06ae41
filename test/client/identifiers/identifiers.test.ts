import { existsSync, readFileSync } from "node:fs";

import { expect } from "chai";
import { parse } from "csv-parse/sync";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { type IdentifierScheme, identifierUri, parseIdentifier } from "../../../client/src/identifiers/identifiers.ts";

/** scheme, as written, canonical URI or null where it is refused */
const TABLE: readonly (readonly [IdentifierScheme, string, string | null])[] = [
  ["pic", " 999866883 ", "urn:trusted-issuer:pic:999866883"],
  ["pic", "99986688", null],
  ["pic", "9.99867E+08", null],
  ["erasmusCode", "A  WIEN01", "urn:trusted-issuer:erasmus-code:A%20%20WIEN01"],
  ["erasmusCode", "A\u00a0 WIEN01", "urn:trusted-issuer:erasmus-code:A%20%20WIEN01"],
  ["erasmusCode", "a wien01", "urn:trusted-issuer:erasmus-code:A%20%20WIEN01"],
  ["erasmusCode", "CZ PRAHA07", "urn:trusted-issuer:erasmus-code:CZ%20PRAHA07"],
  ["erasmusCode", "IRLDUBLIN01", "urn:trusted-issuer:erasmus-code:IRLDUBLIN01"],
  ["erasmusCode", "F  PARIS 063", "urn:trusted-issuer:erasmus-code:F%20%20PARIS%20063"],
  ["erasmusCode", "A  ST-POLT03", "urn:trusted-issuer:erasmus-code:A%20%20ST-POLT03"],
  ["erasmusCode", "WIEN", null],
  ["oid", "e10208856", "urn:trusted-issuer:erasmus-oid:E10208856"],
  ["oid", "E1020885", null],
  ["schac", "UniVie.ac.at", "urn:trusted-issuer:schac:univie.ac.at"],
  ["schac", "univie", null],
  ["eter", "at0001", "urn:trusted-issuer:eter:AT0001"],
  ["eter", "AT1", null],
  ["deqar", "DEQARINST0879", "https://data.deqar.eu/institution/879"],
  ["deqar", "https://data.deqar.eu/institution/879", "https://data.deqar.eu/institution/879"],
  ["deqar", "DEQARINST0000", null],
  ["ror", "03prydq77", "https://ror.org/03prydq77"],
  ["ror", "https://ror.org/03PRYDQ77", "https://ror.org/03prydq77"],
  ["ror", "03prydq78", null],
  ["euid", "FIFPRO.1006550-2", "urn:trusted-issuer:euid:FIFPRO.1006550-2"],
  ["euid", "FIFPRO1006550-2", null],
  ["organizationIdentifier", "VATBE-0419052173", "urn:trusted-issuer:organization-identifier:VATBE-0419052173"],
  ["organizationIdentifier", "NTRDE-HRB 1/2", "urn:trusted-issuer:organization-identifier:NTRDE-HRB%201%2F2"],
  ["organizationIdentifier", "VATEL-090145420", "urn:trusted-issuer:organization-identifier:VATEL-090145420"],
  ["organizationIdentifier", "0419052173", null],
  ["vat", "BE 0419.052.173", "urn:trusted-issuer:vat:BE0419052173"],
  ["vat", "EL090145420", "urn:trusted-issuer:vat:EL090145420"],
  ["vat", "CHE123456789", "urn:trusted-issuer:vat:CHE123456789"],
  ["vat", "GR090145420", null],
  ["vat", "BE419052173", null],
  ["vat", "ZZ123456789", null],
  ["lei", "hwupkr0mpou8fgxbt394", "urn:trusted-issuer:lei:HWUPKR0MPOU8FGXBT394"],
  ["lei", "HWUPKR0MPOU8FGXBT395", null],
  ["lei", "HWUPKR0MPOU8FGXBT39", null],
  ["did", "did:web:univie.ac.at", "did:web:univie.ac.at"],
  ["did", "did:web:example.org%3a3000", "did:web:example.org%3A3000"],
  ["did", "did:web:", null],
  ["did", "did:Web:univie.ac.at", null],
  ["domain", "WWW.UniVie.ac.at.", "dns:www.univie.ac.at"],
  ["domain", "iespeñacastillo.es", "dns:xn--iespeacastillo-unb.es"],
  ["domain", "univie", null],
  ["domain", "192.0.2.1", null],
  ["domain", "a@b.eu", null],
  ["domain", "univie.ac.at/path", null],
  ["uri", "HTTPS://Univie.AC.at/Path/%c3%a4", "https://univie.ac.at/Path/%C3%A4"],
  ["uri", "urn:example:A", "urn:example:A"],
  ["uri", "//univie.ac.at/", null],
  ["uri", "https://univie.ac.at/ä", null],
  ["uri", `https://univie.ac.at/${"a".repeat(512)}`, null],
];

describe("identifierUri", () => {
  for (const [scheme, written, uri] of TABLE) {
    if (uri === null) {
      it(`refuses '${written}' as ${scheme}, saying what one looks like`, () => {
        expect(() => identifierUri(scheme, written))
          .to.throw(SuiteError)
          .with.property("code", "INVALID_IDENTIFIER");
      });
    } else {
      it(`writes ${scheme} '${written}' as ${uri}`, () => {
        expect(identifierUri(scheme, written)).to.equal(uri);
      });
    }
  }
});

describe("identifierUri of no identifier", () => {
  for (const written of ["", " ", "-", "#N/A", "n/a"]) {
    it(`says that '${written}' is none`, () => {
      expect(() => identifierUri("oid", written))
        .to.throw(SuiteError)
        .with.property("code", "NO_IDENTIFIER");
    });
  }
});

describe("parseIdentifier", () => {
  for (const [written, scheme, value] of [
    ["999866883", "pic", "999866883"],
    ["A  WIEN01", "erasmusCode", "A  WIEN01"],
    ["E10208856", "oid", "E10208856"],
    ["DEQARINST0879", "deqar", "DEQARINST0879"],
    ["ror.org/03prydq77", "ror", "03prydq77"],
    ["VATBE-0419052173", "organizationIdentifier", "VATBE-0419052173"],
    ["HWUPKR0MPOU8FGXBT394", "lei", "HWUPKR0MPOU8FGXBT394"],
    ["did:web:univie.ac.at", "did", "did:web:univie.ac.at"],
    ["dns:univie.ac.at", "domain", "univie.ac.at"],
    ["vat:BE0419052173", "vat", "BE0419052173"],
    ["eter:AT0001", "eter", "AT0001"],
    ["schac:univie.ac.at", "schac", "univie.ac.at"],
    ["euid:FIFPRO.1006550-2", "euid", "FIFPRO.1006550-2"],
    ["https://www.univie.ac.at/", "uri", "https://www.univie.ac.at/"],
    ["urn:ietf:params:oauth:jwk-thumbprint:sha-256:AbC", "uri", "urn:ietf:params:oauth:jwk-thumbprint:sha-256:AbC"],
  ] as const) {
    it(`knows '${written}' as ${scheme}, and its canonical URI as the same`, () => {
      const { uri, ...rest } = parseIdentifier(written);
      expect(rest).to.deep.equal({ scheme, value });
      expect(parseIdentifier(uri)).to.deep.equal({ scheme, value, uri });
    });
  }

  for (const written of ["univie", "urn:trusted-issuer:pic:1", "urn:trusted-issuer:oid:E10208856", "03prydq77"]) {
    it(`refuses '${written}'`, () => {
      expect(() => parseIdentifier(written))
        .to.throw(SuiteError)
        .with.property("code", "INVALID_IDENTIFIER");
    });
  }
});

describe("the Erasmus Charter list", function () {
  const list = new URL("../../../../shared/data/heis/eche-2025-05-13.csv", import.meta.url);
  before(function () {
    if (!existsSync(list)) {
      console.error("skipped: no ../shared/data/heis beside this repository");
      this.skip();
    }
  });

  const rows = (): Record<string, string>[] => parse(readFileSync(list), { columns: true, bom: true });
  /** Values that go through and come back, and codes of refusals with how often they occur. */
  function throughAndBack(scheme: IdentifierScheme, column: string) {
    const refused: Record<string, number> = {};
    let same = 0;
    for (const row of rows()) {
      try {
        const written = row[column] ?? "";
        const { value } = parseIdentifier(identifierUri(scheme, written));
        // non-breaking spaces are spaces
        expect(value).to.equal(written.replaceAll("\u00a0", " "));
        same += 1;
      } catch (error) {
        if (!(error instanceof SuiteError)) throw error;
        refused[error.code] = (refused[error.code] ?? 0) + 1;
      }
    }
    return { same, refused };
  }

  it("gives every PIC back", () => {
    expect(throughAndBack("pic", "PIC")).to.deep.equal({ same: 5891, refused: {} });
  });

  it("gives every Erasmus code back, spaces included", () => {
    expect(throughAndBack("erasmusCode", "Erasmus Code")).to.deep.equal({ same: 5891, refused: {} });
  });

  it("gives all 5,778 OIDs back and says of the other 113 that there is none", () => {
    expect(throughAndBack("oid", "OID")).to.deep.equal({ same: 5778, refused: { NO_IDENTIFIER: 113 } });
  });
});
