import { existsSync, readFileSync } from "node:fs";

import { type CheckName, verify, type VerifyOptions } from "../client/src/verify/index.ts";
import { asJades, credential } from "../test/client/verify/fixtures/credentials.ts";
import { testKey } from "../test/client/verify/fixtures/keys.ts";
import { unreachableRegistry } from "../test/client/verify/fixtures/registries.ts";
import { NOW, organizationIdentifierOf } from "../test/client/verify/fixtures/register.ts";
import { fixtureWorld, nothing } from "../test/client/verify/fixtures/run.ts";
import { sealJades } from "../test/client/verify/fixtures/seal.ts";

const SEALED = "2020-06-01T00:00:00Z";
/** A real one of 134 kB with two time stamps, where it is at hand; else one that is made as large. */
const REAL = new URL("../../shared/data/europass/Sample-CertOfPart-signed.jsonld", import.meta.url);
/** Other processes disturb: of several rounds the quietest counts. */
const [ROUNDS, WARM_UP, RUNS] = [5, 50, 100];

export interface Verifications {
  /** Milliseconds for one sealed Europass file of some 130 kB, without the chain: half take less, in the quietest of five rounds. */
  readonly offlineP50: number;
  /** Credentials per second, one after another, with a connection that is warm; node and client share the process. */
  readonly perSecond: number;
}

export async function measureVerifications(): Promise<Verifications> {
  const file = existsSync(REAL) ? readFileSync(REAL) : large();
  const offline = { registry: unreachableRegistry(), now: NOW, fetch: nothing };
  await requireVerified(file, offline, "SOURCE");
  const medians: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) medians.push((await durations(file, offline))[RUNS / 2] ?? NaN);

  const diploma = asJades({ issuer: "university", sealed: SEALED });
  const online = { registry: (await fixtureWorld()).registry, now: NOW, fetch: nothing };
  await requireVerified(diploma, online);
  const total = (await durations(diploma, online)).reduce((sum, duration) => sum + duration, 0);
  return { offlineP50: Math.min(...medians), perSecond: Math.round((RUNS / total) * 1000) };
}

/** That what is measured is the whole way: without the chain, up to the check that needs it. */
async function requireVerified(
  document: string | Uint8Array,
  options: VerifyOptions,
  cause?: CheckName,
): Promise<void> {
  const { checks, rootCause } = await verify(document, options);
  const isWhole = checks.some(({ code }) => code === "SEAL_RIGHT");
  if (!isWhole || rootCause?.check !== cause) throw new Error(`the verification ended at ${JSON.stringify(rootCause)}`);
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
    await verify(document, options);
    if (run >= 0) measured.push(performance.now() - begin);
  }
  return measured.sort((a, b) => a - b);
}
