/** ISO/IEC 7064 MOD 97-10 over digits and letters (A is 10, Z is 35), as ISO 17442 uses it for LEIs: the remainder is 1. */
export function isMod97(value: string): boolean {
  const digits = Array.from(value, (character) => String(Number.parseInt(character, 36))).join("");
  return BigInt(digits) % 97n === 1n;
}

/** The last two characters of a ROR id are ISO/IEC 7064 MOD 97-10 over the base-32 number before them. */
export function isRorChecksum(id: string): boolean {
  const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  const digits = Array.from(id.slice(0, 7), (character) => alphabet.indexOf(character));
  if (digits.includes(-1)) return false;
  const number = digits.reduce((sum, digit) => sum * 32 + digit, 0);
  return String(98 - ((number * 100) % 97)).padStart(2, "0") === id.slice(7);
}
