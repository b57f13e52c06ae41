/** The registry's functions in words. */
import { dataLength, getBytes, keccak256, toUtf8String } from "ethers";

import { ACT_KINDS } from "../../../client/src/act.ts";
import { decodeTypeAttributes } from "../../../client/src/encoding.ts";
import type { Hex } from "../../../client/src/hex.ts";
import { parseProfile, type Profile } from "../../../client/src/profile.ts";
import { RECORD_KINDS } from "../../../client/src/recordKey.ts";
import type { Values } from "../values.ts";
import {
  account,
  corrections,
  count,
  country,
  credentialType,
  evidence,
  field,
  from,
  GRANTED_FROM,
  institution,
  lines,
  NOW,
  office,
  officeKind,
  type Phrase,
  qualificationType,
  quoted,
  record,
  scope,
  territories,
  until,
} from "./phrases.ts";

const NOBODY = `0x${"0".repeat(40)}`;
const SEAT = RECORD_KINDS.indexOf("seat");

/** An act on a record. */
const act =
  (verb: string, zero: string, after = ""): Phrase =>
  (values, context) =>
    `${verb} ${record(values.struct("key"), context)}, ${from(values.number("from"), zero)}${after}; ${evidence(values)}.`;

export const REGISTRY_WORDS: Readonly<Record<string, Phrase>> = {
  registerInstitutions: (values) => {
    const registrations = values.structs("registrations");
    return (
      `Registers ${count(registrations.length, "institution")}, ${from(values.number("from"), "from always")}; ` +
      `${evidence(values)}:${lines(registrations.map(registration))}`
    );
  },
  reopenInstitution: (values, context) =>
    `Opens anew ${institution(context, values.hex("institution"))}, ${from(values.number("from"), NOW)}; ${evidence(values)}.`,
  updateProfile: (values, context) =>
    `Replaces the profile of ${institution(context, values.hex("institution"))} by ${profile(values.hex("profile"))}.`,
  setController: (values, context) => {
    const whose = institution(context, values.hex("institution"));
    const controller = values.hex("controller");
    return controller === NOBODY
      ? `Takes away the controller of ${whose}: no account acts for it.`
      : `Lets the account ${account(context, controller)} act for ${whose}.`;
  },
  appointProvider: (values, context) => {
    const whose = institution(context, values.hex("institution"));
    const provider = values.integer("provider");
    return provider === 0n
      ? `Dismisses the trust service provider of ${whose}.`
      : `Appoints ${office(context, provider)} as trust service provider of ${whose}.`;
  },
  defineQualificationType: (values) =>
    `Defines the qualification type ${quoted(values.text("uri"))}: ${attributes(values.integer("attributes"))}; ` +
    `${from(values.number("from"), GRANTED_FROM)}; ${evidence(values)}.`,
  accredit: (values, context) => {
    const types = values.hexes("qualificationTypes").map((id) => qualificationType(context, id));
    const [only] = types;
    const what = types.length === 1 && only !== undefined ? only : count(types.length, "qualification type");
    return (
      `Accredits ${institution(context, values.hex("institution"))} for ${what}, ${decision(values)}; ` +
      (types.length === 1 ? `${evidence(values)}.` : `${evidence(values)}:${lines(types)}`)
    );
  },
  accreditByScope: (values, context) =>
    `Accredits ${institution(context, values.hex("institution"))} for whatever is in this scope: ` +
    `${scope(values.integer("scope"))}; ${decision(values)}; ${evidence(values)}.`,
  bind: (values, context) =>
    `Binds ${quoted(values.text("uri"))} to ${institution(context, values.hex("institution"))}, ` +
    `${from(values.number("from"), GRANTED_FROM)}, ${until(values.number("until"))}; ${evidence(values)}.`,

  suspend: (values, context) => {
    const end = values.number("until");
    return (
      `Suspends ${record(values.struct("key"), context)}, ${from(values.number("from"), NOW)}, ` +
      `${end === 0 ? "until it is reinstated" : until(end)}; ${evidence(values)}.`
    );
  },
  reinstate: act("Reinstates", NOW),
  withdraw: act("Withdraws", "from now on (of a programme that never was accredited: always)"),
  end: (values, context) => {
    const successor = values.hex("successor");
    const next = BigInt(successor) === 0n ? "" : `, succeeded by ${institution(context, successor)}`;
    return (
      `Ends ${record(values.struct("key"), context)} (given up, run out, closed or retired), ` +
      `${from(values.number("from"), NOW)}${next}; ${evidence(values)}.`
    );
  },
  annul: (values, context) =>
    `Annuls ${record(values.struct("key"), context)}: the grant ${from(values.number("from"), "from always")}, and all after it, ` +
    `counts as never made; ${evidence(values)}.`,
  compromise: act("Declares compromised", NOW, ", for ever"),
  cancel: (values, context) =>
    `Cancels act ${String(values.number("position"))} (counted from 0) of ${record(values.struct("key"), context)}, which isn't in effect yet; ` +
    `${evidence(values)}.`,
  rectify: (values, context) => {
    const key = values.struct("key");
    return (
      `Rectifies ${record(key, context)}: nothing recorded of it before counts; ${evidence(values)}. ` +
      corrections(values.structs("corrections"), key.number("kind"), context)
    );
  },

  mandate: (values, context) => {
    const appointment = values.struct("appointment");
    const kind = officeKind(appointment.number("kind"));
    const detail = appointment.hex("detail");
    const isProvider = kind === "trust service provider";
    const zero = isProvider
      ? "from seven days from now on"
      : "from always (if it is the body's first mandate; else from now on)";
    return (
      `Mandates ${account(context, appointment.hex("account"))} as ${kind}, ${from(appointment.number("from"), zero)}, ` +
      `${until(appointment.number("until"))}, ` +
      (isProvider ? `with the trusted-list entry ${detail}` : `for the scope: ${scope(BigInt(detail))}`) +
      `; terms ${appointment.hex("terms")}; ${evidence(values)}.`
    );
  },
  appointGuardian: (values, context) => {
    const guardian = values.hex("account");
    return guardian === NOBODY
      ? "Dismisses the guardian."
      : `Appoints ${account(context, guardian)} as guardian; terms ${values.hex("terms")}.`;
  },
  pause: (values) =>
    `Pauses the registry for ${duration(values.number("duration"))}: no grants, reinstatements, rectifications, mandates, appointments, bindings.`,
  unpause: () => "Ends the registry's pause.",
  setMemberStates: (values, context) =>
    `Makes ${account(context, values.hex("memberStates"))} the contract that decides who sits in the council.`,
  upgradeToAndCall: (values, context) => {
    const data = values.hex("data");
    return (
      `Replaces the registry's code by the implementation ${account(context, values.hex("implementation"))}` +
      (data === "0x" ? "." : `, and calls it once with the data ${data}.`)
    );
  },
  initialize: (values, context) =>
    `Initialises the registry with the authority ${account(context, values.hex("authority"))}.`,

  recordSeat: (values) => {
    const name = ACT_KINDS[values.number("kind") - 1];
    if (name === undefined) throw new RangeError("no such act");
    return (
      `Records the act ${name} of the seat of ${country(values.hex("country"))}, ` +
      `${from(values.number("from"), GRANTED_FROM)}; ${evidence(values)} (MemberStates only).`
    );
  },
  rectifySeat: (values, context) =>
    `Rectifies the seat of ${country(values.hex("country"))} (MemberStates only); ${evidence(values)}. ` +
    corrections(values.structs("corrections"), SEAT, context),
  enrol: (values, context) =>
    `Opens an office of ${country(values.hex("country"))}, ${officeKind(values.number("kind"))}, ` +
    `for ${account(context, values.hex("account"))} (MemberStates only).`,
  reassign: (values, context) =>
    `Hands ${office(context, values.integer("number"))} to ${account(context, values.hex("account"))} (MemberStates only).`,
};

function decision(values: Values): string {
  const decided = values.struct("decision");
  return [
    from(decided.number("from"), GRANTED_FROM),
    until(decided.number("until")),
    territories(decided.integer("territories")),
    ...(decided.flag("conditions") ? ["with conditions"] : []),
  ].join(", ");
}

function attributes(word: bigint): string {
  const { eqfLevel, credentialType: type, fields } = decodeTypeAttributes(word);
  return [
    eqfLevel === undefined ? "no EQF level" : `EQF level ${String(eqfLevel)}`,
    credentialType(type),
    `${fields.length === 1 ? "field" : "fields"} ${fields.map(field).join(", ")}`,
  ].join(", ");
}

const registration = (values: Values): string => profile(values.hex("profile"), values.text("identifier"));

/** Names first; a profile that isn't canonical JSON is one that every reader drops. */
function profile(bytes: Hex, identifier?: string): string {
  const as = identifier === undefined ? "" : ` as ${quoted(identifier)}`;
  const parsed = parseProfile(getBytes(bytes));
  if (parsed === undefined) {
    return `a profile that can't be read (${String(dataLength(bytes))} bytes, hash ${keccak256(bytes)})${as}`;
  }
  const { country: home, identifiers, legalName, site } = parsed;
  const names = Object.entries(legalName).map(
    ([language, name]) => `${quoted(name)} [${quoted(language).slice(1, -1)}]`,
  );
  const others = identifiers.filter((one) => one !== identifier).map(quoted);
  return [
    `${names.join(", ")}${as}`,
    `country ${quoted(home)}`,
    ...(others.length === 0 ? [] : [`identifiers ${others.join(", ")}`]),
    ...(site === undefined ? [] : [`site ${quoted(site)}`]),
    ...(identifier === undefined || identifiers.includes(identifier) ? [] : ["its profile is without that identifier"]),
    ...unread(bytes, parsed),
  ].join("; ");
}

/** What goes on chain with a profile, for good, though every reader leaves it out. */
function unread(bytes: Hex, parsed: Profile): string[] {
  const members = JSON.parse(toUtf8String(bytes)) as Readonly<Record<string, unknown>>;
  const others = Object.entries(members).filter(([name]) => !Object.hasOwn(parsed, name));
  if (others.length === 0) return [];
  return [
    `also ${others.map(([name, value]) => `${quoted(name)}: ${shown(value)}`).join(", ")}, which no reader takes`,
  ];
}

const shown = (value: unknown): string => quoted(typeof value === "string" ? value : JSON.stringify(value));

function duration(seconds: number): string {
  const hours = seconds / 3600;
  return Number.isInteger(hours) ? count(hours, "hour") : count(seconds, "second");
}
