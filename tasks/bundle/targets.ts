/** Whom an office and the council call, and how their calls are read. */
import safeL2 from "@safe-global/safe-smart-account/build/artifacts/contracts/SafeL2.sol/SafeL2.json" with { type: "json" };
import { type FunctionFragment, Interface, type ParamType, getAddress } from "ethers";

import { councilAbi } from "../../client/src/abi/generated/councilAbi.ts";
import { councilTimelockAbi } from "../../client/src/abi/generated/councilTimelockAbi.ts";
import { memberStatesAbi } from "../../client/src/abi/generated/memberStatesAbi.ts";
import { registryAbi } from "../../client/src/abi/generated/registryAbi.ts";
import type { Deployment } from "../../client/src/deployments/deployment.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { Values } from "./values.ts";

/** What an office calls: `office` is its own account. */
export const OFFICE_TARGETS = ["registry", "memberStates", "council", "office"] as const;
/** What the council's timelock calls; `councilTimelock` is itself. */
export const MOTION_TARGETS = ["registry", "memberStates", "councilTimelock", "councilAuthority"] as const;

export type OfficeTarget = (typeof OFFICE_TARGETS)[number];
export type MotionTarget = (typeof MOTION_TARGETS)[number];
export type Target = OfficeTarget | MotionTarget;

/** How the owners of an office change. Whatever else a Safe can do has no use here. */
export const OWNER_FUNCTIONS: readonly string[] = [
  "addOwnerWithThreshold",
  "removeOwner",
  "swapOwner",
  "changeThreshold",
];

/** What a vote can do to the authority (OpenZeppelin's AccessManager). */
const AUTHORITY_FUNCTIONS = [
  "function grantRole(uint64 roleId, address account, uint32 executionDelay)",
  "function revokeRole(uint64 roleId, address account)",
  "function setRoleAdmin(uint64 roleId, uint64 admin)",
  "function setRoleGuardian(uint64 roleId, uint64 guardian)",
  "function setGrantDelay(uint64 roleId, uint32 newDelay)",
  "function setTargetFunctionRole(address target, bytes4[] selectors, uint64 roleId)",
  "function setTargetClosed(address target, bool closed)",
  "function setTargetAdminDelay(address target, uint32 newDelay)",
];

const changing = (abi: ConstructorParameters<typeof Interface>[0], only?: readonly string[]): Interface => {
  const functions: FunctionFragment[] = [];
  new Interface(abi).forEachFunction((fragment) => {
    if (fragment.constant || (only !== undefined && !only.includes(fragment.name))) return;
    functions.push(fragment);
  });
  return new Interface(functions);
};

/** The functions that change something, of each target. */
export const INTERFACES: Readonly<Record<Target, Interface>> = {
  registry: changing(registryAbi),
  memberStates: changing(memberStatesAbi),
  council: changing(councilAbi),
  office: changing(safeL2.abi, OWNER_FUNCTIONS),
  councilTimelock: changing(councilTimelockAbi),
  councilAuthority: changing(AUTHORITY_FUNCTIONS),
};

/** In words, for messages and lines: "on the registry". */
export const TARGET_NAMES: Readonly<Record<Target, string>> = {
  registry: "the registry",
  memberStates: "MemberStates",
  council: "the council",
  office: "the office itself",
  councilTimelock: "the council's timelock",
  councilAuthority: "the council's authority",
};

/** @throws SuiteError BUNDLE_UNKNOWN_TARGET */
export function targetAt<Name extends Target>(
  address: string,
  names: readonly Name[],
  contracts: Deployment["contracts"],
  account?: string,
): Name {
  for (const name of names) {
    const known = addressOf(name, contracts, account);
    if (known !== undefined && getAddress(known) === getAddress(address)) return name;
  }
  throw new SuiteError(
    "BUNDLE_UNKNOWN_TARGET",
    `${getAddress(address)} is called, which is none of ${names.map((name) => TARGET_NAMES[name]).join(", ")}`,
    "Don't sign: ask who made it. If the deployment has changed, take its new record.",
  );
}

const addressOf = (name: Target, contracts: Deployment["contracts"], account?: string): string | undefined =>
  name === "office" ? account : contracts[name];

/** A call whose function and arguments are known. */
export interface ReadCall {
  readonly name: string;
  readonly values: Values;
  /** For JSON: integers of more than 48 bits as decimal strings. */
  readonly arguments: Readonly<Record<string, unknown>>;
}

/**
 * Reads call data, which must be encoded just as Solidity's compiler and ethers do it: what is read any other way might be
 * something else to the contract.
 * @throws SuiteError BUNDLE_UNKNOWN_FUNCTION, BUNDLE_UNREADABLE
 */
export function readCall(target: Target, data: string): ReadCall {
  const contract = INTERFACES[target];
  const selector = data.slice(0, 10);
  const fragment = contract.getFunction(selector);
  if (fragment === null) {
    throw new SuiteError(
      "BUNDLE_UNKNOWN_FUNCTION",
      `function ${selector} of ${TARGET_NAMES[target]} isn't known, or isn't for offices`,
      "Don't sign what can't be read. Ask who made it, or update this software.",
    );
  }
  try {
    const decoded = contract.decodeFunctionData(fragment, data);
    const values = fragment.inputs.map((_, index) => decoded[index] as unknown);
    if (contract.encodeFunctionData(fragment, values).toLowerCase() !== data.toLowerCase()) {
      throw unreadable(target, fragment.name, "they aren't encoded in the usual way");
    }
    return {
      name: fragment.name,
      values: new Values(fragment.inputs, values),
      arguments: json(fragment.inputs, values),
    };
  } catch (error) {
    if (error instanceof SuiteError) throw error;
    throw unreadable(target, fragment.name, "they aren't what the function takes");
  }
}

export const unreadable = (target: Target, name: string, why: string): SuiteError =>
  new SuiteError(
    "BUNDLE_UNREADABLE",
    `the arguments of ${name} of ${TARGET_NAMES[target]} can't be read: ${why}`,
    "Don't sign what can't be read; have the bundle made anew.",
  );

const json = (inputs: readonly ParamType[], values: readonly unknown[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(inputs.map((input, index) => [input.name || String(index), jsonValue(input, values[index])]));

function jsonValue(input: ParamType, value: unknown): unknown {
  if (input.isArray()) return (value as readonly unknown[]).map((item) => jsonValue(input.arrayChildren, item));
  if (input.isTuple()) return json(input.components, [...(value as readonly unknown[])]);
  if (typeof value !== "bigint") return value;
  const bits = Number(/\d+/.exec(input.type)?.[0]);
  return bits <= 48 ? Number(value) : value.toString();
}
