import { recoverAddress, Signature, TypedDataEncoder } from "ethers";

import { NodeRefusal, urlNode } from "../../client/src/chain/node.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { type Officer, safeTransactionHash, safeTypedData } from "../../deploy/safe.ts";
import type { SignerSources } from "./officerOf.ts";

const URL_VARIABLE = "SIGNER_RPC_URL";

/** Sends a JSON-RPC question. */
type Send = (method: string, params: unknown[]) => Promise<unknown>;

/**
 * An officer whose key is behind JSON-RPC (`eth_signTypedData_v4`): Web3Signer at `SIGNER_RPC_URL`, else the network's node. What
 * comes back is compared with what was asked for.
 * @throws SuiteError SIGNER_RPC_URL_MISSING; when it signs: WRONG_CHAIN, SIGNER_UNREACHABLE, SIGNER_REFUSED, SIGNER_OTHER_KEY
 */
export async function rpcOfficer(address: Hex, sources: SignerSources): Promise<Officer> {
  const { send, isNode } = await connected(sources);
  return {
    address,
    sign: async (transaction) => {
      if (isNode) await requireChain(send, transaction.chainId);
      const { domain, types, message } = safeTypedData(transaction);
      const payload = JSON.stringify(TypedDataEncoder.getPayload(domain, types, message));
      const answer = await asked(send, [address.toLowerCase(), payload]);
      return { owner: address, isContract: false, data: own(address, safeTransactionHash(transaction), answer) };
    },
  };
}

async function connected({ variable, provider }: SignerSources): Promise<{ send: Send; isNode: boolean }> {
  const url = await variable(URL_VARIABLE).catch((error: unknown) => {
    if (error instanceof SuiteError && error.code === "VARIABLE_MISSING") return undefined;
    throw error;
  });
  if (url !== undefined) {
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) throw invalidUrl();
    const node = urlNode(url);
    return { send: (method, params) => node.send(method, params), isNode: false };
  }
  const node = provider as { send?: Send } | undefined;
  if (typeof node?.send === "function") return { send: node.send.bind(node), isNode: true };
  throw new SuiteError(
    "SIGNER_RPC_URL_MISSING",
    "there is nobody to ask for the signature: no network, and no signer's URL",
    `Set the variable ${URL_VARIABLE} (npx hardhat keystore set ${URL_VARIABLE}), or name a network whose node has the account.`,
  );
}

async function asked(send: Send, params: unknown[]): Promise<unknown> {
  try {
    return await send("eth_signTypedData_v4", params);
  } catch (error) {
    // what a library says of a connection may have the URL in it, and the URL a password
    if (!(error instanceof NodeRefusal) && !hasNumber(error)) throw unreachable(error);
    throw new SuiteError(
      "SIGNER_REFUSED",
      `the signer refused: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : "it gave no reason"}`,
      "Check that it has the key of this address, and signs typed data (eth_signTypedData_v4).",
    );
  }
}

/** JSON-RPC's errors have a number, those of connections a name or nothing. */
function hasNumber(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, error: inner, info } = error as Record<string, unknown>;
  return typeof code === "number" || hasNumber(inner) || hasNumber(info);
}

function own(address: Hex, hash: string, answer: unknown): string {
  let signature: Signature;
  let signer: string;
  try {
    signature = Signature.from(String(answer));
    signer = recoverAddress(hash, signature);
  } catch {
    throw otherKey(address, "what came back is no signature");
  }
  if (signer !== address) throw otherKey(address, `what came back is by ${signer}, or over something else`);
  return signature.serialized;
}

async function requireChain(send: Send, expected: bigint): Promise<void> {
  const chainId = BigInt(String(await send("eth_chainId", [])));
  if (chainId === expected) return;
  throw new SuiteError(
    "WRONG_CHAIN",
    `the transaction is for chain ${expected.toString()}, this is chain ${chainId.toString()}`,
    "Connect to the network that the transaction was prepared for.",
  );
}

const otherKey = (address: Hex, why: string): SuiteError =>
  new SuiteError(
    "SIGNER_OTHER_KEY",
    `the signer was asked for a signature of ${address}; ${why}`,
    "Check which key the signer uses for this address.",
  );

const unreachable = (error: unknown): SuiteError => {
  const { code } = (error ?? {}) as { code?: unknown };
  return new SuiteError(
    "SIGNER_UNREACHABLE",
    `the signer doesn't answer${typeof code === "string" ? ` (${code})` : ""}`,
    `Check that it runs, and the variable ${URL_VARIABLE}.`,
  );
};

const invalidUrl = (): SuiteError =>
  new SuiteError(
    "SIGNER_RPC_URL_INVALID",
    `the value of the variable ${URL_VARIABLE} is no address of the web`,
    "Set it to http:// or https:// and host and port of the signer.",
  );
