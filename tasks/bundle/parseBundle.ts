/** Checks that a value is a bundle: every member there, in its one form, and no other. */
import { getAddress } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { OFFICE_KINDS, type OfficeKind } from "../../client/src/office.ts";
import { optional } from "../../client/src/optional.ts";
import { type Bundle, BUNDLE_FORMAT, type BundleCall, type BundleOffice, type BundleSignature } from "./bundle.ts";
import { withValue } from "./describe.ts";
import type { NamesById } from "./names.ts";
import { OFFICE_TARGETS } from "./targets.ts";

type Members = Readonly<Record<string, unknown>>;

const NOBODY = `0x${"0".repeat(40)}`;
/** Of one owner; a passkey's has some hundred bytes. */
const MAX_SIGNATURE_BYTES = 4096;

/**
 * @param value parsed JSON
 * @throws SuiteError BUNDLE_MALFORMED, BUNDLE_FORMAT_UNKNOWN, BUNDLE_DELEGATE_CALL, BUNDLE_VALUE, BUNDLE_GAS_REFUND
 */
export function parseBundle(value: unknown): Bundle {
  const format = members(value, "the bundle")["format"];
  if (format !== BUNDLE_FORMAT) throw unknownFormat(format);
  const bundle = only(
    value,
    "the bundle",
    ["format", "summary", "network", "office", "domain", "message", "safeTxHash", "calls", "signatures"],
    ["deadline", "names"],
  );
  const network = only(bundle["network"], "network", ["name", "chainId", "registry"]);
  const domain = only(bundle["domain"], "domain", ["chainId", "verifyingContract"]);
  return {
    format,
    summary: list(bundle["summary"], "summary").map((line, index) => text(line, `summary[${String(index)}]`)),
    network: {
      name: text(network["name"], "network.name"),
      chainId: natural(network["chainId"], "network.chainId"),
      registry: address(network["registry"], "network.registry"),
    },
    office: office(bundle["office"]),
    ...optional("deadline", bundle["deadline"] === undefined ? undefined : isoSecond(bundle["deadline"])),
    domain: {
      chainId: natural(domain["chainId"], "domain.chainId"),
      verifyingContract: address(domain["verifyingContract"], "domain.verifyingContract"),
    },
    message: message(bundle["message"]),
    safeTxHash: bytes(bundle["safeTxHash"], "safeTxHash", 32),
    calls: list(bundle["calls"], "calls").map(call),
    ...optional("names", bundle["names"] === undefined ? undefined : names(bundle["names"])),
    signatures: list(bundle["signatures"], "signatures").map(signature),
  };
}

function names(value: unknown): NamesById {
  const read = members(value, "names");
  return Object.fromEntries(
    Object.entries(read).map(([id, name]) => {
      if (!/^0x[0-9a-f]{64}$/.test(id)) throw malformed("names", "has a name for what is no id");
      return [id as Hex, text(name, `names.${id}`)];
    }),
  );
}

function office(value: unknown): BundleOffice {
  const read = only(value, "office", ["account", "owners", "threshold"], ["number", "country", "kind"]);
  const inOffice = ["number", "country", "kind"].filter((name) => read[name] !== undefined);
  if (inOffice.length !== 0 && inOffice.length !== 3) {
    throw malformed("office", "has only some of number, country and kind");
  }
  const owners = list(read["owners"], "office.owners").map((owner, index) =>
    address(owner, `office.owners[${String(index)}]`),
  );
  const threshold = natural(read["threshold"], "office.threshold");
  if (new Set(owners).size !== owners.length) throw malformed("office.owners", "has one owner twice");
  if (threshold < 1 || threshold > owners.length) throw malformed("office.threshold", "isn't between 1 and the owners");
  const account = address(read["account"], "office.account");
  if (inOffice.length === 0) return { account, owners, threshold };
  const country = text(read["country"], "office.country");
  if (!/^[A-Z]{2}$/.test(country)) throw malformed("office.country", "is no country's code of two capital letters");
  const kind = text(read["kind"], "office.kind") as OfficeKind;
  if (!OFFICE_KINDS.includes(kind)) throw malformed("office.kind", `is none of ${OFFICE_KINDS.join(", ")}`);
  return { account, number: natural(read["number"], "office.number"), country, kind, owners, threshold };
}

function message(value: unknown): Bundle["message"] {
  const read = only(value, "message", [
    "to",
    "value",
    "data",
    "operation",
    "safeTxGas",
    "baseGas",
    "gasPrice",
    "gasToken",
    "refundReceiver",
    "nonce",
  ]);
  if (read["operation"] !== 0) throw delegateCall(read["operation"]);
  if (read["value"] !== "0") throw withValue(shown(read["value"]));
  for (const [name, none] of [
    ["safeTxGas", "0"],
    ["baseGas", "0"],
    ["gasPrice", "0"],
    ["gasToken", NOBODY],
    ["refundReceiver", NOBODY],
  ] as const) {
    if (read[name] !== none) throw gasRefund(name, read[name]);
  }
  return {
    to: address(read["to"], "message.to"),
    value: "0",
    data: bytes(read["data"], "message.data"),
    operation: 0,
    safeTxGas: "0",
    baseGas: "0",
    gasPrice: "0",
    gasToken: NOBODY as Hex,
    refundReceiver: NOBODY as Hex,
    nonce: natural(read["nonce"], "message.nonce"),
  };
}

function call(value: unknown, index: number): BundleCall {
  const path = `calls[${String(index)}]`;
  const read = only(value, path, ["target", "function", "arguments", "words"]);
  const target = OFFICE_TARGETS.find((name) => name === read["target"]);
  if (target === undefined) throw malformed(`${path}.target`, `is none of ${OFFICE_TARGETS.join(", ")}`);
  return {
    target,
    function: text(read["function"], `${path}.function`),
    arguments: members(read["arguments"], `${path}.arguments`),
    words: text(read["words"], `${path}.words`),
  };
}

function signature(value: unknown, index: number): BundleSignature {
  const path = `signatures[${String(index)}]`;
  const read = only(value, path, ["owner", "isContract", "data"]);
  const { isContract } = read;
  if (typeof isContract !== "boolean") throw malformed(`${path}.isContract`, "is neither true nor false");
  const data = bytes(read["data"], `${path}.data`, isContract ? undefined : 65);
  if (data.length > 2 + 2 * MAX_SIGNATURE_BYTES) throw malformed(`${path}.data`, "is too long");
  return { owner: address(read["owner"], `${path}.owner`), isContract, data };
}

function members(value: unknown, path: string): Members {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Members;
  throw malformed(path, "is no object");
}

/** All of these members, perhaps some of those, and nothing else. */
function only(value: unknown, path: string, required: readonly string[], possible: readonly string[] = []): Members {
  const read = members(value, path);
  for (const name of required) if (!Object.hasOwn(read, name)) throw malformed(path, `has no ${name}`);
  for (const name of Object.keys(read)) {
    if (!required.includes(name) && !possible.includes(name)) throw malformed(path, `has a member ${shown(name)}`);
  }
  return read;
}

function list(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed(path, "is no list");
}

function text(value: unknown, path: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw malformed(path, "is no text");
}

function natural(value: unknown, path: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw malformed(path, "is no whole number");
}

function address(value: unknown, path: string): Hex {
  const written = text(value, path);
  try {
    if (getAddress(written) === written) return written as Hex;
  } catch {
    // falls through
  }
  throw malformed(path, "is no address with a right check sum");
}

function bytes(value: unknown, path: string, length?: number): Hex {
  const written = text(value, path);
  const rightLength = length === undefined ? written.length % 2 === 0 : written.length === 2 + 2 * length;
  if (/^0x[0-9a-f]*$/.test(written) && rightLength) return written as Hex;
  throw malformed(
    path,
    length === undefined ? "aren't bytes in hexadecimal" : `aren't ${String(length)} bytes in hexadecimal`,
  );
}

function isoSecond(value: unknown): string {
  const written = text(value, "deadline");
  if (/^[+\d]\d{3,6}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(written) && !Number.isNaN(Date.parse(written))) return written;
  throw malformed("deadline", "is no second such as 2026-04-01T00:00:00Z");
}

/** Of a file that may hold anything: short, and on one line. */
const shown = (value: unknown): string => JSON.stringify(value).slice(0, 40);

export const malformed = (path: string, why: string): SuiteError =>
  new SuiteError(
    "BUNDLE_MALFORMED",
    `this is no bundle: ${path} ${why}`,
    "Take the file as its maker sent it, or have it made anew.",
  );

const unknownFormat = (format: unknown): SuiteError =>
  new SuiteError(
    "BUNDLE_FORMAT_UNKNOWN",
    `this is no bundle of a known format: ${format === undefined ? "it names none" : shown(format)}`,
    `Give a file that names ${BUNDLE_FORMAT}; a newer format needs newer software.`,
  );

const delegateCall = (operation: unknown): SuiteError =>
  new SuiteError(
    "BUNDLE_DELEGATE_CALL",
    `the office would run foreign code as its own (operation ${shown(operation)}, a delegate call): that could take the office over`,
    "Never sign it. Ask who made it.",
  );

const gasRefund = (name: string, value: unknown): SuiteError =>
  new SuiteError(
    "BUNDLE_GAS_REFUND",
    `the office would pay for gas: ${name} is ${shown(value)}`,
    "Don't sign: ask who made it. Whoever submits pays.",
  );
