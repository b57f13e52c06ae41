/** What is fetched from addresses that a credential names: nobody may be led by it into a private network, or held up. */
import { parseJson } from "../limits.ts";
import { VerificationError } from "../verificationError.ts";

/** As the platform's; injected, so that tests, caches and proxies can take its place. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface FetchLimits {
  readonly bytes: number;
  readonly milliseconds: number;
  readonly redirects: number;
  /** Plain HTTP and private addresses, for tests and closed networks. */
  readonly anyAddress: boolean;
}

export const FETCH_LIMITS: FetchLimits = { bytes: 2 ** 20, milliseconds: 10_000, redirects: 3, anyAddress: false };

export interface FetchLimited {
  text(url: string): Promise<string>;
  json(url: string): Promise<unknown>;
}

/** Names and literal addresses of hosts that aren't public (RFC 6761, 6762, 6890), without a name's last dot. A name that leads to one is the platform's to refuse. */
const PRIVATE =
  /^(?:localhost|.*\.(?:localhost|local|internal|home\.arpa)|0\..*|10\..*|127\..*|169\.254\..*|172\.(?:1[6-9]|2\d|3[01])\..*|192\.168\..*|192\.0\.0\..*|198\.1[89]\..*|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\..*|2(?:2[4-9]|[345]\d)\..*|\[.*\])$/i;

export function fetchLimited(fetch: Fetch, limits: FetchLimits = FETCH_LIMITS): FetchLimited {
  const get = async <T>(url: string, parse: (text: string) => T): Promise<T> => {
    const signal = AbortSignal.timeout(limits.milliseconds);
    try {
      return parse(await read(await followed(fetch, url, limits, signal), limits.bytes));
    } catch (error) {
      // what can't be read is no answer: it says nothing about the credential
      if (error instanceof VerificationError && error.finding.status === "inconclusive") throw error;
      throw unreachable(url);
    }
  };
  return { text: (url) => get(url, (text) => text), json: (url) => get(url, parseJson) };
}

async function followed(fetch: Fetch, first: string, limits: FetchLimits, signal: AbortSignal): Promise<Response> {
  let url = first;
  for (let redirects = 0; redirects <= limits.redirects; redirects += 1) {
    requirePublic(url, limits);
    const response = await fetch(url, { redirect: "manual", credentials: "omit", signal });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) {
      if (!response.ok) throw unreachable(url);
      return response;
    }
    url = new URL(location, url).href;
  }
  throw unreachable(first);
}

function requirePublic(url: string, { anyAddress }: FetchLimits): void {
  const { protocol, hostname, username } = new URL(url);
  if (
    anyAddress
      ? /^https?:$/.test(protocol)
      : protocol === "https:" && username === "" && !PRIVATE.test(hostname.replace(/\.+$/, ""))
  )
    return;
  throw new VerificationError("ADDRESS_REFUSED", { url }, "inconclusive");
}

async function read(response: Response, most: number): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [text, bytes] = ["", 0];
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > most) {
      await reader?.cancel();
      throw new VerificationError("FETCHED_TOO_LARGE", { most }, "inconclusive");
    }
    text += decoder.decode(value, { stream: true });
  }
}

const unreachable = (url: string): VerificationError => new VerificationError("UNREACHABLE", { url }, "inconclusive");
