/** In words: `MemberStates`, the council, its timelock and its authority, and the owners of an office. */
import { id } from "ethers";

import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { RECORD_KINDS } from "../../../client/src/recordKey.ts";
import { MIN_THRESHOLD } from "../../../deploy/safe.ts";
import { isoSecond } from "../../core/dates.ts";
import type { Values } from "../values.ts";
import {
  account,
  type Context,
  corrections,
  count,
  country,
  evidence,
  named,
  numbered,
  office,
  officeKind,
  type Phrase,
} from "./phrases.ts";

const SEAT = RECORD_KINDS.indexOf("seat");
const VOTES = ["AGAINST", "FOR", "ABSTAIN on"];

const terms = (values: Values): string => `terms ${values.hex("terms")}`;

export const MEMBER_STATES_WORDS: Readonly<Record<string, Phrase>> = {
  consent: (values) =>
    `Agrees to become the office of ${country(values.hex("country"))} as ${officeKind(values.number("kind"))}; ${terms(values)}; ` +
    `the agreement ends ${isoSecond(values.number("expiry"))}.`,
  revokeConsent: () => "Takes back what it agreed to become.",
  rotate: (values, context) =>
    `Hands ${office(context, values.integer("number"))} to the account ${account(context, values.hex("newAccount"))}: ` +
    `its present account is cut off at once; ${terms(values)}.`,
  leaveCouncil: (values) => `Gives the member state's own seat in the council up; ${evidence(values)}.`,
  admit: (values, context) =>
    `Admits ${country(values.hex("country"))} to the council, with the account ${account(context, values.hex("account"))}; ` +
    `${terms(values)}; ${evidence(values)}.`,
  suspend: (values) => `Suspends the seat of ${country(values.hex("country"))}; ${evidence(values)}.`,
  reinstate: (values) => `Reinstates the seat of ${country(values.hex("country"))}; ${evidence(values)}.`,
  recover: (values, context) =>
    `Hands the seat of ${country(values.hex("country"))} to the account ${account(context, values.hex("account"))}, ` +
    `for the present one is lost or captured; it is cut off at once; ${terms(values)}; ${evidence(values)}.`,
  rectify: (values, context) =>
    `Rectifies the seat of ${country(values.hex("country"))}: nothing recorded of it before counts; ${evidence(values)}. ` +
    corrections(values.structs("acts"), SEAT, context),
  follow: (values) =>
    `Brings these seats in line with the registry's book: ${values.hexes("countries").map(country).join(", ")}.`,
  setAuthority: (values, context) =>
    `Makes ${account(context, values.hex("newAuthority"))} the authority of MemberStates (the authority only, which refuses).`,
  useConsent: (values, context) =>
    `Uses up the agreement of ${account(context, values.hex("account"))} to become the office of ` +
    `${country(values.hex("country"))} as ${officeKind(values.number("kind"))}; ${terms(values)} (the registry only).`,
};

export const COUNCIL_WORDS: Readonly<Record<string, Phrase>> = {
  propose: (values, context) => {
    const [document, proposer] = description(values.text("description"));
    return (
      `Proposes to the council, as ${account(context, proposer)}, for the reasons in the document ${document}:` +
      motions(values, context)
    );
  },
  castVote: (values, context) => {
    const vote = VOTES[values.number("support")];
    if (vote === undefined) throw new RangeError("no such vote");
    return `Votes ${vote} proposal ${named(context, "proposal", values.integer("proposalId").toString())}.`;
  },
  queue: (values, context) =>
    `Queues in the council's timelock what was carried (description ${values.hex("descriptionHash")}):${motions(values, context)}`,
  execute: (values, context) =>
    `Executes what was carried and has waited (description ${values.hex("descriptionHash")}):${motions(values, context)}`,
  cancel: (values, context) =>
    `Takes back its own proposal, whose vote isn't open yet (description ${values.hex("descriptionHash")}):${motions(values, context)}`,
  relay: () => "Calls relay of the council, which is disabled.",
  onERC721Received: () => "Tells the council that a token arrived: without effect.",
  onERC1155Received: () => "Tells the council that a token arrived: without effect.",
  onERC1155BatchReceived: () => "Tells the council that tokens arrived: without effect.",
};

export const OFFICE_WORDS: Readonly<Record<string, Phrase>> = {
  addOwnerWithThreshold: (values, context) =>
    `Makes ${account(context, values.hex("owner"))} an officer of this office; ${signatures(values)}.`,
  removeOwner: (values, context) =>
    `Removes the officer ${account(context, values.hex("owner"))} from this office; ${signatures(values)}.`,
  swapOwner: (values, context) =>
    `Puts ${account(context, values.hex("newOwner"))} in the place of the officer ${account(context, values.hex("oldOwner"))} of this office.`,
  changeThreshold: (values) => `Changes how many officers of this office have to sign; ${signatures(values)}.`,
};

const ROLES = new Map([
  [`0x${"0".repeat(64)}`, "admin"],
  ...["PROPOSER_ROLE", "EXECUTOR_ROLE", "CANCELLER_ROLE"].map(
    (name) => [id(name), name.slice(0, -"_ROLE".length).toLowerCase()] as const,
  ),
]);

const timelockRole = (values: Values): string => `the role ${ROLES.get(values.hex("role")) ?? values.hex("role")}`;

export const TIMELOCK_WORDS: Readonly<Record<string, Phrase>> = {
  grantRole: (values, context) =>
    `Gives ${account(context, values.hex("account"))} ${timelockRole(values)} of the council's timelock.`,
  revokeRole: (values, context) =>
    `Takes ${timelockRole(values)} of the council's timelock from ${account(context, values.hex("account"))}.`,
  renounceRole: (values, context) =>
    `Gives up ${timelockRole(values)} of the council's timelock, as ${account(context, values.hex("callerConfirmation"))}.`,
  updateDelay: (values) =>
    `Changes how long the council's decisions wait to ${count(Number(values.integer("newDelay")), "second")}.`,
  cancel: (values) => `Cancels the operation ${values.hex("id")} of the council's timelock.`,
  schedule: (values, context) =>
    `Schedules in the timelock, after ${count(Number(values.integer("delay")), "second")}: ` +
    context.motion(values.hex("target"), values.integer("value"), values.hex("data")),
  scheduleBatch: (values, context) =>
    `Schedules in the timelock, after ${count(Number(values.integer("delay")), "second")}:${motions(values, context, "payloads")}`,
  execute: (values, context) =>
    `Executes from the timelock: ${context.motion(values.hex("target"), values.integer("value"), values.hex("payload"))}`,
  executeBatch: (values, context) => `Executes from the timelock:${motions(values, context, "payloads")}`,
  onERC721Received: () => "Tells the timelock that a token arrived: without effect.",
  onERC1155Received: () => "Tells the timelock that a token arrived: without effect.",
  onERC1155BatchReceived: () => "Tells the timelock that tokens arrived: without effect.",
};

const authorityRole = (number: bigint): string => (number === 0n ? "the role admin" : `role ${number.toString()}`);

export const AUTHORITY_WORDS: Readonly<Record<string, Phrase>> = {
  grantRole: (values, context) =>
    `Gives ${account(context, values.hex("account"))} ${authorityRole(values.integer("roleId"))} of the council's authority, ` +
    `to act ${delay(values.number("executionDelay"))}.`,
  revokeRole: (values, context) =>
    `Takes ${authorityRole(values.integer("roleId"))} of the council's authority from ${account(context, values.hex("account"))}.`,
  setRoleAdmin: (values) =>
    `Lets ${authorityRole(values.integer("admin"))} give and take ${authorityRole(values.integer("roleId"))}.`,
  setRoleGuardian: (values) =>
    `Lets ${authorityRole(values.integer("guardian"))} cancel what ${authorityRole(values.integer("roleId"))} scheduled.`,
  setGrantDelay: (values) =>
    `Whoever is given ${authorityRole(values.integer("roleId"))} has it ${delay(values.number("newDelay"))}.`,
  setTargetFunctionRole: (values, context) =>
    `Lets ${authorityRole(values.integer("roleId"))} call ${values.hexes("selectors").join(", ")} of ${account(context, values.hex("target"))}.`,
  setTargetClosed: (values, context) =>
    `${values.flag("closed") ? "Shuts" : "Opens"} the network-wide functions of ${account(context, values.hex("target"))}.`,
  setTargetAdminDelay: (values, context) =>
    `What is changed about ${account(context, values.hex("target"))} takes effect ${delay(values.number("newDelay"))}.`,
};

const delay = (seconds: number): string => (seconds === 0 ? "at once" : `after ${count(seconds, "second")}`);

/** @throws SuiteError BUNDLE_OFFICE_UNSOUND */
function signatures(values: Values): string {
  const threshold = values.integer("_threshold");
  if (threshold >= BigInt(MIN_THRESHOLD)) return `${threshold.toString()} of its officers have to sign from then on`;
  throw new SuiteError(
    "BUNDLE_OFFICE_UNSOUND",
    `${threshold.toString()} of the office's officers would sign alone from then on`,
    "Don't sign: at least two officers sign, otherwise the office can't stay in office.",
  );
}

function motions(values: Values, context: Context, payloads = "calldatas"): string {
  const targets = values.hexes("targets");
  const amounts = values.integers("values");
  const datas = values.hexes(payloads);
  if (targets.length !== amounts.length || targets.length !== datas.length) {
    throw new RangeError("targets, values and calls aren't equally many");
  }
  return numbered(targets.map((target, index) => context.motion(target, amounts[index] ?? 0n, datas[index] ?? "0x")));
}

/** The council takes nothing else: the document's hash, and who proposes. */
function description(text: string): [document: string, proposer: string] {
  const [, document, proposer] = /^(0x[0-9a-f]{64})#proposer=(0x[0-9a-f]{40})$/.exec(text) ?? [];
  if (document === undefined || proposer === undefined)
    throw new RangeError("the description isn't the council's form");
  return [document, proposer];
}
