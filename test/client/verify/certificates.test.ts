import { generateKeyPairSync } from "node:crypto";

import { expect } from "chai";

import { readCertificate } from "../../../client/src/verify/certificates.ts";
import { certificateOf } from "./fixtures/certificate.ts";
import { testKey } from "./fixtures/keys.ts";
import { rejects } from "./status/rejectsWith.ts";

const key = testKey("university");

describe("readCertificate", () => {
  it("reads the key, and whom the certificate names", async () => {
    const { key: jwk, report } = await readCertificate(Uint8Array.from(certificateOf(key, "VATGR-999000100")));
    expect(jwk).to.include(key.jwk);
    expect(report).to.include({ commonName: "university", organizationIdentifier: "VATGR-999000100" });
  });

  it("leaves open the keys that the platform doesn't verify with", async () => {
    for (const { publicKey } of [
      generateKeyPairSync("ec", { namedCurve: "brainpoolP256r1" }),
      generateKeyPairSync("rsa-pss", { modulusLength: 2048 }),
    ]) {
      const der = Uint8Array.from(certificateOf({ ...key, publicKey }, "VATGR-999000100"));
      await rejects(readCertificate(der), "ALGORITHM_UNSUPPORTED");
    }
  });

  it("refuses what is no certificate", async () => {
    await rejects(readCertificate(Uint8Array.of(0x30, 0x00)), "CERTIFICATE_UNREADABLE");
  });
});
