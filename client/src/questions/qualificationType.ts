import type { NamedEvent } from "../abi/generated/types/ITrustedIssuerRegistry.ts";
import { contentOf } from "../act.ts";
import { decodeTypeAttributes } from "../encoding.ts";
import type { Hex } from "../hex.ts";
import type { CountryCode } from "../identifiers/countries.ts";
import { qualificationTypeId } from "../identifiers/ids.ts";
import { qualificationTypeIdOf, recordKey } from "../recordKey.ts";
import type { QualificationTypeRef } from "../references.ts";
import type { QualificationType } from "../registry.ts";
import { decodeLog, type Moment, topic } from "./moment.ts";
import { statusOfKey, type When } from "./status.ts";
import { optional } from "../optional.ts";

export async function qualificationType(
  moment: Moment,
  reference: QualificationTypeRef,
  when?: When,
): Promise<QualificationType> {
  const id = qualificationTypeIdOf(reference);
  const key = recordKey({ kind: "qualificationType", qualificationType: id });
  // attributes never change: the first act has them
  const [[word]] = await moment.registry.acts(key, 0, 1);
  if (word === undefined) return { id, known: false, readAt: moment.readAt };
  const attributes = decodeTypeAttributes(contentOf(word));
  const [status, uri] = await Promise.all([statusOfKey(moment, key, when), uriOf(moment, id, attributes.country)]);
  return { id, known: true, ...optional("uri", uri), ...attributes, status, readAt: moment.readAt };
}

async function uriOf(moment: Moment, id: Hex, country: CountryCode): Promise<string | undefined> {
  const logs = await moment.logs([topic("Named"), null, id]);
  return logs
    .map((log) => (decodeLog(log)?.args as unknown as NamedEvent.OutputObject).uri)
    .find((uri) => qualificationTypeId(country, uri) === id);
}
