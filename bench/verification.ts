import { existsSync, readFileSync } from "node:fs";

import { verify, type VerifyOptions } from "../client/src/verify/index.ts";
import { asJades, credential } from "../test/client/verify/fixtures/credentials.ts";
import { testKey } from "../test/client/verify/fixtures/keys.ts";
import { unreachableRegistry } from "../test/client/verify/fixtures/registries.ts";
import { NOW, organizationIdentifierOf } from "../test/client/verify/fixtures/register.ts";
import { fixtureWorld, nothing } from "../test/client/verify/fixtures/run.ts";
import { sealJades } from "../test/client/verify/fixtures/seal.ts";

const SEALED = "2020-06-01T00:00:00Z";
/** A real one of 134 kB with two time stamps, where it is at hand; else one that is made as large. */
const REAL = new URL("../../shared/data/europass/Sample-CertOfPart-signed.jsonld", import.meta.url);
const [WARM_UP, RUNS] = [50, 200];

export interface Verifications {
  /** Milliseconds for one sealed Europass file of some 130 kB, without the chain: half take less. */
  readonly offlineP50: number;
  /** Credentials per second, one after another, with a connection that is warm; node and client share the process. */
  readonly perSecond: number;
}

export async function measureVerifications(): Promise<Verifications> {
  const registry = unreachableRegistry();
  const offline = await durations(existsSync(REAL) ? readFileSync(REAL) : large(), { registry, now: NOW });
  const world = await fixtureWorld();
  const diploma = asJades({ issuer: "university", sealed: SEALED });
  const online = await durations(diploma, { registry: world.registry, now: NOW });
  const total = online.reduce((sum, duration) => sum + duration, 0);
  return { offlineP50: offline[RUNS / 2] ?? NaN, perSecond: Math.round((RUNS / total) * 1000) };
}

function large(): string {
  const more = { displayParameter: "A".repeat(130_000) };
  const organizationIdentifier = organizationIdentifierOf("university");
  const payload = credential({ issuer: "university", sealed: SEALED, more });
  return sealJades(payload, testKey("university"), { sigT: SEALED, organizationIdentifier });
}

/** In milliseconds, ascending. */
async function durations(document: string | Uint8Array, options: VerifyOptions): Promise<number[]> {
  const measured: number[] = [];
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    const begin = performance.now();
    await verify(document, { ...options, fetch: nothing });
    if (run >= 0) measured.push(performance.now() - begin);
  }
  return measured.sort((a, b) => a - b);
}
