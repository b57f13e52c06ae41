/** Whether the institution might award every qualification inside, at a moment. */
import type { Hex } from "../../hex.ts";
import { fieldCode } from "../../identifiers/isced.ts";
import type { QualificationType, Registry, Standing } from "../../registry.ts";
import type { Award } from "../credential.ts";
import type { Finding } from "../result.ts";

export interface Accreditation {
  readonly finding: Finding;
  readonly standing?: Standing;
  readonly award?: Award;
}

type Known = Extract<QualificationType, { readonly known: true }>;

export interface Asked {
  readonly institution: Hex;
  /** Of the institution: its types are its own state's, or the council's. */
  readonly country: string;
  readonly award: Award;
  readonly at: number;
  readonly territory?: string;
}

/** One answer for each type that the award names and the registry knows: all must say yes. */
export async function accreditations(registry: Registry, asked: Asked): Promise<Accreditation[]> {
  const { award, country, ...where } = asked;
  const named = award.uris.flatMap((uri) => [country, "EU"].map((definer) => ({ country: definer, uri })));
  const types = (await Promise.all(named.map((type) => registry.qualificationType(type)))).filter((type) => type.known);
  if (types.length === 0) {
    return [
      {
        award,
        finding: { status: "inconclusive", code: "TYPE_UNKNOWN", facts: { type: award.uris.join(", ") || "–" } },
      },
    ];
  }
  return Promise.all(
    types.map(async (type) => {
      const different = differs(award, type);
      if (different !== undefined) return { award, finding: different };
      const standing = await registry.standing({ ...where, qualificationType: type.id });
      return { award, standing, finding: findingOf(standing) };
    }),
  );
}

/** The credential's level and fields must be the type's. What it leaves out or writes unreadably, it doesn't contradict. */
function differs(award: Award, type: Known): Finding | undefined {
  const facts = {
    ...{ level: sorted(award.eqfLevels) || "–", registeredLevel: type.eqfLevel ?? "–" },
    ...{ fields: sorted(award.fields), registeredFields: sorted(type.fields) },
  };
  const sameLevel = facts.level === String(facts.registeredLevel);
  const sameFields = facts.fields === facts.registeredFields;
  if (sameLevel && sameFields) return undefined;
  const readable = award.fields.length > 0 && award.fields.every((code) => fieldCode(code) !== undefined);
  const silent = (sameLevel || award.eqfLevels.length === 0) && (sameFields || !readable);
  return silent
    ? { status: "inconclusive", code: "QUALIFICATION_INCOMPLETE", facts }
    : { status: "fail", code: "QUALIFICATION_DIFFERS", facts };
}

const sorted = (codes: readonly (string | number)[]): string => [...new Set(codes)].sort().join(" ");

/** "No record" proves nothing false; every explicit no does. */
const NO_RECORD = new Set<Standing["name"]>(["INSTITUTION_UNKNOWN", "TYPE_UNKNOWN", "STATE_LEFT"]);

function findingOf({ authorised, name, code }: Standing): Finding {
  const status = authorised ? "pass" : NO_RECORD.has(name) ? "inconclusive" : "fail";
  return { status, code: name, facts: { standing: code } };
}
