/** `0x` and hexadecimal digits, as viem's type of the same name. */
export type Hex = `0x${string}`;
