/** What steers a terminal (lines and tabs aside), or turns the direction of writing. */
const STEERING = /[^\P{Cc}\n\t]|[\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Characters as their numbers, so that they are seen. */
export const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text for a terminal, whoever wrote what is in it: a file's name, a file's member, a node's message.
 * @example printable("\u001b[2J") // "\\u{1b}[2J"
 */
export const printable = (text: string): string => text.replace(STEERING, escaped);

/** JSON for a terminal: the same value, and nothing that steers one. */
export const printableJson = (json: string): string =>
  json.replace(STEERING, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
