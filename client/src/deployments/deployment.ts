import { SuiteError } from "../errors/suiteError.ts";
import type { Hex } from "../hex.ts";
import type { CodeHashes } from "../source.ts";

/** A suite on a chain: what a client pins. */
export interface Deployment {
  readonly name: string;
  readonly chainId: number;
  readonly contracts: Readonly<Record<DeployedContract, Hex>>;
  /** The block in which the registry came to be: no log is older. */
  readonly block: number;
  /** What the registry's address has run, the present last: the council decides about more. */
  readonly code: readonly CodeHashes[];
}

export const DEPLOYED_CONTRACTS = [
  "registry",
  "memberStates",
  "council",
  "councilTimelock",
  "councilAuthority",
  "notary",
  "officeFactory",
] as const;

export type DeployedContract = (typeof DEPLOYED_CONTRACTS)[number];

/**
 * A deployment's record, checked.
 * @param value parsed JSON in the form of `deploy/deployments/chain-ID/record.json`, of which it takes what a client pins
 * @example parseDeployment(record).name // "test"
 * @throws SuiteError INVALID_DEPLOYMENT
 */
export function parseDeployment(value: unknown): Deployment {
  const { name, chainId, contracts, block, code } = members(value, "the record");
  const addresses = members(contracts, "contracts");
  if (typeof name !== "string" || name === "") throw invalid("name");
  if (!Array.isArray(code) || code.length === 0) throw invalid("code");
  return {
    name,
    chainId: natural(chainId, "chainId"),
    contracts: Object.fromEntries(
      DEPLOYED_CONTRACTS.map((contract) => [contract, hex(addresses[contract], 20, `contracts.${contract}`)]),
    ) as Record<DeployedContract, Hex>,
    block: natural(block, "block"),
    code: code.map((hashes: unknown) => {
      const { proxy, implementation, extension } = members(hashes, "code");
      return {
        proxy: hex(proxy, 32, "code.proxy"),
        implementation: hex(implementation, 32, "code.implementation"),
        extension: hex(extension, 32, "code.extension"),
      };
    }),
  };
}

function members(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw invalid(what);
  return value as Readonly<Record<string, unknown>>;
}

function natural(value: unknown, what: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw invalid(what);
  return value;
}

function hex(value: unknown, bytes: number, what: string): Hex {
  if (typeof value !== "string" || !/^0x(?:[0-9a-f]{2})+$/i.test(value) || value.length !== 2 + 2 * bytes) {
    throw invalid(what);
  }
  return value as Hex;
}

function invalid(what: string): SuiteError {
  return new SuiteError(
    "INVALID_DEPLOYMENT",
    `a deployment's record has no valid '${what}'`,
    "Take the record from deploy/deployments, or make one of that form.",
  );
}
