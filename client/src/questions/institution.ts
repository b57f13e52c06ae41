import { getBytes, keccak256, ZeroAddress } from "ethers";

import type { ProfileUpdatedEvent } from "../abi/generated/types/ITrustedIssuerRegistry.ts";
import { countryIn } from "../encoding.ts";
import type { Hex } from "../hex.ts";
import { parseProfile } from "../profile.ts";
import { institutionIdOf } from "../recordKey.ts";
import type { InstitutionRef } from "../references.ts";
import type { Institution } from "../registry.ts";
import { decodeLog, type Moment, topic } from "./moment.ts";
import { registrationOf } from "./registration.ts";
import { optional } from "../optional.ts";

const NO_COUNTRY = "0x0000";

export async function institution(moment: Moment, reference: InstitutionRef): Promise<Institution> {
  const id = institutionIdOf(reference);
  const { country, profileHash, controller, provider } = await moment.registry.institution(id);
  if (country === NO_COUNTRY) return { id, known: false, readAt: moment.readAt };
  const registration = await registrationOf(moment, id);
  const bytes = await profileBytes(moment, id, profileHash, registration?.profile);
  const profile = bytes === undefined ? undefined : parseProfile(getBytes(bytes));
  return {
    id,
    known: true,
    country: countryIn(BigInt(country)),
    ...optional("identifier", registration?.identifier),
    profileHash: profileHash as Hex,
    ...(profile === undefined ? { profileProblem: bytes === undefined ? "withheld" : "notCanonical" } : { profile }),
    ...(controller === ZeroAddress ? {} : { controller: controller as Hex }),
    ...(provider === 0n ? {} : { provider: Number(provider) }),
    readAt: moment.readAt,
  };
}

/** The bytes of the hash that the registry keeps: those of the registration, or of an update. */
async function profileBytes(
  moment: Moment,
  id: Hex,
  hash: string,
  registered: Hex | undefined,
): Promise<Hex | undefined> {
  if (registered !== undefined && keccak256(registered) === hash) return registered;
  const updates = await moment.logs([topic("ProfileUpdated"), id]);
  return updates
    .map((log) => (decodeLog(log)?.args as unknown as ProfileUpdatedEvent.OutputObject).profile as Hex)
    .findLast((bytes) => keccak256(bytes) === hash);
}
