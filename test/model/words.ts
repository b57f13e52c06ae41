/**
 * As much of the ABI as the replay needs, on hexadecimal strings: ethers' coder takes longer for a batch of histories than the
 * chain does.
 */
const WORD = 64;

/** 32 bytes, without the prefix. */
export const word = (value: number | bigint): string => value.toString(16).padStart(WORD, "0");

/** A `bytes` or a `bytes32`, without the prefix, padded at the right to whole words. */
function padded(hex: string): string {
  const digits = hex.slice(2);
  return digits.padEnd(Math.ceil(digits.length / WORD) * WORD, "0");
}

export const words = (values: readonly (number | bigint)[]): string => word(values.length) + values.map(word).join("");

/** The tail of a `bytes[]`: its length, the offsets, the elements. */
export function bytesArray(elements: readonly string[]): string {
  let offset = 32 * elements.length;
  const offsets: string[] = [];
  const tails: string[] = [];
  for (const element of elements) {
    const length = (element.length - 2) / 2;
    const tail = word(length) + padded(element);
    offsets.push(word(offset));
    tails.push(tail);
    offset += tail.length / 2;
  }
  return word(elements.length) + offsets.join("") + tails.join("");
}

/** Arguments that all have a tail. */
export function dynamic(tails: readonly string[]): string {
  let offset = 32 * tails.length;
  const offsets = tails.map((tail) => {
    const at = word(offset);
    offset += tail.length / 2;
    return at;
  });
  return offsets.join("") + tails.join("");
}

/** Reads ABI-encoded data; positions in bytes. */
export class Reader {
  readonly #hex: string;

  /** @param data with the prefix */
  constructor(data: string) {
    this.#hex = data.slice(2);
  }

  digitsAt(position: number): string {
    return this.#hex.slice(2 * position, 2 * position + WORD);
  }

  /** A number of at most 53 bits. */
  numberAt(position: number): number {
    return parseInt(this.digitsAt(position), 16);
  }

  /** The elements of a `bytes[]` whose tail begins there. */
  bytesArrayAt(position: number): string[] {
    const first = position + 32;
    return Array.from({ length: this.numberAt(position) }, (_, index) => {
      const at = first + this.numberAt(first + 32 * index);
      return `0x${this.#hex.slice(2 * (at + 32), 2 * (at + 32 + this.numberAt(at)))}`;
    });
  }
}
