import { createPublicKey, X509Certificate } from "node:crypto";
import { existsSync } from "node:fs";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { jwkThumbprintUri, type PublicJwk } from "../../client/src/identifiers/ids.ts";
import { readFile } from "../core/arguments.ts";

/**
 * The URI that is bound: an identifier as it is; of a file with a certificate, a public key (PEM, DER) or a JWK, the key's
 * RFC 7638 thumbprint.
 * @throws SuiteError NO_PUBLIC_KEY
 */
export function bindingUri(written: string): string {
  if (!existsSync(written)) return written;
  const bytes = readFile(written);
  for (const read of [fromCertificate, fromKey, fromJwk]) {
    try {
      return jwkThumbprintUri(read(bytes));
    } catch {
      // the next form
    }
  }
  throw new SuiteError(
    "NO_PUBLIC_KEY",
    `${written} holds no certificate and no public key`,
    "Give a certificate or public key (PEM or DER) or a JWK; never a private key.",
  );
}

const fromCertificate = (bytes: Buffer) => new X509Certificate(bytes).publicKey.export({ format: "jwk" }) as PublicJwk;

const fromKey = (bytes: Buffer) => createPublicKey(publicOnly(bytes)).export({ format: "jwk" }) as PublicJwk;

function fromJwk(bytes: Buffer): PublicJwk {
  const jwk = JSON.parse(bytes.toString("utf8")) as Record<string, unknown>;
  if ("d" in jwk) throw new TypeError("a private key");
  return createPublicKey({ key: jwk, format: "jwk" }).export({ format: "jwk" }) as PublicJwk;
}

/** Node would derive the public key from a private one: whoever has that in a file here shall notice. */
function publicOnly(bytes: Buffer): Buffer {
  if (bytes.includes("PRIVATE KEY")) throw new TypeError("a private key");
  return bytes;
}
