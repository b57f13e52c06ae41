/**
 * The pilot: a network of member states on a chain of its own, from its foundation to answers about the past. `npm start`.
 *
 * It goes the way that a real network goes: the same contracts, Ignition modules, Safes, votes and calls, over JSON-RPC.
 */
import hre from "hardhat";

import { EU } from "../client/src/identifiers/countries.ts";
import { institutionId } from "../client/src/identifiers/ids.ts";
import { accreditSample } from "./pilot/accredit.ts";
import { pilotArguments, USAGE } from "./pilot/arguments.ts";
import { askBindings, askBoth, askStandings } from "./pilot/ask.ts";
import { bindInstitutions } from "./pilot/bind.ts";
import { startChain } from "./pilot/chain.ts";
import { PROGRAMMES } from "./pilot/data/decisions.ts";
import { PROVIDERS } from "./pilot/data/providers.ts";
import { KEY_QUESTIONS, QUESTIONS } from "./pilot/data/questions.ts";
import { type SampleState, STATES } from "./pilot/data/states.ts";
import { TYPES } from "./pilot/data/types.ts";
import { isoDay, startOfDay } from "../tasks/core/dates.ts";
import { found } from "./pilot/found.ts";
import { registerList } from "./pilot/list.ts";
import { admitByVote, defineTypes, mandateBodies, mandateProviders, type Network } from "./pilot/network.ts";
import { notarise } from "./pilot/notarise.ts";
import { grouped, names, print, say, step, table } from "./pilot/output.ts";
import { planFromList } from "./pilot/plan.ts";
import { registerInstitutions } from "./pilot/register.ts";
import { endWithSignals, forever, run, whileUp } from "./pilot/run.ts";
import { sample } from "./pilot/sample.ts";
import { play, scenes } from "./pilot/story.ts";
import { connect } from "./pilot/suite.ts";
import { printWhatNext } from "./pilot/what-next.ts";

/** The story takes six years, and votes and mandates move the clock: it begins so early that it ends in the past. */
const BEGIN = new Date("2019-10-01T00:00:00Z");
/** By then everybody is in office. */
const REGISTER_OPENS = "2020-01-15";
const TODAY = "2026-03-02";

await run(async () => {
  const { institutions: file, keep, help } = pilotArguments(process.argv.slice(2));
  if (help) {
    print(USAGE);
    return;
  }
  const list = file === undefined ? undefined : planFromList(file);
  say("Building the contracts, where they changed …");
  await hre.tasks.getTask("build").run({ noTests: true, quiet: true });

  const began = performance.now();
  const chain = await startChain(BEGIN);
  endWithSignals(chain);
  try {
    print(
      "The pilot of the trusted-issuer registry. Its decisions are illustrations, and no authority's or agency's.\n",
    );
    await whileUp(chain, async () => {
      const network = await foundNetwork(chain.url, list?.states ?? STATES);
      await (list === undefined ? runSample(network) : registerList(network, list));
      print(`\nDone in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
      await printWhatNext(network, chain, keep);
      if (keep) await forever();
    });
  } finally {
    await chain.stop();
  }
});

/** Founding states, contracts, renunciation; one state more by vote; bodies and providers mandated. */
async function foundNetwork(url: string, plan: readonly SampleState[]): Promise<Network> {
  const [newcomer, ...founders] = plan.map(({ country }) => country).reverse();
  if (newcomer === undefined) throw new RangeError("a network without states");
  const { suite, states, folder } = await found(await connect(url), founders.reverse());
  step(`${names("states", states.values())} found the network, each by a Safe of which two of three officers sign.`);
  step("The contracts are deployed and wired. The deployer has renounced and holds nothing.");

  const network: Network = {
    suite,
    folder,
    states,
    bodies: new Map(),
    providers: new Map(),
  };
  const common = TYPES.filter(({ definer }) => definer === EU);
  const { votesFor, seats, proposedAt, executedAt } = await admitByVote(network, newcomer, common);
  step(`The council admits ${states.get(newcomer)?.name ?? ""}: ${String(votesFor)} of ${String(seats)} voted for it.`);
  step(`Proposed on ${isoDay(proposedAt, "UTC")}, executed on ${isoDay(executedAt, "UTC")}, after vote and timelock.`);
  step(`In the same vote: the guardian is appointed, ${String(common.length)} types are defined for all states.`);

  await mandateBodies(network, plan);
  step(`The states mandate their accreditation bodies: ${names("bodies", network.bodies.values())}.`);
  await mandateProviders(
    network,
    PROVIDERS.filter(({ country }) => states.has(country)),
  );
  step(
    `They mandate trust service providers, who begin a week later: ${names("providers", network.providers.values())}.`,
  );
  await suite.clock.moveTo(startOfDay(REGISTER_OPENS, "UTC"));
  return network;
}

/** Types, institutions, accreditations, bindings, a root; six years of decisions; the questions. */
async function runSample(network: Network): Promise<void> {
  const { real, invented, university, first } = sample();
  const all = [...real, ...invented];

  await defineTypes(network, TYPES);
  step(
    `${String(TYPES.length)} qualification types are defined by now, of EQF levels 4 to 8, for all states or for one.`,
  );
  const { gas } = await registerInstitutions(network, all);
  step(
    `${String(real.length)} real institutions are registered, and ${String(invented.length)} invented: ${grouped(gas)} gas.`,
  );
  const { institutional, programme } = await accreditSample(network, real, PROGRAMMES);
  step(`Bodies accredit: ${String(institutional)} institutions by scope, ${String(programme)} programmes.`);
  const { keys, bindings } = await bindInstitutions(network, all);
  step(`Providers bind seal keys and identifiers: ${String(bindings)} bindings.`);
  const [receipt] = await notarise(network.suite, institutionId(first.country, first.identifier), [
    "diploma",
    "transcript",
  ]);
  step(`A root over two documents is notarised: ${receipt?.root ?? ""}.`);

  const key = keys.get(university.identifier) ?? "";
  const story = scenes(network, invented, key);
  await play(network, story);
  await network.suite.clock.moveTo(startOfDay(TODAY, "UTC"));
  print("\nSix years, in which things happen to institutions that don't exist\n");
  print(
    table(
      ["on", "who", "does"],
      [
        {
          heading: "",
          rows: story.map(({ day, by, what }) => [day, by.name, what]),
        },
      ],
    ),
  );

  print(`\nWho might award what, asked on ${TODAY}\n`);
  print(await askStandings(network, all, QUESTIONS));
  print("\nWhose key was it?\n");
  print(await askBindings(network, university, key, KEY_QUESTIONS));
  const type = "AT/master-rechtswissenschaften";
  const { entitlement, identity } = await askBoth(network, first, type, keys.get(first.identifier) ?? "");
  print(`\nBoth halves in one call: ${first.commonName} seals a diploma today. May it award ${type}?`);
  print(`  ${entitlement}\nIs the key its own?\n  ${identity}`);
}
