#!/usr/bin/env node
// The solc executable that forge wants: the pinned solc-js, so that forge compiles what Hardhat compiles, offline.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const solc = createRequire(import.meta.url)("solc");

if (process.argv.includes("--version")) {
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}`);
} else if (process.argv.includes("--standard-json")) {
  const input = JSON.parse(readFileSync(0, "utf8"));
  // For coverage forge switches the optimizer off, and OpenZeppelin's P256 has assembly that is too deep for that. The places
  // of assembly's variables on the stack are optimized, by no step that changes what is covered.
  if (!input.settings.optimizer?.enabled) {
    const details = { yul: true, yulDetails: { stackAllocation: true, optimizerSteps: ":" } };
    input.settings.optimizer = { enabled: false, details };
  }
  process.stdout.write(solc.compile(JSON.stringify(input)));
} else {
  console.error("usage: solc.mjs --version | --standard-json < input.json");
  process.exitCode = 1;
}
