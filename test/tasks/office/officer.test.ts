import { expect } from "chai";
import { Wallet } from "ethers";

import { hardhat } from "../cli.ts";

const KEY = `0x${"7e".repeat(32)}`;

describe("office officer", function () {
  this.timeout(600_000);

  it("shows the address of an officer's key in a variable, without a network, and never the key", async () => {
    const { code, stdout, stderr } = await hardhat(["office", "officer", "var:OFFICER_KEY"], { OFFICER_KEY: KEY });
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: `${new Wallet(KEY).address}\n` });
    expect(stderr).to.not.include(KEY.slice(2));
  });

  it("refuses a file that holds no public key", async () => {
    const { code, stderr } = await hardhat(["office", "officer", "package.json"]);
    expect(code).to.equal(2);
    expect(stderr).to.match(/^NO_PUBLIC_KEY/);
  });
});
