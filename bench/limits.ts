/**
 * What an operation can't cost less than: a transaction, its calldata, one storage slot for each fact, and the smallest log that
 * says what happened. It is the floor of a register that checks nobody and keeps no dates, whose calldata is a selector
 * and the ids. No byte of an id or a profile is taken to be zero.
 */
const TRANSACTION = 21_000;
const COLD_ACCOUNT = 2_600;
const COLD_SLOT = 2_100;
const NEW_SLOT = 22_100;
/** 5,000 less the refund of 4,800. */
const CLEARED_SLOT = 200;

const SELECTOR = bytes(4);
const WORD = bytes(32);
/** An offset or a length: one byte in a word of zeros. */
const SMALL_WORD = bytes(1) + 31 * 4;

function bytes(count: number): number {
  return 16 * count;
}

/** @param size of the data, in bytes */
function log(topics: number, size = 0): number {
  return 375 + 375 * topics + 8 * size;
}

/** One fact about an institution: id and object in, one slot, a log that both can be found by. */
export const oneFact = TRANSACTION + SELECTOR + 2 * WORD + NEW_SLOT + log(3);

/** Many facts about one institution: one log that lists them. */
export function manyFacts(count: number): number {
  const calldata = SELECTOR + WORD + 2 * SMALL_WORD + count * WORD;
  return TRANSACTION + calldata + count * NEW_SLOT + log(1, 32 + 32 * count);
}

export const removeFact = TRANSACTION + SELECTOR + 2 * WORD + CLEARED_SLOT + log(3);

export const anchor = TRANSACTION + SELECTOR + WORD + NEW_SLOT + log(2);

/** The profile goes by in calldata and log, a slot keeps that the institution exists. */
export function register(profileSize: number): number {
  return TRANSACTION + SELECTOR + WORD + 2 * SMALL_WORD + bytes(profileSize) + NEW_SLOT + log(2, profileSize);
}

export function registerMany(count: number, profileSize: number): number {
  const each = WORD + 2 * SMALL_WORD + bytes(profileSize) + NEW_SLOT + 8 * (32 + profileSize);
  return TRANSACTION + SELECTOR + 2 * SMALL_WORD + count * each + log(1);
}

/** A cold call that reads these slots, each for the first time. */
export function read(slots: number): number {
  return COLD_ACCOUNT + slots * COLD_SLOT;
}
