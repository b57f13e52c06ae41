/** Seal keys and identifiers of institutions, bound by the trust service providers that they appointed. */
import { generateKeyPairSync } from "node:crypto";

import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import { identifierUri } from "../../client/src/identifiers/identifiers.ts";
import { institutionId, jwkThumbprintUri, type PublicJwk } from "../../client/src/identifiers/ids.ts";
import { evidence } from "./evidence.ts";
import type { Network } from "./network.ts";
import { decideMany, type PilotOffice } from "./offices.ts";
import type { Profile } from "../../client/src/profile.ts";
import type { Suite } from "./suite.ts";

/** An institution whose identifiers are to be bound. */
export interface Bindable {
  readonly country: CountryCode;
  readonly identifier: string;
  readonly profile: Profile;
  readonly commonName: string;
}

/**
 * Bodies appoint the providers for their institutions, and the providers bind each institution's identifiers, its domain's
 * DID, and the key of its seal, from now on.
 * @returns the URI of each institution's key, by the institution's identifier, and how many bindings there are
 */
export async function bindInstitutions(
  { suite, bodies, providers }: Network,
  institutions: readonly Bindable[],
): Promise<{ keys: Map<string, string>; bindings: number }> {
  const from = await suite.clock.now();
  const keys = new Map(institutions.map(({ identifier }) => [identifier, newSealKey()]));
  let bindings = 0;
  for (const [{ serves }, provider] of providers) {
    const served = institutions.filter(({ country }) => serves.includes(country));
    for (const country of serves) {
      const body = bodies.get(country);
      const ofCountry = served.filter((institution) => institution.country === country);
      if (body !== undefined && ofCountry.length > 0) await appoint(suite, body, provider, ofCountry);
    }
    const calls = served.flatMap((institution) =>
      urisOf(institution, keys.get(institution.identifier) ?? "").map((uri) => binding(suite, institution, uri, from)),
    );
    await decideMany(suite, provider, calls);
    bindings += calls.length;
  }
  return { keys, bindings };
}

async function appoint(
  suite: Suite,
  body: PilotOffice,
  provider: PilotOffice,
  institutions: readonly Bindable[],
): Promise<void> {
  const { number } = await suite.registry.officeOf(provider.address);
  const calls = institutions.map(({ country, identifier }) =>
    suite.registry.interface.encodeFunctionData("appointProvider", [institutionId(country, identifier), number]),
  );
  await decideMany(suite, body, calls);
}

function binding(
  { registry }: Suite,
  { country, identifier, commonName }: Bindable,
  uri: string,
  from: number,
): string {
  const open = 0;
  return registry.interface.encodeFunctionData("bind", [
    institutionId(country, identifier),
    uri,
    from,
    open,
    evidence(`${uri} is that of ${commonName}`),
  ]);
}

function urisOf({ profile }: Bindable, key: string): string[] {
  const host = profile.site === undefined ? [] : [new URL(profile.site).hostname.replace(/^www\./, "")];
  return [key, ...profile.identifiers, ...host.map((name) => identifierUri("did", `did:web:${name}`))];
}

/** The name of a fresh P-256 key: a real one would come out of the institution's HSM. */
function newSealKey(): string {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return jwkThumbprintUri(publicKey.export({ format: "jwk" }) as PublicJwk);
}
