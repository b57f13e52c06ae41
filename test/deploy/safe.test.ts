import { expect } from "chai";
import { Interface, Wallet, ZeroAddress, ZeroHash, concat, zeroPadValue } from "ethers";
import type { ContractTransactionResponse } from "ethers";
import { network } from "hardhat";

import { p256Signature, passkeySignature } from "../../deploy/p256.ts";
import {
  accountOfficer,
  createOffice,
  deploySafe,
  encodeMulticall,
  officeAddress,
  officeCall,
  officeTransactions,
  p256Officer,
  packSafeSignatures,
  prepareSafeTransaction,
  safeTransactionHash,
  submitSafeTransaction,
} from "../../deploy/safe.ts";
import type { SafeSignature } from "../../deploy/safe.ts";
import { assertPasskey, flipS, generateP256Key, signDigest } from "../support/p256.ts";

const { ethers, networkHelpers } = await network.create();

const safe = new Interface([
  "function getOwners() view returns (address[])",
  "function nonce() view returns (uint256)",
  "function getTransactionHash(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,uint256) view returns (bytes32)",
  "function approveHash(bytes32)",
  "function changeThreshold(uint256)",
  "function enableModule(address)",
  "function execTransactionFromModule(address,uint256,bytes,uint8) returns (bool)",
  "function execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes) returns (bool)",
]);

/** The code of what a promise is rejected with. */
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => (error as { code?: unknown }).code,
  );

async function offices() {
  const [submitter, ...accounts] = await ethers.getSigners();
  const { singleton, proxyFactory } = await deploySafe(submitter!);
  const factory = await ethers.deployContract("OfficeFactory", [proxyFactory, singleton]);
  const officerFactory = await ethers.deployContract("P256OfficerFactory");
  const policy = await ethers.deployContract("OfficePolicy", [factory, officerFactory]);
  const officers = await Promise.all(accounts.slice(0, 3).map(accountOfficer));
  const office = await createOffice(factory, officers, 2, 0n);
  return { submitter: submitter!, accounts, factory, officerFactory, policy, officers, office };
}

/** An office of two accounts and a P-256 officer, each call of which needs the latter. */
async function mixedOffice() {
  const base = await offices();
  const key = generateP256Key();
  await base.officerFactory.create(key.qx, key.qy);
  const address = await base.officerFactory.officerOf(key.qx, key.qy);
  const officer = p256Officer(address, (hash) => Promise.resolve(p256Signature(signDigest(key, hash))));
  const [first, second] = base.officers;
  const office = await createOffice(base.factory, [officer, first!, second!], 2, 0n);
  return { ...base, key, address, officer, mixed: office };
}

const target = "0x00000000000000000000000000000000000000aa";

describe("createOffice", () => {
  it("makes an office that can be admitted, and finds it again", async () => {
    const { factory, policy, officers, office } = await networkHelpers.loadFixture(offices);
    await policy.check(office.address);
    expect(await factory.isOffice(office.address)).to.equal(true);
    const contract = new ethers.Contract(office.address, safe, ethers.provider);
    expect(await contract.getFunction("getOwners")()).to.deep.equal(officers.map(({ address }) => address));
    expect((await createOffice(factory, officers, 2, 0n)).address).to.equal(office.address);
    expect((await createOffice(factory, officers, 2, 1n)).address).not.to.equal(office.address);
  });
});

describe("safeTransactionHash", () => {
  it("is the hash that the Safe computes", async () => {
    const { office } = await networkHelpers.loadFixture(offices);
    const transaction = await prepareSafeTransaction(ethers.provider, office.address, target, "0x1234", { value: 5n });
    const contract = new ethers.Contract(office.address, safe, ethers.provider);
    const hash: unknown = await contract.getFunction("getTransactionHash")(
      ...[target, 5n, "0x1234", 0, 0, 0, 0, ZeroAddress, ZeroAddress, 0],
    );
    expect(safeTransactionHash(transaction)).to.equal(hash);
  });
});

describe("officeCall", () => {
  it("executes a call that k officers signed, submitted by anybody", async () => {
    const { office, submitter } = await networkHelpers.loadFixture(offices);
    const data = safe.encodeFunctionData("changeThreshold", [2]);
    for (let nonce = 0n; nonce < 3n; ++nonce) await (await officeCall(office, submitter, office.address, data)).wait();
    const contract = new ethers.Contract(office.address, safe, ethers.provider);
    expect(await contract.getFunction("nonce")()).to.equal(3n);
  });

  it("passes on the error of the call", async () => {
    const { office, submitter, factory } = await networkHelpers.loadFixture(offices);
    const data = factory.interface.encodeFunctionData("create", [[], 1, 0]);
    const to = await factory.getAddress();
    // nothing may be awaited between the call and what is expected of it
    await expect(officeCall(office, submitter, to, data))
      .to.be.revertedWithCustomError(factory, "OfficeThresholdTooLow")
      .withArgs(1, 2);
  });

  it("refuses a submitter without a chain", async () => {
    const { office } = await networkHelpers.loadFixture(offices);
    const offline = Wallet.createRandom();
    expect(await codeOf(officeCall(office, offline, target, "0x"))).to.equal("NO_PROVIDER");
  });

  it("executes with a P-256 signature over the hash, as an HSM makes it", async () => {
    const { mixed, submitter } = await networkHelpers.loadFixture(mixedOffice);
    // Half of them come with a high s: enough of them to see both.
    for (let i = 0; i < 6; ++i) await (await officeCall(mixed, submitter, target, "0x")).wait();
    const contract = new ethers.Contract(mixed.address, safe, ethers.provider);
    expect(await contract.getFunction("nonce")()).to.equal(6n);
  });

  it("executes with a passkey's assertion", async () => {
    const { mixed, submitter, address, key, officers } = await networkHelpers.loadFixture(mixedOffice);
    const passkey = p256Officer(address, (hash) => Promise.resolve(passkeySignature(assertPasskey(key, hash))));
    const office = { ...mixed, officers: [officers[1]!, passkey] };
    for (let i = 0; i < 6; ++i) await (await officeCall(office, submitter, target, "0x")).wait();
  });

  it("can be admitted with a P-256 officer", async () => {
    const { mixed, policy } = await networkHelpers.loadFixture(mixedOffice);
    await policy.check(mixed.address);
  });

  it("fails with the high s of a good P-256 signature", async () => {
    const { mixed, submitter, address, key, officers } = await networkHelpers.loadFixture(mixedOffice);
    const flipped = p256Officer(address, (hash) => Promise.resolve(flipS(p256Signature(signDigest(key, hash)))));
    const office = { ...mixed, officers: [flipped, officers[0]!] };
    await expect(officeCall(office, submitter, target, "0x")).to.be.revertedWith("GS024");
  });

  it("fails with another key's P-256 signature", async () => {
    const { mixed, submitter, address, officers } = await networkHelpers.loadFixture(mixedOffice);
    const other = generateP256Key();
    const forged = p256Officer(address, (hash) => Promise.resolve(p256Signature(signDigest(other, hash))));
    const office = { ...mixed, officers: [forged, officers[0]!] };
    await expect(officeCall(office, submitter, target, "0x")).to.be.revertedWith("GS024");
  });

  it("fails with one officer's signature twice", async () => {
    const { office, submitter, officers } = await networkHelpers.loadFixture(offices);
    const twice = { ...office, officers: [officers[0]!, officers[0]!] };
    await expect(officeCall(twice, submitter, target, "0x")).to.be.revertedWith("GS026");
  });
});

describe("submitSafeTransaction", () => {
  it("sends what was signed offline, with the signatures in any order", async () => {
    const { factory, submitter } = await networkHelpers.loadFixture(offices);
    const wallets = Array.from({ length: 5 }, () => Wallet.createRandom());
    const officers = await Promise.all(wallets.map(accountOfficer));
    const office = await createOffice(factory, officers, 4, 0n);
    const transaction = await prepareSafeTransaction(ethers.provider, office.address, target, "0x");
    const signatures = await Promise.all(officers.map((officer) => officer.sign(transaction)));
    await (await submitSafeTransaction(submitter, transaction, signatures.slice(0, 4))).wait();
    // Used up.
    await expect(submitSafeTransaction(submitter, transaction, signatures)).to.be.revertedWith("GS026");
  });

  it("refuses another chain before it is signed, and before it is sent", async () => {
    const { office, officers, submitter } = await networkHelpers.loadFixture(offices);
    const prepared = await prepareSafeTransaction(ethers.provider, office.address, target, "0x");
    const elsewhere = { ...prepared, chainId: prepared.chainId + 1n };
    expect(await codeOf(officers[0]!.sign(elsewhere))).to.equal("WRONG_CHAIN");
    expect(await codeOf(submitSafeTransaction(submitter, elsewhere, []))).to.equal("WRONG_CHAIN");
  });
});

describe("packSafeSignatures", () => {
  it("puts what contracts are asked with behind the fixed part, in the owners' order", () => {
    const account = { owner: "0x" + "22".repeat(20), isContract: false, data: "0x" + "cc".repeat(65) };
    const contracts = ["11", "33"].map((byte) => ({
      owner: "0x" + byte.repeat(20),
      isContract: true,
      data: "0x" + byte.repeat(3),
    }));
    const word = (value: number) => value.toString(16).padStart(64, "0");
    expect(packSafeSignatures([contracts[1]!, account, contracts[0]!])).to.equal(
      "0x" +
        ("00".repeat(12) + "11".repeat(20) + word(195) + "00") +
        "cc".repeat(65) +
        ("00".repeat(12) + "33".repeat(20) + word(195 + 35) + "00") +
        (word(3) + "111111") +
        (word(3) + "333333"),
    );
  });
});

describe("encodeMulticall", () => {
  it("encodes multicall(uint40,bytes[])", () => {
    const data = encodeMulticall(1_900_000_000n, ["0x12", "0x3456"]);
    const multicall = new Interface(["function multicall(uint40 deadline, bytes[] calls)"]);
    expect([...multicall.decodeFunctionData("multicall", data)]).to.deep.equal([1_900_000_000n, ["0x12", "0x3456"]]);
  });
});

describe("officeAddress", () => {
  it("is where the factory makes an office, without asking anybody", async () => {
    const { factory, officers } = await networkHelpers.loadFixture(offices);
    const safes = { singleton: await factory.singleton(), proxyFactory: await factory.proxyFactory() };
    const owners = officers.map(({ address }) => address);
    for (const [count, threshold, salt] of [
      [3, 2, 0n],
      [3, 2, 7n],
      [2, 1, 2n ** 200n],
    ] as const) {
      const some = owners.slice(0, count);
      expect(officeAddress(safes, 31_337, some, threshold, salt)).to.equal(
        await factory.predict(some, threshold, salt),
      );
    }
  });
});

describe("officeTransactions", () => {
  it("finds the delegate calls among an office's transactions", async () => {
    const { office, submitter, officers } = await networkHelpers.loadFixture(offices);
    await (await officeCall(office, submitter, target, "0x")).wait();
    expect(await officeTransactions(ethers.provider, office.address)).to.deep.equal({ signed: 1, delegateCalls: [] });

    // Nothing here signs one: two owners approve its hash on chain.
    const contract = new ethers.Contract(office.address, safe, submitter);
    const delegateCall = [target, 0n, "0x", 1, 0, 0, 0, ZeroAddress, ZeroAddress];
    const hash: unknown = await contract.getFunction("getTransactionHash")(...delegateCall, 1n);
    const signatures: SafeSignature[] = [];
    for (const { address: owner } of officers.slice(0, 2)) {
      await new ethers.Contract(office.address, safe, await ethers.getSigner(owner)).getFunction("approveHash")(hash);
      signatures.push({ owner, isContract: false, data: concat([zeroPadValue(owner, 32), ZeroHash, "0x01"]) });
    }
    const response = (await contract.getFunction("execTransaction")(
      ...delegateCall,
      packSafeSignatures(signatures),
    )) as ContractTransactionResponse;
    expect((await officeTransactions(ethers.provider, office.address)).delegateCalls).to.deep.equal([response.hash]);
  });

  it("finds those of a module, too", async () => {
    const { office, submitter, accounts } = await networkHelpers.loadFixture(offices);
    const module = accounts[9]!;
    const enable = safe.encodeFunctionData("enableModule", [module.address]);
    await (await officeCall(office, submitter, office.address, enable)).wait();
    const contract = new ethers.Contract(office.address, safe, module);
    const execute = contract.getFunction("execTransactionFromModule");
    await execute(target, 0n, "0x", 0);
    const { hash } = (await execute(target, 0n, "0x", 1)) as ContractTransactionResponse;
    expect((await officeTransactions(ethers.provider, office.address)).delegateCalls).to.deep.equal([hash]);
  });
});
