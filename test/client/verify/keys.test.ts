import { expect } from "chai";

import { connect } from "../../../client/src/connect.ts";
import { asJwt, credential } from "./fixtures/credentials.ts";
import { testKey } from "./fixtures/keys.ts";
import { didOf } from "./fixtures/register.ts";
import { fixtureWorld, type FixtureWorld, verifyCase } from "./fixtures/run.ts";
import { type Json, sealJwt } from "./fixtures/seal.ts";

const SEALED = "2020-06-01T00:00:00Z";
const key = testKey("university");
const DID = didOf("university");
const DOCUMENT = "https://university.example/.well-known/did.json";

describe("verify, by where the key is found", () => {
  let world: FixtureWorld;
  before(async () => {
    world = await fixtureWorld();
  });

  const didDocument = (more: Json = {}): Json => ({
    id: DID,
    verificationMethod: [{ id: `${DID}#seal`, type: "JsonWebKey", publicKeyJwk: key.jwk }],
    ...more,
  });
  const check = async (header: Json, more: Parameters<typeof verifyCase>[2] = {}, by = key) => {
    const document = sealJwt(credential({ issuer: "university", sealed: SEALED }), by, { jwk: undefined, ...header });
    const { verdict, rootCause } = await verifyCase(world, { name: "", document }, more);
    return [verdict, rootCause?.code];
  };
  const serving = (document: Json) => (url: string) =>
    url === DOCUMENT ? Promise.resolve(Response.json(document)) : Promise.reject(new Error("no network"));

  it("finds it in the issuer's DID document", async () => {
    expect(await check({ kid: `${DID}#seal` }, { fetch: serving(didDocument()) })).to.deep.equal(["VALID", undefined]);
  });

  it("finds it in a did:jwk, which alone authorises nothing", async () => {
    const kid = `did:jwk:${Buffer.from(JSON.stringify(key.jwk)).toString("base64url")}#0`;
    expect(await check({ kid })).to.deep.equal(["VALID", undefined]);
    const nobody = testKey("nobody");
    const own = `did:jwk:${Buffer.from(JSON.stringify(nobody.jwk)).toString("base64url")}#0`;
    expect(await check({ kid: own }, {}, nobody)).to.deep.equal(["INVALID", "KEY_UNKNOWN"]);
  });

  it("refuses a key that the DID document has and the registry doesn't", async () => {
    const nobody = testKey("nobody");
    const document = didDocument({ verificationMethod: [{ id: `${DID}#seal`, publicKeyJwk: nobody.jwk }] });
    expect(await check({ kid: `${DID}#seal` }, { fetch: serving(document) }, nobody)).to.deep.equal([
      "INVALID",
      "KEY_UNKNOWN",
    ]);
  });

  it("leaves open a key that the DID document doesn't have, or of another's document, or that can't be fetched", async () => {
    expect(await check({ kid: `${DID}#other` }, { fetch: serving(didDocument()) })).to.deep.equal([
      "INCONCLUSIVE",
      "KEY_UNAVAILABLE",
    ]);
    const others = serving(didDocument({ id: didOf("mill") }));
    expect(await check({ kid: `${DID}#seal` }, { fetch: others })).to.deep.equal(["INCONCLUSIVE", "KEY_UNAVAILABLE"]);
    expect(await check({ kid: `${DID}#seal` })).to.deep.equal(["INCONCLUSIVE", "UNREACHABLE"]);
  });

  it("takes keys that the caller has from elsewhere, by their names", async () => {
    const keys = [
      { ...testKey("mill").jwk, kid: "old" },
      { ...key.jwk, kid: "seal" },
    ];
    expect(await check({ kid: "seal" }, { keys })).to.deep.equal(["VALID", undefined]);
    expect(await check({ kid: "old" }, { keys })).to.deep.equal(["INVALID", "SIGNATURE_WRONG"]);
  });

  it("leaves open what a server answers that is no DID document", async () => {
    const html = () => Promise.resolve(new Response("<html>maintenance</html>"));
    expect(await check({ kid: `${DID}#seal` }, { fetch: html })).to.deep.equal(["INCONCLUSIVE", "UNREACHABLE"]);
    const publicKeyJwk = { ...key.jwk, x: "AAAA" };
    const broken = serving(didDocument({ verificationMethod: [{ id: `${DID}#seal`, publicKeyJwk }] }));
    expect(await check({ kid: `${DID}#seal` }, { fetch: broken })).to.deep.equal(["INCONCLUSIVE", "KEY_UNAVAILABLE"]);
  });

  it("takes the only key there is for a seal that names none, and proves nothing by one that doesn't fit", async () => {
    const nobody = { id: `${DID}#0`, publicKeyJwk: testKey("nobody").jwk };
    const both = [nobody, { id: `${DID}#seal`, publicKeyJwk: key.jwk }];
    const unavailable = ["INCONCLUSIVE", "KEY_UNAVAILABLE"];
    expect(await check({}, { fetch: serving(didDocument()) })).to.deep.equal(["VALID", undefined]);
    for (const verificationMethod of [[nobody], both]) {
      expect(await check({}, { fetch: serving(didDocument({ verificationMethod })) })).to.deep.equal(unavailable);
    }
    expect(await check({}, { keys: [key.jwk] })).to.deep.equal(["VALID", undefined]);
    expect(await check({}, { keys: [testKey("mill").jwk] })).to.deep.equal(unavailable);
  });

  it("asks the registry that was given, and throws what is the caller's mistake", async () => {
    const registry = await connect({ provider: world.chain.provider, deployment: world.deployment });
    const document = asJwt({ issuer: "university", sealed: SEALED });
    const asked = verifyCase(world, { name: "", document, policy: { territory: "Greece" } }, { registry });
    expect(await asked.catch((error: unknown) => error)).to.have.property("code", "INVALID_COUNTRY");
  });
});
