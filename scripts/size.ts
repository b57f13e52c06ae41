// Prints the size of every contract that can be deployed, and fails if one is over the EVM's limit (EIP-170).
//
//   npm run size
import { readFile } from "node:fs/promises";

import hre from "hardhat";

const LIMIT = 24_576;

type Row = { contract: string; bytes: number };

async function deployedSizes(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const path of await hre.artifacts.getAllArtifactPaths()) {
    const artifact = JSON.parse(await readFile(path, "utf8")) as {
      contractName: string;
      sourceName: string;
      deployedBytecode: string;
      abi: { type: string }[];
    };
    const isOurs = artifact.sourceName.startsWith("contracts/") && !artifact.sourceName.startsWith("contracts/mocks/");
    const isCallable = artifact.abi.some(({ type }) => type !== "error" && type !== "event");
    // Interfaces have no code; a library of internal functions is a stub.
    if (!isOurs || artifact.deployedBytecode === "0x" || !isCallable) continue;
    rows.push({ contract: artifact.contractName, bytes: (artifact.deployedBytecode.length - 2) / 2 });
  }
  return rows.sort((a, b) => b.bytes - a.bytes || a.contract.localeCompare(b.contract));
}

const rows = await deployedSizes();
const width = Math.max("contract".length, ...rows.map((row) => row.contract.length));
const number = (value: number | string) => value.toLocaleString("en").padStart(8);

console.log(`${"contract".padEnd(width)}  ${number("bytes")}  ${number("margin")}`);
for (const { contract, bytes } of rows) {
  console.log(`${contract.padEnd(width)}  ${number(bytes)}  ${number(LIMIT - bytes)}`);
}

const over = rows.filter((row) => row.bytes > LIMIT);
if (rows.length === 0) {
  console.error("size: there is no contract to measure; was the build run?");
  process.exitCode = 1;
}
for (const { contract, bytes } of over) {
  console.error(`size: ${contract} is ${bytes - LIMIT} bytes over the limit of ${LIMIT}.`);
  process.exitCode = 1;
}
