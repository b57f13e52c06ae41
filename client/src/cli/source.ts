import { readFile } from "node:fs/promises";

import { connect } from "../connect.ts";
import { parseDeployment } from "../deployments/deployment.ts";
import type { Registry } from "../registry.ts";
import { usageError } from "./usage.ts";

/** What every command takes, for `parseArgs`. */
export const SOURCE_OPTIONS = {
  rpc: { type: "string", multiple: true },
  registry: { type: "string" },
  deployment: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export interface SourceArguments {
  readonly rpc?: string[] | undefined;
  readonly registry?: string | undefined;
  readonly deployment?: string | undefined;
}

/** Connects as the arguments say. */
export async function connectAs({ rpc: rpcUrls = [], registry, deployment }: SourceArguments): Promise<Registry> {
  if (rpcUrls.length === 0) throw usageError("--rpc is missing");
  if (deployment !== undefined && registry === undefined) {
    return connect({ rpcUrls, deployment: parseDeployment(await readJson(deployment)) });
  }
  if (registry === undefined || deployment !== undefined) {
    throw usageError("one of --registry and --deployment is needed");
  }
  return connect({ rpcUrls, address: registry });
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw usageError(`${file} can't be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
