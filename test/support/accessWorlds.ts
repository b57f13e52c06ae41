/**
 * The situations of the access matrix: one register in which every call of the matrix has something to act on, then the same
 * register after what may befall an office; and the calls.
 */
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, Interface, keccak256, toUtf8Bytes, ZeroAddress, ZeroHash } from "ethers";

import { bindingId } from "../../client/src/identifiers/ids.ts";
import type { Notary, OfficeFactory, P256OfficerFactory } from "../../types/ethers-contracts/index.ts";
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
  recordKey,
  Register,
  registration,
  seconds,
  TERMS,
  typeAttributes,
} from "./register.ts";
import { deploySafe, encodeMulticall } from "../../deploy/safe.ts";
import { generateP256Key } from "./p256.ts";

/** What may befall an office; `inForce` is before any of it. */
export type World =
  | "inForce"
  /** The seat is suspended, and with it what hangs on it. */
  | "seatSuspended"
  /** The mandates are suspended. */
  | "suspended"
  /** The mandates have lapsed. */
  | "expired"
  /** The state has left. */
  | "seatEnded"
  /** The mandates were ended. */
  | "ended"
  /** The institution has neither this provider nor this controller any more, and the network not this guardian. */
  | "dismissed"
  /** The institution appointed the other country's provider, which bound its key anew. */
  | "abroad"
  /** Other accounts hold the offices. */
  | "replaced"
  | "paused";

/** Who calls, in each world the same account. */
export type Caller =
  | "nobody"
  | "council"
  | "guardian"
  | "governor"
  | "memberStates"
  | "registry"
  | "authority"
  | "state"
  | "body"
  | "provider"
  | "controller"
  | "foreignState"
  | "foreignBody"
  | "foreignProvider"
  | "foreignController";

export interface Office {
  readonly account: HardhatEthersSigner;
  readonly number: number;
}

/** A call to a contract of the suite, as the caller makes it. */
export interface Call {
  readonly to: string;
  readonly data: string;
  /** An office makes it inside its `multicall`. */
  readonly bundled: boolean;
}

/** Targets, values, calldata and the hash of the description: what names a proposal. */
type Operation = [targets: string[], values: bigint[], calldatas: string[], descriptionHash: string];

export type Calls = Readonly<Record<string, (caller: string) => Call>>;

const AHEAD = seconds("2030-01-01");
const LONG_AGO = seconds("2020-01-01");
const institution = (name: string, country = "GR"): string => institutionId(country, `https://example.org/${name}`);
const typeUri = (name: string): string => `https://example.org/type/${name}`;
const type = (name: string, country = "GR"): string => qualificationTypeId(country, typeUri(name));
const keyUri = (name: string): string => `did:web:${name}.example.org`;
const programme = (name: string): ReturnType<typeof recordKey> =>
  recordKey("programme", institution("university"), type(name));
const binding = (name: string): ReturnType<typeof recordKey> =>
  recordKey("binding", institution("university"), bindingId(keyUri(name)));
const openly = [LONG_AGO, 0, 0, false] as const;

/** A register with something for every call to act on. */
export async function situation() {
  const register = await Register.deploy(await connect());
  const { registry, memberStates, council, timelock, authority, chain, decided } = register;
  const { ethers, networkHelpers } = chain;

  const notary: Notary = await ethers.deployContract("Notary");
  const { singleton, proxyFactory } = await deploySafe(register.deployer);
  const officeFactory: OfficeFactory = await ethers.deployContract("OfficeFactory", [proxyFactory, singleton]);
  const officerFactory: P256OfficerFactory = await ethers.deployContract("P256OfficerFactory");
  const implementation = await ethers.deployContract("TrustedIssuerRegistry", [
    await (await ethers.deployContract("RegistryExtension")).getAddress(),
  ]);

  const state = await register.seat("GR");
  const foreignState = await register.seat("FR");
  const voters = [await register.seat("DE"), await register.seat("IT"), await register.seat("ES"), foreignState];
  await register.seat("PT");
  await memberStates.connect(decided).suspend(iso("PT"), EVIDENCE);

  const mandated = (kind: "body" | "provider"): Promise<Office> => register.mandate(state, "GR", kind);
  const body = await mandated("body");
  const provider = await mandated("provider");
  const others = { active: await mandated("body"), suspended: await mandated("body"), cancel: await mandated("body") };
  const foreignBody = await register.mandate(foreignState, "FR", "body");
  const foreignProvider = await register.mandate(foreignState, "FR", "provider");
  await register.write(
    state,
    ["suspend", recordKey("mandate", others.suspended.number), 0, 0, EVIDENCE],
    ["suspend", recordKey("mandate", others.cancel.number), AHEAD, 0, EVIDENCE],
  );

  const guardian = register.account();
  await register.consent(guardian, "EU", "guardian");
  await register.call(decided, "appointGuardian", guardian.address, TERMS);

  const controller = register.account();
  const foreignController = register.account();
  const institutions = ["university", "suspended", "closed", "cancel"];
  await register.write(
    body.account,
    ["registerInstitutions", institutions.map((name) => registration(`https://example.org/${name}`)), 0, EVIDENCE],
    ["suspend", recordKey("institution", institution("suspended")), 0, 0, EVIDENCE],
    ["withdraw", recordKey("institution", institution("closed")), 0, EVIDENCE],
    ["suspend", recordKey("institution", institution("cancel")), AHEAD, 0, EVIDENCE],
    ["setController", institution("university"), controller.address],
    ["appointProvider", institution("university"), provider.number],
    ...["active", "suspended", "cancel", "coming", "free"].map((name) => {
      return ["defineQualificationType", typeUri(name), typeAttributes(), 0, EVIDENCE] as const;
    }),
    ["end", recordKey("qualificationType", type("cancel")), AHEAD, ZeroHash, EVIDENCE],
    ["accredit", institution("university"), [type("active"), type("suspended"), type("cancel")], openly, EVIDENCE],
    ["accredit", institution("university"), [type("coming")], [AHEAD, 0, 0, false], EVIDENCE],
    ["suspend", programme("suspended"), 0, 0, EVIDENCE],
    ["withdraw", programme("cancel"), AHEAD, EVIDENCE],
    ["accreditByScope", institution("university"), EVERYTHING, openly, EVIDENCE],
    ["accreditByScope", institution("suspended"), EVERYTHING, openly, EVIDENCE],
    ["suspend", recordKey("institutional", institution("suspended")), 0, 0, EVIDENCE],
    ["suspend", recordKey("institutional", institution("university")), AHEAD, 0, EVIDENCE],
  );
  await register.call(decided, "defineQualificationType", typeUri("all"), typeAttributes(), 0, EVIDENCE);
  await register.call(decided, "end", recordKey("qualificationType", type("all", "EU")), AHEAD, ZeroHash, EVIDENCE);
  await register.write(
    foreignBody.account,
    ["registerInstitutions", [registration("https://example.org/université")], 0, EVIDENCE],
    ["setController", institution("université", "FR"), foreignController.address],
    ["appointProvider", institution("université", "FR"), foreignProvider.number],
  );

  /** A proposal that calls nothing of consequence. */
  async function propose(proposer: HardhatEthersSigner, document: string) {
    const description = await council.describe(id(document), proposer.address);
    const targets = [register.address.registry];
    const calldatas = [registry.interface.encodeFunctionData("unpause")];
    const data = council.interface.encodeFunctionData("propose", [targets, [0n], calldatas, description]);
    await council.connect(proposer).multicall(FAR, [data]);
    const operation: Operation = [targets, [0n], calldatas, keccak256(toUtf8Bytes(description))];
    return operation;
  }
  const toQueue = await propose(voters[0]!, "to queue");
  const toExecute = await propose(voters[0]!, "to execute");
  await networkHelpers.time.increase(DAY + 1);
  for (const operation of [toQueue, toExecute]) {
    const proposal = await council.getProposalId(...operation);
    for (const voter of voters) await council.connect(voter).castVote(proposal, 1);
  }
  await council.queue(...toExecute);
  const single = [
    register.address.registry,
    0n,
    registry.interface.encodeFunctionData("unpause"),
    ZeroHash,
    ZeroHash,
  ] as const;
  const governor = await ethers.getImpersonatedSigner(await council.getAddress());
  await networkHelpers.setBalance(governor.address, 10n ** 20n);
  await timelock.connect(governor).schedule(...single, 3 * DAY);

  await networkHelpers.time.increase(6 * DAY);
  await register.write(
    provider.account,
    ["bind", institution("university"), keyUri("active"), LONG_AGO + 7 * 365 * DAY, 0, EVIDENCE],
    ["bind", institution("university"), keyUri("cancel"), LONG_AGO + 7 * 365 * DAY, 0, EVIDENCE],
    ["bind", institution("university"), keyUri("coming"), AHEAD, 0, EVIDENCE],
    ["end", binding("cancel"), AHEAD, ZeroHash, EVIDENCE],
  );
  const toVote = await propose(voters[0]!, "to vote");
  await networkHelpers.time.increase(DAY + 1);
  const toCancel = await propose(state, "to cancel");

  const candidates = { body: register.account(), provider: register.account(), guardian: register.account() };
  const successors = { foreign: register.account(), body: register.account(), state: register.account() };
  const admitted = register.account();
  await register.consent(candidates.body, "GR", "body");
  await register.consent(candidates.provider, "GR", "provider");
  await register.consent(candidates.guardian, "EU", "guardian");
  await register.consent(successors.foreign, "FR", "memberState");
  await register.consent(successors.body, "GR", "body");
  await register.consent(successors.state, "GR", "memberState");
  await register.consent(admitted, "BE", "memberState");

  const callers: Readonly<Record<Caller, string>> = {
    nobody: register.account().address,
    council: decided.address,
    guardian: guardian.address,
    governor: governor.address,
    memberStates: register.address.memberStates,
    registry: register.address.registry,
    authority: await authority.getAddress(),
    state: state.address,
    body: body.account.address,
    provider: provider.account.address,
    controller: controller.address,
    foreignState: foreignState.address,
    foreignBody: foreignBody.account.address,
    foreignProvider: foreignProvider.account.address,
    foreignController: foreignController.address,
  };

  /** Lets it happen. */
  async function befall(world: World): Promise<void> {
    const mandates = [body, provider].map(({ number }) => recordKey("mandate", number));
    switch (world) {
      case "inForce":
        return;
      case "seatSuspended":
        await memberStates.connect(decided).suspend(iso("GR"), EVIDENCE);
        return;
      case "suspended":
        await register.write(state, ...mandates.map((key) => ["suspend", key, 0, 0, EVIDENCE] as const));
        return;
      case "expired": {
        const now = await register.now();
        for (const [office, kind] of [
          [body, "body"],
          [provider, "provider"],
        ] as const) {
          await register.consent(office.account, "GR", kind);
          const [from, detail] = kind === "body" ? [0, EVERYTHING] : [now + 7 * DAY + 100, 1n];
          const appointment = [office.account.address, OfficeKind[kind], from, now + 8 * DAY, word(detail), TERMS];
          await register.write(state, ["mandate", appointment, EVIDENCE]);
        }
        await networkHelpers.time.increase(8 * DAY);
        return;
      }
      case "seatEnded": {
        const leave = memberStates.interface.encodeFunctionData("leaveCouncil", [EVIDENCE]);
        await memberStates.connect(state).multicall(FAR, [leave]);
        return;
      }
      case "ended":
        await register.write(state, ...mandates.map((key) => ["end", key, 0, ZeroHash, EVIDENCE] as const));
        return;
      case "dismissed":
        await register.write(
          body.account,
          ["appointProvider", institution("university"), 0],
          ["setController", institution("university"), ZeroAddress],
        );
        await register.call(decided, "appointGuardian", ZeroAddress, ZeroHash);
        return;
      case "abroad":
        await register.write(body.account, ["appointProvider", institution("university"), foreignProvider.number]);
        await register.write(foreignProvider.account, [
          "bind",
          institution("university"),
          keyUri("active"),
          0,
          0,
          EVIDENCE,
        ]);
        return;
      case "replaced": {
        await memberStates.connect(decided).recover(iso("GR"), successors.state.address, TERMS, EVIDENCE);
        const rotate = memberStates.interface.encodeFunctionData("rotate", [
          body.number,
          successors.body.address,
          TERMS,
        ]);
        await memberStates.connect(successors.state).multicall(FAR, [rotate]);
        return;
      }
      case "paused":
        await register.write(guardian, ["pause", 7 * DAY]);
        return;
    }
  }

  return {
    register,
    notary,
    officeFactory,
    officerFactory,
    implementation,
    callers,
    others,
    candidates,
    successors,
    admitted,
    operations: { toQueue, toExecute, toVote, toCancel, single },
    befall,
    provider,
    body,
  };
}

export type Situation = Awaited<ReturnType<typeof situation>>;

const word = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;

/** Every call of the matrix, by its name in the table: `contract.function` and, where it takes several, what it acts on. */
export async function callsOf(situation: Situation): Promise<Calls> {
  const {
    register,
    candidates,
    successors,
    admitted,
    others,
    operations,
    provider,
    officeFactory,
    officerFactory,
    notary,
  } = situation;
  const { registry, memberStates, council, timelock, authority, address } = register;
  const key = generateP256Key();
  const calls: Record<string, (caller: string) => Call> = {};
  type Values = readonly unknown[] | ((caller: string) => readonly unknown[]);
  type Encoder = { encodeFunctionData(name: string, values: never): string };

  function add(contract: string, to: string, abi: unknown, name: string, values: Values, bundled = false): void {
    const [method] = name.split(":") as [string];
    calls[`${contract}.${name}`] = (caller) => {
      const given = typeof values === "function" ? values(caller) : values;
      return { to, data: (abi as Encoder).encodeFunctionData(method, given as never), bundled };
    };
  }

  const records = {
    mandate: recordKey("mandate", others.active.number),
    institution: recordKey("institution", institution("university")),
    type: recordKey("qualificationType", type("free")),
    euType: recordKey("qualificationType", type("all", "EU")),
    programme: programme("active"),
    institutional: recordKey("institutional", institution("university")),
    binding: binding("active"),
    seat: recordKey("seat", "GR"),
  };
  const grants = {
    mandate: ["mandate", 0, word(EVERYTHING)],
    institution: ["institution", 0, ZeroHash],
    type: ["type", 0, ZeroHash],
    euType: ["euType", 0, ZeroHash],
    programme: ["programme", 0, ZeroHash],
    institutional: ["institutional", 0, word(EVERYTHING)],
  } as const;

  // the interface, and what only the implementation has
  const encoder = new Interface([...registry.interface.fragments, ...situation.implementation.interface.fragments]);
  const authorityTo = await situation.implementation.getAddress();
  const onRegistry = (name: string, ...values: unknown[]): void => {
    add("registry", address.registry, encoder, name, values, true);
  };
  onRegistry("registerInstitutions", [registration("https://example.org/new")], 0, EVIDENCE);
  onRegistry("reopenInstitution", institution("closed"), 0, EVIDENCE);
  onRegistry("updateProfile", institution("university"), profile("Another name"));
  onRegistry("setController:somebody", institution("university"), candidates.body.address);
  onRegistry("setController:nobody", institution("university"), ZeroAddress);
  onRegistry("appointProvider:somebody", institution("university"), provider.number);
  onRegistry("appointProvider:nobody", institution("university"), 0);
  onRegistry("defineQualificationType", typeUri("new"), typeAttributes(), 0, EVIDENCE);
  onRegistry("accredit", institution("university"), [type("free")], openly, EVIDENCE);
  onRegistry("accreditByScope", institution("cancel"), EVERYTHING, openly, EVIDENCE);
  onRegistry("bind", institution("university"), keyUri("new"), 0, 0, EVIDENCE);
  for (const record of ["mandate", "institution", "programme", "institutional", "seat"] as const) {
    onRegistry(`suspend:${record}`, records[record], 0, 0, EVIDENCE);
  }
  onRegistry("reinstate:mandate", recordKey("mandate", others.suspended.number), 0, EVIDENCE);
  onRegistry("reinstate:institution", recordKey("institution", institution("suspended")), 0, EVIDENCE);
  onRegistry("reinstate:programme", programme("suspended"), 0, EVIDENCE);
  onRegistry("reinstate:institutional", recordKey("institutional", institution("suspended")), 0, EVIDENCE);
  onRegistry("reinstate:seat", records.seat, 0, EVIDENCE);
  for (const record of ["institution", "type", "euType", "programme", "institutional"] as const) {
    onRegistry(`withdraw:${record}`, records[record], 0, EVIDENCE);
  }
  onRegistry("withdraw:exclusion", programme("free"), 0, EVIDENCE);
  for (const record of [
    "mandate",
    "institution",
    "type",
    "euType",
    "programme",
    "institutional",
    "binding",
    "seat",
  ] as const) {
    onRegistry(`end:${record}`, records[record], 0, ZeroHash, EVIDENCE);
  }
  for (const record of ["institution", "type", "euType"] as const)
    onRegistry(`annul:${record}`, records[record], 0, EVIDENCE);
  onRegistry("annul:programme", records.programme, LONG_AGO, EVIDENCE);
  onRegistry("annul:institutional", records.institutional, LONG_AGO, EVIDENCE);
  onRegistry("annul:binding", records.binding, LONG_AGO + 7 * 365 * DAY, EVIDENCE);
  onRegistry("compromise:binding", records.binding, 0, EVIDENCE);
  onRegistry("cancel:mandate", recordKey("mandate", others.cancel.number), 1, EVIDENCE);
  onRegistry("cancel:institution", recordKey("institution", institution("cancel")), 1, EVIDENCE);
  onRegistry("cancel:type", recordKey("qualificationType", type("cancel")), 1, EVIDENCE);
  onRegistry("cancel:euType", recordKey("qualificationType", type("all", "EU")), 1, EVIDENCE);
  onRegistry("cancel:programme", programme("cancel"), 1, EVIDENCE);
  onRegistry("cancel:programmeGrant", programme("coming"), 0, EVIDENCE);
  onRegistry("cancel:institutional", records.institutional, 1, EVIDENCE);
  onRegistry("cancel:binding", binding("cancel"), 1, EVIDENCE);
  onRegistry("cancel:bindingGrant", binding("coming"), 0, EVIDENCE);
  for (const [record, , detail] of Object.values(grants)) {
    onRegistry(`rectify:${record}`, records[record], [[ActKind.grant, 0, 0, 0, false, detail]], EVIDENCE);
  }
  onRegistry("rectify:binding", records.binding, [], EVIDENCE);
  onRegistry("rectify:seat", records.seat, [], EVIDENCE);
  const appointment = (kind: "body" | "provider") => [
    candidates[kind].address,
    OfficeKind[kind],
    0,
    0,
    word(EVERYTHING),
    TERMS,
  ];
  onRegistry("mandate:body", appointment("body"), EVIDENCE);
  onRegistry("mandate:provider", appointment("provider"), EVIDENCE);
  onRegistry("pause", DAY);
  onRegistry("unpause");
  onRegistry("appointGuardian", candidates.guardian.address, TERMS);
  onRegistry("setMemberStates", candidates.body.address);
  onRegistry("upgradeToAndCall", await situation.implementation.getAddress(), "0x");
  onRegistry("initialize", candidates.body.address);
  onRegistry("setAuthority", authorityTo);
  onRegistry("recordSeat", iso("GR"), ActKind.suspend, 0, EVIDENCE);
  onRegistry("rectifySeat", iso("GR"), [], EVIDENCE);
  onRegistry("enrol", candidates.body.address, iso("GR"), OfficeKind.body);
  onRegistry("reassign", others.active.number, candidates.body.address);
  add("registry", address.registry, registry.interface, "multicall", [FAR, []]);

  const onSeats = (name: string, bundled: boolean, ...values: unknown[]): void => {
    add("memberStates", address.memberStates, memberStates.interface, name, values, bundled);
  };
  const expiry = (await register.now()) + 30 * DAY;
  onSeats("consent", false, iso("GR"), OfficeKind.body, TERMS, expiry);
  onSeats("revokeConsent", false);
  onSeats("useConsent", false, candidates.body.address, iso("GR"), OfficeKind.body, TERMS);
  onSeats("admit", false, iso("BE"), admitted.address, TERMS, EVIDENCE);
  onSeats("suspend", false, iso("DE"), EVIDENCE);
  onSeats("reinstate", false, iso("PT"), EVIDENCE);
  onSeats("recover", false, iso("FR"), successors.foreign.address, TERMS, EVIDENCE);
  onSeats("rectify", false, iso("DE"), [[ActKind.grant, 0, 0, 0, false, ZeroHash]], EVIDENCE);
  onSeats("follow", false, [iso("GR")]);
  onSeats("setAuthority", false, authorityTo);
  onSeats("rotate", true, others.active.number, candidates.body.address, TERMS);
  onSeats("leaveCouncil", true, EVIDENCE);
  onSeats("multicall", false, FAR, []);

  const councilAddress = await council.getAddress();
  const onCouncil = (name: string, bundled: boolean, values: Values): void => {
    add("council", councilAddress, council.interface, name, values, bundled);
  };
  const [, , calldatas] = operations.toQueue;
  const describe = (caller: string): string => `${id("a document")}#proposer=${caller.toLowerCase()}`;
  onCouncil("propose", true, (caller) => [[address.registry], [0n], calldatas, describe(caller)]);
  onCouncil("castVote", false, [await council.getProposalId(...operations.toVote), 1]);
  onCouncil("queue", false, operations.toQueue);
  onCouncil("execute", false, operations.toExecute);
  onCouncil("cancel", false, operations.toCancel);
  onCouncil("relay", false, [address.registry, 0n, "0x"]);
  onCouncil("multicall", false, [FAR, []]);
  const received = {
    onERC721Received: [ZeroAddress, ZeroAddress, 0n, "0x"],
    onERC1155Received: [ZeroAddress, ZeroAddress, 0n, 0n, "0x"],
    onERC1155BatchReceived: [ZeroAddress, ZeroAddress, [], [], "0x"],
  } as const;
  for (const [name, values] of Object.entries(received)) onCouncil(name, false, values);

  const timelockAddress = await timelock.getAddress();
  const onTimelock = (name: string, values: Values): void => {
    add("timelock", timelockAddress, timelock.interface, name, values);
  };
  const role = (name: string): string => id(`${name}_ROLE`);
  const payload = [address.registry, 0n, calldatas[0], ZeroHash, id("another")] as const;
  const batch = [[address.registry], [0n], calldatas, ZeroHash, id("another")] as const;
  const salt = (descriptionHash: string): string =>
    `0x${(BigInt(descriptionHash) ^ (BigInt(councilAddress) << 96n)).toString(16).padStart(64, "0")}`;
  const executed = operations.toExecute;
  onTimelock("schedule", [...payload, 3 * DAY]);
  onTimelock("scheduleBatch", [...batch, 3 * DAY]);
  onTimelock("execute", operations.single);
  onTimelock("executeBatch", [executed[0], executed[1], executed[2], ZeroHash, salt(executed[3])]);
  onTimelock("cancel", [await timelock.hashOperation(...operations.single)]);
  onTimelock("grantRole", [role("CANCELLER"), councilAddress]);
  onTimelock("revokeRole", [role("CANCELLER"), councilAddress]);
  onTimelock("renounceRole", (caller) => [role("CANCELLER"), caller]);
  onTimelock("updateDelay", [5 * DAY]);
  for (const [name, values] of Object.entries(received)) onTimelock(name, values);

  const authorityAddress = await authority.getAddress();
  const onAuthority = (name: string, values: Values): void => {
    add("authority", authorityAddress, authority.interface, name, values);
  };
  const unpause = registry.interface.encodeFunctionData("unpause");
  onAuthority("grantRole", [7n, candidates.body.address, 0]);
  onAuthority("revokeRole", [7n, candidates.body.address]);
  onAuthority("renounceRole", (caller) => [7n, caller]);
  onAuthority("setGrantDelay", [7n, DAY]);
  onAuthority("setRoleAdmin", [7n, 8n]);
  onAuthority("setRoleGuardian", [7n, 8n]);
  onAuthority("setTargetAdminDelay", [address.registry, 0]);
  onAuthority("setTargetClosed", [address.registry, true]);
  onAuthority("setTargetFunctionRole", [address.registry, [registry.interface.getFunction("unpause").selector], 7n]);
  onAuthority("execute", [address.registry, unpause]);
  onAuthority("schedule", [address.registry, unpause, 0]);
  onAuthority("cancel", [timelockAddress, address.registry, unpause]);
  onAuthority("consumeScheduledOp", [timelockAddress, unpause]);
  onAuthority("multicall", [[]]);

  const owners = [candidates.body.address, candidates.provider.address, candidates.guardian.address];
  add("notary", await notary.getAddress(), notary.interface, "anchor", [id("root")]);
  add("notary", await notary.getAddress(), notary.interface, "anchorBatch", [[id("root")]]);
  add("officeFactory", await officeFactory.getAddress(), officeFactory.interface, "create", [owners, 2, 0n]);
  add("officerFactory", await officerFactory.getAddress(), officerFactory.interface, "create", [key.qx, key.qy]);
  return calls;
}

/** What the caller sends: inside a bundle what offices send so. The council and controllers are exempt, and go without. */
export function sent(call: Call, caller: Caller): { readonly to: string; readonly data: string } {
  const exempt = caller === "council" || caller === "controller" || caller === "foreignController";
  return { to: call.to, data: call.bundled && !exempt ? encodeMulticall(FAR, [call.data]) : call.data };
}
