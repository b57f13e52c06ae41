import type {
  BindingStandingStructOutput,
  StandingStructOutput,
} from "../abi/generated/types/ITrustedIssuerRegistry.ts";
import {
  BINDING_CODES,
  type BindingCode,
  type BindingCodeName,
  flagsOf,
  STANDING_CODES,
  type StandingCode,
  type StandingCodeName,
} from "../codes.ts";
import { SourceError } from "../errors/sourceError.ts";
import type { Answer } from "../registry.ts";
import { type Time, toSeconds } from "../time.ts";
import type { Moment } from "./moment.ts";

/** When a question is about, and as known when; `knownAt` 0 is as known now. */
export interface Clocks {
  readonly at: number;
  readonly knownAt: number;
}

export function clocks(moment: Moment, when: { readonly at?: Time; readonly knownAt?: Time } = {}): Clocks {
  return {
    at: when.at === undefined ? moment.block.time : toSeconds(when.at),
    knownAt: when.knownAt === undefined ? 0 : toSeconds(when.knownAt),
  };
}

/** What `Standing`, `BindingStanding` and `RecordStatus` of the contracts share. */
type Decision = Pick<StandingStructOutput, "flags" | "from" | "until" | "recordedAt" | "office">;

export function answer(moment: Moment, { at, knownAt }: Clocks, decision: Decision): Answer {
  return {
    at,
    ...(knownAt === 0 ? {} : { knownAt }),
    flags: flagsOf(decision.flags),
    ...(decision.recordedAt === 0n ? {} : { act: decidingAct(decision) }),
    readAt: moment.readAt,
  };
}

const decidingAct = ({ from, until, recordedAt, office }: Decision) => ({
  from: Number(from),
  ...(until === 0n ? {} : { until: Number(until) }),
  recordedAt: Number(recordedAt),
  office: Number(office),
});

const STANDING_NAMES = /* @__PURE__ */ names(STANDING_CODES);
const BINDING_NAMES = /* @__PURE__ */ names(BINDING_CODES);

function names<Name extends string, Code extends number>(
  codes: Readonly<Record<Name, Code>>,
): ReadonlyMap<number, Name> {
  return new Map((Object.keys(codes) as Name[]).map((name) => [codes[name], name]));
}

export function standingCode({ code }: StandingStructOutput): { code: StandingCode; name: StandingCodeName } {
  const name = STANDING_NAMES.get(Number(code));
  if (name === undefined) throw unknownCode(code);
  return { code: STANDING_CODES[name], name };
}

export function bindingCode({ code }: BindingStandingStructOutput): { code: BindingCode; name: BindingCodeName } {
  const name = BINDING_NAMES.get(Number(code));
  if (name === undefined) throw unknownCode(code);
  return { code: BINDING_CODES[name], name };
}

/** Never taken for a yes or a no. */
export function unknownCode(code: bigint): SourceError {
  return new SourceError(
    "UNKNOWN_ANSWER",
    `the registry answered ${String(code)}, which this client doesn't know`,
    "Update the client: the council has upgraded the registry.",
  );
}
