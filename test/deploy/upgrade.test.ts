import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";
import hre from "hardhat";

import { connect } from "../../client/src/connect.ts";
import type { Hex } from "../../client/src/hex.ts";
import { findRecord } from "../../deploy/deployment.ts";
import { isGreen } from "../../deploy/doctor/check.ts";
import { examine } from "../../deploy/doctor/examine.ts";
import { prepareUpgrade, type Upgrade, type UpgradeOptions } from "../../deploy/suite/upgrade.ts";
import { rejected } from "../support/rejected.ts";
import { foundation, recordOf, temporaryFolder } from "../support/foundation.ts";

const NEXT = "TrustedIssuerRegistryV2";

describe("an upgrade", function () {
  this.timeout(600_000);

  async function founded() {
    const connection = await hre.network.create();
    const folder = temporaryFolder();
    const record = recordOf(await foundation(connection, { folder }));
    const prepare = (options: Partial<UpgradeOptions> = {}): Promise<Upgrade> =>
      prepareUpgrade({
        hre,
        connection,
        record: findRecord(record.chainId, folder),
        folder,
        contract: NEXT,
        ...options,
      });
    const examined = () => examine({ hre, connection, record: findRecord(record.chainId, folder) });
    /** What the council decided is carried out. */
    const execute = async (target: Hex, data: Hex): Promise<void> => {
      const { networkHelpers, ethers } = connection;
      await networkHelpers.impersonateAccount(record.contracts.councilTimelock);
      await networkHelpers.setBalance(record.contracts.councilTimelock, 10n ** 18n);
      const timelock = await ethers.getSigner(record.contracts.councilTimelock);
      await (await timelock.sendTransaction({ to: target, data })).wait();
    };
    return { connection, folder, record, prepare, examined, execute };
  }

  const prepared = (upgrade: Upgrade) => {
    if (upgrade.state !== "prepared") throw new RangeError(upgrade.state);
    return upgrade;
  };

  const red = async (examined: () => ReturnType<typeof examine>): Promise<string[]> =>
    (await examined()).filter(({ ok, warning }) => !ok && warning !== true).map(({ check }) => check);

  it("is deployed once, waits for the council, and is entered in the record after it", async () => {
    const { connection, record, folder, prepare, examined, execute } = await founded();
    const registry = await connection.ethers.getContractAt(NEXT, record.contracts.registry);
    const call = registry.interface.encodeFunctionData("initializeLater", [7]) as Hex;
    const first = prepared(await prepare({ call }));
    const block = await connection.ethers.provider.getBlockNumber();
    expect(prepared(await prepare({ call }))).to.deep.equal(first);
    expect(await connection.ethers.provider.getBlockNumber()).to.equal(block);
    expect(findRecord(record.chainId, folder).prepared).to.deep.equal([first.upgrade]);
    // the extension's code is the same
    expect(first.upgrade.extension).to.equal(record.extension);
    expect(first.motion.words).to.include(first.upgrade.implementation);
    expect(isGreen(await examined())).to.equal(true);

    expect(first.motion.target).to.equal(record.contracts.registry);
    await execute(first.motion.target, first.motion.data);
    expect(await red(examined)).to.deep.equal(["registry's implementation"]);
    const entered = await prepare();
    expect(entered.state).to.equal("entered");
    expect(await red(examined)).to.deep.equal([]);
    const after = findRecord(record.chainId, folder);
    expect(after.code).to.have.length(2);
    expect(after.prepared).to.deep.equal([]);
    const client = await connect({ provider: connection.provider as never, deployment: after });
    expect((await client.snapshot()).code).to.equal("expected");
    expect((await prepare()).state).to.equal("current");
  });

  it("has nothing to do where the registry runs this code", async () => {
    const { prepare } = await founded();
    expect((await prepare({ contract: "TrustedIssuerRegistry" })).state).to.equal("current");
  });

  it("is refused where it keeps a variable outside of the namespaces", async () => {
    const { connection, prepare } = await founded();
    const block = await connection.ethers.provider.getBlockNumber();
    const error = await rejected(prepare({ contract: "TrustedIssuerRegistryPlain" }), "UPGRADE_UNSAFE");
    expect(error.message).to.include("'plain' is outside of any namespace");
    expect(await connection.ethers.provider.getBlockNumber()).to.equal(block);
  });

  it("is refused where what was stored would be looked for elsewhere", async () => {
    const { folder, prepare } = await founded();
    const file = path.join(folder, "layout.json");
    const layout = JSON.parse(readFileSync(file, "utf8")) as {
      namespaces: Record<string, { label: string }[]>;
    };
    // as if the present code kept something before the seats
    const [first, ...rest] = layout.namespaces["erc7201:trusted-issuer-registry.Registry"]!;
    layout.namespaces["erc7201:trusted-issuer-registry.Registry"] = [{ ...first!, label: "before" }, first!, ...rest];
    writeFileSync(file, JSON.stringify(layout));
    await rejected(prepare(), "UPGRADE_UNSAFE");
    rmSync(file);
    await rejected(prepare(), "NO_LAYOUT");
  });

  it("that nobody prepared is entered in no record", async () => {
    const { connection, record, prepare, execute } = await founded();
    const other = await connection.ethers.deployContract("TrustedIssuerRegistry", [record.extension]);
    const registry = await connection.ethers.getContractAt("ITrustedIssuerRegistry", record.contracts.registry);
    const data = registry.interface.encodeFunctionData("upgradeToAndCall", [await other.getAddress(), "0x"]);
    await execute(record.contracts.registry, data as Hex);
    await rejected(prepare(), "UNEXPECTED_IMPLEMENTATION");
  });
});
