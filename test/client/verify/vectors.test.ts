import { expect } from "chai";

import { verify, type VerificationResult } from "../../../client/src/verify/index.ts";
import type { PublicJwk } from "../../../client/src/identifiers/ids.ts";
import { unreachableRegistry } from "./fixtures/registries.ts";
import { nothing } from "./fixtures/run.ts";
import { requireSharedData, sharedJson, sharedText } from "./sharedData.ts";

/** When none of them had expired. */
const NOW = "2026-07-16";
const registry = unreachableRegistry();

const methodKey = (name: string): PublicJwk =>
  (sharedJson(`vc-jose-cose/${name}.json`) as { publicKeyJwk: PublicJwk }).publicKeyJwk;
const w3cKeys = (): PublicJwk[] => ["vm-ed25519", "vm-p256", "vm-p384", "vm-p521"].map(methodKey);

const found = ({ checks }: VerificationResult, ...names: readonly string[]): string[] =>
  checks.filter(({ check }) => names.includes(check)).map(({ status, code }) => `${status} ${code}`);

describe("verify, over other people's vectors", () => {
  before(requireSharedData);

  const w3c = async (name: string, keys = w3cKeys()) =>
    verify(sharedText(`vc-jose-cose/${name}.txt`), { registry, keys, now: NOW, fetch: nothing });

  for (const name of [
    "credential-issuer-match-signed",
    "credential-jose-minimal",
    "credential-jose-unknown-extensions",
    "credential-sdjwt-selective",
  ]) {
    it(`finds W3C's ${name} whole`, async () => {
      expect(found(await w3c(name), "FORMAT", "INTEGRITY")).to.deep.equal(["pass FORMAT_KNOWN", "pass SEAL_RIGHT"]);
    });
  }

  it("refuses W3C's credential-jose-bad-signature", async () => {
    const result = await w3c("credential-jose-bad-signature");
    expect(found(result, "INTEGRITY")).to.deep.equal(["fail SIGNATURE_WRONG"]);
    expect(result.verdict).to.equal("INVALID");
  });

  it("leaves W3C's credential-jose-bad-media-type open", async () => {
    const result = await w3c("credential-jose-bad-media-type");
    expect(found(result, "FORMAT")).to.deep.equal(["inconclusive UNKNOWN_MEDIA_TYPE"]);
    expect(result.verdict).to.equal("INCONCLUSIVE");
  });

  it("leaves a seal open whose key it doesn't have", async () => {
    expect(found(await w3c("credential-jose-minimal", []), "INTEGRITY")).to.deep.equal([
      "inconclusive KEY_UNAVAILABLE",
    ]);
  });

  it("finds RFC 9901's SD-JWT VC whole, with all that it discloses", async () => {
    const keys = [sharedJson("sd-jwt/rfc9901-a5-issuer-key.json") as PublicJwk];
    const result = await verify(sharedText("sd-jwt/rfc9901-a3-sd-jwt-vc.txt"), {
      registry,
      keys,
      now: NOW,
      fetch: nothing,
    });
    expect(found(result, "FORMAT", "INTEGRITY", "VALIDITY")).to.deep.equal([
      "pass FORMAT_KNOWN",
      "pass SEAL_RIGHT",
      "pass INSIDE_VALIDITY",
    ]);
  });

  it("finds an EUDI PID whole by its certificate, before it expired", async () => {
    const pid = sharedText("sd-jwt/eudi-pid-sd-jwt-vc.txt");
    const result = await verify(pid, { registry, now: NOW, fetch: nothing });
    expect(found(result, "INTEGRITY", "STATUS", "VALIDITY")).to.deep.equal([
      ...["pass SEAL_RIGHT", "inconclusive UNREACHABLE", "pass INSIDE_VALIDITY"],
    ]);
    expect(result.certificate).to.include({ organizationIdentifier: "LEIEU-123456789" });
    const later = await verify(pid, { registry, now: "2026-08-02", fetch: nothing });
    expect(found(later, "VALIDITY")).to.deep.equal(["fail EXPIRED"]);
  });
});
