import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** Runs `tir` in a process of its own. */
export async function tir(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const bin = fileURLToPath(new URL("../../../client/bin/tir.ts", import.meta.url));
  const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, ended] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  const [code] = ended as [number];
  return { code, stdout, stderr };
}
