import { expect } from "chai";
import { id } from "ethers";
import { network } from "hardhat";

import { p256Signature, passkeySignature } from "../../deploy/p256.ts";
import { assertPasskey, flipS, generateP256Key, signDigest } from "../support/p256.ts";

const VALID = "0x1626ba7e";
const INVALID = "0xffffffff";
const PRECOMPILE = "0x0000000000000000000000000000000000000100";
const HASH = id("a transaction");

/** A signature that the precompile answers with 1 (Wycheproof): shows whether it is there. */
const PROBE =
  "0xbb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca605023" +
  "0000000000000000000000000000000000000000000000000000000000000005" +
  "0000000000000000000000000000000000000000000000000000000000000001" +
  "a71af64de5126a4a4e02b7922d66ce9415ce88a4c9d25514d91082c8725ac957" +
  "5d47723c8fbe580bb369fec9c2665d8e30a435b9932645482e7c9f11e872296b";

const hardforks = [
  { hardfork: "cancun", precompile: false },
  { hardfork: "osaka", precompile: true },
];

for (const { hardfork, precompile } of hardforks) {
  const { ethers } = await network.create({ override: { hardfork } });

  describe(`P256Officer on ${hardfork}, ${precompile ? "with" : "without"} the precompile`, () => {
    it("runs where the precompile is as said", async () => {
      const answer = await ethers.provider.call({ to: PRECOMPILE, data: PROBE });
      expect(answer !== "0x").to.equal(precompile);
    });

    it("takes what Node's crypto signs, as an HSM and as a passkey, and never with a high s", async () => {
      for (let i = 0; i < 8; ++i) {
        const key = generateP256Key();
        const officer = await ethers.deployContract("P256Officer", [key.qx, key.qy]);
        const signature = p256Signature(signDigest(key, HASH));
        expect(await officer.isValidSignature(HASH, signature)).to.equal(VALID);
        expect(await officer.isValidSignature(HASH, flipS(signature))).to.equal(INVALID);
        expect(await officer.isValidSignature(id("another"), signature)).to.equal(INVALID);

        const assertion = passkeySignature(assertPasskey(key, HASH));
        expect(await officer.isValidSignature(HASH, assertion)).to.equal(VALID);
        expect(await officer.isValidSignature(id("another"), assertion)).to.equal(INVALID);
      }
    });
  });
}
