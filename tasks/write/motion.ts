/** What is to be proposed to the council: one readable JSON file, to which several commands add. */
import { existsSync } from "node:fs";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { readFile } from "../core/arguments.ts";
import { writeFileAtomically } from "../../deploy/files.ts";

const MOTION_FORMAT = "trusted-issuer-registry/motion/1";

/** One call that the council's timelock is to make. */
export interface Motion {
  readonly target: Hex;
  readonly data: Hex;
  /** What it does; for people, never trusted. */
  readonly words: string;
}

export interface MotionFile {
  readonly format: typeof MOTION_FORMAT;
  readonly chainId: number;
  readonly motions: readonly Motion[];
}

/** @throws SuiteError UNREADABLE_FILE, MOTION_INVALID */
export function readMotions(file: string): MotionFile {
  let value: unknown;
  try {
    value = JSON.parse(readFile(file).toString("utf8"));
  } catch (error) {
    if (error instanceof SuiteError) throw error;
    throw invalid(file, "it is no JSON");
  }
  const { format, chainId, motions } = (value ?? {}) as Partial<Record<keyof MotionFile, unknown>>;
  if (format !== MOTION_FORMAT) throw invalid(file, `its format isn't ${MOTION_FORMAT}`);
  if (typeof chainId !== "number" || !Number.isSafeInteger(chainId)) throw invalid(file, "it names no chain id");
  if (!Array.isArray(motions) || motions.length === 0) throw invalid(file, "it has no motions");
  return { format, chainId, motions: motions.map((motion: unknown) => readMotion(file, motion)) };
}

/**
 * Adds motions to a file, which is made where there is none.
 * @throws SuiteError MOTION_INVALID, MOTION_OTHER_CHAIN
 */
export function addMotions(file: string, chainId: number, motions: readonly Motion[]): MotionFile {
  const before = existsSync(file) ? readMotions(file) : undefined;
  if (before !== undefined && before.chainId !== chainId) throw otherChain(file, before.chainId, chainId);
  const after: MotionFile = { format: MOTION_FORMAT, chainId, motions: [...(before?.motions ?? []), ...motions] };
  writeFileAtomically(file, `${JSON.stringify(after, undefined, 2)}\n`);
  return after;
}

export const otherChain = (file: string, written: number, chainId: number): SuiteError =>
  new SuiteError(
    "MOTION_OTHER_CHAIN",
    `${file} is for chain ${String(written)}, this is chain ${String(chainId)}`,
    "Use the network that the motions were written for.",
  );

function readMotion(file: string, value: unknown): Motion {
  const { target, data, words } = (value ?? {}) as Partial<Record<keyof Motion, unknown>>;
  if (typeof target !== "string" || !/^0x[0-9a-f]{40}$/i.test(target)) throw invalid(file, "a motion has no target");
  if (typeof data !== "string" || !/^0x(?:[0-9a-f]{2})+$/i.test(data)) throw invalid(file, "a motion has no call data");
  return { target: target as Hex, data: data as Hex, words: typeof words === "string" ? words : "" };
}

const invalid = (file: string, why: string): SuiteError =>
  new SuiteError(
    "MOTION_INVALID",
    `${file} is no motion file: ${why}`,
    "Let the commands write it, with --motion FILE.",
  );
