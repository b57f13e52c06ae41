/**
 * A legal name, plain (language `und`) or as a JSON object of BCP 47 tags.
 * @returns `undefined` where it begins like such an object and is none
 * @example legalNames('{"de":"Universität Wien","en":"University of Vienna"}')
 */
export function legalNames(written: string): Readonly<Record<string, string>> | undefined {
  if (!written.startsWith("{")) return { und: written };
  try {
    const names = Object.entries(JSON.parse(written) as Record<string, unknown>);
    return names.every((entry): entry is [string, string] => typeof entry[1] === "string")
      ? Object.fromEntries(names)
      : undefined;
  } catch {
    return undefined;
  }
}
