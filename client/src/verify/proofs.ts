/** By when the sealed credential is proven to have existed. */
import type { Context } from "./context.ts";
import type { SealedCredential } from "./credential.ts";
import { earliest } from "./dates.ts";
import { checkReceipt, type ReceiptState } from "./receipts.ts";
import type { TimestampReport } from "./timestamps.ts";

/** The earliest, where anything proves one. */
export async function provenTime(sealed: SealedCredential, context: Context): Promise<number | undefined> {
  return earliest(...(await stamped(sealed, context)), ...(await notarised(sealed, context)));
}

async function stamped({ timestamps }: SealedCredential, { policy, report }: Context): Promise<(number | undefined)[]> {
  if (timestamps.length === 0) return [];
  const { readTimestamp } = await import("./timestamps.ts");
  const reports = await Promise.all(timestamps.map((stamp) => readTimestamp(stamp, policy.timestampAuthorities)));
  report.add({ timestamps: reports });
  for (const { state, over } of reports) {
    if (state === "wrong" || state === "unreadable") report.notice({ code: "TIMESTAMP_WRONG", facts: { over } });
  }
  return reports.filter(provesSeal).map(({ time }) => time);
}

/** Content can be stamped long before it is sealed: only a stamp over the signature proves that there was one. */
const provesSeal = ({ state, over }: TimestampReport): boolean => state === "trusted" && over === "signature";

async function notarised({ anchored }: SealedCredential, { options, report }: Context): Promise<number[]> {
  const { registry, receipts = [], notary: reader = registry.notary } = options;
  const states = await Promise.all(
    receipts.map(async (receipt): Promise<ReceiptState> => {
      if (reader === undefined) return { state: "otherNotary" };
      try {
        return await checkReceipt(receipt, anchored, { chainId: registry.chainId, reader });
      } catch {
        return { state: "unreachable" };
      }
    }),
  );
  return states.flatMap((state) => {
    if (state.state === "proven") return [state.time];
    report.notice({ code: "RECEIPT_PROVES_NOTHING", facts: { reason: state.state } });
    return [];
  });
}
