import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";
import hre from "hardhat";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { type DeploymentRecord, findRecord, parseRecord, readRecord, writeRecord } from "../../deploy/deployment.ts";
import { places } from "../../deploy/suite/places.ts";
import { foundation, recordOf, temporaryFolder } from "../support/foundation.ts";

describe("a deployment's record", () => {
  let record: DeploymentRecord;
  before(async () => {
    record = recordOf(await foundation(await hre.network.create()));
  });

  it("names what stands, of which sources, and how it was compiled", () => {
    expect(record.commit).to.match(/^[0-9a-f]{40}(?:-modified)?$/);
    expect(record.compiler.solc).to.match(/^0\.8\.37\+commit\./);
    expect(record.compiler.evmVersion).to.equal("cancun");
    expect(record.compiler.contracts["TrustedIssuerRegistry"]).to.deep.equal({ runs: 700, viaIR: true });
    expect(record.compiler.contracts["Council"]).to.deep.equal({ runs: 200, viaIR: false });
    expect(Object.keys(record.codeHashes).sort()).to.deep.equal([...places(record).keys()].sort());
    expect(record.constructorArguments["CouncilTimelock"]).to.deep.equal([record.deployer]);
    expect(record.constructorArguments["TrustedIssuerRegistry"]).to.deep.equal([record.extension]);
    expect(record.block).to.be.greaterThanOrEqual(record.firstBlock);
    expect(record.firstBlock).to.equal(1);
  });

  it("is read as it was written, and leaves nothing else behind", () => {
    const folder = temporaryFolder();
    expect(readRecord(folder)).to.equal(undefined);
    writeRecord(folder, record);
    expect(readRecord(folder)).to.deep.equal(record);
    expect(readdirSync(folder)).to.deep.equal(["record.json"]);
  });

  it("is refused with any part missing or malformed", () => {
    const wrong = [
      ...Object.keys(record).map((name) => ({ ...record, [name]: undefined })),
      { ...record, shared: "yes" },
      { ...record, policy: "0x12" },
      { ...record, codeHashes: { Council: "0x12" } },
      { ...record, founders: [{ ...record.founders[0], account: 5 }] },
      { ...record, prepared: [{}] },
      { ...record, compiler: { ...record.compiler, contracts: { Council: { runs: "200", viaIR: false } } } },
    ];
    for (const value of wrong) {
      expect(() => parseRecord(value), JSON.stringify(value))
        .to.throw(SuiteError)
        .with.property("code", "INVALID_DEPLOYMENT");
    }
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "record.json"), "{");
    expect(() => findRecord(31337, folder))
      .to.throw(SuiteError)
      .with.property("code", "INVALID_DEPLOYMENT");
  });

  it("that isn't there is missed with what to run", () => {
    expect(() => findRecord(4711))
      .to.throw(SuiteError, /chain-4711/)
      .with.property("remedy")
      .that.includes("npx hardhat registry deploy --network");
  });
});
