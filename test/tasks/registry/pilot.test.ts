/** The pilot's network, as hardhat.config.ts has it: gas costs nothing, one key deploys, and the founders sign for themselves. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";
import { HDNodeWallet, Wallet } from "ethers";

import { findRecord } from "../../../deploy/deployment.ts";
import { startChain } from "../../../scripts/pilot/chain.ts";
import { PARAMETERS, temporaryFolder } from "../../support/foundation.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");
const MNEMONIC = "test test test test test test test test test test test junk";

interface Envelope {
  readonly data?: { readonly state?: string; readonly healthy?: boolean };
  readonly error?: { readonly code: string };
}

describe("registry deploy on a production network", function () {
  this.timeout(600_000);

  it("asks for the chain's id, pays no gas, and is signed for by the officers' own keys", async () => {
    const chain = await startChain(new Date(), { hardfork: "prague", initialBaseFeePerGas: 0 });
    const folder = temporaryFolder();
    const deployer = Wallet.createRandom();
    // two officers of each founder: accounts 1 and 2, 4 and 5, 7 and 8
    const officers = [1, 2, 4, 5, 7, 8].map((index) =>
      HDNodeWallet.fromPhrase(MNEMONIC, undefined, `m/44'/60'/0'/0/${String(index)}`),
    );
    const variables = {
      PILOT_RPC_URL: chain.url,
      PILOT_DEPLOYER_KEY: deployer.privateKey,
      ...Object.fromEntries(officers.map(({ privateKey }, index) => [`OFFICER_${String(index)}`, privateKey])),
    };
    const signers = officers.map((_, index) => `var:OFFICER_${String(index)}`).join(",");
    const hardhat = async (...args: string[]): Promise<{ code: number | null; stderr: string } & Envelope> => {
      const child = spawn(
        process.execPath,
        [HARDHAT, ...args, "--network", "pilot", "--deployment", folder, "--json"],
        { cwd: ROOT, env: { ...process.env, NO_COLOR: "1", ...variables }, stdio: ["ignore", "pipe", "pipe"] },
      );
      let [stdout, stderr] = ["", ""];
      child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      const [code] = (await once(child, "close")) as [number | null];
      expect(stdout + stderr).not.to.include(deployer.privateKey.slice(2));
      return { code, stderr, ...(JSON.parse(stdout) as Envelope) };
    };
    const deploy = ["registry", "deploy", "--parameters", "localhost", "--signer", signers, "--yes"];
    try {
      const unsure = await hardhat(...deploy);
      expect([unsure.code, unsure.error?.code]).to.deep.equal([2, "CONFIRMATION_NEEDED"]);
      const wrong = await hardhat(...deploy, "--expect-chain", "4711");
      expect([wrong.code, wrong.error?.code]).to.deep.equal([2, "WRONG_CHAIN"]);

      const founded = await hardhat(...deploy, "--expect-chain", "31337");
      expect([founded.code, founded.data?.state], founded.stderr + JSON.stringify(founded)).to.deep.equal([
        0,
        "deployed",
      ]);
      const record = findRecord(31337, folder);
      expect(record.deployer).to.equal(deployer.address);
      expect(record.founders.map(({ country }) => country)).to.deep.equal(
        PARAMETERS.founders.map(({ country }) => country),
      );
      const doctor = await hardhat("registry", "doctor");
      expect([doctor.code, doctor.data?.healthy]).to.deep.equal([0, true]);
    } finally {
      await chain.stop();
    }
  });
});
