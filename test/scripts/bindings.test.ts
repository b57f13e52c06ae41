import { existsSync, readFileSync } from "node:fs";

import { expect } from "chai";

import { generatedSources } from "../../scripts/bindings/sources.ts";

describe("npm run bindings", () => {
  it("would change nothing: the client's generated sources are those of these contracts and of docs/errors.md", async () => {
    for (const [path, text] of await generatedSources()) {
      const file = new URL(`../../client/src/${path}`, import.meta.url);
      expect(existsSync(file), `${path} is missing: npm run bindings`).to.equal(true);
      // as a whole: a difference of thousands of lines helps nobody
      expect(readFileSync(file, "utf8") === text, `${path} is out of date: npm run bindings`).to.equal(true);
    }
  });
});
