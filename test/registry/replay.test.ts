/** What an office signed is executed once, here, in time, in its bundle: a copy of it is worth nothing anywhere. Real Safes. */
import { expect } from "chai";
import { Interface, type ContractTransactionResponse } from "ethers";

import {
  accountOfficer,
  createOffice,
  deploySafe,
  encodeMulticall,
  officeCall,
  prepareSafeTransaction,
  submitSafeTransaction,
  type Office,
  type Officer,
  type SafeSignature,
  type SafeTransaction,
} from "../../deploy/safe.ts";
import {
  type Chain,
  connect,
  DAY,
  EVIDENCE,
  institutionId,
  iso,
  OfficeKind,
  recordKey,
  Register,
  registration,
  TERMS,
} from "../support/register.ts";
import hre from "hardhat";

const SEATS = ["GR", "FR", "DE"] as const;
const university = institutionId("GR", "https://example.org/university");
const safeErrors = new Interface(["error Error(string)"]);

/** Three states whose offices are Safes of 2 of 3, and an institution of the first. */
async function deployed(chain: Chain) {
  const [submitter, ...accounts] = await chain.ethers.getSigners();
  const { singleton, proxyFactory } = await deploySafe(submitter!);
  const factory = await chain.ethers.deployContract("OfficeFactory", [proxyFactory, singleton]);
  const officerFactory = await chain.ethers.deployContract("P256OfficerFactory");
  const policy = await chain.ethers.deployContract("OfficePolicy", [
    await factory.getAddress(),
    await officerFactory.getAddress(),
  ]);
  const register = await Register.deploy(chain, await policy.getAddress());
  const { memberStates, address, decided } = register;
  const officers: Officer[] = await Promise.all(accounts.slice(30, 33).map(accountOfficer));

  async function seat(country: string, saltNonce: bigint): Promise<Office> {
    const office = await createOffice(factory, officers, 2, saltNonce);
    const expiry = (await register.now()) + 30 * DAY;
    const values = [iso(country), OfficeKind.memberState, TERMS, expiry] as [string, number, string, number];
    await officeCall(
      office,
      submitter!,
      address.memberStates,
      memberStates.interface.encodeFunctionData("consent", values),
    );
    await memberStates.connect(decided).admit(iso(country), office.address, TERMS, EVIDENCE);
    return office;
  }
  const states: Office[] = [];
  for (const [index, country] of SEATS.entries()) states.push(await seat(country, BigInt(index)));
  const [state, foreign] = states as [Office, Office];
  // the same people, no office of the register
  const stranger = await createOffice(factory, officers, 2, 100n);

  const [identifier, profile] = registration("https://example.org/university");
  const call = register.registry.interface.encodeFunctionData("registerInstitutions", [
    [{ identifier, profile }],
    0,
    EVIDENCE,
  ]);
  const deadline = (await register.now()) + DAY;
  await officeCall(state, submitter!, address.registry, encodeMulticall(deadline, [call]));
  return { register, submitter: submitter!, state, foreign, stranger, deadline };
}

/** All that two officers signed. */
interface Signed {
  readonly transaction: SafeTransaction;
  readonly signatures: readonly SafeSignature[];
}

async function sign(register: Register, office: Office, data: string, to = register.address.registry): Promise<Signed> {
  const transaction = await prepareSafeTransaction(register.chain.ethers.provider, office.address, to, data);
  const signatures = await Promise.all(office.officers.slice(0, 2).map((officer) => officer.sign(transaction)));
  return { transaction, signatures };
}

const suspension = (register: Register): string =>
  register.registry.interface.encodeFunctionData("suspend", [recordKey("institution", university), 0, 0, EVIDENCE]);

/** The text with which Safe refuses. */
async function safeRefusal(sent: Promise<ContractTransactionResponse>): Promise<string> {
  try {
    await sent;
    return "executed";
  } catch (error) {
    const { data } = error as { data?: unknown };
    const inner = typeof data === "object" && data !== null ? (data as { data?: unknown }).data : data;
    return String(safeErrors.parseError(inner as string)?.args[0]);
  }
}

describe("a signed bundle", function () {
  this.timeout(300_000);
  let chain: Chain;

  before(async () => {
    chain = await connect();
  });

  const fixture = async () => chain.networkHelpers.loadFixture(base);
  async function base() {
    const all = await deployed(chain);
    const signed = await sign(all.register, all.state, encodeMulticall(all.deadline, [suspension(all.register)]));
    return { ...all, signed };
  }
  const suspensions = async ({ registry }: Register): Promise<bigint> =>
    (await registry.actCount(recordKey("institution", university))) - 1n;

  it("is executed, whoever submits it", async () => {
    const { register, signed } = await fixture();
    await submitSafeTransaction(register.account(), signed.transaction, signed.signatures);
    expect(await suspensions(register)).to.equal(1);
  });

  it("isn't executed twice by the same Safe", async () => {
    const { register, submitter, signed } = await fixture();
    await submitSafeTransaction(submitter, signed.transaction, signed.signatures);
    expect(await safeRefusal(submitSafeTransaction(submitter, signed.transaction, signed.signatures))).to.equal(
      "GS026",
    );
    const again = { ...signed.transaction, nonce: signed.transaction.nonce + 1n };
    expect(await safeRefusal(submitSafeTransaction(submitter, again, signed.signatures))).to.equal("GS026");
    expect(await suspensions(register)).to.equal(1);
  });

  it("isn't executed by another Safe of the same owners", async () => {
    const { register, submitter, signed, stranger, foreign } = await fixture();
    for (const { address } of [stranger, foreign]) {
      const elsewhere = { ...signed.transaction, safe: address };
      expect(await safeRefusal(submitSafeTransaction(submitter, elsewhere, signed.signatures))).to.equal("GS026");
    }
    expect(await suspensions(register)).to.equal(0);
  });

  it("is refused from another Safe of the same owners even if they sign it there", async () => {
    const { register, submitter, stranger, foreign, deadline } = await fixture();
    for (const office of [stranger, foreign]) {
      const sent = officeCall(
        office,
        submitter,
        register.address.registry,
        encodeMulticall(deadline, [suspension(register)]),
      );
      await expect(sent)
        .to.be.revertedWithCustomError(register.registry, "CallerNotEntitled")
        .withArgs(office.address, iso("GR"));
    }
  });

  it("isn't executed after its deadline; in its last second it is", async () => {
    const { register, submitter, signed, deadline } = await fixture();
    const snapshot = await chain.networkHelpers.takeSnapshot();
    await register.next(deadline);
    await submitSafeTransaction(submitter, signed.transaction, signed.signatures);
    expect(await suspensions(register)).to.equal(1);
    await snapshot.restore();
    await register.next(deadline + 1);
    await expect(submitSafeTransaction(submitter, signed.transaction, signed.signatures))
      .to.be.revertedWithCustomError(register.registry, "OfficeMulticallExpired")
      .withArgs(deadline, deadline + 1);
    expect(await suspensions(register)).to.equal(0);
  });

  it("isn't executed stripped of its multicall, with its signatures or with new ones", async () => {
    const { register, submitter, signed, state } = await fixture();
    const stripped = { ...signed.transaction, data: suspension(register) };
    expect(await safeRefusal(submitSafeTransaction(submitter, stripped, signed.signatures))).to.equal("GS026");
    await expect(officeCall(state, submitter, register.address.registry, suspension(register)))
      .to.be.revertedWithCustomError(register.registry, "OfficeMulticallRequired")
      .withArgs(state.address);
    expect(await suspensions(register)).to.equal(0);
  });

  it("isn't executed with another deadline, another call or another target", async () => {
    const { register, submitter, signed, deadline } = await fixture();
    const { transaction, signatures } = signed;
    const changed = [
      { ...transaction, data: encodeMulticall(deadline + DAY, [suspension(register)]) },
      { ...transaction, data: encodeMulticall(deadline, []) },
      { ...transaction, to: register.address.memberStates },
      { ...transaction, value: 1n },
    ];
    for (const one of changed)
      expect(await safeRefusal(submitSafeTransaction(submitter, one, signatures))).to.equal("GS026");
  });

  it("isn't signed or sent where the chain id isn't the transaction's", async () => {
    const { submitter, signed, state } = await fixture();
    const elsewhere = { ...signed.transaction, chainId: 424_242n };
    const wrongChain = (promise: Promise<unknown>): Promise<unknown> =>
      promise.then(
        () => "done",
        (error: unknown) => (error as { code?: unknown }).code,
      );
    expect(await wrongChain(submitSafeTransaction(submitter, elsewhere, signed.signatures))).to.equal("WRONG_CHAIN");
    expect(await wrongChain(state.officers[0]!.sign(elsewhere))).to.equal("WRONG_CHAIN");
  });

  it("isn't executed on another network, where everything has the same history", async () => {
    const { signed, state } = await fixture();
    const other = await hre.network.create({
      network: "default",
      override: {
        chainId: 424_242,
        initialDate: new Date("2026-01-01"),
        initialBaseFeePerGas: 0,
        accounts: { count: 60 },
      },
    });
    const there = await deployed(other);
    // an office's address commits to the chain: even its Safe isn't there
    expect(await other.ethers.provider.getCode(state.address)).to.equal("0x");
    const moved = {
      ...signed.transaction,
      chainId: 424_242n,
      safe: there.state.address,
      to: there.register.address.registry,
    };
    expect(await safeRefusal(submitSafeTransaction(there.submitter, moved, signed.signatures))).to.equal("GS026");
    expect(await suspensions(there.register)).to.equal(0);
  });
});
