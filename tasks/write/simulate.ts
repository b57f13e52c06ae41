import { decodeError } from "../../client/src/errors/decodeError.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { Session } from "../core/session.ts";

/**
 * Makes the call as the account, on a copy of the newest state: a refusal comes with the contract's own reason.
 * @param waits for another transaction of the same office: what that changes can't be known
 * @returns gas; `undefined` where it can't be told yet
 * @throws ContractError
 */
export async function simulate(
  session: Session,
  from: Hex,
  to: Hex,
  data: Hex,
  waits: boolean,
): Promise<bigint | undefined> {
  try {
    return BigInt((await session.rpc.request({ method: "eth_estimateGas", params: [{ from, to, data }] })) as string);
  } catch (error) {
    if (waits) return undefined;
    throw decodeError(error) ?? error;
  }
}
