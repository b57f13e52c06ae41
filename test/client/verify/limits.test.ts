import { expect } from "chai";

import { parseJson } from "../../../client/src/verify/limits.ts";
import type { Code } from "../../../client/src/verify/index.ts";
import { VerificationError } from "../../../client/src/verify/verificationError.ts";
import { asJwt, BACHELOR, credential, qualification } from "./fixtures/credentials.ts";
import { testKey } from "./fixtures/keys.ts";
import { didOf } from "./fixtures/register.ts";
import { fixtureWorld, type FixtureWorld, verifyCase } from "./fixtures/run.ts";
import { digestOf, disclosure, type Json, sealJwt, sealSdJwt } from "./fixtures/seal.ts";

const SEALED = "2020-06-01T00:00:00Z";
const key = testKey("university");

describe("parseJson", () => {
  it("reads what JSON.parse reads", () => {
    for (const text of [
      '{"a":[1,{"b":"c\\"}:"}],"d":"{\\\\"}',
      '["a:", "b" ]',
      '{"":{"":{}}}',
      '"a"',
      '{"__proto__":1}',
    ]) {
      expect(JSON.stringify(parseJson(text))).to.equal(JSON.stringify(JSON.parse(text)));
    }
  });

  for (const [text, code] of [
    ['{"a":1,"a":1}', "DUPLICATE_MEMBER"],
    ['{"a":1,"\\u0061":2}', "DUPLICATE_MEMBER"],
    ['[{"b":{"a":1, "a" :2}}]', "DUPLICATE_MEMBER"],
    ['{"__proto__":1,"__proto__":2}', "DUPLICATE_MEMBER"],
    ["[".repeat(100_000), "TOO_DEEP"],
    ['{"a":}', "MALFORMED"],
    ["", "MALFORMED"],
    ['{"a":"\\', "MALFORMED"],
  ] as const) {
    it(`refuses ${text.slice(0, 40)} as ${code}`, () => {
      expect(() => parseJson(text)).to.throw(VerificationError, code);
    });
  }
});

describe("parseJson, of a string without end", () => {
  it("takes no longer than its length", () => {
    // a parser that looked back at each escape would be at it for hours
    expect(() => parseJson(`{"${'\\"'.repeat(2 ** 21)}`)).to.throw(VerificationError, "MALFORMED");
  });
});

describe("verify, of what is made to exhaust", () => {
  let world: FixtureWorld;
  before(async () => {
    world = await fixtureWorld();
  });

  const cause = async (document: string): Promise<Code | undefined> =>
    (await verifyCase(world, { name: "", document })).rootCause?.code;

  it("refuses more qualifications than anybody is awarded", async () => {
    const qualifications = Array.from({ length: 51 }, (_, index) =>
      qualification(`https://example.org/${String(index)}`, 6, "0613"),
    );
    expect(await cause(asJwt({ issuer: "university", sealed: SEALED, qualifications }))).to.equal("TOO_MANY");
  });

  it("refuses more questions than one may be led to ask, however they are spread", async () => {
    const identifier = (name: string): Json => ({ notation: `did:web:${name}.example` });
    const bodies = (name: string) =>
      Array.from({ length: 8 }, (_, index) => ({ identifier: identifier(`${name}-${String(index)}`) }));
    const hasClaim = Array.from({ length: 8 }, (_, index) => ({
      specifiedBy: qualification(`https://example.org/${String(index)}`, 6, "0613"),
      awardedBy: { awardingBody: bodies(String(index)) },
    }));
    const more = { credentialSubject: { hasClaim } };
    expect(await cause(asJwt({ issuer: "university", sealed: SEALED, more }))).to.equal("TOO_MANY");
  });

  it("follows parts of parts however far they go", async () => {
    const parts: Json[] = Array.from({ length: 20_000 }, (_, index) => ({
      ...{ id: `urn:part:${String(index)}`, hasPart: { id: `urn:part:${String(index + 1)}` } },
      ...(index === 19_999 ? { specifiedBy: BACHELOR } : {}),
    }));
    const more = { credentialSubject: { hasClaim: { id: "urn:part:0" } }, parts };
    expect(await cause(asJwt({ issuer: "university", sealed: SEALED, more }))).to.equal(undefined);
  });

  it("reads parts that refer to each other in circles and doublings once", async () => {
    const parts: Json[] = Array.from({ length: 40 }, (_, index) => {
      const next = { id: `urn:part:${String((index + 1) % 40)}` };
      return { id: `urn:part:${String(index)}`, type: "LearningAchievement", hasPart: [next, next] };
    });
    const awarded = { id: "urn:part:last", specifiedBy: BACHELOR, hasPart: [{ id: "urn:part:0" }] };
    const more = { credentialSubject: { hasClaim: [awarded, ...parts] } };
    expect(await cause(asJwt({ issuer: "university", sealed: SEALED, more }))).to.equal(undefined);
  });

  it("refuses disclosures that hide in one another without end", async () => {
    const chain = [disclosure("a", 1)];
    for (let depth = 0; depth < 5000; depth += 1) chain.push(disclosure("a", { _sd: [digestOf(chain.at(-1)!)] }));
    const outermost = { _sd: [digestOf(chain.at(-1)!)] };
    const payload = { iss: didOf("university"), iat: 1_590_969_600, vct: "urn:example:diploma", outermost };
    expect(await cause(sealSdJwt(payload, {}, key, { extra: chain }))).to.equal("TOO_DEEP");
  });

  it("asks about awards from before 1970 as of then", async () => {
    const { notices, verdict } = await verifyCase(world, {
      name: "",
      document: asJwt({ issuer: "university", sealed: SEALED, awarded: "1965-07-01" }),
    });
    expect([verdict, ...notices.map(({ code }) => code)]).to.deep.equal(["VALID", "AWARD_DATE_NOT_COVERED"]);
  });

  it("refuses dates that no calendar has", async () => {
    for (const validFrom of ["2020-02-30", "yesterday", 1e300, -9e15, "0000-01-01T00:00:00+14:00", true]) {
      const document = sealJwt({ ...credential({ issuer: "university", sealed: SEALED }), validFrom }, key);
      expect(await cause(document), String(validFrom)).to.equal("INVALID_DATE");
    }
  });

  it("survives whatever octets it is handed", async () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const octets = Uint8Array.from({ length: seed }, (_, index) => (seed * 7919 + index * index * 104_729) % 256);
      const { verdict } = await verifyCase(world, { name: "", document: octets as unknown as string });
      expect(verdict).to.equal("INCONCLUSIVE");
    }
  });
});
