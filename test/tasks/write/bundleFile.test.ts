import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { writeBundle } from "../../../tasks/bundle/bundle.ts";
import { submitBundle } from "../../../tasks/bundle/submit.ts";
import { requireReplaceable } from "../../../tasks/write/bundleFile.ts";
import { austrian, codeOf, networkHelpers, provider, signed, world } from "../bundle/world.ts";

describe("requireReplaceable", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "bundle-file-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("keeps a bundle that officers have signed, as long as it can be submitted", async () => {
    const here = await networkHelpers.loadFixture(world);
    const file = path.join(folder, "bundle.json");
    const check = () => codeOf(requireReplaceable(file, provider));
    expect(await check()).to.equal(undefined);
    const bundle = await austrian(here);
    writeBundle(file, bundle);
    expect(await check()).to.equal(undefined);
    writeBundle(file, await signed(here, bundle, 1));
    expect(await check()).to.equal("FILE_EXISTS");
    await submitBundle(await signed(here, bundle), here.submitter, here.record);
    expect(await check()).to.equal(undefined);
  });

  it("keeps what is no bundle", async () => {
    const file = path.join(folder, "thesis.json");
    for (const text of ["", "{}", "a thesis"]) {
      writeFileSync(file, text);
      expect(await codeOf(requireReplaceable(file, provider))).to.equal("FILE_EXISTS");
    }
    expect(await codeOf(requireReplaceable(folder, provider))).to.equal("FILE_EXISTS");
  });
});
