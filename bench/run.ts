// Gas of the same operations here and on the peers, in one run; questions and verifications per second. Prints a table and
// writes bench/results.json.
//
//   npm run bench
import { writeFile } from "node:fs/promises";

import { Chain } from "./chain.ts";
import { compileContracts } from "./compile.ts";
import type { Gas } from "./operations.ts";
import { measureQuestions } from "./questions.ts";
import { faultsOf, rowsOf } from "./results.ts";
import { measureEas } from "./subjects/eas.ts";
import { measureErc1056 } from "./subjects/erc1056.ts";
import { measureNaive } from "./subjects/naive.ts";
import { accountNetwork, safeNetwork } from "./subjects/network.ts";
import { measureOurs } from "./subjects/ours.ts";
import { measureTrex } from "./subjects/trex.ts";
import { tableOf } from "./table.ts";
import { measureVerifications } from "./verification.ts";

const artifacts = await compileContracts();

/** On a chain of its own. */
async function measure(name: string, subject: (chain: Chain) => Promise<Gas>): Promise<Gas> {
  const begin = performance.now();
  const gas = await subject(await Chain.open(artifacts));
  console.error(`bench: ${name}, ${((performance.now() - begin) / 1000).toFixed(0)} s`);
  return gas;
}

const subjects = {
  ours: await measure("ours", async (chain) => measureOurs(chain, await accountNetwork(chain))),
  oursThroughSafe: await measure("ours through a Safe", async (chain) => measureOurs(chain, await safeNetwork(chain))),
  naive: await measure("naive", measureNaive),
  trex: await measure("T-REX", measureTrex),
  eas: await measure("EAS", measureEas),
  erc1056: await measure("ERC-1056", measureErc1056),
};

const rows = rowsOf(subjects);
await writeFile(new URL("results.json", import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
console.log(tableOf(rows));
for (const [batch, rate] of Object.entries(await measureQuestions())) {
  console.log(`standings per second over JSON-RPC, ${batch} in a call: ${String(rate)}`);
}
const { offlineP50, perSecond } = await measureVerifications();
console.log(`a sealed Europass file of some 130 kB verified offline, p50: ${offlineP50.toFixed(1)} ms`);
console.log(`credentials verified per second, with a warm connection: ${String(perSecond)}`);

const faults = faultsOf(subjects);
for (const fault of faults) console.error(`bench: ${fault}`);
if (faults.length > 0) process.exitCode = 1;
