/** What the parts of one verification share. */
import type { SealedCredential } from "./credential.ts";
import type { KeySources, SealKey } from "./keys.ts";
import type { VerifyOptions } from "./options.ts";
import type { Policy } from "./policy.ts";
import type { Report } from "./report.ts";

export interface Context {
  readonly options: VerifyOptions;
  readonly policy: Policy;
  readonly now: number;
  readonly report: Report;
  readonly sources: KeySources;
}

export interface OpenedSeal {
  readonly sealed: SealedCredential;
  readonly key: SealKey;
}
