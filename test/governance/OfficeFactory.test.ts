import { expect } from "chai";
import { getProxyFactoryDeployment, getSafeL2SingletonDeployment } from "@safe-global/safe-deployments";
import safeProxy from "@safe-global/safe-smart-account/build/artifacts/contracts/proxies/SafeProxy.sol/SafeProxy.json" with { type: "json" };
import { keccak256 } from "ethers";
import { network } from "hardhat";

import { accountOfficer, createOffice, deploySafe } from "../../deploy/safe.ts";

const { ethers, networkHelpers } = await network.create();

const VERSION = { version: "1.5.0" };

async function offices() {
  const [deployer, ...accounts] = await ethers.getSigners();
  const safe = await deploySafe(deployer!);
  const factory = await ethers.deployContract("OfficeFactory", [safe.proxyFactory, safe.singleton]);
  const officers = await Promise.all(accounts.slice(0, 3).map(accountOfficer));
  return { safe, factory, officers };
}

const codeHashAt = async (account: string) => keccak256(await ethers.provider.getCode(account));

describe("OfficeFactory", () => {
  it("takes the code that Safe published as canonical, and only that", async () => {
    const { safe, factory } = await networkHelpers.loadFixture(offices);
    const singleton = getSafeL2SingletonDeployment(VERSION)?.deployments.canonical?.codeHash;
    const proxyFactory = getProxyFactoryDeployment(VERSION)?.deployments.canonical?.codeHash;
    expect(await codeHashAt(safe.singleton)).to.equal(singleton);
    expect(await codeHashAt(safe.proxyFactory)).to.equal(proxyFactory);

    // Exchanged: each is refused by the hash that was expected.
    await expect(ethers.deployContract("OfficeFactory", [safe.singleton, safe.singleton]))
      .to.be.revertedWithCustomError(factory, "OfficeFactoryWrongCode")
      .withArgs(safe.singleton, singleton, proxyFactory);
    await expect(ethers.deployContract("OfficeFactory", [safe.proxyFactory, safe.proxyFactory]))
      .to.be.revertedWithCustomError(factory, "OfficeFactoryWrongCode")
      .withArgs(safe.proxyFactory, proxyFactory, singleton);
  });

  it("makes proxies of the package's code", async () => {
    const { factory, officers } = await networkHelpers.loadFixture(offices);
    const office = await createOffice(factory, officers, 2, 0n);
    expect(await codeHashAt(office.address)).to.equal(keccak256(safeProxy.deployedBytecode));
  });
});
