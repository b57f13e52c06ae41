/**
 * The pilot's chain: Hardhat's node in a process of its own, on loopback. It is forked by `chain.ts`, tells it the
 * address, and ends when its parent does, however that ends.
 */
import hre from "hardhat";

import type { ChainSettings } from "./chain.ts";

process.on("disconnect", () => process.exit(0));
// Ctrl-C reaches the whole group; the parent decides when the chain goes.
process.on("SIGINT", () => undefined);

const [initialDate, settings] = process.argv.slice(2);
const server = await hre.network.createServer(
  {
    network: "node",
    override: {
      initialDate: new Date(initialDate ?? Date.now()),
      ...(JSON.parse(settings ?? "{}") as ChainSettings),
    },
  },
  "127.0.0.1",
  0,
);
const { address, port } = await server.listen();
process.send?.({ url: `http://${address}:${String(port)}` });
