/**
 * A list of acts as one line of text, separated by spaces: `kind:FROM/UNTIL`, and of a grant what it decides, each behind a
 * semicolon:
 *
 *     suspend:2021-05-01T00:00:00Z/2021-09-01T00:00:00Z withdraw:2022-01-01T00:00:00Z
 *     grant:2025-01-01T00:00:00Z/0;territories=AT,BE;conditions;levels=6,7;fields=06;types=all end:2030-01-01T00:00:00Z
 *
 * FROM is 0 (always), a second of ISO 8601 with its zone, or a day of the state's time zone; UNTIL the same, exclusive, a day
 * included, and 0 or nothing is open. An institution's end may name its `successor=`, a grant of a provider's mandate has the
 * hash of its trusted list's `entry=`.
 */
import { ACT_KINDS } from "../../client/src/act.ts";
import { encodeTerritories } from "../../client/src/encoding.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { parseCountry } from "../../client/src/identifiers/countries.ts";
import { optional } from "../../client/src/optional.ts";
import { institutionIdOf } from "../../client/src/recordKey.ts";
import { toSeconds } from "../../client/src/time.ts";
import type { Correction } from "../../client/src/writes/correction.ts";
import { isoSecond, parseFrom, parseUntil } from "../core/dates.ts";
import { membersIn, parseScope, writeScope } from "./scopes.ts";

/** What a kind of record can be told by corrections; the contract has the same rules. */
export interface ActRules {
  readonly kinds: readonly Correction["kind"][];
  /** Whether a grant ends, and has territories and conditions. */
  readonly accredits: boolean;
  /** Whether a grant has a scope. */
  readonly scoped: boolean;
  /** Whether an end names a successor. */
  readonly succeeds: boolean;
}

const ALL_KINDS = ACT_KINDS.filter((kind) => kind !== "cancel" && kind !== "rectify");
const SHARED_KINDS = ALL_KINDS.filter((kind) => kind !== "compromise");

export const ACT_RULES = {
  institution: { kinds: SHARED_KINDS, accredits: false, scoped: false, succeeds: true },
  type: {
    kinds: SHARED_KINDS.filter((kind) => kind !== "suspend" && kind !== "reinstate"),
    accredits: false,
    scoped: false,
    succeeds: false,
  },
  programme: { kinds: SHARED_KINDS, accredits: true, scoped: false, succeeds: false },
  institutional: { kinds: SHARED_KINDS, accredits: true, scoped: true, succeeds: false },
} as const satisfies Readonly<Record<string, ActRules>>;

const DETAILS = ["territories", "conditions", "levels", "fields", "types", "successor", "entry"] as const;
type Detail = (typeof DETAILS)[number];

/**
 * @param timeZone in which days are meant; `undefined` where only seconds can be understood
 * @param rules of the kind of record; without them, what any kind can be told
 * @throws SuiteError INVALID_ACT, INVALID_DATE, and what the readers of a detail throw
 */
export function parseActs(text: string, timeZone: string | undefined, rules?: ActRules): Correction[] {
  return text
    .split(/\s+/u)
    .filter((act) => act !== "")
    .map((act) => parseAct(act, timeZone, rules));
}

/** The inverse of {@link parseActs}, in seconds. */
export const writeActs = (acts: readonly Correction[]): string => acts.map(writeAct).join(" ");

function parseAct(act: string, timeZone: string | undefined, rules: ActRules | undefined): Correction {
  const fail = (why: string): SuiteError =>
    new SuiteError(
      "INVALID_ACT",
      `'${act}' ${why}`,
      "Write acts like suspend:2021-05-01T00:00:00Z/2021-09-01T00:00:00Z.",
    );
  const [head = "", ...details] = act.split(";");
  const [, name, written] = /^([a-z]+):(.+)$/i.exec(head) ?? [];
  const [from = "", until, ...rest] = written?.split("/") ?? [];
  if (name === undefined || from === "" || rest.length > 0) throw fail("is no act with its dates");
  const kind = (rules?.kinds ?? ALL_KINDS).find((one) => one === name.toLowerCase());
  if (kind === undefined) throw fail(`begins with '${name}', which is no act of such a record`);

  const correction = {
    kind,
    ...optional("from", dateOf(from, timeZone, parseFrom)),
    ...optional("until", until === undefined || until === "" ? undefined : dateOf(until, timeZone, parseUntil)),
    ...detailsOf(detailsIn(details, fail), fail),
  } satisfies Correction;
  checkAct(correction, rules, fail);
  return correction;
}

function dateOf(
  text: string,
  timeZone: string | undefined,
  parse: (text: string, timeZone: string) => number,
): number | undefined {
  if (text === "0") return undefined;
  if (timeZone === undefined && !text.includes("T")) throw dayWithoutZone(text);
  return parse(text, timeZone ?? "UTC");
}

/** A day begins when the state's clocks say so. */
export function dayWithoutZone(text: string): SuiteError {
  return new SuiteError(
    "NO_TIME_ZONE",
    `'${text}' is a day of a state that isn't known`,
    "Put the country before the identifier, such as AT:pic:999866883, or write a second like 2025-12-31T23:00:00Z.",
  );
}

function detailsIn(details: readonly string[], fail: (why: string) => SuiteError): ReadonlyMap<Detail, string> {
  const found = new Map<Detail, string>();
  for (const detail of details) {
    const [, written = "", value = ""] = /^([^=]*)=?(.*)$/s.exec(detail) ?? [];
    const name = DETAILS.find((one) => one === written.toLowerCase());
    const isComplete = (name === "conditions") === !detail.includes("=");
    if (name === undefined || !isComplete || found.has(name))
      throw fail(`has the detail '${detail}', which isn't understood`);
    found.set(name, value);
  }
  return found;
}

function detailsOf(details: ReadonlyMap<Detail, string>, fail: (why: string) => SuiteError): Omit<Correction, "kind"> {
  const territories = details.get("territories");
  const countries = territories === undefined ? undefined : membersIn(territories).map(parseCountry).sort();
  if (countries?.length === 0) throw fail("has no country in its territories");
  if (countries !== undefined) encodeTerritories(countries);
  const [levels, fields, types] = [details.get("levels"), details.get("fields"), details.get("types")];
  const scope =
    levels === undefined && fields === undefined && types === undefined
      ? undefined
      : parseScope(
          { levels: levels ?? "", fields: fields ?? "", credentialTypes: types ?? "" },
          { levels: "levels", fields: "fields", credentialTypes: "types" },
        );
  const [successor, entry] = [details.get("successor"), details.get("entry")];
  if (entry !== undefined && !/^0x[0-9a-f]{64}$/i.test(entry)) throw fail("has an entry that is no hash");
  return {
    ...optional("territories", countries === undefined ? undefined : [...new Set(countries)]),
    ...optional("conditions", details.has("conditions") ? true : undefined),
    ...optional("scope", scope),
    ...optional("successor", successor === undefined ? undefined : institutionIdOf(successor)),
    ...optional("trustedListEntry", entry?.toLowerCase() as Hex | undefined),
  };
}

function checkAct(act: Correction, rules: ActRules | undefined, fail: (why: string) => SuiteError): void {
  const [from, until] = [act.from ?? 0, act.until];
  const grants = act.kind === "grant";
  if (until !== undefined && until <= from) throw fail("ends before it begins");
  if (until !== undefined && !grants && act.kind !== "suspend")
    throw fail("has an end, which only grants and suspensions have");
  const decides = act.territories ?? act.conditions ?? act.scope ?? act.trustedListEntry;
  if (!grants && decides !== undefined) throw fail("has details that only a grant has");
  if (act.successor !== undefined && act.kind !== "end") throw fail("has a successor, which only an end has");
  if (rules === undefined) return;
  if (grants && until !== undefined && !rules.accredits) throw fail("has an end: such a record is granted without one");
  if (!rules.accredits && (act.territories ?? act.conditions) !== undefined) {
    throw fail("has territories or conditions, which only an accreditation has");
  }
  if (!rules.scoped && act.scope !== undefined)
    throw fail("has a scope, which only an institutional accreditation has");
  if (!rules.succeeds && act.successor !== undefined) throw fail("has a successor, which only an institution has");
  if (act.trustedListEntry !== undefined) throw fail("has an entry, which only a provider's mandate has");
}

function writeAct(act: Correction): string {
  const second = (time: Correction["from"]): string => {
    const seconds = time === undefined ? 0 : toSeconds(time);
    return seconds === 0 ? "0" : isoSecond(seconds);
  };
  const scope = act.scope === undefined ? undefined : writeScope(act.scope, ",");
  const details: readonly (readonly [Detail, string | undefined])[] = [
    ["territories", act.territories?.length === 0 ? undefined : act.territories?.join(",")],
    ["levels", scope?.levels],
    ["fields", scope?.fields],
    ["types", scope?.credentialTypes],
    ["successor", act.successor === undefined ? undefined : institutionIdOf(act.successor)],
    ["entry", act.trustedListEntry],
  ];
  return [
    `${act.kind}:${second(act.from)}${act.until === undefined ? "" : `/${second(act.until)}`}`,
    ...(act.conditions === true ? ["conditions"] : []),
    ...details.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}=${value ?? ""}`),
  ].join(";");
}
