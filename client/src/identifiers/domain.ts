const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * A domain name in lower case and ASCII (IDNA), without a final dot; `undefined` where it isn't one.
 * @example asciiDomain("Iespeñacastillo.es.") // "xn--iespeacastillo-unb.es"
 */
export function asciiDomain(value: string): string | undefined {
  // what would be another part of a URL than its host
  if (/[\s%/\\:@?#]/u.test(value)) return undefined;
  try {
    const { hostname } = new URL(`http://${value.replace(/\.$/, "")}`);
    return hostname.length <= 253 && DOMAIN.test(hostname) ? hostname : undefined;
  } catch {
    return undefined;
  }
}
