import { expect } from "chai";
import { ZeroHash } from "ethers";

import { EVIDENCE } from "../../support/register.ts";
import { verify, type VerificationResult, type VerifyOptions } from "../../../client/src/verify/index.ts";
import { bind, binding } from "./fixtures/register.ts";
import { fixtureWorld, type FixtureWorld, nothing } from "./fixtures/run.ts";
import { requireSharedData, shared, sharedText } from "./sharedData.ts";

/** The keys of the two seals, as anybody computes them from the certificates. */
const KEYS = [
  "urn:ietf:params:oauth:jwk-thumbprint:sha-256:6IVk5_4-uQGxZZ1f3J-m7vBiBDzOpvMxU3-eM5HFVBU",
  "urn:ietf:params:oauth:jwk-thumbprint:sha-256:5Wj9_EgrmObcygQyTyFwDvW4SfeMYVWoiErsW92765s",
] as const;
const ORGANIZATION = "urn:trusted-issuer:organization-identifier:VATES-A00000000";
const IDENTIFIERS = [
  ORGANIZATION,
  "http://example.org/issuer565049",
  "did:ebsi:CT3ZWkGyFyoqiMEQJ4Ntthw2UiN7CdqG5jWog3EskvG3",
];
const FILES = [
  "Sample-CertOfPart-signed.jsonld",
  "signed_credential.jsonld",
  "credential-jws-content-invalid.jsonld",
  "json_sealed_advanced.json",
].map((name) => `europass/${name}`);
/** When all four were inside their own dates. */
const NOW = "2023-12-01T00:00:00Z";
/** Of the time stamping authority's certificate. */
const AUTHORITY = "aa02b99f9c4b57291e3c1744e44647709293d0fe17bb4eed28c99e973c7e8473";

const found = ({ checks }: VerificationResult): Record<string, string> =>
  Object.fromEntries(checks.map(({ check, status, code }) => [check, `${status} ${code}`]));

describe("verify, over real Europass credentials", () => {
  before(requireSharedData);
  let world: FixtureWorld;
  before(async () => {
    const calls = [...KEYS, ...IDENTIFIERS].map((uri) => bind("university", uri));
    world = await fixtureWorld([{ on: "2019-01-05", by: "provider", calls }], NOW);
  });

  const check = async (document: string | Uint8Array, more: Partial<VerifyOptions> = {}) =>
    verify(document, { registry: world.registry, now: NOW, fetch: nothing, ...more });

  for (const file of FILES) {
    it(`finds ${file} whole and its seal authorised, and nothing awarded`, async () => {
      const result = await check(shared(file));
      expect(found(result)).to.include({
        FORMAT: "pass FORMAT_KNOWN",
        INTEGRITY: "pass SEAL_RIGHT",
        KEY_AUTHORITY: "pass KEY_BOUND",
        ISSUER_ACCREDITED: "inconclusive NO_QUALIFICATION",
      });
      expect(result.verdict).to.equal("INCONCLUSIVE");
    });

    it(`refuses ${file} with one byte of its payload changed, and shows nothing inside`, async () => {
      const bytes = Uint8Array.from(shared(file));
      const place = sharedText(file).indexOf("Credential");
      bytes[place] = 0x63;
      const result = await check(bytes);
      expect(found(result)["INTEGRITY"]).to.equal("fail SIGNATURE_WRONG");
      expect(result.verdict).to.equal("INVALID");
      expect(result).not.to.have.any.keys("claims", "certificate", "times");
    });
  }

  it("says whom the certificate names and what the stamps are, and trusts no authority by itself", async () => {
    const { certificate, timestamps, times } = await check(shared(FILES[0]!));
    expect(certificate).to.include({ commonName: "TEST SEAL", organizationIdentifier: "VATES-A00000000" });
    expect(timestamps.map(({ over, state }) => `${over} ${state}`)).to.deep.equal([
      "content untrusted",
      "signature untrusted",
    ]);
    expect(times?.decisive).to.deep.equal({ basis: "claimed", at: 1_695_816_421 });
  });

  it("takes the stamp over the signature as a proof where the policy trusts its authority", async () => {
    const { timestamps, times } = await check(shared(FILES[0]!), { policy: { timestampAuthorities: [AUTHORITY] } });
    expect(timestamps.map(({ state }) => state)).to.deep.equal(["trusted", "trusted"]);
    expect(times).to.include({ proven: 1_695_816_424, sealed: 1_695_816_421 });
    expect(times?.decisive).to.deep.equal({ basis: "proven", at: 1_695_816_424 });
  });

  it("refuses a seal from after the binding of its key had ended", async () => {
    const ended = await fixtureWorld(
      [
        { on: "2019-01-05", by: "provider", calls: [KEYS[0], ORGANIZATION].map((uri) => bind("university", uri)) },
        { on: "2023-01-01", by: "provider", calls: [["end", binding("university", KEYS[0]), 0, ZeroHash, EVIDENCE]] },
      ],
      NOW,
    );
    const result = await check(shared(FILES[0]!), { registry: ended.registry });
    expect(found(result)["KEY_AUTHORITY"]).to.equal("fail KEY_ENDED");
    expect(result.verdict).to.equal("INVALID");
  });
});
