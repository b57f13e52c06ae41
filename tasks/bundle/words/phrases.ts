/** Parts of sentences: what the arguments of calls say, in English. */
import { toBeHex } from "ethers";

import { ACT_KINDS } from "../../../client/src/act.ts";
import { CREDENTIAL_TYPES, decodeScope, territoriesIn } from "../../../client/src/encoding.ts";
import type { Hex } from "../../../client/src/hex.ts";
import { type CountryCode, countryName, EU } from "../../../client/src/identifiers/countries.ts";
import { ISCED_FIELDS } from "../../../client/src/identifiers/isced.ts";
import { OFFICE_KINDS } from "../../../client/src/office.ts";
import { RECORD_KINDS } from "../../../client/src/recordKey.ts";
import { isoSecond } from "../../core/dates.ts";
import { escaped } from "../../core/printable.ts";
import type { Values } from "../values.ts";

/** What a name may be known of. */
export type NamedThing = "institution" | "qualificationType" | "binding" | "office" | "account" | "proposal";

/**
 * Names that the caller knows of ids; they are shown in brackets behind them.
 * @param id hexadecimal; of offices and proposals a decimal number
 */
export type Names = (thing: NamedThing, id: string) => string | undefined;

/** What a sentence needs beside the call's own arguments. */
export interface Context {
  readonly names: Names;
  /** A call that the council makes, in words. @throws SuiteError as `readCall`, or BUNDLE_VALUE */
  motion(target: string, value: bigint, data: string): string;
}

/** One call in words. Further lines are indented. */
export type Phrase = (values: Values, context: Context) => string;

/** @param zero what the contract makes of 0, such as "from now on" */
export const from = (seconds: number, zero: string): string => (seconds === 0 ? zero : `from ${isoSecond(seconds)}`);

/** The second as it is recorded, and the day that it includes. */
export function until(seconds: number): string {
  if (seconds === 0) return "without an end";
  const [day] = isoSecond(seconds - 1).split("T");
  return `until ${isoSecond(seconds)} exclusive (${day ?? ""} is the last day, UTC)`;
}

/** A first act may begin in the past. */
export const GRANTED_FROM = "from always (if it is the first act of its record; else from now on)";
export const NOW = "from now on";

export const evidence = (values: Values): string => `evidence ${values.hex("evidence")}`;

/** `many` where there are several. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export const lines = (items: readonly string[]): string => items.map((item) => `\n  - ${item}`).join("");

export const numbered = (items: readonly string[]): string =>
  items.map((item, index) => `\n  ${String(index + 1)}. ${item.replaceAll("\n", "\n  ")}`).join("");

/** An id, and its name where one is known. */
export function named({ names }: Context, thing: NamedThing, id: string): string {
  const name = names(thing, id);
  return name === undefined ? id : `${id} (${name})`;
}

export const institution = (context: Context, id: Hex): string => `institution ${named(context, "institution", id)}`;
export const qualificationType = (context: Context, id: Hex): string =>
  `qualification type ${named(context, "qualificationType", id)}`;
export const account = (context: Context, address: string): string => named(context, "account", address);
export const office = (context: Context, number: bigint | number): string =>
  `office ${named(context, "office", String(number))}`;

/**
 * Text that somebody else wrote, so that it can't be taken for ours: in quotation marks, and without what moves the cursor,
 * hides, turns the direction of writing, sits on the quotation mark, or pushes what follows to another line.
 */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|[^\P{Zs} ]|(?<= ) |(?<=^"| )\p{M}/gu,
    escaped,
  );

/** @param octets `bytes2` */
export function country(octets: string): string {
  const code = Buffer.from(octets.slice(2), "hex").toString("latin1");
  if (!/^[A-Z]{2}$/.test(code)) throw new RangeError(`${octets} is no country`);
  return code === EU ? "EU (the council's)" : `${countryName(code as CountryCode)} (${code})`;
}

export function territories(word: bigint): string {
  const codes = territoriesIn(word);
  if (codes.length === 0) return "everywhere";
  return `only in ${codes.map((code) => country(`0x${Buffer.from(code, "latin1").toString("hex")}`)).join(", ")}`;
}

export function officeKind(kind: number): string {
  const name = OFFICE_KINDS[kind - 1];
  if (name === undefined) throw new RangeError(`${String(kind)} is no kind of office`);
  return spaced(name);
}

/** @example spaced("accreditationBody") // "accreditation body" */
const spaced = (camelCase: string): string => camelCase.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** @example scope(encodeScope({ levels: [6], credentialTypes: "all", fields: ["04"] })) */
export function scope(word: bigint): string {
  const { levels, credentialTypes, fields } = decodeScope(word);
  return [
    levels === "all" ? "all EQF levels and what has none" : list(levels.map(String), "EQF level", "no EQF level"),
    credentialTypes === "all"
      ? "all credential types"
      : list(credentialTypes.map(credentialType), "credential type", "no credential type"),
    fields === "all" ? "all fields" : list(fields.map(field), "field", "no field"),
  ].join("; ");
}

const list = (items: readonly string[], what: string, none: string): string =>
  items.length === 0 ? none : `${what}${items.length === 1 ? "" : "s"} ${items.join(", ")}`;

export function credentialType(position: number): string {
  const [name] = Object.entries(CREDENTIAL_TYPES).find(([, number]) => number === position) ?? [];
  return name === undefined ? `number ${String(position)}` : spaced(name);
}

export function field(code: string): string {
  const title = ISCED_FIELDS.get(code);
  return title === undefined ? code : `${code} (${title})`;
}

/** A record by its key. */
export function record(key: Values, context: Context): string {
  const [subject, object] = [key.hex("subject"), key.hex("object")];
  const kind = RECORD_KINDS[key.number("kind")];
  switch (kind) {
    case "seat":
      return `the seat of ${country(subject.slice(0, 6))}`;
    case "mandate":
      return `the mandate of ${office(context, BigInt(subject))}`;
    case "institution":
      return institution(context, subject);
    case "qualificationType":
      return qualificationType(context, subject);
    case "programme":
      return `the accreditation of ${institution(context, subject)} for ${qualificationType(context, object)}`;
    case "institutional":
      return `the institutional accreditation of ${institution(context, subject)}`;
    case "binding":
      return `the binding of ${named(context, "binding", object)} to ${institution(context, subject)}`;
    default:
      throw new RangeError("no such kind of record");
  }
}

/** What a rectification puts in the place of what it voids. */
export function corrections(acts: readonly Values[], recordKind: number, context: Context): string {
  if (acts.length === 0) return "Nothing takes its place.";
  const kind = RECORD_KINDS[recordKind];
  return `In its place:${numbered(acts.map((act) => correction(act, kind, context)))}`;
}

function correction(act: Values, kind: (typeof RECORD_KINDS)[number] | undefined, context: Context): string {
  const name = ACT_KINDS[act.number("kind") - 1];
  if (name === undefined) throw new RangeError("no such act");
  const parts = [name, from(act.number("from"), "from always"), until(act.number("until"))];
  if (act.integer("territories") !== 0n || ((kind === "programme" || kind === "institutional") && name === "grant")) {
    parts.push(territories(act.integer("territories")));
  }
  if (act.flag("conditions")) parts.push("with conditions");
  const detail = act.hex("detail");
  if (BigInt(detail) !== 0n || (kind === "institutional" && name === "grant"))
    parts.push(detailWords(detail, name, kind, context));
  return parts.join(", ");
}

function detailWords(detail: Hex, act: string, kind: string | undefined, context: Context): string {
  if (kind === "institution" && act === "end") return `successor: ${institution(context, detail)}`;
  if (kind === "institutional") return `scope: ${scope(BigInt(detail))}`;
  // of a body or of a provider: the call doesn't say which
  if (kind === "mandate")
    return `of a provider: trusted-list entry ${detail}; of a body: scope ${scope(BigInt(detail))}`;
  return `detail ${toBeHex(BigInt(detail), 32)}`;
}
