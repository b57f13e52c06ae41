/** Safes as the offices use them: making them, signing their transactions offline, submitting what was signed. */
import safeL2 from "@safe-global/safe-smart-account/build/artifacts/contracts/SafeL2.sol/SafeL2.json" with { type: "json" };
import safeProxy from "@safe-global/safe-smart-account/build/artifacts/contracts/proxies/SafeProxy.sol/SafeProxy.json" with { type: "json" };
import safeProxyFactory from "@safe-global/safe-smart-account/build/artifacts/contracts/proxies/SafeProxyFactory.sol/SafeProxyFactory.json" with { type: "json" };
import {
  AbiCoder,
  Contract,
  ContractFactory,
  Interface,
  TypedDataEncoder,
  concat,
  dataLength,
  getAddress,
  getCreate2Address,
  id,
  keccak256,
  toBeHex,
  zeroPadValue,
} from "ethers";
import type { ContractTransactionResponse, Provider, Signer } from "ethers";

import { SuiteError } from "../client/src/errors/suiteError.ts";
import { logsSince } from "./logs.ts";
import type { OfficeFactory } from "../types/ethers-contracts/index.js";

/** Fewer never sign for an office: `OfficeSafe.MIN_THRESHOLD`. */
export const MIN_THRESHOLD = 2;

const ZERO_ADDRESS = "0x0000000000000000000000000000000000000000";
/** `operation` of a transaction that Safe delegates to instead of calling: no office has a use for it. */
const DELEGATE_CALL = 1n;

const safe = new Interface(safeL2.abi);
const officeMulticall = new Interface(["function multicall(uint40 deadline, bytes[] calls) returns (bytes[])"]);

/** SafeL2 logs one of these before it executes anything, the owners' transactions and modules' alike. */
const TRANSACTION_TOPICS = [
  id("SafeMultiSigTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes,bytes)"),
  id("SafeModuleTransaction(address,address,uint256,bytes,uint8)"),
];

const SAFE_TX_TYPES = {
  SafeTx: [
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "operation", type: "uint8" },
    { name: "safeTxGas", type: "uint256" },
    { name: "baseGas", type: "uint256" },
    { name: "gasPrice", type: "uint256" },
    { name: "gasToken", type: "address" },
    { name: "refundReceiver", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
};

/** Where Safe's two contracts stand on a chain. */
export type SafeDeployment = {
  /** `SafeL2`. */
  readonly singleton: string;
  readonly proxyFactory: string;
};

/** An office and who can sign for it. */
export type Office = {
  readonly address: string;
  readonly threshold: number;
  /** Those who can be asked for a signature, `threshold` at least. */
  readonly officers: readonly Officer[];
};

/** One owner of an office: an account, or a P-256 officer. */
export type Officer = {
  /** The owner's address: the account's, or that of the `P256Officer` contract. */
  readonly address: string;
  sign(transaction: SafeTransaction): Promise<SafeSignature>;
};

/** A call of an office, all that is signed. No gas refund, and never a delegate call. */
export type SafeTransaction = {
  readonly chainId: bigint;
  readonly safe: string;
  readonly to: string;
  readonly value: bigint;
  readonly data: string;
  readonly nonce: bigint;
};

/** One owner's signature, in hexadecimal. */
export type SafeSignature = {
  readonly owner: string;
  /** Whether the owner is a contract, which is asked (ERC-1271). */
  readonly isContract: boolean;
  /** 65 bytes r ‖ s ‖ v of an account; whatever the contract takes. */
  readonly data: string;
};

/** Deploys Safe 1.5.0 from the package's artifacts, for chains that have none: the code of the canonical deployments. */
export async function deploySafe(deployer: Signer): Promise<SafeDeployment> {
  const [singleton, proxyFactory] = [
    await new ContractFactory(safeL2.abi, safeL2.bytecode, deployer).deploy(),
    await new ContractFactory(safeProxyFactory.abi, safeProxyFactory.bytecode, deployer).deploy(),
  ];
  await Promise.all([singleton.waitForDeployment(), proxyFactory.waitForDeployment()]);
  return { singleton: await singleton.getAddress(), proxyFactory: await proxyFactory.getAddress() };
}

/**
 * Makes an office, or finds it where it was made before.
 * @param factory connected to whoever pays
 * @param officers its owners; their order is part of the office's address
 * @param saltNonce another number makes another office of the same people
 */
export async function createOffice(
  factory: OfficeFactory,
  officers: readonly Officer[],
  threshold: number,
  saltNonce: bigint,
): Promise<Office> {
  const owners = officers.map((officer) => officer.address);
  const response = await factory.create(owners, threshold, saltNonce);
  await response.wait();
  return { address: await factory.predict(owners, threshold, saltNonce), threshold, officers };
}

/**
 * Where the office of these officers is on a chain, made or not: it follows from what it begins with, so that no node has to
 * be believed.
 * @example officeAddress(record.safe, 31337, owners, 2, 0n)
 */
export function officeAddress(
  { singleton, proxyFactory }: SafeDeployment,
  chainId: number,
  owners: readonly string[],
  threshold: number,
  saltNonce: bigint,
): string {
  const coder = AbiCoder.defaultAbiCoder();
  const setup = [owners, threshold, ZERO_ADDRESS, "0x", ZERO_ADDRESS, ZERO_ADDRESS, 0n, ZERO_ADDRESS];
  const salt = keccak256(
    coder.encode(
      ["bytes32", "uint256", "uint256"],
      [keccak256(safe.encodeFunctionData("setup", setup)), saltNonce, chainId],
    ),
  );
  const code = concat([safeProxy.bytecode, coder.encode(["address"], [singleton])]);
  return getCreate2Address(proxyFactory, salt, keccak256(code));
}

/** An officer whose key is an account's. The signer needs no provider; where it has one, its chain is checked first. */
export async function accountOfficer(signer: Signer): Promise<Officer> {
  const address = await signer.getAddress();
  return {
    address,
    sign: async (transaction) => {
      if (signer.provider) await requireChain(signer.provider, transaction.chainId);
      const data = await signer.signTypedData(domainOf(transaction), SAFE_TX_TYPES, messageOf(transaction));
      return { owner: address, isContract: false, data };
    },
  };
}

/**
 * An officer whose key is on P-256.
 * @param address of its `P256Officer` contract
 * @param signHash makes what the contract takes over a Safe transaction's hash: see `p256Signature`, `passkeySignature`
 */
export function p256Officer(address: string, signHash: (hash: string) => Promise<string>): Officer {
  return {
    address: getAddress(address),
    sign: async (transaction) => ({
      owner: getAddress(address),
      isContract: true,
      data: await signHash(safeTransactionHash(transaction)),
    }),
  };
}

/** The next transaction of an office, to be signed. */
export async function prepareSafeTransaction(
  provider: Provider,
  office: string,
  to: string,
  data: string,
  options: { readonly value?: bigint; readonly nonce?: bigint } = {},
): Promise<SafeTransaction> {
  const { chainId } = await provider.getNetwork();
  const nonce = options.nonce ?? ((await new Contract(office, safe, provider).getFunction("nonce")()) as bigint);
  return { chainId, safe: office, to, value: options.value ?? 0n, data, nonce };
}

/** What the owners sign (EIP-712), for signers that want to see the fields. */
export const safeTypedData = (transaction: SafeTransaction) => ({
  domain: domainOf(transaction),
  types: SAFE_TX_TYPES,
  message: messageOf(transaction),
});

/** The hash that the owners sign (EIP-712). */
export function safeTransactionHash(transaction: SafeTransaction): string {
  return TypedDataEncoder.hash(domainOf(transaction), SAFE_TX_TYPES, messageOf(transaction));
}

/** Signatures as Safe wants them: by ascending address of the owner, what contracts are asked with behind them. */
export function packSafeSignatures(signatures: readonly SafeSignature[]): string {
  const sorted = signatures.toSorted((left, right) => (BigInt(left.owner) < BigInt(right.owner) ? -1 : 1));
  const heads: string[] = [];
  const tails: string[] = [];
  let offset = 65 * sorted.length;
  for (const { owner, isContract, data } of sorted) {
    if (!isContract) {
      heads.push(data);
      continue;
    }
    heads.push(concat([zeroPadValue(owner, 32), toBeHex(offset, 32), "0x00"]));
    const tail = concat([toBeHex(dataLength(data), 32), data]);
    tails.push(tail);
    offset += dataLength(tail);
  }
  return concat([...heads, ...tails]);
}

/**
 * Sends what was signed. Anybody may; an error of the office's call comes back as it is.
 * @param options gas limit; without it the node's estimate
 * @throws SuiteError WRONG_CHAIN
 */
export async function submitSafeTransaction(
  submitter: Signer,
  transaction: SafeTransaction,
  signatures: readonly SafeSignature[],
  options: { readonly gasLimit?: bigint } = {},
): Promise<ContractTransactionResponse> {
  if (submitter.provider) await requireChain(submitter.provider, transaction.chainId);
  const execute = new Contract(transaction.safe, safe, submitter).getFunction("execTransaction");
  return (await execute(...executionArguments(transaction, signatures), options)) as ContractTransactionResponse;
}

/** The node's estimate of the gas that {@link submitSafeTransaction} takes. */
export async function estimateSafeTransaction(
  submitter: Signer,
  transaction: SafeTransaction,
  signatures: readonly SafeSignature[],
): Promise<bigint> {
  const execute = new Contract(transaction.safe, safe, submitter).getFunction("execTransaction");
  return execute.estimateGas(...executionArguments(transaction, signatures));
}

/**
 * An office calls `to`: as many of its officers as have to sign, then it is submitted.
 * @example await officeCall(ministry, submitter, registry, encodeMulticall(deadline, [call]))
 */
export async function officeCall(
  office: Office,
  submitter: Signer,
  to: string,
  data: string,
): Promise<ContractTransactionResponse> {
  if (!submitter.provider) {
    throw new SuiteError("NO_PROVIDER", "the submitter isn't connected to a chain", "Connect it to a provider.");
  }
  const transaction = await prepareSafeTransaction(submitter.provider, office.address, to, data);
  const signers = office.officers.slice(0, office.threshold);
  const signatures = await Promise.all(signers.map((officer) => officer.sign(transaction)));
  return submitSafeTransaction(submitter, transaction, signatures);
}

/**
 * The bundle in which the registry and `MemberStates` take an office's writes.
 * @param deadline last second in which it is valid, Unix time
 * @param calls selector and arguments of each
 */
export function encodeMulticall(deadline: number | bigint, calls: readonly string[]): string {
  return officeMulticall.encodeFunctionData("multicall", [deadline, calls]);
}

/** What an office did, as its log has it. */
export type OfficeTransactions = {
  /** How many its owners signed; as many as its nonce says, where the node withholds none. */
  readonly signed: number;
  /**
   * Hashes of those by which its owners let foreign code run in its own context: that could have hidden an owner or a module
   * which no function shows (see `IOfficePolicy.check`). An account with any is not to be admitted.
   */
  readonly delegateCalls: readonly string[];
};

/** @param fromBlock the office's first */
export async function officeTransactions(
  provider: Provider,
  office: string,
  fromBlock = 0,
): Promise<OfficeTransactions> {
  const logs = await logsSince(provider, { address: office, topics: [TRANSACTION_TOPICS], fromBlock });
  return {
    signed: logs.filter(({ topics }) => topics[0] === TRANSACTION_TOPICS[0]).length,
    delegateCalls: logs
      .filter((log) => safe.parseLog(log)?.args["operation"] === DELEGATE_CALL)
      .map((log) => log.transactionHash),
  };
}

function executionArguments(transaction: SafeTransaction, signatures: readonly SafeSignature[]) {
  const { to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver } = messageOf(transaction);
  const packed = packSafeSignatures(signatures);
  return [to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, packed] as const;
}

function domainOf({ chainId, safe: verifyingContract }: SafeTransaction) {
  return { chainId, verifyingContract };
}

function messageOf({ to, value, data, nonce }: SafeTransaction) {
  return {
    to,
    value,
    data,
    operation: 0n,
    safeTxGas: 0n,
    baseGas: 0n,
    gasPrice: 0n,
    gasToken: ZERO_ADDRESS,
    refundReceiver: ZERO_ADDRESS,
    nonce,
  };
}

async function requireChain(provider: Provider, expected: bigint): Promise<void> {
  const { chainId } = await provider.getNetwork();
  if (chainId === expected) return;
  throw new SuiteError(
    "WRONG_CHAIN",
    `the transaction is for chain ${expected.toString()}, this is chain ${chainId.toString()}`,
    "Connect to the network that the transaction was prepared for.",
  );
}
