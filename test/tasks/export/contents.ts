/** Registers made by hand, and the stories from practice as the acts that a register would tell. */
import { keccak256, ZeroHash } from "ethers";

import type { Act } from "../../../client/src/act.ts";
import { institutionId, qualificationTypeId } from "../../../client/src/identifiers/ids.ts";
import { parseCountry } from "../../../client/src/identifiers/countries.ts";
import type { Hex } from "../../../client/src/hex.ts";
import { profile, profileBytes } from "../../../client/src/profile.ts";
import type { InstitutionEntry, QualificationTypeEntry, RegisterContents } from "../../../tasks/export/contents.ts";
import { stories, type Story } from "../../model/stories.ts";
import { type Act as ModelAct, write } from "../../model/timeline.ts";

export const seconds = (date: string): number => Date.parse(date.includes("T") ? date : `${date}T00:00:00Z`) / 1000;

export const EVIDENCE: Hex = `0x${"ab".repeat(32)}`;

/** A grant by office 2, recorded in 2020, unless it is said otherwise. */
export const act = (change: Partial<Act> = {}): Act => ({
  kind: "grant",
  from: seconds("2015-01-01"),
  recordedAt: seconds("2020-01-01"),
  office: 2,
  byState: false,
  conditional: false,
  everCompromised: false,
  position: 0,
  evidence: EVIDENCE,
  ...change,
});

const AT = parseCountry("AT");
export const IDENTIFIER = "urn:trusted-issuer:pic:999866883";
export const TYPE_URI = "https://qualifications.example/at/law";

const PROFILE = profile({ country: AT, identifiers: [IDENTIFIER], legalName: { de: "Universität Wien" } });

export const institution = (change: Partial<InstitutionEntry> = {}): InstitutionEntry => ({
  id: institutionId(AT, IDENTIFIER),
  country: AT,
  identifier: IDENTIFIER,
  profile: PROFILE,
  profileHash: keccak256(profileBytes(PROFILE)) as Hex,
  acts: [act({ from: 0 })],
  ...change,
});

export const qualificationType = (change: Partial<QualificationTypeEntry> = {}): QualificationTypeEntry => ({
  id: qualificationTypeId(AT, TYPE_URI),
  country: AT,
  uri: TYPE_URI,
  eqfLevel: 7,
  fields: ["0421"],
  credentialType: 2,
  acts: [act({ from: 0 })],
  ...change,
});

/** One institution, one type, nothing else but what is given. */
export const contents = (change: Partial<RegisterContents> = {}): RegisterContents => ({
  readAt: {
    chainId: 31337,
    registry: "0x00000000000000000000000000000000000000aa",
    block: 7,
    blockHash: ZeroHash as Hex,
    time: seconds("2026-01-01"),
  },
  seats: [],
  offices: [
    { number: 2, account: "0x00000000000000000000000000000000000000bb", country: AT, kind: "accreditationBody" },
  ],
  mandates: [],
  institutions: [institution()],
  qualificationTypes: [qualificationType()],
  programmes: [],
  institutional: [],
  bindings: [],
  problems: [],
  ...change,
});

/** The programme accreditation of the institution for the type. */
export const programme = (...acts: Act[]) => ({
  institution: institution().id,
  qualificationType: qualificationType().id,
  acts: acts.map((one, position) => ({ territories: [], ...one, position })),
});

/** The same without one member. */
export const without = <Value extends object, Key extends keyof Value>(value: Value, key: Key): Omit<Value, Key> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as Omit<Value, Key>;

/** A story with the acts that its decisions leave behind, by the reference model. */
export interface ToldStory extends Story {
  readonly acts: readonly Act[];
}

export const toldStories = (): ToldStory[] =>
  stories().map((story) => {
    const acts: ModelAct[] = [];
    for (const { decision, writer, now } of story.steps) {
      acts.push(...write({ kind: story.kind, ofProvider: false }, acts, decision, writer, now).acts);
    }
    return { ...story, acts: acts.map((one) => clientAct(story, one)) };
  });

function clientAct(
  { kind: record }: Story,
  { kind, from, until, recordedAt, office, byState, position, cancels }: ModelAct,
): Act {
  return act({
    // what began before 1970 began always
    ...{ kind, from: Math.max(0, from), recordedAt, office, byState, position },
    ...(until === 0 ? {} : { until }),
    ...(cancels === null ? {} : { cancels }),
    ...(record === "programme" && kind === "grant" ? { territories: [] } : {}),
  });
}
