/** Reads what a credential says, in the words of the European Learning Model (version 3) where it uses them. */
import { eqfLevel } from "../identifiers/eqf.ts";
import { fieldCode } from "../identifiers/isced.ts";
import type { Award, Credential, Organisation, SealedCredential, StatusReference } from "./credential.ts";
import { earliest, endOf, isoOf, latest, secondsOf } from "./dates.ts";
import { optional } from "../optional.ts";
import { idOf, isObject, type JsonObject, listOf, objectsOf, stringOf, stringsOf } from "./json.ts";
import { few } from "./limits.ts";
import { readOrganisation, readTexts } from "./organisations.ts";
import { VerificationError } from "./verificationError.ts";

/** @throws VerificationError INVALID_DATE, DATES_CONTRADICT, ISSUER_CONTRADICTED, UNKNOWN_LEVEL, TOO_MANY */
export function readCredential({ payload, header }: Pick<SealedCredential, "payload" | "header">): Credential {
  requireOneIssuer(payload);
  const find = nodeFinder(payload);
  const issuer = readOrganisation(find(payload["issuer"] ?? payload["iss"] ?? payload["holder"]));
  const awards = awardsIn(listOf(payload["credentialSubject"] ?? payload).map(find), find, issuer);
  const statuses = statusesOf(payload, find);
  few([...questionsOf(issuer, awards), ...statuses]);
  const validFrom = latest(secondsOf(payload["validFrom"]), secondsOf(payload["nbf"]));
  const validUntil = earliest(...["validUntil", "expirationDate", "exp"].map((member) => endOf(payload[member])));
  if (validFrom !== undefined && validUntil !== undefined && validUntil <= validFrom) {
    throw new VerificationError("DATES_CONTRADICT", { from: isoOf(validFrom), until: isoOf(validUntil) });
  }
  // whatever the envelope: it can be written out in another without a new seal
  const stated = [header["sigT"], header["iat"], payload["iat"], payload["issued"], payload["issuanceDate"]];
  const issued = latest(...stated.map(secondsOf)) ?? validFrom;
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

/** Who is asked about, and which of them about which qualification. */
function questionsOf(issuer: Organisation, awards: readonly Award[]): string[] {
  const asked = awards.flatMap(({ uris, awardedBy }) =>
    awardedBy.flatMap(({ identifiers }) => [...identifiers, ...uris.map((uri) => `${identifiers.join()} ${uri}`)]),
  );
  return [...new Set([...issuer.identifiers, ...asked])];
}

type Find = (node: unknown) => unknown;

/** JSON-LD writes a node out once and refers to it by its id elsewhere. */
function nodeFinder(root: JsonObject): Find {
  const nodes = new Map<string, { readonly node: JsonObject; readonly size: number }>();
  walk(root, (node) => {
    const id = stringOf(node["id"]);
    const size = Object.keys(node).length;
    if (id !== undefined && size > (nodes.get(id)?.size ?? 0)) nodes.set(id, { node, size });
  });
  return (node) => {
    const isReference = typeof node === "string" || (isObject(node) && Object.keys(node).length === 1);
    const id = isReference ? idOf(node) : undefined;
    return id === undefined ? node : (nodes.get(id)?.node ?? node);
  };
}

function walk(value: unknown, visit: (node: JsonObject) => void): void {
  if (isObject(value)) visit(value);
  if (typeof value === "object" && value !== null) for (const item of Object.values(value)) walk(item, visit);
}

/** The qualifications that the subjects' claims and their parts award. */
function awardsIn(subjects: readonly unknown[], find: Find, issuer: Organisation): Award[] {
  const awards: Award[] = [];
  // a set is walked with what is added on the way, and each once: parts can refer to each other in circles
  const claims = new Set(subjects.filter(isObject).flatMap((subject) => listOf(subject["hasClaim"]).map(find)));
  for (const claim of claims) {
    if (!isObject(claim)) continue;
    awards.push(...awardsOf(claim, find, issuer));
    few(awards.flatMap(({ awardedBy }) => awardedBy));
    for (const part of listOf(claim["hasPart"])) claims.add(find(part));
  }
  return awards;
}

/** Of a learning achievement, each qualification that it is specified by. */
function awardsOf(claim: JsonObject, find: Find, issuer: Organisation): Award[] {
  const awarded = few(listOf(claim["specifiedBy"]).map(find).filter(isObject).filter(isQualification));
  if (awarded.length === 0) return [];
  const process = few(listOf(claim["awardedBy"])).map(find).filter(isObject);
  const bodies = few(process.flatMap(({ awardingBody }) => listOf(awardingBody)));
  const awardedAt = latest(...process.map(({ awardingDate }) => secondsOf(awardingDate)));
  return awarded.map((qualification) => ({
    uris: urisOf(qualification),
    titles: readTexts(claim["title"] ?? qualification["title"]),
    eqfLevels: few(listOf(qualification["eqfLevel"])).map(levelOf),
    fields: few(listOf(qualification["iscedFCode"])).map(fieldOf),
    awardedBy: bodies.length > 0 ? bodies.map((body) => readOrganisation(find(body))) : [issuer],
    ...optional("awardedAt", awardedAt),
  }));
}

/** Whatever it calls itself: what has a level of the framework is a qualification. */
const isQualification = (node: JsonObject): boolean =>
  stringsOf(node["type"]).includes("Qualification") || node["eqfLevel"] !== undefined;

function urisOf(qualification: JsonObject): string[] {
  const written = [qualification["id"], ...few(objectsOf(qualification["identifier"])).map(({ notation }) => notation)];
  return [...new Set(stringsOf(written).filter((text) => /^[a-z][a-z0-9+.-]*:[!-~]+$/i.test(text)))];
}

const written = (value: unknown): string => idOf(value) ?? JSON.stringify(value);

function levelOf(value: unknown): number {
  const level = written(value);
  try {
    return eqfLevel(level);
  } catch {
    throw new VerificationError("UNKNOWN_LEVEL", { level });
  }
}

function fieldOf(value: unknown): string {
  const field = written(value);
  return fieldCode(field) ?? field;
}

function accreditationsIn(payload: JsonObject): JsonObject[] {
  const found: (readonly JsonObject[])[] = [];
  walk(payload, (node) => found.push(objectsOf(node["accreditation"])));
  return found.flat();
}

/** Every entry is one, also where it can't be read: that is no reason to take it for none. */
const statusesOf = ({ credentialStatus, status }: JsonObject, find: Find): StatusReference[] => [
  ...listOf(credentialStatus).map(find).map(listEntry),
  ...listOf(status)
    .flatMap((member) => listOf((isObject(member) ? member["status_list"] : undefined) ?? member))
    .map(tokenEntry),
];

/** Bitstring Status List, and StatusList2021, from which it came. */
function listEntry(entry: unknown): StatusReference {
  if (!isObject(entry)) return { kind: "unknown", type: "–" };
  const type = stringsOf(entry["type"])[0] ?? "–";
  const [index, size] = [wholeNumber(entry["statusListIndex"]), wholeNumber(entry["statusSize"] ?? 1)];
  const isKnown = type === "BitstringStatusListEntry" || type === "StatusList2021Entry";
  if (!isKnown || index === undefined || size === undefined) return { kind: "unknown", type };
  return {
    ...{ kind: "bitstring", index, size },
    purpose: stringOf(entry["statusPurpose"]) ?? "revocation",
    list: stringOf(entry["statusListCredential"]) ?? "",
  };
}

function tokenEntry(entry: unknown): StatusReference {
  const { uri, idx }: JsonObject = isObject(entry) ? entry : {};
  const index = wholeNumber(idx);
  if (index === undefined) return { kind: "unknown", type: "status" };
  return { kind: "token", list: stringOf(uri) ?? "", index };
}

/** As a number or, as JSON-LD has it, in digits. */
function wholeNumber(value: unknown): number | undefined {
  const isWhole = typeof value === "string" ? /^\d+$/.test(value) : Number.isSafeInteger(value);
  return isWhole ? Number(value) : undefined;
}
