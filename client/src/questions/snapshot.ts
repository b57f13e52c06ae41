import { dataSlice, keccak256 } from "ethers";

import type { Hex } from "../hex.ts";
import type { CodeCheck, CodeHashes, Snapshot } from "../source.ts";
import type { Moment } from "./moment.ts";

/** Where a proxy keeps its implementation's address (ERC-1967). */
const IMPLEMENTATION_SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

export async function snapshot(moment: Moment): Promise<Snapshot> {
  const codeHashes = await readCodeHashes(moment);
  const { nodes, agreement } = moment.place.chain;
  return {
    ...moment.readAt,
    code: codeCheck(moment, codeHashes),
    codeHashes,
    age: Math.floor(Date.now() / 1000) - moment.block.time,
    nodes: { asked: nodes, agreed: agreement },
  };
}

async function readCodeHashes(moment: Moment): Promise<CodeHashes> {
  const { chain, address } = moment.place;
  const at = moment.block.number;
  const [proxyCode, slot, extension] = await Promise.all([
    chain.code(address, at),
    chain.storage(address, IMPLEMENTATION_SLOT, at),
    moment.registry.extension(),
  ]);
  const [implementationCode, extensionCode] = await Promise.all([
    chain.code(dataSlice(slot, 12) as Hex, at),
    chain.code(extension as Hex, at),
  ]);
  const hash = (code: Hex): Hex => keccak256(code) as Hex;
  return { proxy: hash(proxyCode), implementation: hash(implementationCode), extension: hash(extensionCode) };
}

function codeCheck({ place }: Moment, hashes: CodeHashes): CodeCheck {
  if (place.deployment === undefined) return "unpinned";
  const expected = place.deployment.code.some(
    ({ proxy, implementation, extension }) =>
      proxy === hashes.proxy && implementation === hashes.implementation && extension === hashes.extension,
  );
  return expected ? "expected" : "unexpected";
}
