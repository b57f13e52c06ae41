import { Interface } from "ethers";

import { registryAbi } from "../abi/generated/registryAbi.ts";
import type { ITrustedIssuerRegistryInterface } from "../abi/generated/types/ITrustedIssuerRegistry.ts";
import { encodeTerritories } from "../encoding.ts";
import type { Hex } from "../hex.ts";
import { parseCountry } from "../identifiers/countries.ts";
import { type Time, toSeconds } from "../time.ts";

const registry = /* @__PURE__ */ new Interface(registryAbi) as ITrustedIssuerRegistryInterface;

/** Call data; typechain knows what each function takes. */
export const encode: ITrustedIssuerRegistryInterface["encodeFunctionData"] =
  /* @__PURE__ */ registry.encodeFunctionData.bind(registry);

/** When an act holds. Left out, `from` is what the contract makes of 0 (see each function), `until` is open. */
export interface Span {
  /** Inclusive. */
  readonly from?: Time;
  /** Exclusive. */
  readonly until?: Time;
}

/** What an accreditation decides beside its subject. */
export interface AccreditationDecision extends Span {
  /** Up to five countries where it holds; without them, everywhere. */
  readonly territories?: readonly string[];
  /** Whether it carries conditions; they stand in the published decision. */
  readonly conditions?: boolean;
}

/** Hash of the published decision. */
export interface Evidence {
  readonly evidence: Hex;
}

export const ZERO = `0x${"0".repeat(64)}` as const;

export const seconds = (time: Time | undefined): number => (time === undefined ? 0 : toSeconds(time));

export const territoriesWord = (countries: readonly string[] = []): bigint =>
  encodeTerritories(countries.map(parseCountry));
