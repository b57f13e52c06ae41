/** A history's operations and questions as calls of the registry, and its acts as the words that the registry keeps. */
import { concat, hexlify, keccak256, toBeHex, toUtf8Bytes, ZeroAddress, ZeroHash, type Interface } from "ethers";

import type { Attributes, Content, Scope } from "./content.ts";
import { MEMBER_STATES, NOBODY, type Operation, type RecordKey } from "./register.ts";
import type { BindingQuestion, StandingQuestion } from "./standing.ts";
import type { Act, ActKind, Decision, RecordKind } from "./timeline.ts";
import { word } from "./words.ts";

const EVIDENCE = keccak256(toUtf8Bytes("evidence"));
const LIST_ENTRY = keccak256(toUtf8Bytes("entry of the trusted list"));
const PROFILE = hexlify(toUtf8Bytes("{}"));

const RECORD_KINDS: readonly RecordKind[] = [
  ...(["seat", "mandate", "institution", "qualificationType", "programme", "institutional", "binding"] as const),
];
/** From 1 on. */
const ACT_KINDS: readonly ActKind[] = [
  ...(["grant", "suspend", "reinstate", "withdraw", "end", "annul", "compromise", "cancel", "rectify"] as const),
];
const OFFICE_KINDS = { memberState: 1, body: 2, provider: 3, guardian: 4 } as const;

const actKind = (kind: ActKind): number => ACT_KINDS.indexOf(kind) + 1;
const countryCode = (country: string): string => hexlify(toUtf8Bytes(country));
const fieldCode = (field: string): bigint => BigInt(`0x${field.padEnd(4, "f")}`);

/** Packs values of 16 bits, the first at the left, into `bits`. */
function pack(bits: number, values: readonly bigint[]): bigint {
  return values.reduce((word, value, index) => word | (value << BigInt(bits - 16 * (index + 1))), 0n);
}

const bitsOf = (positions: readonly number[]): bigint =>
  positions.reduce((word, one) => word | (1n << BigInt(one)), 0n);

function scopeWord({ levels, credentialTypes, fields }: Scope): bigint {
  const codes = fields.map(fieldCode);
  return pack(256, [bitsOf(levels), bitsOf(credentialTypes), BigInt(codes.length), ...codes]);
}

function attributesWord({ level, credentialType, fields }: Attributes): bigint {
  const head = (BigInt(level) << 12n) | (BigInt(fields.length) << 8n) | BigInt(credentialType);
  return pack(80, [0n, head, ...fields.map(fieldCode)]);
}

const territoriesWord = ({ territories }: Content): bigint =>
  pack(
    80,
    territories.map((code) => BigInt(countryCode(code))),
  );

/** keccak256(country, keccak256(URI)); the model's ids are their country's code, a slash and more. */
function countryBoundId(name: string): string {
  const country = countryCode(name.slice(0, 2)).padEnd(66, "0");
  const known = ids.get(name) ?? keccak256(concat([country, keccak256(toUtf8Bytes(name))]));
  ids.set(name, known);
  return known;
}

const ids = new Map<string, string>();

/** keccak256(URI). */
function id(uri: string): string {
  const known = ids.get(`URI ${uri}`) ?? keccak256(toUtf8Bytes(uri));
  ids.set(`URI ${uri}`, known);
  return known;
}

export interface Key {
  readonly kind: number;
  readonly subject: string;
  readonly object: string;
}

export function keyOf({ kind, subject, object }: RecordKey): Key {
  const number = RECORD_KINDS.indexOf(kind);
  switch (kind) {
    case "seat":
      return { kind: number, subject: countryCode(subject).padEnd(66, "0"), object: ZeroHash };
    case "mandate":
      return { kind: number, subject: toBeHex(subject, 32), object: ZeroHash };
    case "programme":
      return { kind: number, subject: countryBoundId(subject), object: countryBoundId(object) };
    case "binding":
      return { kind: number, subject: countryBoundId(subject), object: id(object) };
    case "institution":
    case "qualificationType":
    case "institutional":
      return { kind: number, subject: countryBoundId(subject), object: ZeroHash };
  }
}

/** What a mandate's or an accreditation's grant carries beside its dates. */
const detailOf = (content: Content, ofProvider: boolean): string =>
  ofProvider ? LIST_ENTRY : content.scope === null ? ZeroHash : toBeHex(scopeWord(content.scope), 32);

/** What the encoding needs to know of a history beside the operation itself. */
export interface Encoding {
  readonly registry: Interface;
  /** The address of an account of the history. */
  readonly address: (account: string) => string;
  /** Whether the record has acts: an institution is registered once and then opened again. */
  readonly exists: (record: RecordKey) => boolean;
  readonly isProvider: (office: number) => boolean;
}

export function encodeOperation(encoding: Encoding, operation: Operation): string {
  const { registry, address } = encoding;
  const call = (name: string, ...values: unknown[]): string => registry.encodeFunctionData(name, values);
  switch (operation.op) {
    case "enrol": {
      const { account, country, kind } = operation;
      return call("enrol", address(account), countryCode(country), OFFICE_KINDS[kind]);
    }
    case "mandate": {
      const { account, kind, decision } = operation;
      const { from, until, content } = decision;
      const detail = detailOf(content, kind === "provider");
      const appointment = [address(account), OFFICE_KINDS[kind], from, until, detail, ZeroHash];
      return call("mandate", appointment, EVIDENCE);
    }
    case "pause":
      return call("pause", operation.duration);
    case "unpause":
      return call("unpause");
    case "appointGuardian":
      return call("appointGuardian", operation.account === NOBODY ? ZeroAddress : address(operation.account), ZeroHash);
    case "setController": {
      const { institution, controller } = operation;
      return call(
        "setController",
        countryBoundId(institution),
        controller === NOBODY ? ZeroAddress : address(controller),
      );
    }
    case "appointProvider":
      return call("appointProvider", countryBoundId(operation.institution), operation.provider);
    case "decide":
      return encodeDecision(encoding, operation.record, operation.decision);
  }
}

/** `MemberStates` and the council are exempt from the bundle, and a controller is: who is no office acts either way. */
export function isBundled(by: string): boolean {
  return by !== MEMBER_STATES && by !== "council" && by !== "controller";
}

function encodeDecision(encoding: Encoding, record: RecordKey, decision: Decision): string {
  const { registry } = encoding;
  const call = (name: string, ...values: unknown[]): string => registry.encodeFunctionData(name, values);
  const { kind, from, until, position } = decision;
  const ofProvider = record.kind === "mandate" && encoding.isProvider(Number(record.subject));
  const corrections = decision.corrected.map((correction) => [
    actKind(correction.kind),
    correction.from,
    correction.until,
    territoriesWord(correction.content),
    correction.conditions,
    correction.kind === "grant" ? detailOf(correction.content, ofProvider) : ZeroHash,
  ]);
  if (record.kind === "seat") {
    const country = countryCode(record.subject);
    if (kind === "rectify") return call("rectifySeat", country, corrections, EVIDENCE);
    return call("recordSeat", country, actKind(kind), from, EVIDENCE);
  }
  const key = keyOf(record);
  switch (kind) {
    case "grant":
      return encodeGrant(encoding, record, decision);
    case "suspend":
      return call("suspend", key, from, until, EVIDENCE);
    case "end":
      return call("end", key, from, ZeroHash, EVIDENCE);
    case "reinstate":
    case "withdraw":
    case "annul":
    case "compromise":
      return call(kind, key, from, EVIDENCE);
    case "cancel":
      return call("cancel", key, position, EVIDENCE);
    case "rectify":
      return call("rectify", key, corrections, EVIDENCE);
  }
}

function encodeGrant({ registry, exists }: Encoding, record: RecordKey, decision: Decision): string {
  const call = (name: string, ...values: unknown[]): string => registry.encodeFunctionData(name, values);
  const { from, until, conditions, content } = decision;
  const { subject, object } = keyOf(record);
  const accreditation = [from, until, territoriesWord(content), conditions];
  switch (record.kind) {
    case "institution":
      if (exists(record)) return call("reopenInstitution", subject, from, EVIDENCE);
      return call("registerInstitutions", [[record.subject, PROFILE]], from, EVIDENCE);
    case "qualificationType": {
      const attributes = content.attributes === null ? 0n : attributesWord(content.attributes);
      return call("defineQualificationType", record.subject, attributes, from, EVIDENCE);
    }
    case "programme":
      return call("accredit", subject, [object], accreditation, EVIDENCE);
    case "institutional":
      return call(
        "accreditByScope",
        subject,
        content.scope === null ? 0n : scopeWord(content.scope),
        accreditation,
        EVIDENCE,
      );
    case "binding":
      return call("bind", subject, record.object, from, until, EVIDENCE);
    case "seat":
    case "mandate":
      throw new TypeError(`a ${record.kind} is granted otherwise`);
  }
}

/** The five words of a `Question`. */
export function standingQuestion({ institution, qualificationType, territory, at, knownAt }: StandingQuestion): string {
  const where = (territory === "" ? "" : countryCode(territory).slice(2)).padEnd(64, "0");
  const [who, what] = [countryBoundId(institution), countryBoundId(qualificationType)];
  return who.slice(2) + what.slice(2) + where + word(at) + word(knownAt);
}

/** The arguments of `bindingAsKnownAt`. */
export function bindingQuestion({ institution, binding, at, knownAt }: BindingQuestion): string {
  return countryBoundId(institution).slice(2) + id(binding).slice(2) + word(at) + word(knownAt);
}

/** The word of an act; its content (the lowest 80 bits) only where it says where a grant holds. */
export function actWord(kind: RecordKind, act: Act, everCompromised: boolean): bigint {
  const flags = (act.byState ? 1n : 0n) | (act.conditions ? 2n : 0n) | (everCompromised ? 4n : 0n);
  return (
    (BigInt(act.from) << 216n) |
    // A cancel has no end: in its place is what it cancels.
    (BigInt(act.cancels ?? act.until) << 176n) |
    (BigInt(act.recordedAt) << 136n) |
    (BigInt(act.office) << 112n) |
    (BigInt(actKind(act.kind)) << 108n) |
    (flags << 104n) |
    (BigInt(act.position) << 80n) |
    (holds(kind, act) ? territoriesWord(act.content) : 0n)
  );
}

/** Of a word read from the registry: the part that `actWord` makes. */
export function comparable(kind: RecordKind, act: Act | undefined, word: bigint): bigint {
  return act !== undefined && holds(kind, act) ? word : (word >> 80n) << 80n;
}

const holds = (kind: RecordKind, act: Act): boolean =>
  act.kind === "grant" && (kind === "programme" || kind === "institutional");
