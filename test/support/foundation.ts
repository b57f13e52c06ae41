/** A network, founded as `registry deploy` founds one, with its record in a folder of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import hre from "hardhat";

import type { DeploymentRecord } from "../../deploy/deployment.ts";
import { readParameters } from "../../deploy/parameters.ts";
import type { SafeSignature } from "../../deploy/safe.ts";
import type { Connection } from "../../deploy/suite/connection.ts";
import { found, type Foundation, type FoundationOptions, type PendingConsent } from "../../deploy/suite/foundation.ts";
import { nodeOfficers } from "../../deploy/suite/nodeOfficers.ts";

export const PARAMETERS = readParameters("localhost");

const folders: string[] = [];
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "registry-"));
  folders.push(folder);
  return folder;
}

/** As many of a founder's officers as have to, of those whose keys the node holds. */
export const signedByNode =
  (connection: Connection) =>
  async ({ founder, transaction }: PendingConsent): Promise<SafeSignature[]> => {
    const officers = await nodeOfficers(connection, founder.owners);
    return Promise.all(officers.slice(0, founder.threshold).map((officer) => officer.sign(transaction)));
  };

export async function foundation(
  connection: Connection,
  options: Partial<FoundationOptions> = {},
): Promise<Foundation> {
  return found({
    hre,
    connection,
    parameters: PARAMETERS,
    folder: temporaryFolder(),
    signatures: signedByNode(connection),
    ...options,
  });
}

export function recordOf(foundation: Foundation): DeploymentRecord {
  if (foundation.state === "waiting") throw new RangeError("consents are missing");
  return foundation.record;
}
