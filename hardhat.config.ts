import { fileURLToPath } from "node:url";

import hardhatToolboxMochaEthers from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import hardhatUpgrades from "@openzeppelin/hardhat-upgrades";
import { configVariable, defineConfig } from "hardhat/config";

import { tasks } from "./tasks/index.ts";

/** The compiler is the exact `solc` of package.json, run as JavaScript: nothing is downloaded at build time. */
const SOLC_VERSION = "0.8.37";
/** Pilot networks run behind mainnet. */
const EVM_VERSION = "cancun";

/** What Solidity tests may read: Safe's artifacts, and the vectors. */
const solidityTests = { fsPermissions: { readDirectory: ["node_modules", "test"] } };

const solcPath = fileURLToPath(import.meta.resolve("solc/soljson.js"));

/** What is deployed of the registry is compiled through the intermediate representation: slower to build, cheaper to call. */
function compiler({ runs, viaIR }: { runs: number; viaIR: boolean }) {
  return {
    version: SOLC_VERSION,
    path: solcPath,
    settings: {
      evmVersion: EVM_VERSION,
      optimizer: { enabled: true, runs },
      viaIR,
      outputSelection: { "*": { "*": ["storageLayout"] } },
    },
  };
}

export default defineConfig({
  plugins: [hardhatToolboxMochaEthers, hardhatUpgrades],
  tasks,
  solidity: {
    compilers: [compiler({ runs: 200, viaIR: false })],
    overrides: {
      "contracts/registry/TrustedIssuerRegistry.sol": compiler({ runs: 700, viaIR: true }),
      "contracts/registry/RegistryExtension.sol": compiler({ runs: 200, viaIR: true }),
    },
    npmFilesToBuild: ["@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol"],
  },
  paths: {
    ignition: "deploy",
    tests: { mocha: "test", solidity: "test" },
  },
  networks: {
    /** In process: tests, benchmark. */
    default: { type: "edr-simulated", chainType: "l1", hardfork: EVM_VERSION },
    /** What `hardhat node` serves. A council vote moves the clock ahead by weeks: it starts a year ago, so as never to lie in the future. */
    node: {
      type: "edr-simulated",
      chainType: "l1",
      hardfork: EVM_VERSION,
      initialDate: new Date(Date.now() - 365 * 24 * 60 * 60 * 1000),
    },
    /** A node on this machine, in a process of its own: `hardhat node`, anvil. */
    localhost: { type: "http", chainType: "l1", url: process.env["LOCALHOST_RPC_URL"] ?? "http://127.0.0.1:8545" },
    /** The pilot's network. Its one account deploys, and submits what offices signed; gas costs nothing. */
    pilot: {
      type: "http",
      chainType: "l1",
      url: configVariable("PILOT_RPC_URL"),
      accounts: [configVariable("PILOT_DEPLOYER_KEY")],
      gasPrice: 0n,
      ignition: { gasPrice: 0n },
    },
  },
  ignition: { requiredConfirmations: 1 },
  typechain: { tsNocheck: true },
  test: {
    mocha: { timeout: 120_000 },
    solidity: {
      profiles: {
        default: { ...solidityTests, fuzz: { runs: 256 }, invariant: { runs: 32, depth: 50 } },
        ci: { ...solidityTests, fuzz: { runs: 10_000 }, invariant: { runs: 256, depth: 100 } },
      },
    },
  },
});
