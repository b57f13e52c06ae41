/** RFC 3161 time stamp tokens, loaded on demand: what they say, and whether they prove a time to this verifier. */
import { SignedData, type SignerInfo } from "@peculiar/asn1-cms";
import { AsnConvert, AsnProp, AsnPropTypes, OctetString } from "@peculiar/asn1-schema";
import { TSTInfo } from "@peculiar/asn1-tsp";
import type { Certificate } from "@peculiar/asn1-x509";

import { digest, type HashName, type Octets, sameOctets } from "./bytes.ts";
import { certificateReport, type CertificateReport, importPublicKey } from "./certificates.ts";
import type { EncodedTimestamp } from "./credential.ts";

export interface TimestampReport {
  /** `content`: the content existed, sealed or not; `signature`: the seal existed. */
  readonly over: EncodedTimestamp["over"];
  /** Unix seconds UTC. */
  readonly time?: number;
  readonly authority?: CertificateReport;
  /** `wrong`: it isn't of this credential, or its signature isn't its authority's. */
  readonly state: "trusted" | "untrusted" | "wrong" | "unreadable";
}

const HASHES: Readonly<Record<string, HashName | undefined>> = {
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};
const SIGNED_DATA = "1.2.840.113549.1.7.2";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const EXTENDED_KEY_USAGE = "2.5.29.37";
/** id-kp-timeStamping in DER, as it stands in the extension. */
const TIME_STAMPING = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];

/** A token (RFC 5652, 3) with what is in it: the library's own class would have that read a second time. */
class Token {
  contentType = "";
  content = new SignedData();
}
AsnProp({ type: AsnPropTypes.ObjectIdentifier })(Token.prototype, "contentType");
AsnProp({ type: SignedData, context: 0 })(Token.prototype, "content");

/** @param authorities SHA-256 of the trusted authorities' certificates, hexadecimal */
export async function readTimestamp(
  { over, token, covered }: EncodedTimestamp,
  authorities: readonly string[],
): Promise<TimestampReport> {
  try {
    const { contentType, content: signed } = AsnConvert.parse(token, Token);
    const content = new Uint8Array(signed.encapContentInfo.eContent?.single?.buffer ?? []);
    const info = AsnConvert.parse(content, TSTInfo);
    const [signer] = signed.signerInfos;
    const certificate = signer && authorityOf(signed, signer);
    if (signer === undefined || certificate === undefined) return { over, state: "unreadable" };
    const report = await certificateReport(certificate, new Uint8Array(AsnConvert.serialize(certificate)));
    const time = Math.floor(info.genTime.getTime() / 1000);
    const right =
      contentType === SIGNED_DATA &&
      signed.encapContentInfo.eContentType === TST_INFO &&
      (await isOf(info, covered)) &&
      (await isSignedBy(certificate, signer, content)) &&
      mayTimestamp(certificate, report, time);
    const trusted = authorities.some((sha256) => sha256.toLowerCase() === report.sha256);
    return { over, time, authority: report, state: !right ? "wrong" : trusted ? "trusted" : "untrusted" };
  } catch {
    return { over, state: "unreadable" };
  }
}

function authorityOf(signed: SignedData, { sid }: SignerInfo): Certificate | undefined {
  const certificates = signed.certificates?.flatMap(({ certificate }) => certificate ?? []) ?? [];
  return certificates.find(({ tbsCertificate }) => {
    const byName = sid.issuerAndSerialNumber;
    if (byName !== undefined) {
      return sameOctets(new Uint8Array(byName.serialNumber), new Uint8Array(tbsCertificate.serialNumber));
    }
    const keyId = tbsCertificate.extensions?.find(({ extnID }) => extnID === "2.5.29.14")?.extnValue.buffer;
    const wanted = sid.subjectKeyIdentifier?.buffer;
    return keyId !== undefined && wanted !== undefined && sameOctets(inner(keyId), new Uint8Array(wanted));
  });
}

const inner = (encoded: ArrayBuffer): Uint8Array => new Uint8Array(AsnConvert.parse(encoded, OctetString).buffer);

async function isOf({ messageImprint }: TSTInfo, covered: Uint8Array): Promise<boolean> {
  const hash = HASHES[messageImprint.hashAlgorithm.algorithm];
  if (hash === undefined) return false;
  return sameOctets(await digest(hash, covered), new Uint8Array(messageImprint.hashedMessage.buffer));
}

/** RFC 5652, 5.4: what is signed are the attributes, as a SET; they carry the digest of the content. */
async function isSignedBy(certificate: Certificate, signer: SignerInfo, content: Octets): Promise<boolean> {
  const hash = HASHES[signer.digestAlgorithm.algorithm];
  const attributes = signer.signedAttrs ?? [];
  const stated = attributes.find(({ attrType }) => attrType === MESSAGE_DIGEST)?.attrValues[0];
  if (hash === undefined || stated === undefined) return false;
  if (!sameOctets(inner(stated), await digest(hash, content))) return false;
  const key = await importPublicKey(certificate.tbsCertificate.subjectPublicKeyInfo, hash);
  const { name, namedCurve } = key.algorithm as { name: string; namedCurve?: string };
  const signature = new Uint8Array(signer.signature.buffer);
  const raw = name === "ECDSA" ? rawSignature(signature, FIELD_OCTETS[namedCurve ?? ""] ?? 0) : signature;
  const encoded = attributes.map((attribute) => new Uint8Array(AsnConvert.serialize(attribute)));
  return crypto.subtle.verify({ name, hash }, key, raw, derSet(encoded));
}

/** In the token they stand under another tag. */
function derSet(elements: readonly Octets[]): Octets {
  const length = elements.reduce((sum, element) => sum + element.length, 0);
  const octets = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([0x31, ...octets, ...elements.flatMap((element) => [...element])]);
}

const FIELD_OCTETS: Readonly<Record<string, number>> = { "P-256": 32, "P-384": 48, "P-521": 66 };

/** X.509 writes an ECDSA signature as two integers in DER, Web Cryptography as two of fixed width. */
function rawSignature(der: Octets, width: number): Octets {
  const raw = new Uint8Array(2 * width);
  let start = (der[1] ?? 0) < 0x80 ? 2 : 3;
  for (const end of [width, 2 * width]) {
    const length = der[start + 1] ?? 0;
    const integer = der.subarray(start + 2, start + 2 + length);
    const significant = integer.subarray(integer.findIndex((octet) => octet !== 0));
    raw.set(significant, end - significant.length);
    start += 2 + length;
  }
  return raw;
}

function mayTimestamp(
  { tbsCertificate }: Certificate,
  { notBefore, notAfter }: CertificateReport,
  time: number,
): boolean {
  const usage = tbsCertificate.extensions?.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE)?.extnValue.buffer;
  const octets = Array.from(new Uint8Array(usage ?? []));
  return time >= notBefore && time <= notAfter && octets.join().endsWith(TIME_STAMPING.join());
}
