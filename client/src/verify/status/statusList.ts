/** A list of statuses, fetched, and verified as the credential itself is. */
import type { PublicJwk } from "../../identifiers/ids.ts";
import { utf8 } from "../bytes.ts";
import type { StatusReference } from "../credential.ts";
import { earliest, endOf, latest, secondsOf } from "../dates.ts";
import { detect } from "../detect.ts";
import { readJades } from "../formats/jades.ts";
import { decodeJson, mediaType, readHeader, verifySignature } from "../formats/jws.ts";
import { readJwt } from "../formats/jwt.ts";
import { isObject, type JsonObject, stringOf, stringsOf } from "../json.ts";
import { type KeySources, openSeal } from "../keys.ts";
import type { Finding } from "../result.ts";
import { VerificationError } from "../verificationError.ts";
import { bitstringValue, decodeBitstring } from "./bitstring.ts";
import { decodeTokenList, tokenValue } from "./token.ts";

export interface StatusContext extends KeySources {
  readonly now: number;
  readonly skew: number;
  /** Whether a key is the credential's issuer's now. */
  readonly isIssuers: (thumbprint: string) => Promise<boolean>;
}

/** @throws VerificationError */
export async function checkStatus(reference: StatusReference, context: StatusContext): Promise<Finding> {
  switch (reference.kind) {
    case "unknown":
      return { status: "inconclusive", code: "STATUS_UNSUPPORTED", facts: { type: reference.type } };
    case "bitstring":
      return bitstring(reference, context);
    case "token":
      return token(reference, context);
  }
}

async function bitstring(
  { list, index, size, purpose }: Extract<StatusReference, { kind: "bitstring" }>,
  context: StatusContext,
): Promise<Finding> {
  const document = utf8(await context.fetch.text(list));
  const detected = detect(document);
  if (detected.kind === "sdjwt") throw unreadable();
  const sealed = detected.kind === "jades" ? readJades(detected.json, document) : readJwt(detected.compact);
  await requireIssuers((await openSeal(sealed, context)).thumbprint, context);
  const { payload } = sealed;
  requireFresh(latest(...BEGINS.map(of(payload, secondsOf))), earliest(...ENDS.map(of(payload, endOf))), context);
  const subject = isObject(payload["credentialSubject"]) ? payload["credentialSubject"] : {};
  const named = stringOf(payload["id"]);
  if ((named !== undefined && named !== list) || !stringsOf(subject["statusPurpose"]).includes(purpose)) {
    throw new VerificationError("STATUS_LIST_OTHER", { list }, "inconclusive");
  }
  const encoded = stringOf(subject["encodedList"]);
  if (encoded === undefined) throw unreadable();
  return findingOf(purpose, bitstringValue(await decodeBitstring(encoded), index, size));
}

/** In VCDM 2.0, in 1.1, and in the envelope. */
const BEGINS = ["validFrom", "issuanceDate", "nbf"];
const ENDS = ["validUntil", "expirationDate", "exp"];

const of =
  (payload: JsonObject, read: (value: unknown) => number | undefined) =>
  (member: string): number | undefined =>
    read(payload[member]);

/** A status that is neither revocation nor suspension says nothing about the award. */
function findingOf(purpose: string, value: number): Finding {
  if (value === 0 || !["revocation", "suspension"].includes(purpose)) return NOT_REVOKED;
  return { status: "fail", code: purpose === "revocation" ? "REVOKED" : "SUSPENDED" };
}

const NOT_REVOKED: Finding = { status: "pass", code: "NOT_REVOKED" };

async function token(
  { list, index }: Extract<StatusReference, { kind: "token" }>,
  context: StatusContext,
): Promise<Finding> {
  const [protectedHeader = "", payload = "", signature = ""] = (await context.fetch.text(list)).trim().split(".");
  const header = readHeader(protectedHeader);
  const claims = decodeJson(payload);
  if (mediaType(header["typ"]) !== "statuslist+jwt" || !isObject(claims)) throw unreadable();
  const jws = { protected: protectedHeader, payload, signature };
  const sealed = { header, payload: claims, verify: (key: PublicJwk) => verifySignature(jws, header, key) };
  await requireIssuers((await openSeal(sealed, context)).thumbprint, context);
  requireFresh(secondsOf(claims["iat"]), secondsOf(claims["exp"]), context);
  if (claims["sub"] !== list) throw new VerificationError("STATUS_LIST_OTHER", { list }, "inconclusive");
  const { bits, lst } = isObject(claims["status_list"]) ? claims["status_list"] : ({} as JsonObject);
  if (typeof lst !== "string") throw unreadable();
  return tokenFinding(tokenValue(await decodeTokenList(lst), index, Number(bits)));
}

/** The draft's status types: 0 valid, 1 invalid, 2 suspended; the others are an application's own. */
function tokenFinding(value: number): Finding {
  if (value === 0) return NOT_REVOKED;
  if (value === 1) return { status: "fail", code: "REVOKED" };
  if (value === 2) return { status: "fail", code: "SUSPENDED" };
  return { status: "inconclusive", code: "STATUS_UNSUPPORTED", facts: { type: value } };
}

async function requireIssuers(thumbprint: string, { isIssuers }: StatusContext): Promise<void> {
  if (!(await isIssuers(thumbprint)))
    throw new VerificationError("STATUS_LIST_OTHER_ISSUER", { key: thumbprint }, "inconclusive");
}

function requireFresh(from: number | undefined, until: number | undefined, { now, skew }: StatusContext): void {
  if ((from !== undefined && from > now + skew) || (until !== undefined && until <= now)) {
    throw new VerificationError("STATUS_LIST_STALE", undefined, "inconclusive");
  }
}

const unreadable = (): VerificationError => new VerificationError("STATUS_LIST_UNREADABLE", undefined, "inconclusive");
