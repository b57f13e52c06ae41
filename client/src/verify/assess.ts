/** All that the registry says of a credential at one moment. */
import type { Registry } from "../registry.ts";
import { accreditations, type Accreditation } from "./checks/accreditation.ts";
import { type Authority, keyAuthority } from "./checks/keyAuthority.ts";
import type { Party } from "./parties.ts";
import type { Finding } from "./result.ts";
import { optional } from "../optional.ts";

export interface Assessment {
  readonly at: number;
  readonly parties: readonly PartyAssessment[];
  readonly authority: Finding;
  readonly accredited: Finding;
}

export interface PartyAssessment {
  readonly party: Party;
  readonly authority: Authority;
  readonly country?: string;
  readonly accreditations: readonly Accreditation[];
}

export class Assessor {
  readonly #registry: Registry;
  readonly #thumbprint: string;
  readonly #territory: string | undefined;

  constructor(registry: Registry, thumbprint: string, territory: string | undefined) {
    this.#registry = registry;
    this.#thumbprint = thumbprint;
    this.#territory = territory;
  }

  async at(at: number, parties: readonly Party[]): Promise<Assessment> {
    const assessed = await Promise.all(parties.map((party) => this.#assess(party, askable(at))));
    const findings = assessed.flatMap((party) => party.accreditations.map(({ finding }) => finding));
    return {
      at,
      parties: assessed,
      authority: worst(assessed.map(({ authority }) => authority.finding)),
      accredited: accreditedFinding(parties, findings),
    };
  }

  async #assess(party: Party, at: number): Promise<PartyAssessment> {
    const authority = await keyAuthority(this.#registry, party, this.#thumbprint, at);
    const { institution } = authority;
    const known = institution === undefined ? undefined : await this.#registry.institution(institution);
    if (institution === undefined || known?.known !== true) return { party, authority, accreditations: [] };
    const { country } = known;
    const asked = party.awards.map((award) =>
      accreditations(this.#registry, { institution, country, award, at, ...optional("territory", this.#territory) }),
    );
    return { party, authority, country, accreditations: (await Promise.all(asked)).flat() };
  }
}

/** All must be covered, not any. */
function accreditedFinding(parties: readonly Party[], findings: readonly Finding[]): Finding {
  if (parties.every(({ awards }) => awards.length === 0)) return { status: "inconclusive", code: "NO_QUALIFICATION" };
  if (findings.length === 0) return { status: "inconclusive", code: "INSTITUTION_UNDECIDED" };
  return worst(findings);
}

/** The register's time begins in 1970; what is older is asked for as of then. */
export const askable = (at: number): number => Math.max(0, at);

const RANK = { fail: 0, inconclusive: 1, skipped: 2, pass: 3 } as const;

export const worst = (findings: readonly [Finding, ...Finding[]] | readonly Finding[]): Finding =>
  findings.reduce((a, b) => (RANK[b.status] < RANK[a.status] ? b : a));
