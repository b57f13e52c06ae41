import { Contract, ZeroAddress } from "ethers";

import { decodeError } from "../../client/src/errors/decodeError.ts";
import { officeTransactions } from "../safe.ts";
import { type Check, look } from "./check.ts";
import type { Contracts, Patient } from "./patient.ts";

const NONCE = ["function nonce() view returns (uint256)"];

/** The accounts in office are still as plain as they were when they were admitted. */
export async function officeChecks({ connection, record }: Patient, { registry, policy }: Contracts): Promise<Check[]> {
  const { provider } = connection.ethers;
  const offices: { name: string; account: string }[] = [];
  const counted = await look(
    { check: "offices can be listed", expected: "yes", remedy: "Use another node." },
    async () => {
      for (let number = 1; ; number += 1) {
        const [account, country] = await registry.office(number);
        if (account === ZeroAddress) return "yes";
        offices.push({
          name: `office ${String(number)} (${Buffer.from(country.slice(2), "hex").toString()})`,
          account,
        });
      }
    },
  );
  const read = new Map<string, ReturnType<typeof officeTransactions>>();
  /** Two checks look at the same logs. */
  const transactionsOf = (account: string): ReturnType<typeof officeTransactions> => {
    const transactions = read.get(account) ?? officeTransactions(provider, account, record.firstBlock);
    read.set(account, transactions);
    return transactions;
  };
  const remedy = "Its state hands the office to a new account (rotation); the council does it for a seat (recovery).";
  return [
    counted,
    await look({ check: "offices pass OfficePolicy", expected: "all", remedy }, async () => {
      const refused: string[] = [];
      for (const { name, account } of offices) {
        try {
          await policy.check(account);
        } catch (error) {
          const known = decodeError(error);
          if (known === undefined) throw error;
          refused.push(`${name}: ${known.code}`);
        }
      }
      return refused.join(", ") || "all";
    }),
    await look({ check: "offices that made a delegate call", expected: "none", remedy }, async () => {
      const found: string[] = [];
      for (const { name, account } of offices) {
        const { delegateCalls } = await transactionsOf(account);
        if (delegateCalls.length > 0) found.push(`${name}: ${delegateCalls.join(" ")}`);
      }
      return found.join(", ") || "none";
    }),
    // a Safe counts its transactions, and logs each: what a node withholds is missing
    await look({ check: "offices' logs are complete", expected: "yes", remedy: "Use another node." }, async () => {
      const missing: string[] = [];
      for (const { name, account } of offices) {
        const nonce = Number(await (new Contract(account, NONCE, provider).getFunction("nonce")() as Promise<bigint>));
        const { signed } = await transactionsOf(account);
        if (signed < nonce) missing.push(`${name}: ${String(signed)} of ${String(nonce)} transactions`);
      }
      return missing.join(", ") || "yes";
    }),
  ];
}
