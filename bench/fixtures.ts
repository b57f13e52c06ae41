/** What is registered and asked: invented, of realistic size, the same in every run. */
import { id, keccak256, toUtf8Bytes } from "ethers";

import { parseCountry } from "../client/src/identifiers/countries.ts";
import { encodeScope, encodeTypeAttributes } from "../client/src/encoding.ts";
import type { EqfLevel } from "../client/src/identifiers/eqf.ts";
import { institutionId, jwkThumbprintUri, qualificationTypeId } from "../client/src/identifiers/ids.ts";
import { PROFILE_SIZE } from "./operations.ts";

export const COUNTRY = parseCountry("GR");

/** 2025-09-01 to 2030-09-01. */
export const FROM = 1_756_684_800;
export const UNTIL = 1_914_451_200;
/** 2025-11-15: a day between. */
export const AT = 1_763_164_800;
/** End of 2026: until when bundles are valid. */
export const DEADLINE = 1_798_761_599;
/** 2027-06-01: an act that has yet to begin. */
export const LATER = 1_811_808_000;

/** Ten broad fields of ISCED-F, all but generic programmes. */
const BROAD_FIELDS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"];

/** A national agency for higher education: levels 5 to 8, degrees and their supplements, in every field. */
export const MANDATE_SCOPE = encodeScope({
  levels: [5, 6, 7, 8],
  credentialTypes: ["qualificationAward", "diplomaSupplement"],
  fields: BROAD_FIELDS,
});

/** A university of technology: bachelor and master, three broad fields. */
export const INSTITUTION_SCOPE = encodeScope({
  levels: [6, 7],
  credentialTypes: ["qualificationAward", "diplomaSupplement"],
  fields: ["05", "06", "07"],
});

export interface NamedId {
  readonly uri: string;
  /** Without a zero byte, which calldata would have cheaper. */
  readonly id: string;
}

/** The next of these URIs whose id has no zero byte. */
function pick(uriOf: (attempt: number) => string, idOf: (uri: string) => string): NamedId {
  for (let attempt = 0; ; attempt += 1) {
    const uri = uriOf(attempt);
    const hash = idOf(uri);
    if (!/^0x(..)*00/.test(hash)) return { uri, id: hash };
  }
}

/** A hash of a label, without a zero byte. */
export function digest(label: string): string {
  return pick(
    (attempt) => `${label} ${attempt}`,
    (text) => id(text),
  ).id;
}

/** Hash of the document that a decision was published in. */
export const EVIDENCE = digest("published decision");

/** An institution by its PIC; every number names another. */
export function institution(serial: number): NamedId {
  return pick(
    (attempt) => `urn:trusted-issuer:pic:${900_000_000 + serial * 1_000 + attempt}`,
    (uri) => institutionId(COUNTRY, uri),
  );
}

const FIELDS = ["0613", "0541", "0714", "0231", "0311", "0413", "0913", "0114", "0511", "1013"];

export interface QualificationType extends NamedId {
  /** As `defineQualificationType` takes them: the country is the caller's. */
  readonly attributes: bigint;
}

/** Degrees of levels 6 and 7, in one field each. */
export const TYPES: readonly QualificationType[] = Array.from({ length: 20 }, (_, index) => {
  const named = pick(
    (attempt) => `https://qualifications.example/${index}-${attempt}`,
    (uri) => qualificationTypeId(COUNTRY, uri),
  );
  const level: EqfLevel = index < FIELDS.length ? 6 : 7;
  const field = FIELDS[index % FIELDS.length] ?? "0613";
  const attributes = encodeTypeAttributes({
    country: COUNTRY,
    level,
    credentialType: "qualificationAward",
    fields: [field],
  });
  return { ...named, attributes: BigInt.asUintN(64, attributes) };
});

export function qualificationType(index: number): QualificationType {
  const type = TYPES[index % TYPES.length];
  if (type === undefined) throw new RangeError(`no type ${index}`);
  return type;
}

/** The name of an institution's seal key, and its digest, which a peer would keep. */
export function sealKey(label: string): NamedId {
  const coordinate = (axis: string) => Buffer.from(digest(`${label} ${axis}`).slice(2), "hex").toString("base64url");
  return pick(
    (attempt) => jwkThumbprintUri({ kty: "EC", crv: "P-256", x: coordinate(`x${attempt}`), y: coordinate("y") }),
    (uri) => keccak256(toUtf8Bytes(uri)),
  );
}

/** Canonical JSON of {@link PROFILE_SIZE} bytes. */
export const PROFILE: Uint8Array = profileOfSize(PROFILE_SIZE);

/** What fills the register where the size of profiles doesn't matter. */
export const SHORT_PROFILE: Uint8Array = toUtf8Bytes('{"country":"GR"}');

function profileOfSize(size: number): Uint8Array {
  const encode = (path: string) =>
    toUtf8Bytes(
      JSON.stringify({
        country: COUNTRY,
        identifiers: [
          "dns:university.example",
          "https://ror.org/03prydq77",
          "urn:trusted-issuer:erasmus-code:G%20%20EXAMPLE01",
          "urn:trusted-issuer:pic:900000000",
        ],
        legalName: {
          el: "Πανεπιστήμιο Παραδειγμάτων και Πολυτεχνική Σχολή",
          en: "University of Examples and School of Engineering",
          fr: "Université des exemples et École d'ingénieurs",
        },
        site: `https://university.example/${path}`,
      }),
    );
  const bare = encode("").length;
  return encode("a".repeat(size - bare));
}
