/** By when the sealed credential is proven to have existed. */
import type { Registry } from "../registry.ts";
import type { Context } from "./context.ts";
import type { SealedCredential } from "./credential.ts";
import { earliest } from "./dates.ts";
import type { JsonObject } from "./json.ts";
import { checkReceipt, type ReceiptState } from "./receipts.ts";
import type { TimestampReport } from "./timestamps.ts";

/** The earliest that a time stamp proves. */
export async function stampedTime(
  { header, timestamps }: SealedCredential,
  { policy, report }: Pick<Context, "policy" | "report">,
): Promise<number | undefined> {
  if (timestamps.length === 0) return undefined;
  const { readTimestamp } = await import("./timestamps.ts");
  const reports = await Promise.all(timestamps.map((stamp) => readTimestamp(stamp, policy.timestampAuthorities)));
  report.add({ timestamps: reports });
  for (const { state, over } of reports) {
    if (state === "wrong" || state === "unreadable") report.notice({ code: "TIMESTAMP_WRONG", facts: { over } });
  }
  return earliest(...reports.filter(provesSeal(header)).map(({ time }) => time));
}

/**
 * Content can be stamped long before it is sealed: only a stamp over the signature proves that there was one. And it does so
 * only where the key is sealed, too: for any old signature and new text a key can be made that fits both.
 */
const provesSeal =
  ({ x5c, jwk }: JsonObject) =>
  ({ state, over }: TimestampReport): boolean =>
    state === "trusted" && over === "signature" && (x5c !== undefined || jwk !== undefined);

/**
 * The earliest that a notary's receipt proves.
 * @param registry at the block at which everything is asked
 */
export async function notarisedTime(
  { anchored }: SealedCredential,
  { chainId, notary }: Pick<Registry, "chainId" | "notary">,
  { options, report }: Context,
): Promise<number | undefined> {
  const { receipts = [], notary: reader = notary } = options;
  const states = await Promise.all(
    receipts.map(async (receipt): Promise<ReceiptState> => {
      // a node that fails here has proved nothing, and disproved nothing: it is SOURCE's matter
      return reader === undefined ? { state: "otherNotary" } : checkReceipt(receipt, anchored, { chainId, reader });
    }),
  );
  return earliest(
    ...states.map((state) => {
      if (state.state === "proven") return state.time;
      report.notice({ code: "RECEIPT_PROVES_NOTHING", facts: { reason: state.state } });
      return undefined;
    }),
  );
}
