import { Contract, getAddress, type Provider } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { registryAbi } from "../../client/src/abi/generated/registryAbi.ts";
import { countryIn } from "../../client/src/encoding.ts";
import type { Hex } from "../../client/src/hex.ts";
import { type CountryCode, parseCountry } from "../../client/src/identifiers/countries.ts";
import { OFFICE_KINDS, type OfficeKind } from "../../client/src/office.ts";
import { countryBytes } from "../../client/src/recordKey.ts";
import { readSafe } from "../bundle/checkOnChain.ts";
import { address } from "../core/arguments.ts";
import type { Session } from "../core/session.ts";

/** The Safe behind an office, as it is now. */
export interface OfficeAccount {
  readonly account: Hex;
  /** Absent for an account that isn't in office (yet). */
  readonly number?: number;
  readonly country?: CountryCode;
  readonly kind?: OfficeKind;
  readonly owners: readonly Hex[];
  readonly threshold: number;
  /** Of its next transaction. */
  readonly nonce: number;
}

/**
 * The office that is meant.
 * @param written a country (its member state's office), an office's number, or an account's address
 * @throws SuiteError OFFICE_UNKNOWN, NOT_A_SAFE, INVALID_ADDRESS, INVALID_COUNTRY
 */
export async function officeOf(session: Session, option: string, written: string): Promise<OfficeAccount> {
  const book = new Contract(session.record.contracts.registry, registryAbi, session.provider);
  const text = written.trim();
  let account: Hex;
  if (/^0x/i.test(text)) account = address(option, text);
  else {
    const number = /^\d+$/.test(text)
      ? BigInt(text)
      : ((await book.getFunction("seatOffice")(countryBytes(parseCountry(text)))) as bigint);
    const [holder] = (await book.getFunction("office")(number)) as unknown as [string];
    if (BigInt(holder) === 0n) {
      throw new SuiteError(
        "OFFICE_UNKNOWN",
        /^\d+$/.test(text) ? `there is no office ${text}` : `${text.toUpperCase()} holds no seat and never did`,
        "List the offices with: npx hardhat office list",
      );
    }
    account = getAddress(holder) as Hex;
  }
  const [number, country, kind] = (await book.getFunction("officeOf")(account)) as unknown as [bigint, string, bigint];
  const officeKind = OFFICE_KINDS[Number(kind) - 1];
  return {
    ...(await safeState(session.provider, account)),
    ...(number === 0n || officeKind === undefined
      ? {}
      : { number: Number(number), country: countryIn(BigInt(country)), kind: officeKind }),
  };
}

/** @throws SuiteError NOT_A_SAFE */
export async function safeState(
  provider: Provider,
  account: Hex,
): Promise<Pick<OfficeAccount, "account" | "owners" | "threshold" | "nonce">> {
  if ((await provider.getCode(account)) === "0x") {
    throw new SuiteError(
      "NOT_A_SAFE",
      `there is no contract at ${account}`,
      "Make the office first (npx hardhat office create …), or use the network that it is on.",
    );
  }
  return { account, ...(await readSafe(provider, account)) };
}

/** @example officeInWords(office) // "GR accreditationBody, office 5, 0x… (2 of 3 sign)" */
export function officeInWords({ account, number, country, kind, owners, threshold }: OfficeAccount): string {
  const who =
    number === undefined ? "an account not in office" : `${country ?? ""} ${kind ?? ""}, office ${String(number)}`;
  return `${who}, ${account} (${String(threshold)} of ${String(owners.length)} sign)`;
}
