import type { InstitutionsRegisteredEvent } from "../abi/generated/types/ITrustedIssuerRegistry.ts";
import { contentOf, recordedAtOf } from "../act.ts";
import { countryIn } from "../encoding.ts";
import type { Hex } from "../hex.ts";
import { institutionId } from "../identifiers/ids.ts";
import { recordKey } from "../recordKey.ts";
import { blocksAt } from "./blocks.ts";
import { decodeLog, type Moment, topic } from "./moment.ts";

/** How an institution was registered, from the log of the block in which it was. */
export interface Registration {
  readonly identifier: string;
  readonly profile: Hex;
  readonly evidence: Hex;
}

/** @returns `undefined` where the institution is unknown, or the log was withheld */
export async function registrationOf(moment: Moment, institution: Hex): Promise<Registration | undefined> {
  const [[word]] = await moment.registry.acts(recordKey({ kind: "institution", institution }), 0, 1);
  if (word === undefined) return undefined;
  const { chain, deployment } = moment.place;
  const blocks = await blocksAt(chain, recordedAtOf(word), deployment?.block ?? 0, moment.block.number);
  if (blocks === undefined) return undefined;
  const country = countryIn(contentOf(word) >> 64n);
  for (const log of await moment.logs([topic("InstitutionsRegistered")], blocks.first, blocks.last)) {
    const event = decodeLog(log)?.args as unknown as InstitutionsRegisteredEvent.OutputObject | undefined;
    const found = event?.registrations.find(({ identifier }) => institutionId(country, identifier) === institution);
    if (event === undefined || found === undefined) continue;
    return {
      identifier: found.identifier,
      profile: found.profile as Hex,
      evidence: event.evidence as Hex,
    };
  }
  return undefined;
}
