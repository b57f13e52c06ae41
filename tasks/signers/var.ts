import { Wallet } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { accountOfficer, type Officer } from "../../deploy/safe.ts";
import type { SignerSources } from "./officerOf.ts";

/**
 * An officer whose key is in a configuration variable: 32 bytes in hexadecimal, with or without 0x.
 * @throws SuiteError VARIABLE_MISSING, SIGNER_KEY_INVALID; it doesn't tell the value
 */
export async function variableOfficer(name: string, { variable }: SignerSources): Promise<Officer> {
  const key = (await variable(name)).trim();
  const wallet = walletOf(key.startsWith("0x") ? key : `0x${key}`);
  if (wallet !== undefined) return accountOfficer(wallet);
  throw new SuiteError(
    "SIGNER_KEY_INVALID",
    `the value of the variable ${name} is no private key`,
    `Set it anew: npx hardhat keystore set ${name}, with the key's 64 hexadecimal digits.`,
  );
}

function walletOf(key: string): Wallet | undefined {
  if (!/^0x[0-9a-f]{64}$/i.test(key)) return undefined;
  try {
    return new Wallet(key);
  } catch {
    // zero, or beyond the curve's order; ethers' error isn't passed on, for it may show the value
    return undefined;
  }
}
