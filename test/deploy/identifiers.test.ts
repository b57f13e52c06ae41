import { expect } from "chai";

import { SuiteError } from "../../deploy/errors.ts";
import { type IdentifierScheme, identifierUri } from "../../deploy/identifiers.ts";

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
  ["erasmusCode", "", null],
  ["oid", "e10208856", "urn:trusted-issuer:erasmus-oid:E10208856"],
  ["oid", "#N/A", null],
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
  ["did", "did:web:univie.ac.at", "did:web:univie.ac.at"],
  ["did", "did:web:example.org%3a3000", "did:web:example.org%3A3000"],
  ["did", "did:web:", null],
  ["did", "did:Web:univie.ac.at", null],
  ["domain", "WWW.UniVie.ac.at.", "dns:www.univie.ac.at"],
  ["domain", "iespeñacastillo.es", "dns:xn--iespeacastillo-unb.es"],
  ["domain", "univie", null],
  ["domain", "192.0.2.1", null],
  ["domain", "a@b.eu", null],
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
