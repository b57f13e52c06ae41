import { RECORD_STATES } from "../codes.ts";
import { type RecordKey, recordKey } from "../recordKey.ts";
import type { RecordRef } from "../references.ts";
import type { RecordStatus } from "../registry.ts";
import type { Time } from "../time.ts";
import { answer, clocks, unknownCode } from "./answers.ts";
import type { Moment } from "./moment.ts";

/** When, and as known when. */
export interface When {
  readonly at?: Time;
  readonly knownAt?: Time;
}

export async function statusOf(moment: Moment, record: RecordRef, when?: When): Promise<RecordStatus> {
  return statusOfKey(moment, recordKey(record), when);
}

export async function statusOfKey(moment: Moment, key: RecordKey, when?: When): Promise<RecordStatus> {
  const asked = clocks(moment, when);
  const decision = await moment.registry.statusOf(key, asked.at, asked.knownAt);
  const state = RECORD_STATES[Number(decision.status)];
  if (state === undefined) throw unknownCode(decision.status);
  return { state, ...answer(moment, asked, decision) };
}
