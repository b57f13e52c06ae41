/** The package as its users get it: built, packed, and unpacked into an empty folder beside its dependencies. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const PACKAGE = "trusted-issuer-registry-client";

let folder: string | undefined;

/** Made once for all tests of a run. */
export function installed(): string {
  folder ??= install();
  return folder;
}

process.on("exit", () => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

function install(): string {
  const place = mkdtempSync(path.join(tmpdir(), "client-"));
  const modules = path.join(place, "node_modules");
  mkdirSync(path.join(modules, PACKAGE), { recursive: true });
  const npm = (...args: string[]) =>
    execFileSync("npm", [...args, "--workspace", "client", "--loglevel=error"], {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
    });
  npm("run", "build");
  npm("pack", "--pack-destination", place);
  const tarball = readdirSync(place).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack made nothing");
  execFileSync("tar", ["-xzf", path.join(place, tarball), "-C", path.join(modules, PACKAGE), "--strip-components=1"]);
  // what npm would fetch is there already
  for (const name of readdirSync(path.join(ROOT, "node_modules"))) {
    if (name !== PACKAGE && !name.startsWith(".")) {
      symlinkSync(path.join(ROOT, "node_modules", name), path.join(modules, name));
    }
  }
  writeFileSync(path.join(place, "package.json"), '{ "private": true, "type": "module" }\n');
  return place;
}

/** Runs a script in that folder, and returns what it prints. */
export async function run(script: string, env: Readonly<Record<string, string>>): Promise<string> {
  const args = ["--input-type=module", "--eval", script];
  const child = spawn(process.execPath, args, { cwd: installed(), env: { ...process.env, ...env, NO_COLOR: "1" } });
  const [stdout, stderr, ended] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  const [code] = ended as [number];
  if (code !== 0) throw new Error(stderr);
  return stdout;
}
