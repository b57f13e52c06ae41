import { existsSync } from "node:fs";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { writeFileAtomically } from "../../deploy/files.ts";

/**
 * Writes a file whole or not at all, and never over another unless that is wanted.
 * @throws SuiteError FILE_EXISTS
 */
export function writeNewFile(file: string, content: string, force: boolean): void {
  requireNew([file], force);
  writeFileAtomically(file, content);
}

/** @throws SuiteError FILE_EXISTS before anything is written */
export function requireNew(files: readonly string[], force: boolean): void {
  const existing = force ? [] : files.filter((file) => existsSync(file));
  if (existing.length === 0) return;
  throw new SuiteError(
    "FILE_EXISTS",
    `${existing.join(", ")} ${existing.length === 1 ? "is" : "are"} there already`,
    "Give another place with --out or --csv, or --force to replace what is there.",
  );
}
