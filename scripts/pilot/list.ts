import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { countListed, countOnChain } from "./count.ts";
import type { Network } from "./network.ts";
import { grouped, print, Progress, say, step, table } from "./output.ts";
import type { ListPlan } from "./plan.ts";
import { registerInstitutions } from "./register.ts";

/**
 * Registers a whole list, says at which rate and for how much gas, and counts on chain what is there.
 * @throws SuiteError COUNTS_DIFFER
 */
export async function registerList(network: Network, { institutions, refused, remarks }: ListPlan): Promise<void> {
  for (const { line, reason } of remarks) say(`line ${String(line)}: ${reason}`);
  const count = institutions.length;
  const progress = new Progress("registered", count);
  const began = performance.now();
  const { bundles, gas } = await registerInstitutions(network, institutions, (registered) => {
    progress.add(registered);
  });
  const rate = Math.round((count * 1000) / (performance.now() - began));
  step(
    `${grouped(count)} institutions are registered, in ${grouped(bundles)} bundles that their countries' bodies signed.`,
  );
  if (count > 0)
    step(`Rate: ${grouped(rate)} a second. Total gas: ${grouped(gas)}; each: ${grouped(gas / BigInt(count))}.`);

  const onChain = await countOnChain(network.suite);
  const counts = [...countListed(institutions)].sort();
  const rows = counts.map(([country, listed]) => [country, String(listed), String(onChain.get(country) ?? 0)]);
  print("\nInstitutions by country\n");
  print(table(["country", "in the list", "in the chain's log"], [{ heading: "", rows }]));
  if (rows.some(([, listed, logged]) => listed !== logged)) {
    throw new SuiteError("COUNTS_DIFFER", "the chain has other counts than the list", "Compare the columns above.");
  }
  print(
    `\n${grouped(refused.length)} rows could not be taken, ${grouped(remarks.length)} were taken without something.`,
  );
  for (const { line, reason } of refused) print(`  line ${String(line)}: ${reason}`);
  print("A list accredits nobody: it says who takes part in Erasmus+, not who may award.");
}
