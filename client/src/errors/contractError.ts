import { type ErrorDescription, Interface } from "ethers";

import { errorsAbi } from "../abi/generated/errorsAbi.ts";
import type { Hex } from "../hex.ts";
import { CATALOGUE } from "./generated/catalogue.ts";
import { SAFE_ERRORS } from "./safeErrors.ts";
import { SuiteError } from "./suiteError.ts";

/** Name of an error of the project's contracts. */
export type ContractErrorName = keyof typeof CATALOGUE;

/** A contract's refusal in words. `code` is its name with underscores: `TimelineBackDated` is `TIMELINE_BACK_DATED`. */
export class ContractError extends SuiteError {
  /** As in Solidity; of Safe's refusals, its code, such as `GS026`. */
  readonly errorName: string;
  /** By the names that Solidity gives them: integers as bigint, bytes as hex. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What the contract reverted with. */
  readonly data: Hex;

  /** @param times names of the values that are moments */
  constructor(
    name: string,
    values: Readonly<Record<string, unknown>>,
    data: Hex,
    text: ErrorText,
    times: ReadonlySet<string> = new Set(),
  ) {
    const written = Object.entries(values).map(([key, value]) => `${key}: ${inWords(value, times.has(key))}`);
    super(
      name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toUpperCase(),
      `${name}(${written.join(", ")}): ${text.cause.replace(/\.$/, "")}`,
      text.remedy,
    );
    this.name = "ContractError";
    this.errorName = name;
    this.values = values;
    this.data = data;
  }
}

export interface ErrorText {
  readonly cause: string;
  readonly remedy: string;
}

const UNKNOWN: ErrorText = {
  cause: "The contract refused for a reason that this client doesn't know.",
  remedy: "Update the client, or look the selector up in the called contract's sources.",
};

/** Of a reason in words, which only foreign contracts give. */
const IN_WORDS: ErrorText = {
  cause: "A contract that isn't the registry's refused with this reason.",
  remedy: "Look at the contract that was called on the way.",
};

/** Standard errors that carry another contract's: ERC-7751, ERC-4337. */
const WRAPPERS = [
  "error WrappedError(address target, bytes4 selector, bytes reason, bytes details)",
  "error FailedOpWithRevert(uint256 opIndex, string reason, bytes inner)",
];

/** An error inside an error, at most so deep. */
const MAX_DEPTH = 8;

/**
 * What a contract meant by its revert data. An error that carries another's data (`bytes`) is that other one.
 * @example contractError("0x9c5f6c2a").code // "LIST_EMPTY"
 */
export function contractError(data: string): ContractError {
  return decoded(data, 0) ?? new ContractError(data.slice(0, 10), {}, data as Hex, UNKNOWN);
}

function decoded(data: string, depth: number): ContractError | undefined {
  if (depth > MAX_DEPTH || !/^0x[0-9a-f]{8}/i.test(data)) return undefined;
  const error = parsed(data);
  if (error === undefined) return undefined;
  const values = Object.fromEntries(
    error.fragment.inputs.map(({ name }, index) => [name, error.args[index] as unknown]),
  );
  const inner = error.fragment.inputs
    .filter(({ baseType }) => baseType === "bytes")
    .map(({ name }) => decoded(String(values[name]), depth + 1))
    .find((found) => found !== undefined);
  if (inner !== undefined) return inner;
  if (error.name !== "Error")
    return new ContractError(error.name, values, data as Hex, textOf(error.name), timesOf(error));
  const [reason] = error.args as unknown as [string];
  const safe = SAFE_ERRORS.get(reason);
  return safe === undefined
    ? new ContractError("Error", { reason }, data as Hex, IN_WORDS)
    : new ContractError(reason, {}, data as Hex, safe);
}

/** The contracts keep moments, and nothing else, in 40 bits. */
const timesOf = ({ fragment }: ErrorDescription): Set<string> =>
  new Set(fragment.inputs.filter(({ baseType }) => baseType === "uint40").map(({ name }) => name));

/** 0 is always, open or now, as the error's cause says. */
function inWords(value: unknown, isTime: boolean): string {
  if (!isTime || value === 0n) return String(value);
  return `${String(value)} (${new Date(Number(value) * 1000).toISOString().replace(".000Z", "Z")})`;
}

/** `Error(string)` and `Panic(uint256)` are known to ethers. */
function parsed(data: string) {
  try {
    return new Interface([...errorsAbi, ...WRAPPERS]).parseError(data) ?? undefined;
  } catch {
    // the selector is known, what follows is something else
    return undefined;
  }
}

const textOf = (name: string): ErrorText =>
  Object.hasOwn(CATALOGUE, name) ? CATALOGUE[name as ContractErrorName] : UNKNOWN;
