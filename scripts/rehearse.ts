/**
 * The foundation of a network on a chain of its own, by the commands that found a real one, from the first to the doctor's
 * verdict: what a deployment has to pass before it. `npm run rehearse`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { startChain } from "./pilot/chain.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");

/** A second deployment changes nothing, and the doctor finds nothing wrong. */
const COMMANDS = [
  ["registry", "deploy", "--yes"],
  ["registry", "deploy", "--yes"],
  ["registry", "doctor"],
];

const folder = mkdtempSync(path.join(tmpdir(), "registry-rehearsal-"));
const chain = await startChain(new Date());
try {
  for (const command of COMMANDS) {
    console.error(`\n== ${command.join(" ")}`);
    const code = await hardhat([...command, "--network", "localhost", "--deployment", folder]);
    if (code === 0) continue;
    process.exitCode = code;
    break;
  }
} finally {
  await chain.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function hardhat(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [HARDHAT, ...args], {
    cwd: ROOT,
    env: { ...process.env, LOCALHOST_RPC_URL: chain.url },
    stdio: "inherit",
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}
