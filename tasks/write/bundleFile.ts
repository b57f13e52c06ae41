import { existsSync } from "node:fs";

import type { Provider } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Bundle } from "../bundle/bundle.ts";
import { readBundle } from "../bundle/readBundle.ts";
import { safeState } from "./office.ts";

/**
 * Refuses to write a bundle over what isn't one, or over one that officers have signed and that can still be submitted.
 * @throws SuiteError FILE_EXISTS
 */
export async function requireReplaceable(file: string, provider: Provider): Promise<void> {
  if (!existsSync(file)) return;
  const there = bundleIn(file);
  if (there === undefined) throw exists(file, "no bundle");
  if (there.signatures.length === 0) return;
  const { nonce } = await safeState(provider, there.office.account);
  if (there.message.nonce >= nonce) throw exists(file, `a bundle with ${String(there.signatures.length)} signature(s)`);
}

function bundleIn(file: string): Bundle | undefined {
  try {
    return readBundle(file);
  } catch (error) {
    if (error instanceof SuiteError) return undefined;
    throw error;
  }
}

const exists = (file: string, what: string): SuiteError =>
  new SuiteError(
    "FILE_EXISTS",
    `${file} is there already, ${what}`,
    "Name another file, or remove this one if it isn't needed any more.",
  );
