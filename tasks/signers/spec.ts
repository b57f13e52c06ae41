import { getAddress } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";

/** With what an officer signs. */
export type SignerSpec =
  | { readonly kind: "var"; readonly variable: string }
  | { readonly kind: "rpc"; readonly address: Hex }
  | {
      readonly kind: "pkcs11";
      /** The key's label on the token. */
      readonly label: string;
      /** Of a P-256 key: its `P256Officer` contract. */
      readonly officer?: Hex;
    };

/**
 * What `--signer` says. Never a key: whatever is written there ends up in the shell's history and in lists of processes.
 * @example parseSignerSpec("var:OFFICER_KEY") // { kind: "var", variable: "OFFICER_KEY" }
 * @example parseSignerSpec("pkcs11:seal key") // { kind: "pkcs11", label: "seal key" }
 * @throws SuiteError SIGNER_KEY_IN_ARGUMENT, INVALID_SIGNER; neither repeats what was given
 */
export function parseSignerSpec(text: string): SignerSpec {
  const written = text.trim();
  refuseSecret("--signer", written);
  const colon = written.indexOf(":");
  const [kind, rest] = [written.slice(0, Math.max(colon, 0)), written.slice(colon + 1)];
  switch (kind) {
    case "var":
      if (/^[A-Z][A-Z0-9_]*$/.test(rest)) return { kind, variable: rest };
      throw invalid("a variable's name has capital letters, digits and underscores only");
    case "rpc":
      return { kind, address: addressOf(rest) };
    case "pkcs11":
      return pkcs11(rest);
    default:
      throw invalid("it begins with none of var:, rpc:, pkcs11:");
  }
}

/**
 * @param option as it is typed
 * @throws SuiteError SIGNER_KEY_IN_ARGUMENT, which doesn't repeat what was given
 */
export function refuseSecret(option: string, written: string): void {
  if (!looksSecret(written)) return;
  throw new SuiteError(
    "SIGNER_KEY_IN_ARGUMENT",
    `${option} was given what looks like a private key or a recovery phrase`,
    "Take that key for leaked. Keep keys in Hardhat's keystore (npx hardhat keystore set OFFICER_KEY), and give --signer var:OFFICER_KEY.",
  );
}

/** What `--signer` names, separated by commas: labels of keys may have spaces. */
export const signerSpecs = (written: string): string[] =>
  written
    .split(",")
    .map((spec) => spec.trim())
    .filter((spec) => spec !== "");

function pkcs11(rest: string): SignerSpec {
  const [, label = "", officer] = /^(.*?)(?:@(0x[0-9A-Za-z]*))?$/.exec(rest) ?? [];
  if (label === "") throw invalid("the key's label is missing");
  if (officer === undefined) return { kind: "pkcs11", label };
  return { kind: "pkcs11", label, officer: addressOf(officer) };
}

function addressOf(text: string): Hex {
  try {
    return getAddress(text) as Hex;
  } catch {
    throw invalid("what should be an address isn't one, or its check sum is wrong");
  }
}

/** 64 hexadecimal digits anywhere, or as many words as a recovery phrase has. */
const looksSecret = (text: string): boolean =>
  /[0-9a-f]{64}/i.test(text) || /^(?:\w+:)?[a-z]+(?:\s+[a-z]+){11,}$/i.test(text);

const invalid = (why: string): SuiteError =>
  new SuiteError(
    "INVALID_SIGNER",
    `--signer can't be read: ${why}`,
    "Give var:NAME of a variable that has the key, rpc:0xADDRESS, pkcs11:LABEL, or pkcs11:LABEL@0xOFFICER of a P-256 key.",
  );
