/** Who awards, as the credential says: the issuer, or others for whom it seals. */
import type { Award, Credential, Organisation } from "./credential.ts";

export interface Party {
  readonly organisation: Organisation;
  readonly awards: readonly Award[];
  /** Whether it is another than whoever sealed. */
  readonly sealedByAnother: boolean;
}

/** Of a credential that awards nothing: the issuer. */
export function partiesOf({ issuer, awards }: Credential): Party[] {
  if (awards.length === 0) return [{ organisation: issuer, awards, sealedByAnother: false }];
  const parties: Party[] = [];
  for (const award of awards) {
    for (const body of award.awardedBy) {
      const index = parties.findIndex(({ organisation }) => isSame(organisation, body));
      const known = parties[index];
      const organisation = known === undefined ? body : merged(known.organisation, body);
      parties[known === undefined ? parties.length : index] = partyOf(organisation, issuer, [
        ...(known?.awards ?? []),
        award,
      ]);
    }
  }
  return parties;
}

/** An organisation is often written twice, each time with other identifiers: all of them must lead to one institution. */
function partyOf(body: Organisation, issuer: Organisation, awards: readonly Award[]): Party {
  const isIssuer = isSame(body, issuer);
  return {
    organisation: isIssuer ? merged(body, issuer) : body,
    awards,
    sealedByAnother: !isIssuer,
  };
}

const isSame = (a: Organisation, b: Organisation): boolean =>
  a === b || [...a.identifiers, ...a.references].some((name) => [...b.identifiers, ...b.references].includes(name));

const merged = (a: Organisation, b: Organisation): Organisation => ({
  identifiers: [...new Set([...a.identifiers, ...b.identifiers])],
  references: [...new Set([...a.references, ...b.references])],
  names: { ...b.names, ...a.names },
});
