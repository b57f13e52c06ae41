/**
 * X.509 certificates, loaded on demand. They are evidence: what authorises a key is the registry's binding, so no path is
 * built and no revocation asked here.
 */
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate, type SubjectPublicKeyInfo } from "@peculiar/asn1-x509";

import type { PublicJwk } from "../identifiers/ids.ts";
import { type HashName, hexOf, type Octets, sha256Hex } from "./bytes.ts";
import { unsupported } from "./formats/jws.ts";
import { optional } from "../optional.ts";
import { VerificationError } from "./verificationError.ts";

/** What a certificate says. */
export interface CertificateReport {
  /** SHA-256 of the DER, hexadecimal. */
  readonly sha256: string;
  readonly commonName?: string;
  /** EN 319 412-1, attribute 2.5.4.97. */
  readonly organizationIdentifier?: string;
  /** Unix seconds UTC. */
  readonly notBefore: number;
  readonly notAfter: number;
}

export interface ReadCertificate {
  readonly report: CertificateReport;
  readonly key: PublicJwk;
}

const COMMON_NAME = "2.5.4.3";
const ORGANIZATION_IDENTIFIER = "2.5.4.97";

type ImportAs = Parameters<typeof crypto.subtle.importKey>[2];
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** By the object identifier of the key's algorithm; of elliptic curves by the curve's, in DER, hexadecimal. */
const IMPORT_AS: Readonly<Record<string, ImportAs | undefined>> = {
  "1.2.840.113549.1.1.1": { name: "RSASSA-PKCS1-v1_5" },
  "1.3.101.112": { name: "Ed25519" },
  "06082a8648ce3d030107": { name: "ECDSA", namedCurve: "P-256" },
  "06052b81040022": { name: "ECDSA", namedCurve: "P-384" },
  "06052b81040023": { name: "ECDSA", namedCurve: "P-521" },
};
const EC_PUBLIC_KEY = "1.2.840.10045.2.1";

/** @throws VerificationError CERTIFICATE_UNREADABLE, ALGORITHM_UNSUPPORTED (inconclusive) */
export async function readCertificate(der: Octets): Promise<ReadCertificate> {
  try {
    const certificate = AsnConvert.parse(der, Certificate);
    const key = await importPublicKey(certificate.tbsCertificate.subjectPublicKeyInfo, "SHA-256");
    return {
      report: await certificateReport(certificate, der),
      key: (await crypto.subtle.exportKey("jwk", key)) as PublicJwk,
    };
  } catch (error) {
    if (error instanceof VerificationError) throw error;
    throw new VerificationError("CERTIFICATE_UNREADABLE");
  }
}

export async function certificateReport({ tbsCertificate }: Certificate, der: Octets): Promise<CertificateReport> {
  const { validity, subject } = tbsCertificate;
  const named = (type: string): string | undefined =>
    subject
      .flatMap((part) => [...part])
      .find((attribute) => attribute.type === type)
      ?.value.toString();
  return {
    sha256: await sha256Hex(der),
    ...optional("commonName", named(COMMON_NAME)),
    ...optional("organizationIdentifier", named(ORGANIZATION_IDENTIFIER)),
    notBefore: secondsOf(validity.notBefore),
    notAfter: secondsOf(validity.notAfter),
  };
}

const secondsOf = (time: { getTime(): Date }): number => time.getTime().getTime() / 1000;

/**
 * @param hash with which an RSA key is to be used; for the key itself it is of no matter
 * @throws VerificationError ALGORITHM_UNSUPPORTED (inconclusive)
 */
export async function importPublicKey(info: SubjectPublicKeyInfo, hash: HashName): Promise<Key> {
  const { algorithm, parameters } = info.algorithm;
  const name = algorithm === EC_PUBLIC_KEY ? hexOf(new Uint8Array(parameters ?? [])) : algorithm;
  const as = IMPORT_AS[name];
  if (as === undefined) throw unsupported(name);
  return crypto.subtle.importKey("spki", AsnConvert.serialize(info), { ...(as as object), hash } as ImportAs, true, [
    "verify",
  ]);
}
