/**
 * Where the registry keeps what: the layout of `RegistryStorage.Registry` (ERC-7201), and with it every word that a given state
 * is made of. An upgrade must not move any of it.
 */
import { AbiCoder, dataSlice, id, keccak256, toBeHex } from "ethers";

import { RecordKind, type RecordKey } from "./register.ts";

const code = AbiCoder.defaultAbiCoder();

/** ERC-7201. */
export function namespaceSlot(name: string): bigint {
  return BigInt(keccak256(code.encode(["uint256"], [BigInt(id(name)) - 1n]))) & ~0xffn;
}

export const REGISTRY_SLOT = namespaceSlot("trusted-issuer-registry.Registry");
export const INITIALIZABLE_SLOT = namespaceSlot("openzeppelin.storage.Initializable");
export const ACCESS_MANAGED_SLOT = namespaceSlot("openzeppelin.storage.AccessManaged");
/** ERC-1967. */
export const IMPLEMENTATION_SLOT = BigInt(id("eip1967.proxy.implementation")) - 1n;

const entries = new Map<string, bigint>();

/** Where a mapping's value is. */
function entry(type: string, key: string | number | bigint, slot: bigint): bigint {
  const encoded = code.encode([type, "uint256"], [key, slot]);
  const known = entries.get(encoded);
  if (known !== undefined) return known;
  const found = BigInt(keccak256(encoded));
  entries.set(encoded, found);
  return found;
}

/** Where a record's timeline begins: its newest act; earlier acts and details are in the two mappings that follow. */
function timelineSlot({ kind, subject, object }: RecordKey): bigint {
  const slot = REGISTRY_SLOT + BigInt(kind);
  switch (kind) {
    case RecordKind.seat:
      return entry("bytes2", dataSlice(subject, 0, 2), slot);
    case RecordKind.mandate:
      return entry("uint24", BigInt(subject), slot);
    case RecordKind.programme:
    case RecordKind.binding:
      return entry("bytes32", object, entry("bytes32", subject, slot));
    default:
      return entry("bytes32", subject, slot);
  }
}

export interface StoredTimeline {
  readonly key: RecordKey;
  /** Words, in the order of recording. */
  readonly acts: readonly bigint[];
  readonly details: readonly string[];
}

/** All that the registry keeps. */
export interface StoredState {
  /** The version of the initialiser that ran. */
  readonly initialized: number;
  readonly authority: string;
  readonly implementation: string;
  readonly timelines: Iterable<StoredTimeline>;
  readonly offices: Iterable<{ number: number; account: string; country: string; kind: number }>;
  readonly seatOffices: Iterable<readonly [country: string, number: number]>;
  readonly files: Iterable<readonly [institution: string, file: StoredFile]>;
  readonly holderCounts: Iterable<readonly [binding: string, count: number]>;
  readonly pausedUntil: number;
  readonly officeCount: number;
  readonly guardian: number;
  readonly memberStates: string;
}

export interface StoredFile {
  readonly profileHash: string;
  readonly controller: string;
  readonly provider: number;
}

/** Storage, by slot; zeros are left out. */
export function storageOf(state: StoredState): Map<string, bigint> {
  const words = new Map<string, bigint>();
  const put = (slot: bigint, word: bigint): void => {
    if (word !== 0n) words.set(toBeHex(slot, 32), word);
  };
  put(INITIALIZABLE_SLOT, BigInt(state.initialized));
  put(ACCESS_MANAGED_SLOT, BigInt(state.authority));
  put(IMPLEMENTATION_SLOT, BigInt(state.implementation));

  for (const { key, acts, details } of state.timelines) {
    const timeline = timelineSlot(key);
    for (const [position, act] of acts.entries()) {
      put(position === acts.length - 1 ? timeline : entry("uint256", position, timeline + 1n), act);
      put(entry("uint256", position, timeline + 2n), BigInt(details[position]!));
    }
  }
  for (const { number, account, country, kind } of state.offices) {
    const word = BigInt(number) | (BigInt(country) << 24n) | (BigInt(kind) << 40n);
    put(entry("address", account, REGISTRY_SLOT + 7n), word);
    put(entry("uint24", number, REGISTRY_SLOT + 8n), BigInt(account));
  }
  for (const [country, number] of state.seatOffices) {
    put(entry("bytes2", country, REGISTRY_SLOT + 9n), BigInt(number));
  }
  for (const [institution, { profileHash, controller, provider }] of state.files) {
    const file = entry("bytes32", institution, REGISTRY_SLOT + 10n);
    put(file, BigInt(profileHash));
    put(file + 1n, BigInt(controller) | (BigInt(provider) << 160n));
  }
  for (const [binding, count] of state.holderCounts) put(entry("bytes32", binding, REGISTRY_SLOT + 11n), BigInt(count));
  put(
    REGISTRY_SLOT + 12n,
    BigInt(state.pausedUntil) |
      (BigInt(state.officeCount) << 40n) |
      (BigInt(state.guardian) << 64n) |
      (BigInt(state.memberStates) << 88n),
  );
  return words;
}
