import { existsSync } from "node:fs";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { deploymentFolder } from "../../deploy/deployment.ts";
import { build } from "../../deploy/suite/build.ts";
import { prepareUpgrade, type UpgradeMotion } from "../../deploy/suite/upgrade.ts";
import { type CommonArguments, command } from "../core/command.ts";
import { addMotions, readMotions } from "../write/motion.ts";
import { confirmed } from "../write/confirm.ts";

interface UpgradeArguments extends CommonArguments {
  readonly contract: string;
  readonly extension: string;
  readonly call: string;
  readonly motion: string;
  readonly yes: boolean;
}

/** Deploys the next implementation for the council to decide about; after the vote, enters it in the record. */
export default command<UpgradeArguments>("registry upgrade", async (args, context) => {
  const session = await context.session();
  const { record, connection, chainId, network } = session;
  const folder = deploymentFolder(chainId, args.deployment || undefined);
  const call = callData(args.call);
  const { contract, extension } = args;
  context.talk.say(
    `network   ${network.name}, chain ${String(chainId)}, registry ${record.contracts.registry}\n` +
      `upgrade   to ${contract} with ${extension}, of these sources; the council decides`,
  );
  await confirmed(args, context, session);
  await build(context.hre);
  const result = await prepareUpgrade({ hre: context.hre, connection, record, folder, contract, extension, call });
  const chain = await session.facts();
  if (result.state === "current") {
    return {
      data: { state: result.state },
      text: `Nothing to do: the registry runs this ${contract} already.`,
      chain,
    };
  }
  if (result.state === "entered") {
    const { implementation } = result.record;
    return {
      data: { state: result.state, implementation },
      text: `The registry runs ${implementation}, as the council decided. The record follows.`,
      chain,
    };
  }
  const { upgrade, motion } = result;
  const file = args.motion || `upgrade-${upgrade.implementation.slice(2, 10)}.json`;
  addOnce(file, chainId, motion);
  return {
    data: { state: result.state, upgrade, motion: file },
    text:
      `${contract} stands at ${upgrade.implementation}. ${file} has the motion; a member state proposes it:\n` +
      `  npx hardhat council propose ${file} --office COUNTRY --document FILE\n` +
      "After its execution, run this command again: it enters the upgrade in the record.",
    chain,
  };
});

/** A second run adds nothing. */
function addOnce(file: string, chainId: number, motion: UpgradeMotion): void {
  const there = existsSync(file) && readMotions(file).motions.some(({ data }) => data === motion.data);
  if (!there) addMotions(file, chainId, [motion]);
}

/** @throws SuiteError INVALID_OPTION */
function callData(written: string): Hex {
  if (/^0x(?:[0-9a-f]{2})*$/i.test(written)) return written.toLowerCase() as Hex;
  throw new SuiteError("INVALID_OPTION", `--call: '${written}' is no call data`, "Give 0x and hexadecimal digits.");
}
