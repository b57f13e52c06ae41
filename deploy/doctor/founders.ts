import { Contract } from "ethers";

import { countryBytes } from "../../client/src/recordKey.ts";
import { officeAddress } from "../safe.ts";
import { type Check, look } from "./check.ts";
import type { Contracts, Patient } from "./patient.ts";

const SAFE = ["function getOwners() view returns (address[])", "function getThreshold() view returns (uint256)"];

/** Whether those founded the network whom the record names: it was written by a node's word. */
export async function founderChecks({ connection, record }: Patient, { memberStates }: Contracts): Promise<Check[]> {
  const changed = "Compare with what the state published; if it changed nothing, trust no answer.";
  return Promise.all([
    look(
      {
        check: "founders' accounts",
        expected: "the offices of their officers",
        remedy: "Don't use this deployment: the node that it was made with showed other accounts.",
      },
      () => {
        const others: string[] = [];
        for (const { country, account, owners, threshold, saltNonce } of record.founders) {
          const office = officeAddress(record.safe, record.chainId, owners, threshold, BigInt(saltNonce));
          if (office !== account) others.push(`${country}: its officers' office is ${office}`);
        }
        return Promise.resolve(others.join(", ") || "the offices of their officers");
      },
    ),
    look({ check: "founders' seats", expected: "as founded", remedy: changed, mild: true }, async () => {
      const moved: string[] = [];
      for (const { country, account } of record.founders) {
        if ((await memberStates.holderOf(countryBytes(country))) !== account) moved.push(country);
      }
      return moved.length === 0 ? "as founded" : `other accounts: ${moved.join(", ")}`;
    }),
    look({ check: "founders' officers", expected: "as founded", remedy: changed, mild: true }, async () => {
      const moved: string[] = [];
      for (const { country, account, owners, threshold } of record.founders) {
        const safe = new Contract(account, SAFE, connection.ethers.provider);
        const now = (await safe.getFunction("getOwners")()) as string[];
        const same = now.length === owners.length && now.every((owner) => owners.some((one) => one === owner));
        if (!same || (await safe.getFunction("getThreshold")()) !== BigInt(threshold)) moved.push(country);
      }
      return moved.length === 0 ? "as founded" : `other officers: ${moved.join(", ")}`;
    }),
  ]);
}
