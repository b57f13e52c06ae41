import { existsSync } from "node:fs";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { encodeMulticall } from "../../deploy/safe.ts";
import { describeCall } from "../bundle/describe.ts";
import type { Outcome } from "../core/command.ts";
import type { Session } from "../core/session.ts";
import type { MotionTarget } from "../bundle/targets.ts";
import { addMotions, type Motion, otherChain, readMotions } from "./motion.ts";
import { simulate } from "./simulate.ts";
import type { Write, WriteArguments } from "./write.ts";

const DAY = 86_400;

/**
 * Adds an act to what is to be proposed to the council.
 * @throws SuiteError NO_MOTION, MOTION_INVALID, MOTION_OTHER_CHAIN
 * @throws ContractError
 */
export async function asMotion(write: Write, args: WriteArguments, session: Session): Promise<Outcome> {
  const { motion: file, dryRun } = args;
  if (write.direct === true || write.target === "office" || write.target === "council") {
    throw new SuiteError("NO_MOTION", "this is an office's own act", "Use --office instead of --motion.");
  }
  const target = session.record.contracts[write.target];
  const motions = write.calls.map(({ data }) => ({
    target,
    data,
    words: describeCall(session.record, target, data),
  }));
  const { motions: before, chainId } = existsSync(file) ? readMotions(file) : { motions: [], chainId: session.chainId };
  if (chainId !== session.chainId) throw otherChain(file, chainId, session.chainId);
  await simulateAll(session, write.target, [...before, ...motions]);
  const chain = await session.facts();
  const words = motions.map((one) => `  ${one.words}`).join("\n");
  if (dryRun) return { data: { motions, written: false }, text: `${words}\nNothing was written.`, chain };
  const all = addMotions(file, session.chainId, motions);
  return {
    data: { motions, written: true, file, count: all.motions.length },
    text:
      `${words}\n${file} has ${String(all.motions.length)} motion(s) now. A member state proposes them:\n` +
      `  npx hardhat council propose ${file} --office COUNTRY --document FILE`,
    chain,
  };
}

/**
 * As the timelock, with what the file has for the same contract before it: three seats can admit a fourth and suspend one in
 * one proposal, and not the latter alone.
 */
async function simulateAll(session: Session, name: MotionTarget, motions: readonly Motion[]): Promise<void> {
  const { contracts } = session.record;
  const target = contracts[name];
  const calls = motions.filter((one) => one.target.toLowerCase() === target.toLowerCase()).map(({ data }) => data);
  const together = name === "registry" || name === "memberStates";
  const tried = together ? [encodeMulticall((await session.now()) + DAY, calls) as Hex] : calls.slice(-1);
  for (const data of tried) await simulate(session, contracts.councilTimelock, target, data, false);
}
