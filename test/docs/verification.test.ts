import { readFileSync } from "node:fs";

import { expect } from "chai";

import { DEFAULT_POLICY, english } from "../../client/src/verify/index.ts";

const page = readFileSync(new URL("../../docs/verification.md", import.meta.url), "utf8");
const quoted = new Set([...page.matchAll(/`([A-Za-z_]+)`/g)].map(([, word]) => word));

describe("docs/verification.md", () => {
  it("has every code that a result can have, and no other", () => {
    expect([...quoted].filter((word) => /^[A-Z_]{4,}$/.test(word ?? ""))).to.have.members(Object.keys(english));
  });

  it("has every option of the policy, with its default", () => {
    for (const [option, value] of Object.entries(DEFAULT_POLICY)) {
      const row = page.split("\n").find((line) => line.startsWith(`| \`${option}\``));
      expect(row, option).to.include(Array.isArray(value) ? "none" : String(value));
    }
  });
});
