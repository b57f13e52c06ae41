import { toBeHex } from "ethers";

import { ACT_KINDS, type ActKind } from "../act.ts";
import { encodeScope, type ScopeSets } from "../encoding.ts";
import type { Hex } from "../hex.ts";
import { institutionIdOf } from "../recordKey.ts";
import type { InstitutionRef } from "../references.ts";
import { type AccreditationDecision, seconds, territoriesWord, ZERO } from "./encode.ts";

/** An act that a rectification puts in the place of what it voids. Its dates are taken as they are. */
export interface Correction extends AccreditationDecision {
  readonly kind: Exclude<ActKind, "cancel" | "rectify">;
  /** Grant of an institutional accreditation or of a body's mandate. */
  readonly scope?: ScopeSets;
  /** Grant of a provider's mandate. */
  readonly trustedListEntry?: Hex;
  /** End of an institution. */
  readonly successor?: InstitutionRef;
}

/** As the contracts take it. */
export const correctionStruct = (correction: Correction) => ({
  kind: ACT_KINDS.indexOf(correction.kind) + 1,
  from: seconds(correction.from),
  until: seconds(correction.until),
  territories: territoriesWord(correction.territories),
  conditions: correction.conditions ?? false,
  detail: detailOf(correction),
});

function detailOf({ scope, trustedListEntry, successor }: Correction): Hex {
  if (scope !== undefined) return toBeHex(encodeScope(scope), 32) as Hex;
  if (successor !== undefined) return institutionIdOf(successor);
  return trustedListEntry ?? ZERO;
}
