import { expect } from "chai";
import { concat, keccak256, toUtf8Bytes, zeroPadBytes } from "ethers";

import { EU, parseCountry } from "../../../client/src/identifiers/countries.ts";
import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import {
  type PublicJwk,
  bindingId,
  institutionId,
  jwkThumbprintUri,
  qualificationTypeId,
} from "../../../client/src/identifiers/ids.ts";

const URI = "urn:trusted-issuer:pic:999866883";

describe("institutionId", () => {
  it("is the hash of the country, padded at the right, and the URI's hash", () => {
    const country = zeroPadBytes(toUtf8Bytes("AT"), 32);
    expect(institutionId(parseCountry("AT"), URI)).to.equal(keccak256(concat([country, keccak256(toUtf8Bytes(URI))])));
  });

  it("differs between countries that name the same URI", () => {
    expect(institutionId(parseCountry("AT"), URI)).to.not.equal(institutionId(parseCountry("DE"), URI));
  });
});

describe("qualificationTypeId", () => {
  it("takes the council's code", () => {
    expect(qualificationTypeId(EU, URI)).to.match(/^0x[0-9a-f]{64}$/);
  });
});

describe("bindingId", () => {
  it("is the hash of the URI's bytes", () => {
    expect(bindingId(URI)).to.equal(keccak256(toUtf8Bytes(URI)));
  });
});

describe("jwkThumbprintUri", () => {
  it("gives RFC 7638's example its thumbprint, and ignores what doesn't belong to it", () => {
    const jwk = {
      kty: "RSA",
      n:
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs" +
        "tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
      e: "AQAB",
      alg: "RS256",
      kid: "2011-04-29",
    } as const satisfies PublicJwk & Record<string, string>;
    expect(jwkThumbprintUri(jwk)).to.equal(
      "urn:ietf:params:oauth:jwk-thumbprint:sha-256:NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
    );
  });

  it("gives RFC 8037's Ed25519 key its thumbprint", () => {
    expect(jwkThumbprintUri({ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" })).to.equal(
      "urn:ietf:params:oauth:jwk-thumbprint:sha-256:kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
    );
  });

  it("refuses a second spelling of a key: each has one name", () => {
    const x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    for (const jwk of [
      { kty: "OKP", crv: "Ed25519", x: `${x.slice(0, -1)}p` },
      { kty: "OKP", crv: "Ed25519", x: `${x}=` },
      { kty: "OKP", crv: "Ed25519", x: ` ${x}` },
      { kty: "OKP", crv: "ed25519", x },
      { kty: "EC", crv: "P-256", x, y: `AA${x}`.slice(0, 42) },
      { kty: "RSA", e: "AQAB", n: "AAEC" },
      { kty: "RSA", e: "AAEAAQ", n: "AQAB" },
    ]) {
      expect(() => jwkThumbprintUri(jwk as unknown as PublicJwk), JSON.stringify(jwk))
        .to.throw(SuiteError)
        .with.property("code", "UNSUPPORTED_KEY");
    }
  });

  it("refuses a symmetric key and an incomplete one", () => {
    for (const jwk of [
      { kty: "oct", k: "AAAA" },
      { kty: "EC", crv: "P-256", x: "AAAA" },
    ]) {
      expect(() => jwkThumbprintUri(jwk as unknown as PublicJwk))
        .to.throw(SuiteError)
        .with.property("code", "UNSUPPORTED_KEY");
    }
  });
});
