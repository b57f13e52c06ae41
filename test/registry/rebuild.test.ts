/**
 * The register is rebuilt from its events alone. After every transaction of a long history the storage that the events imply is
 * the storage that is there, slot by slot: no event is missing and none says too much. In the end the reads say the same.
 */
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { Interface, toBeHex, ZeroAddress, ZeroHash, type JsonFragment } from "ethers";
import hre from "hardhat";

import { encodeScope, encodeTerritories } from "../../client/src/encoding.ts";
import { bindingId } from "../../client/src/identifiers/ids.ts";
import { countryOf, RebuiltMemberStates, RebuiltRegistry, type Log } from "../support/rebuild.ts";
import {
  ActKind,
  connect,
  DAY,
  EVERYTHING,
  EVIDENCE,
  FAR,
  institutionId,
  iso,
  OfficeKind,
  profile,
  qualificationTypeId,
  RecordKind,
  recordKey,
  Register,
  registration,
  seconds,
  TERMS,
  typeAttributes,
} from "../support/register.ts";
import { storageOf } from "../support/registryStorage.ts";

const LONG_AGO = seconds("2015-01-01");
const AHEAD = seconds("2030-01-01");
const uri = (name: string): string => `https://example.org/${name}`;
const university = (name: string): string => institutionId("GR", uri(name));
const type = (name: string, country = "GR"): string => qualificationTypeId(country, uri(name));
interface Corrected {
  readonly kind: number;
  readonly from: number;
  readonly until: number;
  readonly territories: number;
  readonly conditions: boolean;
  readonly detail: string;
}
const correction = (kind: number, from: number, until = 0, detail: string = ZeroHash): Corrected => {
  return { kind, from, until, territories: 0, conditions: false, detail };
};
const grant = (from: number, until = 0, detail: string = ZeroHash) => correction(ActKind.grant, from, until, detail);
const scope = encodeScope({ levels: [6, 7], credentialTypes: "all", fields: ["06", "0713"] });
const word = (value: bigint): string => toBeHex(value, 32);

/** A history in which everything happens. */
async function history(): Promise<Register> {
  const register = await Register.deploy(await connect());
  const { memberStates, decided, registry, chain } = register;
  const { time } = chain.networkHelpers;
  const council = memberStates.connect(decided);
  const bundled = (account: HardhatEthersSigner, data: string) => memberStates.connect(account).multicall(FAR, [data]);

  // seats: admitted, suspended, reinstated, recovered, left, admitted again, rectified
  const greece = await register.seat("GR");
  const france = await register.seat("FR");
  const [germany] = [await register.seat("DE"), await register.seat("IT"), await register.seat("ES")];
  await council.suspend(iso("FR"), EVIDENCE);
  await council.reinstate(iso("FR"), EVIDENCE);
  const italy = register.account();
  await register.consent(italy, "IT", "memberState");
  await council.recover(iso("IT"), italy.address, TERMS, EVIDENCE);
  await bundled(germany, memberStates.interface.encodeFunctionData("leaveCouncil", [EVIDENCE]));
  const germanyAgain = register.account();
  await register.consent(germanyAgain, "DE", "memberState");
  await council.admit(iso("DE"), germanyAgain.address, TERMS, EVIDENCE);
  await council.rectify(
    iso("ES"),
    [grant(0), correction(ActKind.suspend, LONG_AGO), correction(ActKind.reinstate, LONG_AGO + DAY)],
    EVIDENCE,
  );
  const undecided = register.account();
  await register.consent(undecided, "PT", "body");
  await memberStates.connect(undecided).revokeConsent();
  await register.consent(undecided, "PT", "memberState");

  // mandates: given, suspended, reinstated, renewed, cancelled, rectified, ended; an office handed over
  const body = await register.mandate(greece, "GR", "body", { scope, until: AHEAD });
  const other = await register.mandate(greece, "GR", "body");
  const provider = await register.mandate(greece, "GR", "provider");
  const foreign = await register.mandate(france, "FR", "provider", { until: AHEAD });
  const mandate = recordKey("mandate", other.number);
  await register.write(greece, ["suspend", mandate, 0, 0, EVIDENCE], ["reinstate", mandate, 0, EVIDENCE]);
  await register.consent(body.account, "GR", "body");
  const renewal = [body.account.address, OfficeKind.body, AHEAD, AHEAD + DAY, word(EVERYTHING), TERMS];
  await register.write(greece, ["mandate", renewal, EVIDENCE], ["suspend", mandate, AHEAD, AHEAD + DAY, EVIDENCE]);
  await register.write(greece, ["cancel", mandate, 3, EVIDENCE]);
  await register.write(greece, ["rectify", mandate, [grant(LONG_AGO, 0, word(scope))], EVIDENCE]);
  const successor = register.account();
  await register.consent(successor, "GR", "body");
  await bundled(greece, memberStates.interface.encodeFunctionData("rotate", [other.number, successor.address, TERMS]));
  const greeceAnew = register.account();
  await register.consent(greeceAnew, "GR", "memberState");
  const seat = await registry.seatOffice(iso("GR"));
  await bundled(greece, memberStates.interface.encodeFunctionData("rotate", [seat, greeceAnew.address, TERMS]));
  const state = greeceAnew;

  // institutions
  const controller = register.account();
  const names = ["athens", "patras", "crete", "closed"];
  await register.write(body.account, [
    "registerInstitutions",
    names.map((name) => registration(uri(name), name)),
    0,
    EVIDENCE,
  ]);
  await register.write(state, ["registerInstitutions", [registration(uri("later"), "later")], AHEAD, EVIDENCE]);
  const closed = recordKey("institution", university("closed"));
  await register.write(body.account, ["end", closed, 0, university("athens"), EVIDENCE]);
  await register.write(body.account, ["reopenInstitution", university("closed"), 0, EVIDENCE]);
  await register.write(
    state,
    ["withdraw", closed, 0, EVIDENCE],
    ["reopenInstitution", university("closed"), 0, EVIDENCE],
  );
  await register.write(body.account, ["updateProfile", university("athens"), profile("Athens, renamed")]);
  await register.write(body.account, ["setController", university("athens"), controller.address]);
  await register.write(body.account, ["setController", university("patras"), controller.address]);
  await register.write(body.account, ["setController", university("patras"), ZeroAddress]);
  await register.call(controller, "appointProvider", university("athens"), foreign.number);
  await register.call(controller, "appointProvider", university("athens"), provider.number);
  await register.write(state, ["appointProvider", university("patras"), provider.number]);
  const crete = recordKey("institution", university("crete"));
  await register.write(body.account, ["suspend", crete, 0, AHEAD, EVIDENCE], ["reinstate", crete, 0, EVIDENCE]);
  await register.write(body.account, ["suspend", crete, AHEAD, 0, EVIDENCE], ["cancel", crete, 3, EVIDENCE]);
  await register.write(state, ["annul", crete, 0, EVIDENCE]);
  await register.write(state, ["rectify", crete, [grant(LONG_AGO)], EVIDENCE]);

  // types
  const types = ["physics", "chemistry", "biology", "retired"];
  for (const name of types) {
    await register.write(body.account, [
      "defineQualificationType",
      uri(name),
      typeAttributes(["0613", "0713"]),
      0,
      EVIDENCE,
    ]);
  }
  await register.call(decided, "defineQualificationType", uri("european"), typeAttributes(), LONG_AGO, EVIDENCE);
  const retired = recordKey("qualificationType", type("retired"));
  await register.write(body.account, ["end", retired, 0, ZeroHash, EVIDENCE]);
  await register.write(body.account, [
    "defineQualificationType",
    uri("retired"),
    typeAttributes(["0613", "0713"]),
    0,
    EVIDENCE,
  ]);
  await register.write(state, ["annul", retired, 0, EVIDENCE], ["rectify", retired, [grant(0)], EVIDENCE]);
  const european = recordKey("qualificationType", type("european", "EU"));
  await register.call(decided, "withdraw", european, AHEAD, EVIDENCE);
  await register.call(decided, "cancel", european, 1, EVIDENCE);

  // programme accreditations: several at once, first and later ones mixed, conditions, territories, an exclusion
  const athens = university("athens");
  const territories = encodeTerritories(["GR", "IT"] as never);
  await register.write(body.account, [
    "accredit",
    athens,
    [type("physics"), type("chemistry")],
    [0, AHEAD, 0, false],
    EVIDENCE,
  ]);
  await register.write(body.account, [
    "accredit",
    athens,
    [type("chemistry"), type("biology"), type("european", "EU")],
    [0, 0, territories, true],
    EVIDENCE,
  ]);
  await register.write(body.account, ["accredit", athens, [type("physics")], [AHEAD, 0, 0, false], EVIDENCE]);
  const physics = recordKey("programme", athens, type("physics"));
  await register.write(body.account, ["suspend", physics, 0, 0, EVIDENCE], ["reinstate", physics, 0, EVIDENCE]);
  await register.write(body.account, ["withdraw", physics, AHEAD, EVIDENCE], ["cancel", physics, 4, EVIDENCE]);
  await register.write(state, [
    "rectify",
    physics,
    [
      [ActKind.grant, LONG_AGO, AHEAD, territories, true, ZeroHash],
      correction(ActKind.suspend, LONG_AGO + DAY, LONG_AGO + 2 * DAY),
    ],
    EVIDENCE,
  ]);
  await register.write(state, ["withdraw", recordKey("programme", athens, type("retired")), LONG_AGO, EVIDENCE]);
  await register.write(body.account, ["annul", recordKey("programme", athens, type("biology")), 0, EVIDENCE]);
  await register.write(body.account, ["end", recordKey("programme", athens, type("chemistry")), 0, ZeroHash, EVIDENCE]);

  // institutional accreditations
  const institutional = recordKey("institutional", athens);
  await register.write(body.account, [
    "accreditByScope",
    athens,
    scope,
    [LONG_AGO, AHEAD, territories, false],
    EVIDENCE,
  ]);
  await register.write(state, ["accreditByScope", athens, EVERYTHING, [0, 0, 0, true], EVIDENCE]);
  await register.write(state, ["suspend", institutional, 0, 0, EVIDENCE]);
  await register.write(state, ["rectify", institutional, [grant(LONG_AGO, AHEAD, word(scope))], EVIDENCE]);

  // the guardian, and the pause
  const guardian = register.account();
  await register.consent(guardian, "EU", "guardian");
  await register.call(decided, "appointGuardian", guardian.address, TERMS);
  await register.write(guardian, ["pause", DAY]);
  await register.call(decided, "unpause");
  await register.call(decided, "unpause");

  // bindings
  await time.increase(8 * DAY);
  const keys = ["did:web:example.org", "urn:ietf:params:oauth:jwk-thumbprint:sha-256:example"];
  for (const name of ["athens", "patras"]) {
    await register.write(provider.account, [
      "bind",
      university(name),
      keys[0],
      LONG_AGO + 11 * 365 * DAY,
      AHEAD,
      EVIDENCE,
    ]);
  }
  await register.write(provider.account, ["bind", athens, keys[1], 0, 0, EVIDENCE]);
  await register.write(provider.account, ["bind", athens, keys[0], AHEAD, AHEAD + DAY, EVIDENCE]);
  const identifier = recordKey("binding", athens, bindingId(keys[0]!));
  const key = recordKey("binding", athens, bindingId(keys[1]!));
  await register.call(controller, "end", identifier, AHEAD, ZeroHash, EVIDENCE);
  await register.write(provider.account, ["cancel", identifier, 2, EVIDENCE]);
  await register.write(
    provider.account,
    ["compromise", key, LONG_AGO, EVIDENCE],
    ["compromise", key, LONG_AGO - DAY, EVIDENCE],
  );
  const restated = [grant(LONG_AGO), correction(ActKind.compromise, LONG_AGO + DAY)];
  await register.write(provider.account, ["rectify", key, restated, EVIDENCE]);
  await register.write(state, ["annul", identifier, LONG_AGO + 11 * 365 * DAY, EVIDENCE]);
  await register.write(state, ["appointProvider", athens, 0]);
  await register.write(state, ["end", recordKey("mandate", provider.number), 0, ZeroHash, EVIDENCE]);

  // the guardian pauses again and is dismissed; another implementation, another contract for the seats
  await register.write(guardian, ["pause", 7 * DAY]);
  await register.call(decided, "appointGuardian", ZeroAddress, ZeroHash);
  await register.write(state, ["suspend", recordKey("institution", university("patras")), 0, 0, EVIDENCE]);
  const next = await chain.ethers.deployContract("TrustedIssuerRegistry", [await registry.extension()]);
  await register.call(decided, "upgradeToAndCall", await next.getAddress(), "0x");
  return register;
}

/** What a transaction said, and all of the registry's storage after it. */
interface Step {
  readonly hash: string;
  readonly stored: ReadonlyMap<string, bigint>;
  readonly logs: readonly (Log & { readonly address: string })[];
}

type Change = Readonly<Record<string, { readonly storage?: Readonly<Record<string, string>> } | undefined>>;

async function stepsOf(register: Register): Promise<Step[]> {
  const { chain, address } = register;
  const steps: Step[] = [];
  const stored = new Map<string, bigint>();
  const last = await chain.ethers.provider.getBlockNumber();
  for (let number = 1; number <= last; ++number) {
    const block = await chain.ethers.provider.getBlock(number);
    for (const hash of block!.transactions) {
      const receipt = await chain.ethers.provider.getTransactionReceipt(hash);
      const logs = receipt!.logs.map(({ address, topics, data }) => ({
        address,
        topics,
        data,
        time: block!.timestamp,
      }));
      const { pre, post } = (await chain.provider.request({
        method: "debug_traceTransaction",
        params: [hash, { tracer: "prestateTracer", tracerConfig: { diffMode: true } }],
      })) as { pre: Change; post: Change };
      const registry = address.registry.toLowerCase();
      const cleared = Object.keys(pre[registry]?.storage ?? {}).map((slot) => [slot, "0x0"]);
      const written = { ...Object.fromEntries(cleared), ...post[registry]?.storage } as Record<string, string>;
      for (const [slot, value] of Object.entries(written)) {
        if (BigInt(value) === 0n) stored.delete(slot);
        else stored.set(slot, BigInt(value));
      }
      steps.push({ hash, stored: new Map(stored), logs });
    }
  }
  return steps;
}

async function eventsOf(...contracts: readonly string[]): Promise<Interface> {
  const abis = await Promise.all(
    contracts.map(async (name) => (await hre.artifacts.readArtifact(name)).abi as JsonFragment[]),
  );
  return new Interface(abis.flat().filter((item) => item.type === "event"));
}

/** What the events of the last of these transactions leave unexplained of the storage after it; null where nothing. */
function difference(events: Interface, registry: string, steps: readonly Step[]): string | null {
  const rebuilt = new RebuiltRegistry(events);
  const { hash, stored } = steps.at(-1)!;
  try {
    for (const { logs } of steps) for (const log of logs) if (log.address === registry) rebuilt.apply(log);
  } catch (error) {
    return `${hash}: ${(error as Error).message}`;
  }
  const implied = storageOf(rebuilt);
  for (const slot of new Set([...implied.keys(), ...stored.keys()])) {
    if (implied.get(slot) !== stored.get(slot)) return `${hash}: slot ${slot}`;
  }
  return null;
}

describe("the register, rebuilt from its events", function () {
  this.timeout(600_000);
  let register: Register;
  let steps: Step[];
  let events: Interface;
  let rebuilt: RebuiltRegistry;

  before(async () => {
    register = await history();
    steps = await stepsOf(register);
    events = await eventsOf("ITrustedIssuerRegistry", "TrustedIssuerRegistry", "RegistryExtension", "ERC1967Proxy");
    rebuilt = new RebuiltRegistry(events);
    for (const log of ours()) rebuilt.apply(log);
  });

  const ours = () => steps.flatMap(({ logs }) => logs).filter(({ address }) => address === register.address.registry);

  it("says of every transaction what it stored, and nothing else", () => {
    const told = steps.map((_, index) => difference(events, register.address.registry, steps.slice(0, index + 1)));
    expect(told.filter((one) => one !== null)).to.deep.equal([]);
  });

  it("has every event, every kind of record and every kind of act in its history", () => {
    const seen = new Set(ours().map((log) => events.parseLog(log)!.name));
    const all = events.fragments.map((fragment) => (fragment as unknown as { name: string }).name);
    expect([...seen].sort()).to.deep.equal(
      [...new Set(all)].sort().filter((name) => !["AdminChanged", "BeaconUpgraded"].includes(name)),
    );
    const kinds = new Set(rebuilt.timelines.map(({ key }) => key.kind));
    expect([...kinds].sort()).to.deep.equal(Object.values(RecordKind));
    const acts = new Set(
      rebuilt.timelines.flatMap(({ acts: words }) => words.map((act) => Number((act >> 108n) & 0xfn))),
    );
    expect([...acts].sort()).to.deep.equal(Object.values(ActKind));
  });

  /** The events after whose change by `change`, one at a time, the storage would still be explained. */
  function unnoticed(change: (logs: Step["logs"], log: Step["logs"][number]) => Step["logs"]): string[] {
    const names: string[] = [];
    for (const [index, step] of steps.entries()) {
      for (const log of step.logs.filter(({ address }) => address === register.address.registry)) {
        const changed = [...steps.slice(0, index), { ...step, logs: change(step.logs, log) }];
        if (difference(events, register.address.registry, changed) === null) names.push(events.parseLog(log)!.name);
      }
    }
    return names.sort();
  }

  it("would show that an event is missing, wherever it is left out", () => {
    // but for the second name of one binding, and an `unpause` where nothing was paused
    expect(unnoticed((logs, left) => logs.filter((log) => log !== left))).to.deep.equal(["Named", "Unpaused"]);
  });

  it("would show that an event comes twice, where it counts", () => {
    // the others say what is in force from now on, and may say it again
    const counted = ["Accredited", "ActRecorded", "InstitutionsRegistered", "OfficeEnrolled", "OfficeReassigned"];
    expect(unnoticed((logs, twice) => [...logs, twice])).not.to.include.oneOf(counted);
  });

  it("gives the acts and details that the reads give", async () => {
    const { registry } = register;
    expect(rebuilt.timelines.length).to.be.greaterThan(25);
    for (const { key, acts, details } of rebuilt.timelines) {
      const [words, said] = await registry.acts(key, 0, 1000);
      expect([...words]).to.deep.equal(acts);
      expect([...said]).to.deep.equal(details);
      expect(await registry.actCount(key)).to.equal(acts.length);
    }
  });

  it("gives the institutions, their profiles, controllers and providers", async () => {
    const { registry } = register;
    expect(rebuilt.files.length).to.equal(5);
    for (const [id, { profileHash, controller, provider }] of rebuilt.files) {
      const answer = await registry.institution(id);
      const { acts } = rebuilt.timelines.find(({ key }) => key.kind === RecordKind.institution && key.subject === id)!;
      const country = countryOf(acts.at(-1)!);
      expect([...answer]).to.deep.equal([country, profileHash, controller, BigInt(provider)]);
      expect(institutionId("GR", rebuilt.identifiers.get(id)!)).to.equal(id);
    }
    expect(rebuilt.profiles.get(university("athens"))).to.equal(profile("Athens, renamed"));
  });

  it("gives the offices, the seats' numbers, the holders of bindings, the pause and the guardian", async () => {
    const { registry } = register;
    expect(rebuilt.offices.length).to.equal(10);
    for (const { number, account, country, kind } of rebuilt.offices) {
      expect([...(await registry.office(number))]).to.deep.equal([account, country, BigInt(kind)]);
      expect([...(await registry.officeOf(account))]).to.deep.equal([BigInt(number), country, BigInt(kind)]);
    }
    for (const [country, number] of rebuilt.seatOffices) expect(await registry.seatOffice(country)).to.equal(number);
    expect(rebuilt.holderCounts.map(([, count]) => count).sort()).to.deep.equal([1, 2]);
    for (const [binding, count] of rebuilt.holderCounts) expect(await registry.holderCount(binding)).to.equal(count);
    expect(await registry.pausedUntil()).to.equal(rebuilt.pausedUntil);
    expect(await registry.guardian()).to.equal(rebuilt.guardian);
    expect(await registry.memberStates()).to.equal(rebuilt.memberStates);
    expect(await registry.authority()).to.equal(rebuilt.authority);
  });

  it("gives the seats, their holders and votes, and the consents", async () => {
    const { memberStates, address } = register;
    const seats = new RebuiltMemberStates(await eventsOf("MemberStates"));
    const logs = steps.flatMap((step) => step.logs).filter((log) => log.address === address.memberStates);
    for (const log of logs) seats.apply(log);

    expect(seats.holders.size).to.equal(5);
    for (const [country, account] of seats.holders) {
      expect(await memberStates.holderOf(country)).to.equal(account);
      expect(await memberStates.seatOf(account)).to.equal(country);
      expect(await memberStates.getVotes(account)).to.equal(seats.votes.get(country));
    }
    expect(await memberStates.activeSeats()).to.equal(seats.activeSeats);
    for (const [time, active] of seats.electorate) expect(await memberStates.getPastTotalSupply(time)).to.equal(active);
    const accounts = (await register.chain.ethers.getSigners()).map((signer) => signer.address);
    for (const account of accounts) {
      const { country, kind, expiry, terms } = seats.consents.get(account) ?? {
        country: "0x0000",
        kind: 0,
        expiry: 0,
        terms: ZeroHash,
      };
      const given = await memberStates.consentOf(account);
      expect([given.country, given.kind, given.expiry, given.terms]).to.deep.equal([
        country,
        BigInt(kind),
        BigInt(expiry),
        terms,
      ]);
    }
    expect(seats.consents.size).to.equal(1);
  });
});
