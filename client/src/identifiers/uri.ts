/** RFC 3986, 3: a scheme, and characters that may stand in a URI. */
const URI = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?((?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)$/;

/** The contracts' bound on a URI, in bytes. */
const MAX_URI_BYTES = 512;

/**
 * An absolute URI with its scheme and host in lower case and its percent-encodings in upper case (RFC 3986, 6.2.2.1), else as
 * its issuer writes it; `undefined` where it isn't one, or is too long for the register.
 * @example normalizedUri("HTTPS://Univie.ac.at/%c3%a4") // "https://univie.ac.at/%C3%A4"
 */
export function normalizedUri(value: string): string | undefined {
  const [, scheme, authority, rest] = URI.exec(value) ?? [];
  if (scheme === undefined || rest === undefined || value.length > MAX_URI_BYTES) return undefined;
  if (authority === undefined ? rest === "" : !/^[A-Za-z0-9._~:[\]@!$&'()*+,;=%-]*$/.test(authority)) return undefined;
  const host = authority === undefined ? "" : `//${lowerHost(authority)}`;
  return (scheme.toLowerCase() + ":" + host + rest).replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase());
}

function lowerHost(authority: string): string {
  const at = authority.lastIndexOf("@") + 1;
  return authority.slice(0, at) + authority.slice(at).toLowerCase();
}
