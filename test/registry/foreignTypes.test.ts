import { expect } from "chai";
import { ZeroHash } from "ethers";

import {
  ActKind,
  connect,
  EVIDENCE,
  institutionId,
  qualificationTypeId,
  recordKey,
  Register,
  registration,
  typeAttributes,
} from "../support/register.ts";

const NEVER_GRANTED = 70;
const university = institutionId("GR", "https://example.org/university");
const foreignType = qualificationTypeId("FR", "https://example.org/licence");

/** A Greek institution, and a qualification type of France. */
async function fixture() {
  const register = await Register.deploy(await connect());
  const [greece, france] = [await register.seat("GR"), await register.seat("FR"), await register.seat("DE")];
  const body = (await register.mandate(greece, "GR", "body")).account;
  await register.write(greece, ["registerInstitutions", [registration("https://example.org/university")], 0, EVIDENCE]);
  await register.write(france, [
    "defineQualificationType",
    "https://example.org/licence",
    typeAttributes(),
    0,
    EVIDENCE,
  ]);
  return { register, offices: { greece, body } };
}

describe("another country's qualification types", () => {
  const programme = recordKey("programme", university, foreignType);
  const exclusion = ["withdraw", programme, 0, EVIDENCE] as const;
  const grant = [ActKind.grant, 0, 0, 0, false, ZeroHash];

  for (const who of ["greece", "body"] as const) {
    it(`aren't granted by way of an exclusion that is then rectified (${who})`, async () => {
      const { register, offices } = await fixture();
      const rectification = ["rectify", programme, [grant], EVIDENCE] as const;
      await register.write(offices[who], exclusion, rectification).catch(() => undefined);
      const { code } = await register.registry.standing(university, foreignType, "0x0000", await register.now());
      expect([NEVER_GRANTED, 51]).to.include(Number(code));
    });

    it(`are refused in an accreditation (${who})`, async () => {
      const { register, offices } = await fixture();
      const { registry, address } = register;
      const data = register.bundle(["accredit", university, [foreignType], [0, 0, 0, false], EVIDENCE]);
      await expect(offices[who].sendTransaction({ to: address.registry, data }))
        .to.be.revertedWithCustomError(registry, "QualificationTypeOfAnotherCountry")
        .withArgs(foreignType, "0x4652");
    });
  }
});
