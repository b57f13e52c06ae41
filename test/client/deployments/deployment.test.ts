import { expect } from "chai";

import { parseDeployment } from "../../../client/src/deployments/deployment.ts";
import { deployments } from "../../../client/src/deployments/index.ts";
import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import { deploymentOf, world } from "../world.ts";

describe("parseDeployment", () => {
  it("takes a record as JSON gives it, and refuses it with any part missing or malformed", async () => {
    const record = await deploymentOf(await world());
    expect(parseDeployment(JSON.parse(JSON.stringify(record)))).to.deep.equal(record);
    const wrong = [
      ...Object.keys(record).map((name) => ({ ...record, [name]: undefined })),
      { ...record, chainId: "1" },
      { ...record, code: [] },
      { ...record, code: [{ ...record.code[0], proxy: "0x12" }] },
      { ...record, contracts: { ...record.contracts, notary: undefined } },
      null,
      "a record",
    ];
    for (const value of wrong) {
      expect(() => parseDeployment(value))
        .to.throw(SuiteError)
        .with.property("code", "INVALID_DEPLOYMENT");
    }
  });
});

describe("deployments", () => {
  it("has only records that are valid, on different chains", () => {
    const chains = deployments().map(({ chainId }) => chainId);
    expect(new Set(chains).size).to.equal(chains.length);
  });
});
