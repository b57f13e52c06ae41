/** The Erasmus Charter list as it is: an office of each of its 37 countries registers its institutions. */
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { readRegister } from "../../../tasks/export/readRegister.ts";
import { readCharter } from "../../../tasks/import/charterItems.ts";
import { temporaryFolder } from "../../support/foundation.ts";
import { importFile, resultRows, startWorld, type World } from "./run/world.ts";

const LIST = fileURLToPath(new URL("../../../../shared/data/heis/eche-2025-05-13.csv", import.meta.url));
/** Of a transaction. */
const MAX_GAS = 13_000_000n;

const tally = (countries: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const country of countries.toSorted()) counts.set(country, (counts.get(country) ?? 0) + 1);
  return counts;
};

describe("import institutions, with the Erasmus Charter list", function () {
  this.timeout(600_000);
  let world: World;
  let file: string;

  before(async function () {
    if (!existsSync(LIST)) {
      console.log("      skipped: ../shared/data/heis isn't there");
      this.skip();
    }
    file = path.join(temporaryFolder(), "eche.csv");
    copyFileSync(LIST, file);
    const { items } = readCharter(readFileSync(file));
    world = await startWorld([...tally(items.map(({ country }) => country)).keys()]);
  });
  after(() => (world as World | undefined)?.stop());

  it("registers 5,891 institutions through 2-of-3 offices of 37 countries", async () => {
    const { items } = readCharter(readFileSync(file));
    const { code, data, stderr } = await importFile(world, "institutions", file);
    expect(code, stderr).to.equal(0);
    const { recorded, refused, bundles, signatures, transactions, gas, seconds } = data;
    console.log(
      `      ${recorded.toLocaleString("en")} institutions, ${String(world.countries.length)} offices: ${String(signatures)} signatures, ` +
        `${String(transactions)} transactions, ${gas.toLocaleString("en")} gas, ${seconds.toFixed(1)} s`,
    );
    expect([recorded, refused, world.countries.length]).to.deep.equal([5_891, 0, 37]);
    expect([signatures, transactions]).to.deep.equal([2 * bundles, bundles]);
    const { institutions } = await readRegister(world.registry);
    expect(tally(institutions.map(({ country }) => country))).to.deep.equal(tally(items.map(({ country }) => country)));
    const rows = await resultRows(data.out);
    const receipts = await Promise.all(
      [...new Set(rows.map(({ transaction }) => transaction!))].map((hash) =>
        world.provider.getTransactionReceipt(hash),
      ),
    );
    expect(receipts.length).to.equal(transactions);
    expect(receipts.filter((receipt) => receipt!.gasUsed > MAX_GAS)).to.deep.equal([]);
    expect(rows.length).to.equal(5_891);
    expect(
      rows.every(
        ({ id, transaction, status }) => id!.startsWith("0x") && transaction!.startsWith("0x") && status === "recorded",
      ),
    ).to.equal(true);
  });

  it("finds all of it the same when it is run again, and sends nothing", async () => {
    const block = await world.provider.getBlockNumber();
    const { code, data, stderr } = await importFile(world, "institutions", file);
    expect(code, stderr).to.equal(0);
    expect([data.same, data.recorded, data.transactions]).to.deep.equal([5_891, 0, 0]);
    expect(await world.provider.getBlockNumber()).to.equal(block);
  });
});
