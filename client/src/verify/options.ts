import type { Notary, Registry } from "../registry.ts";
import type { Time } from "../time.ts";
import type { KeySources } from "./keys.ts";
import type { Policy } from "./policy.ts";
import type { Receipt } from "./receipts.ts";
import type { Fetch, FetchLimits } from "./status/fetcher.ts";
import type { Catalogue } from "./texts/catalogue.ts";

export interface VerifyOptions {
  /** As `connect` gives it; also before it has connected: that it doesn't is a finding, and SOURCE has it. */
  readonly registry: Registry | Promise<Registry>;
  /** The verifier's clock; without it the machine's. */
  readonly now?: Time;
  readonly policy?: Partial<Policy>;
  /** Fetches status lists and DID documents; without it the platform's `fetch`. */
  readonly fetch?: Fetch;
  readonly fetchLimits?: Partial<FetchLimits>;
  /** Receipts of the notary for this document. */
  readonly receipts?: readonly Receipt[];
  /** The only notary whose receipts count; without it the registry's deployment's. */
  readonly notary?: Notary;
  /** Public keys that are known otherwise, as JWKs, for seals that only name theirs. */
  readonly keys?: KeySources["keys"];
  /** Sentences; English without it. */
  readonly texts?: Catalogue;
}
