import { toBeHex } from "ethers";

import type { AccreditedEvent, ActRecordedEvent } from "../abi/generated/types/ITrustedIssuerRegistry.ts";
import { type Act, decodeAct, positionOf, recordedAtOf } from "../act.ts";
import type { Hex } from "../hex.ts";
import { type RecordKey, recordKey } from "../recordKey.ts";
import type { RecordRef } from "../references.ts";
import type { History } from "../registry.ts";
import { decodeLog, type Moment, topic } from "./moment.ts";
import { registrationOf } from "./registration.ts";

/** Acts asked for in one call. */
const PAGE = 200;

/** Acts from the chain, the hashes of their published decisions from the logs. */
export async function history(moment: Moment, record: RecordRef): Promise<History> {
  const key = recordKey(record);
  const [acts, evidence] = await Promise.all([allActs(moment, record.kind, key), evidenceByPosition(moment, key)]);
  const bulk = await bulkEvidence(moment, record.kind, key);
  return {
    record,
    acts: acts.map((act) => {
      const hash = evidence.get(act.position) ?? bulk(act);
      return hash === undefined ? act : { ...act, evidence: hash };
    }),
    readAt: moment.readAt,
  };
}

async function allActs(moment: Moment, kind: RecordRef["kind"], key: RecordKey): Promise<Act[]> {
  const acts: Act[] = [];
  for (;;) {
    const [words, details] = await moment.registry.acts(key, acts.length, PAGE);
    acts.push(...words.map((word, index) => decodeAct(kind, word, details[index] as Hex)));
    if (words.length < PAGE) return acts;
  }
}

/** Of acts that were recorded one by one. */
async function evidenceByPosition(moment: Moment, { kind, subject, object }: RecordKey): Promise<Map<number, Hex>> {
  const logs = await moment.logs([topic("ActRecorded"), toBeHex(kind, 32) as Hex, subject, object]);
  return new Map(
    logs.map((log) => {
      const { act, evidence } = decodeLog(log)?.args as unknown as ActRecordedEvent.OutputObject;
      return [positionOf(act), evidence as Hex];
    }),
  );
}

/** Of acts that were recorded for many records at once, where the log tells no position but the second. */
async function bulkEvidence(
  moment: Moment,
  kind: RecordRef["kind"],
  { subject, object }: RecordKey,
): Promise<(act: Act) => Hex | undefined> {
  if (kind === "institution") {
    const registration = await registrationOf(moment, subject);
    return ({ position }) => (position === 0 ? registration?.evidence : undefined);
  }
  if (kind !== "programme") return () => undefined;
  const grants = (await moment.logs([topic("Accredited"), subject]))
    .map((log) => decodeLog(log)?.args as unknown as AccreditedEvent.OutputObject)
    .filter(({ qualificationTypes }) => qualificationTypes.includes(object));
  // in the order of recording: the first that is left of this second
  return ({ recordedAt }) => {
    const index = grants.findIndex(({ act }) => recordedAtOf(act) === recordedAt);
    return index === -1 ? undefined : (grants.splice(index, 1)[0]?.evidence as Hex | undefined);
  };
}
