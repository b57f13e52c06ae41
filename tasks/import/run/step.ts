/** What rows come to: parts of calls, which are put together to as few calls and bundles as gas allows. */
import type { ScopeSets, TypeAttributes } from "../../../client/src/encoding.ts";
import type { Hex } from "../../../client/src/hex.ts";
import type { CountryCode } from "../../../client/src/identifiers/countries.ts";
import { type Profile, profileBytes } from "../../../client/src/profile.ts";
import type { RecordRef } from "../../../client/src/references.ts";
import * as writes from "../../../client/src/writes/index.ts";

/** Unix seconds UTC; 0: always (of a renewal: now). */
interface Decision {
  readonly from: number;
  /** Exclusive; absent: open. */
  readonly until?: number;
  readonly territories: readonly CountryCode[];
  readonly conditions: boolean;
}

export type Part =
  | {
      readonly kind: "register";
      readonly identifier: string;
      readonly profile: Profile;
      readonly from: number;
      readonly evidence: Hex;
    }
  | { readonly kind: "profile"; readonly institution: Hex; readonly profile: Profile }
  | {
      readonly kind: "define";
      readonly uri: string;
      readonly attributes: TypeAttributes;
      readonly from: number;
      readonly evidence: Hex;
    }
  | {
      readonly kind: "accredit";
      readonly institution: Hex;
      readonly qualificationType: Hex;
      readonly decision: Decision;
      readonly evidence: Hex;
    }
  | {
      readonly kind: "accreditByScope";
      readonly institution: Hex;
      readonly scope: ScopeSets;
      readonly decision: Decision;
      readonly evidence: Hex;
    }
  | { readonly kind: "withdraw"; readonly record: RecordRef; readonly from: number; readonly evidence: Hex }
  | {
      readonly kind: "rectify";
      readonly record: RecordRef;
      readonly corrections: readonly writes.Correction[];
      readonly evidence: Hex;
    };

/** All of it is recorded, or nothing. */
export interface Step {
  /** Keys of what it is about in the rows (`Planned`). */
  readonly rows: readonly string[];
  /** Whose office records it. */
  readonly country: CountryCode;
  readonly parts: readonly Part[];
  /** Of the institution that it registers. */
  readonly registers?: Hex;
  /** Institutions that have to be in the register before. */
  readonly needs: readonly Hex[];
}

/**
 * Call data of steps: registrations of one decision are one call, and so are the types for which one decision accredits one
 * institution. These begin records, so that they stand before whatever goes on with one; the rest is in the order of the steps.
 */
export function callsOf(steps: readonly Step[]): Hex[] {
  const joined = new Map<string, Part[]>();
  const single: Part[][] = [];
  for (const part of steps.flatMap(({ parts }) => parts)) {
    const decision = decisionOf(part);
    const group = decision === undefined ? undefined : joined.get(decision);
    if (group !== undefined) group.push(part);
    else if (decision !== undefined) joined.set(decision, [part]);
    else single.push([part]);
  }
  return [...joined.values(), ...single].map(encode);
}

/** What parts of one call have in common; `undefined` where a part is a call of its own. */
function decisionOf(part: Part): string | undefined {
  switch (part.kind) {
    case "register":
      return JSON.stringify([part.kind, part.from, part.evidence]);
    case "accredit": {
      const { from, until, territories, conditions } = part.decision;
      return JSON.stringify([part.kind, part.institution, part.evidence, from, until ?? 0, territories, conditions]);
    }
    default:
      return undefined;
  }
}

function encode(group: readonly Part[]): Hex {
  const [part] = group;
  if (part === undefined) throw new RangeError("an empty call");
  switch (part.kind) {
    case "register":
      return writes.registerInstitutions({
        registrations: group.filter((one) => one.kind === "register"),
        ...begin(part.from),
        evidence: part.evidence,
      });
    case "profile":
      return writes.updateProfile(part);
    case "define":
      return writes.defineQualificationType({ ...part, ...begin(part.from) });
    case "accredit": {
      const { institution, evidence, decision } = part;
      const qualificationTypes = group.flatMap((one) => (one.kind === "accredit" ? [one.qualificationType] : []));
      return writes.accredit({ institution, evidence, qualificationTypes, ...decision });
    }
    case "accreditByScope": {
      const { institution, scope, evidence, decision } = part;
      return writes.accreditByScope({ institution, scope, evidence, ...decision });
    }
    case "withdraw":
      return writes.withdraw(part);
    case "rectify":
      return writes.rectify(part);
  }
}

const begin = (from: number): { readonly from?: number } => (from === 0 ? {} : { from });

/** Ids that the words of a step's calls show. */
export const idsOf = ({ parts }: Step): Hex[] =>
  parts.flatMap((part): Hex[] => {
    switch (part.kind) {
      case "accredit":
        return [part.institution, part.qualificationType];
      case "accreditByScope":
      case "profile":
        return [part.institution];
      case "withdraw":
      case "rectify":
        return Object.values(part.record).filter((value): value is Hex => /^0x[0-9a-f]{64}$/.test(String(value)));
      case "register":
      case "define":
        return [];
    }
  });

/** What a step adds to a bundle. */
export interface StepSize {
  /** From above: measured slots and logs, with calldata through Safe and registry. A simulation says it exactly. */
  readonly gas: number;
  /** Of call data. */
  readonly bytes: number;
}

export function sizeOf({ parts }: Step): StepSize {
  const sizes = parts.map(sizeOfPart);
  return {
    gas: sizes.reduce((sum, { gas }) => sum + gas, 0),
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

const GAS_PER_BYTE = 30;
/** Offset and length of a call among calls. */
const CALL_BYTES = 68 + 64;

function sizeOfPart(part: Part): StepSize {
  const size = (gas: number, texts: number, words: number): StepSize => ({
    gas: gas + GAS_PER_BYTE * texts,
    bytes: CALL_BYTES + texts + 32 * words,
  });
  switch (part.kind) {
    case "register":
      return size(55_000, part.identifier.length + profileBytes(part.profile).length, 7);
    case "profile":
      return size(50_000, profileBytes(part.profile).length, 4);
    case "define":
      return size(80_000, part.uri.length, 6);
    case "accredit":
      return size(60_000, 0, 9);
    case "accreditByScope":
      return size(110_000, 0, 7);
    case "withdraw":
      return size(80_000, 0, 5);
    case "rectify":
      return size(80_000 + 70_000 * part.corrections.length, 0, 7 + 6 * part.corrections.length);
  }
}
