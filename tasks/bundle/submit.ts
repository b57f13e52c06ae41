import type { Provider, Signer, TransactionReceipt } from "ethers";

import { decodeError } from "../../client/src/errors/decodeError.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { estimateSafeTransaction, submitSafeTransaction } from "../../deploy/safe.ts";
import { unreachable } from "../core/patience.ts";
import { type Bundle, type BundleRecord, type BundleSignature, transactionOf } from "./bundle.ts";
import { otherChain, recomputed } from "./check.ts";
import { checkBundleOnChain } from "./checkOnChain.ts";
import { type Execution, executionIn, findExecution } from "./execution.ts";

export interface Submitted {
  /** Whether somebody had submitted it before, so that nothing was sent now. */
  readonly already: boolean;
  readonly transaction: Hex;
  readonly blockNumber: number;
  readonly gasUsed: bigint;
}

/** Another second, another path: what an estimate doesn't see. */
const MARGIN = { numerator: 5n, denominator: 4n, plus: 30_000n };
/** More no transaction may have (EIP-7825). */
const MAX_GAS = 1n << 24n;

/**
 * Sends what the officers signed; anybody may. First everything is checked on the chain and the office's call is simulated, so that
 * a refusal costs nothing and comes with the contract's own reason. A bundle that was executed already isn't sent again.
 * @param submitter connected to the chain; pays for the gas
 * @throws ContractError
 * @throws SuiteError as `checkBundleOnChain`; NO_PROVIDER, BUNDLE_EXECUTION_FAILED, OUTCOME_UNKNOWN
 */
export async function submitBundle(
  given: Bundle,
  submitter: Signer,
  record: BundleRecord,
  options: { readonly expectChain?: number } = {},
): Promise<Submitted> {
  // before its hash is looked for: another bundle's might stand there
  const bundle = recomputed(given, record, options.expectChain);
  const { provider } = submitter;
  if (provider === null) {
    throw new SuiteError("NO_PROVIDER", "the submitter isn't connected to a chain", "Connect it to a provider.");
  }
  const { chainId } = await provider.getNetwork();
  if (chainId !== BigInt(bundle.domain.chainId)) throw otherChain(bundle.domain.chainId, Number(chainId));
  const before = await findExecution(provider, bundle, record.block);
  if (before !== undefined) return alreadyExecuted(provider, bundle, before);

  await checkBundleOnChain(bundle, provider, { record, purpose: "submit", ...options });
  await simulateBundle(bundle, provider);
  try {
    return await send(bundle, submitter, provider);
  } catch (error) {
    // somebody else was faster, or the connection broke after the transaction had gone out
    const after = await findExecution(provider, bundle, record.block).catch(() => undefined);
    if (after !== undefined) return alreadyExecuted(provider, bundle, after);
    if (unreachable(error) !== undefined) throw outcomeUnknown(error);
    throw decodeError(error) ?? error;
  }
}

/**
 * Makes the office's call on a copy of the newest state.
 * @throws ContractError
 */
export async function simulateBundle({ domain, message }: Bundle, provider: Provider): Promise<void> {
  try {
    await provider.call({ from: domain.verifyingContract, to: message.to, data: message.data });
  } catch (error) {
    throw decodeError(error) ?? error;
  }
}

async function send(bundle: Bundle, submitter: Signer, provider: Provider): Promise<Submitted> {
  const transaction = transactionOf(bundle);
  const signatures = enough(bundle);
  const estimate = await estimateSafeTransaction(submitter, transaction, signatures);
  const block = await provider.getBlock("latest");
  const most = block === null || block.gasLimit > MAX_GAS ? MAX_GAS : block.gasLimit;
  const wanted = (estimate * MARGIN.numerator) / MARGIN.denominator + MARGIN.plus;
  const gasLimit = wanted < most ? wanted : estimate > most ? estimate : most;
  const response = await submitSafeTransaction(submitter, transaction, signatures, { gasLimit });
  const receipt = await response.wait();
  if (receipt === null) throw outcomeUnknown(undefined);
  return submitted(bundle, provider, receipt, false);
}

/** As many as the Safe looks at, accounts' first: a contract's cost more gas. */
const enough = ({ office, signatures }: Bundle): BundleSignature[] =>
  signatures.toSorted((left, right) => Number(left.isContract) - Number(right.isContract)).slice(0, office.threshold);

async function alreadyExecuted(provider: Provider, bundle: Bundle, { transaction }: Execution): Promise<Submitted> {
  const receipt = await provider.getTransactionReceipt(transaction);
  if (receipt === null) throw outcomeUnknown(undefined);
  return submitted(bundle, provider, receipt, true);
}

/** The Safe's own log says how the call went: a failed one uses the nonce up, and is no success. */
async function submitted(
  bundle: Bundle,
  provider: Provider,
  receipt: TransactionReceipt,
  already: boolean,
): Promise<Submitted> {
  const transaction = receipt.hash as Hex;
  // of the receipt: another machine behind the same address may not have the block's logs yet
  if (executionIn(receipt.logs, bundle)?.success !== true) throw await executionFailed(bundle, provider, receipt);
  return { already, transaction, blockNumber: receipt.blockNumber, gasUsed: receipt.gasUsed };
}

async function executionFailed(
  bundle: Bundle,
  provider: Provider,
  { hash, blockNumber }: TransactionReceipt,
): Promise<SuiteError> {
  const { domain, message } = bundle;
  const reason = await provider
    .call({ from: domain.verifyingContract, to: message.to, data: message.data, blockTag: blockNumber - 1 })
    .then(
      () => "the contract's reason isn't known: repeated on the block before, the call succeeds",
      (error: unknown) => decodeError(error)?.message ?? "the contract's reason isn't known",
    );
  return new SuiteError(
    "BUNDLE_EXECUTION_FAILED",
    `transaction ${hash} used the nonce up without effect: ${reason}`,
    "Mend the cause, then have the bundle made and signed anew.",
  );
}

const outcomeUnknown = (cause: unknown): SuiteError =>
  Object.assign(
    new SuiteError(
      "OUTCOME_UNKNOWN",
      "the connection broke while the bundle was being sent: whether it was executed isn't known",
      "Submit it again: what was executed already isn't sent twice.",
    ),
    { cause },
  );
