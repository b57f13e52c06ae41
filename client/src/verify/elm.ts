/** Reads what a credential says, in the words of the European Learning Model (version 3) where it uses them. */
import { eqfLevel } from "../identifiers/eqf.ts";
import type { Award, Credential, Organisation, SealedCredential, StatusReference } from "./credential.ts";
import { earliest, isoOf, latest, secondsOf } from "./dates.ts";
import { optional } from "./optional.ts";
import { idOf, isObject, type JsonObject, listOf, objectsOf, stringOf, stringsOf } from "./json.ts";
import { readOrganisation, readTexts } from "./organisations.ts";
import { VerificationError } from "./verificationError.ts";

/** @throws VerificationError INVALID_DATE, DATES_CONTRADICT, ISSUER_CONTRADICTED, UNKNOWN_LEVEL, TOO_MANY */
export function readCredential({ payload, sealedAt }: SealedCredential): Credential {
  requireOneIssuer(payload);
  const find = nodeFinder(payload);
  const issuer = readOrganisation(find(payload["issuer"] ?? payload["iss"] ?? payload["holder"]));
  const subjects = payload["credentialSubject"] === undefined ? [payload] : objectsOf(payload["credentialSubject"]);
  const seen = new Set<unknown>();
  const claims = subjects.flatMap((subject) => listOf(subject["hasClaim"]));
  const awards = claims.flatMap((claim) => awardsOf(claim, find, issuer, seen));
  const statuses = statusesOf(payload);
  requireFew([awards, statuses, issuer.identifiers, ...awards.flatMap(questions)]);
  const validFrom = latest(secondsOf(payload["validFrom"]), secondsOf(payload["nbf"]));
  const validUntil = earliest(...["validUntil", "expirationDate", "exp"].map((member) => secondsOf(payload[member])));
  if (validFrom !== undefined && validUntil !== undefined && validUntil <= validFrom) {
    throw new VerificationError("DATES_CONTRADICT", { from: isoOf(validFrom), until: isoOf(validUntil) });
  }
  const issued =
    latest(secondsOf(sealedAt), secondsOf(payload["issued"]), secondsOf(payload["issuanceDate"])) ?? validFrom;
  return {
    issuer,
    awards,
    ...optional("sealedAt", issued),
    ...optional("validFrom", validFrom),
    ...optional("validUntil", validUntil),
    statuses,
    claims: {
      ...optional("id", stringOf(payload["id"])),
      types: stringsOf(payload["type"] ?? payload["vct"]),
      issuer,
      awards,
      accreditations: accreditationsIn(payload),
      evidence: objectsOf(payload["evidence"]).flatMap(({ evidenceStatement }) => stringsOf(evidenceStatement)),
    },
  };
}

/** Whom the envelope names must be whom the credential names. */
function requireOneIssuer({ iss, issuer }: JsonObject): void {
  const id = idOf(issuer);
  if (iss !== undefined && id !== undefined && iss !== id) {
    throw new VerificationError("ISSUER_CONTRADICTED", { envelope: JSON.stringify(iss), credential: id });
  }
}

/** Each is a question to a node or a server: nobody may have a verifier ask without end. */
const MOST = 50;

const questions = ({ uris, awardedBy }: Award) => [uris, awardedBy, ...awardedBy.map(({ identifiers }) => identifiers)];

function requireFew(lists: readonly (readonly unknown[])[]): void {
  if (lists.some(({ length }) => length > MOST)) throw new VerificationError("TOO_MANY", { most: MOST });
}

type Find = (node: unknown) => unknown;

/** JSON-LD writes a node out once and refers to it by its id elsewhere. */
function nodeFinder(root: JsonObject): Find {
  const nodes = new Map<string, JsonObject>();
  walk(root, (node) => {
    const id = stringOf(node["id"]);
    const known = id === undefined ? undefined : nodes.get(id);
    if (id !== undefined && Object.keys(node).length > Object.keys(known ?? {}).length) nodes.set(id, node);
  });
  return (node) => {
    const isReference = typeof node === "string" || (isObject(node) && Object.keys(node).length === 1);
    return isReference ? (nodes.get(idOf(node) ?? "") ?? node) : node;
  };
}

function walk(value: unknown, visit: (node: JsonObject) => void): void {
  if (isObject(value)) visit(value);
  if (typeof value === "object" && value !== null) for (const item of Object.values(value)) walk(item, visit);
}

/** The qualifications that a claim and its parts award: each learning achievement that is specified by one, once. */
function awardsOf(claim: unknown, find: Find, issuer: Organisation, seen: Set<unknown>): Award[] {
  const node = find(claim);
  if (!isObject(node) || seen.has(node)) return [];
  seen.add(node);
  const process = listOf(node["awardedBy"]).map(find).filter(isObject);
  const bodies = process
    .flatMap(({ awardingBody }) => listOf(awardingBody))
    .map((body) => readOrganisation(find(body)));
  const awardedAt = latest(...process.map(({ awardingDate }) => secondsOf(awardingDate)));
  const awarded = listOf(node["specifiedBy"]).map(find).filter(isObject).filter(isQualification);
  const own = awarded.map((qualification) => ({
    uris: urisOf(qualification),
    titles: readTexts(node["title"] ?? qualification["title"]),
    ...optional("eqfLevel", levelOf(qualification["eqfLevel"])),
    fields: listOf(qualification["iscedFCode"]).flatMap((code) => fieldOf(idOf(code))),
    awardedBy: bodies.length > 0 ? bodies : [issuer],
    ...optional("awardedAt", awardedAt),
  }));
  return [...own, ...listOf(node["hasPart"]).flatMap((part) => awardsOf(part, find, issuer, seen))];
}

/** Whatever it calls itself: what has a level of the framework is a qualification. */
const isQualification = (node: JsonObject): boolean =>
  stringsOf(node["type"]).includes("Qualification") || node["eqfLevel"] !== undefined;

function urisOf(qualification: JsonObject): string[] {
  const written = [qualification["id"], ...objectsOf(qualification["identifier"]).map(({ notation }) => notation)];
  return [...new Set(stringsOf(written).filter((text) => /^[a-z][a-z0-9+.-]*:[!-~]+$/i.test(text)))];
}

function levelOf(value: unknown): number | undefined {
  const uri = idOf(Array.isArray(value) ? (value as readonly unknown[])[0] : value);
  if (uri === undefined) return undefined;
  try {
    return eqfLevel(uri);
  } catch {
    throw new VerificationError("UNKNOWN_LEVEL", { level: uri });
  }
}

function fieldOf(uri: string | undefined): string[] {
  const [code] = /\d{2,4}$/.exec(uri ?? "") ?? [];
  return code === undefined ? [] : [code];
}

function accreditationsIn(payload: JsonObject): JsonObject[] {
  const found: JsonObject[] = [];
  walk(payload, (node) => found.push(...objectsOf(node["accreditation"])));
  return found;
}

function statusesOf(payload: JsonObject): StatusReference[] {
  const { status } = payload;
  const token = isObject(status) ? objectsOf(status["status_list"]) : [];
  return [
    ...objectsOf(payload["credentialStatus"]).map(listEntry),
    ...token.map(({ uri, idx }): StatusReference => ({ kind: "token", list: String(uri), index: Number(idx) })),
  ];
}

/** Bitstring Status List, and StatusList2021, from which it came. */
function listEntry(entry: JsonObject): StatusReference {
  const type = stringsOf(entry["type"])[0] ?? "–";
  if (type !== "BitstringStatusListEntry" && type !== "StatusList2021Entry") return { kind: "unknown", type };
  return {
    kind: "bitstring",
    purpose: stringOf(entry["statusPurpose"]) ?? "revocation",
    list: stringOf(entry["statusListCredential"]) ?? "",
    index: Number(entry["statusListIndex"]),
    size: Number(entry["statusSize"] ?? 1),
  };
}
