import { expect } from "chai";
import { getAddress, id, Wallet } from "ethers";

import { optional } from "../../../client/src/optional.ts";
import type { Hex } from "../../../client/src/hex.ts";
import { institutionIdOf } from "../../../client/src/recordKey.ts";
import * as writes from "../../../client/src/writes/index.ts";
import { accountOfficer, createOffice, p256Officer } from "../../../deploy/safe.ts";
import { p256Signature } from "../../../deploy/p256.ts";
import { type Bundle, makeBundle } from "../../../tasks/bundle/bundle.ts";
import { checkBundleOnChain } from "../../../tasks/bundle/checkOnChain.ts";
import { signBundle } from "../../../tasks/bundle/sign.ts";
import { submitBundle } from "../../../tasks/bundle/submit.ts";
import { INTERFACES } from "../../../tasks/bundle/targets.ts";
import type { P256OfficerFactory } from "../../../types/ethers-contracts/index.ts";
import { generateP256Key, signDigest } from "../../support/p256.ts";
import {
  austrian,
  codeOf,
  DAY,
  ethers,
  EVIDENCE,
  IDENTIFIER,
  networkHelpers,
  now,
  provider,
  signed,
  wallet,
  type World,
  world,
} from "./world.ts";

const load = () => networkHelpers.loadFixture(world);

type Members = Record<string, unknown>;

/** Where the values stand that have no members. */
const leaves = (value: unknown, path: string[] = []): string[][] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, name]))
    : [path];

function another(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  const text = String(value);
  return text.slice(0, -1) + (text.endsWith("1") ? "2" : "1");
}

/** What is refused is refused before anything is sent: no transaction, no block. */
async function refused(here: World, bundle: Bundle, expectChain?: number): Promise<unknown> {
  const before = await provider.getBlockNumber();
  const code = await codeOf(submitBundle(bundle, here.submitter, here.record, optional("expectChain", expectChain)));
  expect(await provider.getBlockNumber()).to.equal(before);
  return code;
}

describe("submitBundle", () => {
  it("carries out what two of three officers signed offline", async () => {
    const here = await load();
    const bundle = await signed(here, await austrian(here));
    const { already, transaction, blockNumber, gasUsed } = await submitBundle(bundle, here.submitter, here.record);
    expect({ already, blockNumber }).to.deep.equal({ already: false, blockNumber: await provider.getBlockNumber() });
    expect(Number(gasUsed)).to.be.greaterThan(100_000);
    expect((await provider.getTransaction(transaction))!.gasLimit).to.be.greaterThan(gasUsed);
    const registry = await ethers.getContractAt("ITrustedIssuerRegistry", here.record.contracts.registry);
    const [country] = await registry.institution(institutionIdOf(`AT:${IDENTIFIER}`));
    expect(country).to.equal("0x4154");
  });

  it("says of a bundle that was executed before in which transaction, and sends nothing", async () => {
    const here = await load();
    const bundle = await signed(here, await austrian(here));
    const first = await submitBundle(bundle, here.submitter, here.record);
    const before = await provider.getBlockNumber();
    expect(await submitBundle(bundle, here.submitter, here.record)).to.deep.equal({ ...first, already: true });
    expect(await provider.getBlockNumber()).to.equal(before);
    // the deadline over, and with fewer signatures
    await networkHelpers.time.increase(30 * DAY);
    expect((await submitBundle({ ...bundle, signatures: [] }, here.submitter, here.record)).already).to.equal(true);
  });

  it("doesn't take another bundle for one that was executed, whatever hash its file names", async () => {
    const here = await load();
    const old = await signed(here, await austrian(here));
    await submitBundle(old, here.submitter, here.record);
    const fresh = await austrian(here, { deadline: (await now()) + 9 * DAY });
    const forged = { ...fresh, safeTxHash: old.safeTxHash };
    expect(await refused(here, forged)).to.equal("BUNDLE_ALTERED");
    expect(await refused(here, { ...old, summary: ["Withdraws the accreditation."] })).to.equal("BUNDLE_ALTERED");
  });

  it("says what became of it where the node has the receipt and not yet the log", async () => {
    const here = await load();
    const bundle = await signed(here, await austrian(here));
    const late = new Proxy(provider, {
      get: (target, name) => {
        const own = Reflect.get(target, name, target) as unknown;
        if (name === "getLogs") return () => Promise.resolve([]);
        return typeof own === "function" ? (own.bind(target) as unknown) : own;
      },
    });
    expect((await submitBundle(bundle, here.submitter.connect(late), here.record)).already).to.equal(false);
  });

  it("is executed once, however many submit it at the same time", async () => {
    const here = await load();
    const bundle = await signed(here, await austrian(here));
    const all = await Promise.all([1, 2, 3].map(() => submitBundle(bundle, here.submitter, here.record)));
    expect(new Set(all.map(({ transaction }) => transaction)).size).to.equal(1);
    expect(all.filter(({ already }) => !already)).to.have.length(1);
  });

  it("takes more signatures than are needed", async () => {
    const here = await load();
    const bundle = await signed(here, await austrian(here), 3);
    expect((await submitBundle(bundle, here.submitter, here.record)).already).to.equal(false);
  });

  it("refuses another chain before anything is sent", async () => {
    const here = await load();
    const bundle = await signed(here, await austrian(here));
    const elsewhere = {
      ...bundle,
      network: { ...bundle.network, chainId: 1 },
      domain: { ...bundle.domain, chainId: 1 },
    };
    expect(await refused(here, elsewhere)).to.equal("BUNDLE_OTHER_CHAIN");
    expect(await refused({ ...here, record: { ...here.record, chainId: 1 } }, bundle)).to.equal("BUNDLE_OTHER_CHAIN");
    expect(await refused(here, bundle, 1)).to.equal("BUNDLE_OTHER_CHAIN");
    expect(await codeOf(submitBundle(bundle, Wallet.createRandom(), here.record))).to.equal("NO_PROVIDER");
  });

  it("refuses a delegate call, a changed call and a changed word before anything is sent", async () => {
    const here = await load();
    const bundle = await signed(here, await austrian(here));
    const submit = (changed: object) => refused(here, { ...bundle, ...changed });
    expect(await submit({ message: { ...bundle.message, operation: 1 } })).to.equal("BUNDLE_DELEGATE_CALL");
    const other = await austrian(here, { deadline: (await now()) + 9 * DAY });
    expect(await submit({ message: other.message })).to.equal("BUNDLE_ALTERED");
    expect(await submit({ summary: ["Does nothing."] })).to.equal("BUNDLE_ALTERED");
    // all that follows from it changed with it: then the signatures don't fit
    expect(await submit({ ...other, signatures: bundle.signatures })).to.equal("BUNDLE_SIGNATURE_INVALID");
  });

  it("refuses missing signatures, an expired deadline and a nonce that isn't its turn before anything is sent", async () => {
    const here = await load();
    const submit = (bundle: Bundle) => refused(here, bundle);
    const bundle = await austrian(here);
    expect(await submit(await signed(here, bundle, 1))).to.equal("BUNDLE_SIGNATURES_MISSING");
    expect(await submit(await signed(here, await austrian(here, { nonce: bundle.message.nonce + 2 })))).to.equal(
      "BUNDLE_NONCE_AHEAD",
    );
    expect(await submit(await signed(here, await austrian(here, { nonce: bundle.message.nonce - 1 })))).to.equal(
      "BUNDLE_NONCE_USED",
    );
    const complete = await signed(here, bundle);
    await networkHelpers.time.increaseTo(Date.parse(bundle.deadline!) / 1000 + 1);
    await networkHelpers.mine();
    expect(await submit(complete)).to.equal("BUNDLE_EXPIRED");
  });

  it("passes on the contract's own refusal, from inside the Safe and the bundle, before anything is sent", async () => {
    const here = await load();
    const data = writes.multicall({
      deadline: (await now()) + DAY,
      calls: [writes.suspend({ record: { kind: "institution", institution: `AT:${IDENTIFIER}` }, evidence: EVIDENCE })],
    });
    const bundle = await signed(here, await austrian(here, { data }));
    expect(await refused(here, bundle)).to.equal("INSTITUTION_UNKNOWN");
  });

  it("uses a nonce up, so that what else was signed with it is refused", async () => {
    const here = await load();
    const unwanted = await signed(here, await austrian(here));
    const rejection = await signed(here, await austrian(here, { to: here.austria, data: "0x" }));
    expect(rejection.calls[0]!.function).to.equal("reject");
    await submitBundle(rejection, here.submitter, here.record);
    expect(await refused(here, unwanted)).to.equal("BUNDLE_NONCE_USED");
  });

  it("changes an office's officers; what the old ones signed together doesn't count any more", async () => {
    const here = await load();
    const newcomer = wallet("newcomer");
    const old = here.officers[1]!.address;
    const data = INTERFACES.office.encodeFunctionData("swapOwner", [
      here.officers[0]!.address,
      old,
      newcomer.address,
    ]) as Hex;
    const swap = await signed(here, await austrian(here, { to: here.austria, data }));
    const later = await signed(here, await austrian(here, { nonce: swap.message.nonce + 1 }));
    await submitBundle(swap, here.submitter, here.record);
    expect(await refused(here, later)).to.equal("BUNDLE_OWNERS_CHANGED");
    const again = await signed(here, await austrian(here), 1);
    const complete = await signBundle(again, await accountOfficer(newcomer));
    await submitBundle(complete, here.submitter, here.record);
  });
});

describe("submitBundle, of a Safe that logged a failure", () => {
  it("takes it for no success, and says why the call failed", async () => {
    const here = await load();
    const data = writes.multicall({
      deadline: (await now()) + DAY,
      calls: [writes.suspend({ record: { kind: "institution", institution: `AT:${IDENTIFIER}` }, evidence: EVIDENCE })],
    });
    const bundle = await signed(here, await austrian(here, { data }));
    const block = (await provider.getBlock("latest"))!;
    // a Safe reverts instead, unless it was told how much gas to spend: so the log is made up
    const log = {
      address: here.austria,
      transactionHash: block.transactions[0]!,
      blockNumber: block.number,
      topics: [id("ExecutionFailure(bytes32,uint256)"), bundle.safeTxHash],
    };
    const failing = new Proxy(provider, {
      get: (target, name) => {
        if (name === "getLogs") return () => Promise.resolve([log]);
        const member: unknown = Reflect.get(target, name);
        return typeof member === "function" ? (member.bind(target) as unknown) : member;
      },
    });
    const submitter = { provider: failing } as unknown as typeof here.submitter;
    const error: unknown = await submitBundle(bundle, submitter, here.record).catch((reason: unknown) => reason);
    expect(error).to.include({ code: "BUNDLE_EXECUTION_FAILED" });
    expect((error as Error).message)
      .to.include(block.transactions[0])
      .and.to.include("InstitutionUnknown");
  });
});

describe("checkBundleOnChain", () => {
  const check = (bundle: Bundle, record: Parameters<typeof submitBundle>[2]) =>
    codeOf(checkBundleOnChain(bundle, provider, { record, purpose: "submit" }));

  it("refuses what the file says of the office where the registry knows it otherwise", async () => {
    const here = await load();
    const bundle = await signed(here, await austrian(here));
    expect(await check(bundle, here.record)).to.equal(undefined);
    for (const lie of [{ number: 2 }, { country: "BE" }, { kind: "guardian" as const }]) {
      expect(await check({ ...bundle, office: { ...bundle.office, ...lie } }, here.record)).to.equal(
        "BUNDLE_OFFICE_CHANGED",
      );
    }
    const owners = [...bundle.office.owners, here.austria];
    expect(await check({ ...bundle, office: { ...bundle.office, owners } }, here.record)).to.equal(
      "BUNDLE_OWNERS_CHANGED",
    );
  });

  it("refuses a bundle in which any one member is another, or is missing", async () => {
    const here = await load();
    const bundle = await signed(here, await austrian(here));
    const paths = leaves(bundle);
    expect(paths.length).to.be.greaterThan(40);
    for (const path of paths) {
      for (const change of [another, () => undefined]) {
        const copy = JSON.parse(JSON.stringify(bundle)) as Bundle;
        const holder = path.slice(0, -1).reduce((inner, name) => inner[name] as Members, copy as unknown as Members);
        const name = path.at(-1)!;
        holder[name] = change(holder[name]);
        if (Array.isArray(holder) && holder[Number(name)] === undefined) holder.splice(Number(name), 1);
        const code = await check(JSON.parse(JSON.stringify(copy)) as Bundle, here.record);
        expect(code, path.join(".")).to.match(/^BUNDLE_/);
      }
    }
  });

  it("says which transaction executed the bundle", async () => {
    const here = await load();
    const bundle = await signed(here, await austrian(here));
    const { transaction } = await submitBundle(bundle, here.submitter, here.record);
    const error: unknown = await checkBundleOnChain(bundle, provider, { record: here.record, purpose: "sign" }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.include({ code: "BUNDLE_NONCE_USED" }).and.have.property("message").that.includes(transaction);
  });

  it("refuses an office that isn't there", async () => {
    const here = await load();
    const { owners, threshold } = (await austrian(here)).office;
    const bundle = makeBundle({
      record: here.record,
      office: { account: getAddress(`0x${"ab".repeat(20)}`) as Hex, owners, threshold },
      to: here.record.contracts.council,
      data: INTERFACES.council.encodeFunctionData("castVote", [1, 1]),
      nonce: 0,
    });
    expect(await check(bundle, here.record)).to.equal("BUNDLE_OFFICE_MISSING");
  });

  it("asks a P-256 officer's contract whether it takes its signature", async () => {
    const here = await load();
    const key = generateP256Key();
    const officers = here.officerFactory as unknown as P256OfficerFactory;
    await officers.create(key.qx, key.qy);
    const address = (await officers.officerOf(key.qx, key.qy)) as Hex;
    const device = p256Officer(address, (hash) => Promise.resolve(p256Signature(signDigest(key, hash))));
    const office = await createOffice(here.factory, [device, ...here.officers.slice(0, 2)], 2, 7n);
    const bundle = makeBundle({
      record: here.record,
      office: {
        account: office.address as Hex,
        owners: office.officers.map((officer) => officer.address as Hex),
        threshold: 2,
      },
      to: office.address,
      data: "0x",
      nonce: 0,
    });
    const half = await signBundle(bundle, here.officers[1]!);
    const foreign = generateP256Key();
    const forger = p256Officer(address, (hash) => Promise.resolve(p256Signature(signDigest(foreign, hash))));
    expect(await check(await signBundle(half, forger), here.record)).to.equal("BUNDLE_SIGNATURE_INVALID");
    const complete = await signBundle(half, device);
    expect((await submitBundle(complete, here.submitter, here.record)).already).to.equal(false);
  });

  it("refuses a contract's signature of an owner that is none", async () => {
    const here = await load();
    const half = await signed(here, await austrian(here), 1);
    const claimed = { owner: here.officers[1]!.address as Hex, isContract: true, data: "0x12" as Hex };
    const bundle = { ...half, signatures: [...half.signatures, claimed] };
    expect(await check(bundle, here.record)).to.equal("BUNDLE_SIGNATURE_INVALID");
  });

  it("takes a vote, which has no deadline of its own", async () => {
    const here = await load();
    const data = INTERFACES.council.encodeFunctionData("castVote", [1, 1]) as Hex;
    const vote = await signed(here, await austrian(here, { to: here.record.contracts.council, data }));
    expect(vote.deadline).to.equal(undefined);
    expect(await check(vote, here.record)).to.equal(undefined);
    expect(await refused(here, vote)).to.equal("GOVERNOR_NONEXISTENT_PROPOSAL");
  });
});
