import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { type DeploymentRecord, deploymentFolder, readRecord } from "../../deploy/deployment.ts";
import { type FoundingParameters, readParameters } from "../../deploy/parameters.ts";
import type { Officer } from "../../deploy/safe.ts";
import { build } from "../../deploy/suite/build.ts";
import { found, type Foundation } from "../../deploy/suite/foundation.ts";
import { nodeOfficers } from "../../deploy/suite/nodeOfficers.ts";
import { places } from "../../deploy/suite/places.ts";
import { type CommonArguments, command, type Context, type Outcome } from "../core/command.ts";
import { EXIT } from "../core/exit.ts";
import type { Session } from "../core/session.ts";
import { table } from "../core/table.ts";
import { signerSpecs } from "../signers/spec.ts";
import { confirmed } from "../write/confirm.ts";
import { officerFor } from "../write/officers.ts";
import { consentFile, consentSignatures } from "./consents.ts";

interface DeployArguments extends CommonArguments {
  readonly parameters: string;
  readonly signer: string;
  readonly yes: boolean;
}

/** Founds the network, or goes on with its foundation. */
export default command<DeployArguments>("registry deploy", async (args, context) => {
  const session = await context.session();
  const { connection, chainId, network } = session;
  const rehearsal = connection.networkConfig.type === "edr-simulated";
  const parameters = readParameters(args.parameters || (rehearsal ? "localhost" : network.name));
  // a chain that ends with this process leaves no record behind
  const passing =
    rehearsal && args.deployment === "" ? mkdtempSync(path.join(tmpdir(), "registry-deploy-")) : undefined;
  const folder = passing ?? deploymentFolder(chainId, args.deployment || undefined);
  try {
    if (rehearsal) context.talk.say("A rehearsal: this chain ends with the command. Name a network by --network.");
    if (readRecord(folder)?.founded !== true) {
      context.talk.say(await planOf(parameters, session, folder));
      await confirmed(args, context, session);
    }
    await build(context.hre);
    const foundation = await found({
      hre: context.hre,
      connection,
      parameters,
      folder,
      signatures: consentSignatures(folder, await signersOf(args, context, session, parameters)),
      say: (step) => {
        context.talk.say(step);
      },
    });
    if (foundation.state === "deployed") removeBundles(folder, foundation.record);
    return await outcomeOf(foundation, folder, session);
  } finally {
    if (passing !== undefined) rmSync(passing, { recursive: true, force: true });
  }
});

async function planOf(parameters: FoundingParameters, session: Session, folder: string): Promise<string> {
  const { network, chainId } = session;
  const founders = parameters.founders.map(
    ({ country, owners, threshold }) => `${country} (${String(threshold)} of ${String(owners.length)} officers)`,
  );
  return [
    `network   ${network.name}, chain ${String(chainId)}`,
    `deploys   ${await (await session.submitter()).getAddress()}, who holds nothing afterwards`,
    `founders  ${founders.join(", ")}`,
    `terms     ${parameters.terms}`,
    `record    ${folder}`,
  ].join("\n");
}

/** Those that `--signer` names; on a network of one's own, also those whose keys the node holds. */
async function signersOf(
  { signer }: DeployArguments,
  context: Context,
  session: Session,
  { shared }: FoundingParameters,
): Promise<(owners: readonly string[]) => Promise<readonly Officer[]>> {
  const named = await Promise.all(signerSpecs(signer).map((spec) => officerFor(spec, context, session)));
  return async (owners) => {
    const own = named.filter(({ address }) => owners.includes(address));
    return shared ? own : [...own, ...(await nodeOfficers(session.connection, owners))];
  };
}

function removeBundles(folder: string, { founders }: DeploymentRecord): void {
  for (const { country } of founders) rmSync(consentFile(folder, country), { force: true });
}

async function outcomeOf(foundation: Foundation, folder: string, session: Session): Promise<Outcome> {
  const { record } = foundation;
  const block = await session.facts();
  const chain = { ...block, registry: record.contracts.registry };
  if (foundation.state === "waiting") return waiting(foundation, folder, session, chain);
  const addresses = [...places(record)];
  return {
    data: { state: foundation.state, folder, record },
    text: [
      foundation.state === "unchanged"
        ? `Nothing to do: ${record.name} was founded before, and nothing was sent.`
        : `${record.name} is founded. Its record is ${path.join(folder, "record.json")}.`,
      table(["contract", "address"], addresses),
      "Now look it over: npx hardhat registry doctor",
    ].join("\n\n"),
    chain,
  };
}

function waiting(
  { pending }: Extract<Foundation, { state: "waiting" }>,
  folder: string,
  { network }: Session,
  chain: NonNullable<Outcome["chain"]>,
): Outcome {
  const missing = pending.map(({ founder, signed, expiry, hash }) => ({
    country: founder.country,
    account: founder.account,
    bundle: consentFile(folder, founder.country),
    safeTxHash: hash,
    signatures: signed,
    threshold: founder.threshold,
    expires: new Date(expiry * 1000).toISOString(),
  }));
  const rows = missing.map(({ country, bundle, signatures, threshold }) => [
    country,
    `${String(signatures)} of ${String(threshold)}`,
    bundle,
  ]);
  return {
    data: { state: "waiting", folder, missing },
    text: [
      "Signatures are missing. The contracts and the founders' offices stand; each founder's officers now sign its bundle:",
      table(["state", "signed", "bundle"], rows),
      `  npx hardhat office sign BUNDLE --deployment ${folder} --signer var:OFFICER_KEY`,
      `Put the signed bundles back in their places, and go on with:\n  npx hardhat registry deploy --network ${network.name}`,
    ].join("\n\n"),
    chain,
    exit: EXIT.no,
  };
}
