import { expect } from "chai";

import { parseCountry } from "../../client/src/identifiers/countries.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { MAX_PROFILE_BYTES, parseProfile, profile, profileBytes, siteUrl } from "../../client/src/profile.ts";

const AT = parseCountry("AT");
const named = (legalName: Record<string, string>) =>
  profile({ country: AT, identifiers: ["urn:b", "urn:a"], legalName });

describe("profileBytes", () => {
  it("is canonical JSON: members and identifiers sorted, no spaces, UTF-8", () => {
    const made = profile({
      site: "https://www.univie.ac.at/",
      legalName: { en: "University of Vienna", de: "Universität Wien" },
      identifiers: ["urn:b", "urn:a", "urn:b"],
      country: AT,
    });
    expect(new TextDecoder().decode(profileBytes(made))).to.equal(
      '{"country":"AT","identifiers":["urn:a","urn:b"],' +
        '"legalName":{"de":"Universität Wien","en":"University of Vienna"},"site":"https://www.univie.ac.at/"}',
    );
  });

  it("takes 4,096 bytes and refuses one more", () => {
    const spare = MAX_PROFILE_BYTES - profileBytes(named({ de: "x" })).length;
    expect(profileBytes(named({ de: "x".repeat(spare + 1) }))).to.have.length(MAX_PROFILE_BYTES);
    expect(() => profileBytes(named({ de: "x".repeat(spare + 2) })))
      .to.throw(SuiteError)
      .with.property("code", "PROFILE_TOO_LARGE");
  });
});

describe("profile", () => {
  it("writes names in NFC with single spaces", () => {
    expect(named({ de: "  Universita\u0308t\u00a0\n Wien " }).legalName).to.deep.equal({ de: "Universität Wien" });
  });

  it("writes language tags as BCP 47 does", () => {
    expect(Object.keys(named({ "sr-LATN-rs": "Univerzitet" }).legalName)).to.deep.equal(["sr-Latn-RS"]);
  });

  it("refuses names that are empty, no text, or somebody's e-mail address", () => {
    for (const name of ["", " ", "a\u0000b", "Universit\ufffdt", "\ud800", "jane.doe@uni.example"]) {
      expect(() => named({ de: name }))
        .to.throw(SuiteError)
        .with.property("code", "INVALID_NAME");
    }
    expect(() => named({})).to.throw(SuiteError);
  });

  it("refuses what is no language", () => {
    expect(() => named({ "not a tag": "Universität" }))
      .to.throw(SuiteError)
      .with.property("code", "INVALID_LANGUAGE");
  });
});

describe("siteUrl", () => {
  for (const [written, url] of [
    ["www.univie.ac.at", "https://www.univie.ac.at/"],
    [" http://WWW.fhv.at ", "http://www.fhv.at/"],
    ["https://www.cvut.cz/en#top", "https://www.cvut.cz/en"],
    ["http://www.iespeñacastillo.es", "http://www.xn--iespeacastillo-unb.es/"],
  ] as const) {
    it(`writes '${written}' as ${url}`, () => {
      expect(siteUrl(written)).to.equal(url);
    });
  }

  for (const written of [
    "",
    "jane.doe@uni.example",
    "https://jane@uni.example/",
    "www.uoi.gr / www.rc.uoi.gr",
    "www. iesadaja.es",
    "http//www.univ-perp.fr",
    "20004497200087",
    "192.0.2.1",
    "/llompart.cat",
    "localhost",
    "javascript:alert(1)",
    "ftp://uni.example/",
  ]) {
    it(`takes '${written}' for no web address`, () => {
      expect(siteUrl(written)).to.equal(undefined);
    });
  }
});

describe("parseProfile", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const plain = '{"country":"AT","identifiers":["urn:a"],"legalName":{"de":"Universität Wien"}}';

  it("reads what profileBytes wrote, and leaves out members that it doesn't know", () => {
    const made = named({ de: "Universität Wien" });
    expect(parseProfile(profileBytes(made))).to.deep.equal(made);
    expect(parseProfile(bytes(`${plain.slice(0, -1)},"motto":"x"}`))).to.deep.equal(JSON.parse(plain));
  });

  for (const [why, text] of [
    ["spaces", plain.replace(":", ": ")],
    ["another order", '{"identifiers":["urn:a"],"country":"AT","legalName":{}}'],
    ["a member twice", plain.replace("{", '{"country":"AT",')],
    ["no identifiers", '{"country":"AT","legalName":{}}'],
    ["names that are no text", '{"country":"AT","identifiers":[],"legalName":{"de":1}}'],
    ["another value", "null"],
    ["no JSON", "{"],
  ] as const) {
    it(`drops bytes with ${why}`, () => {
      expect(parseProfile(bytes(text))).to.equal(undefined);
    });
  }

  it("drops bytes that aren't UTF-8, or begin with a byte order mark", () => {
    expect(parseProfile(Uint8Array.of(0x22, 0xff, 0x22))).to.equal(undefined);
    expect(parseProfile(bytes(`\ufeff${plain}`))).to.equal(undefined);
  });
});
