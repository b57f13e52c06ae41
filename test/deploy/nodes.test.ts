/** The same deployment on different nodes, over HTTP, by prague's rules and with a base fee of zero. */
import { expect } from "chai";
import { ZeroHash } from "ethers";
import hre from "hardhat";

import { connect } from "../../client/src/connect.ts";
import { institutionId } from "../../client/src/identifiers/ids.ts";
import { profile, profileBytes } from "../../client/src/profile.ts";
import { parseCountry } from "../../client/src/identifiers/countries.ts";
import { isGreen } from "../../deploy/doctor/check.ts";
import { examine } from "../../deploy/doctor/examine.ts";
import type { DeploymentRecord } from "../../deploy/deployment.ts";
import { encodeMulticall, officeCall } from "../../deploy/safe.ts";
import type { Connection } from "../../deploy/suite/connection.ts";
import { nodeOfficers } from "../../deploy/suite/nodeOfficers.ts";
import { startChain } from "../../scripts/pilot/chain.ts";
import { anvilPath, startAnvil } from "../support/anvil.ts";
import { foundation, recordOf, temporaryFolder } from "../support/foundation.ts";

const IDENTIFIER = "urn:trusted-issuer:pic:999866883";

interface Node {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const NODES: Record<string, (() => Promise<Node>) | undefined> = {
  "Hardhat's node": () => startChain(new Date(), { hardfork: "prague", initialBaseFeePerGas: 0 }),
  anvil: anvil(anvilPath()),
};

function anvil(executable: string | undefined): (() => Promise<Node>) | undefined {
  if (executable === undefined) return undefined;
  return () => startAnvil(executable, ["--hardfork", "prague", "--base-fee", "0", "--gas-price", "0"]);
}

/** The first founder registers an institution. */
async function register(connection: Connection, record: DeploymentRecord): Promise<void> {
  const { ethers } = connection;
  const [founder] = record.founders;
  const office = {
    address: founder!.account,
    threshold: founder!.threshold,
    officers: await nodeOfficers(connection, founder!.owners),
  };
  const registry = await ethers.getContractAt("ITrustedIssuerRegistry", record.contracts.registry);
  const bytes = profileBytes(
    profile({ country: parseCountry("AT"), identifiers: [IDENTIFIER], legalName: { de: "Universität Wien" } }),
  );
  const call = registry.interface.encodeFunctionData("registerInstitutions", [
    [{ identifier: IDENTIFIER, profile: bytes }],
    0,
    ZeroHash,
  ]);
  const deadline = ((await ethers.provider.getBlock("latest"))?.timestamp ?? 0) + 3600;
  const [submitter] = await ethers.getSigners();
  const response = await officeCall(office, submitter!, record.contracts.registry, encodeMulticall(deadline, [call]));
  const receipt = await response.wait();
  expect(receipt?.status).to.equal(1);
}

describe("deployment, doctor and a write, by prague's rules and with a base fee of zero", function () {
  this.timeout(600_000);

  for (const [name, start] of Object.entries(NODES)) {
    it(`work on ${name}`, async function () {
      if (start === undefined) {
        console.log(`      ${name} isn't installed for ${process.platform}-${process.arch}: skipped`);
        this.skip();
      }
      const node = await start();
      try {
        const connection = await hre.network.create({ network: "localhost", override: { url: node.url } });
        const block = await connection.ethers.provider.getBlock(0);
        expect(block?.baseFeePerGas).to.equal(0n);
        const folder = temporaryFolder();
        const record = recordOf(await foundation(connection, { folder }));
        const checks = await examine({ hre, connection, record });
        expect(checks.filter(({ ok, warning }) => !ok && warning !== true)).to.deep.equal([]);
        expect(isGreen(checks)).to.equal(true);
        await register(connection, record);
        const client = await connect({ rpcUrls: [node.url], deployment: record });
        const status = await client.statusOf({
          kind: "institution",
          institution: institutionId(parseCountry("AT"), IDENTIFIER),
        });
        expect(status.state).to.equal("active");
        expect((await foundation(connection, { folder })).state).to.equal("unchanged");
      } finally {
        await node.stop();
      }
    });
  }
});
