import type { Credential } from "../credential.ts";
import { isoOf } from "../dates.ts";
import type { Finding } from "../result.ts";

/** Inside the credential's own dates, `validUntil` exclusive. */
export function checkValidity({ validFrom, validUntil }: Credential, now: number, skew: number): Finding {
  if (validFrom !== undefined && now < validFrom - skew) {
    return { status: "fail", code: "NOT_YET_VALID", facts: { from: isoOf(validFrom) } };
  }
  if (validUntil !== undefined && now >= validUntil) {
    return { status: "fail", code: "EXPIRED", facts: { until: isoOf(validUntil) } };
  }
  return { status: "pass", code: "INSIDE_VALIDITY" };
}
