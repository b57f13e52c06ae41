import { existsSync, readdirSync, readFileSync } from "node:fs";

import { expect } from "chai";

import { commandLines, inSentences, problemsOf, problemsOfShort, shortForms } from "./commandLines.ts";

const root = new URL("../../", import.meta.url);
const guides = readdirSync(new URL("docs/guides", root)).map((file) => `docs/guides/${file}`);
const pages = ["README.md", "docs/tasks.md", ...guides];

const read = (page: string): string => readFileSync(new URL(page, root), "utf8");

describe("the guides", () => {
  it("are there for every kind of user, and show commands", () => {
    expect(guides.map((guide) => /(\w+)\.md$/.exec(guide)?.[1])).to.include.members([
      "ministry",
      "agency",
      "provider",
      "operator",
    ]);
    for (const guide of guides) expect(commandLines(read(guide)), guide).to.have.length.above(5);
  });

  for (const page of pages) {
    it(`show commands in ${page} that exist, with the options that they take`, () => {
      for (const line of [...commandLines(read(page)), ...inSentences(read(page))]) {
        expect(problemsOf(line), `npx hardhat ${line}`).to.deep.equal([]);
      }
    });
  }

  it("abbreviate commands that exist, with options that they take", () => {
    const forms = guides.flatMap((guide) => shortForms(read(guide)).map((form) => ({ guide, form })));
    expect(forms).to.have.length.above(20);
    for (const { guide, form } of forms) expect(problemsOfShort(form), `${guide}: ${form}`).to.deep.equal([]);
  });

  for (const page of guides) {
    it(`link from ${page} to files that are there`, () => {
      for (const [, link] of read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)) {
        expect(existsSync(new URL(link!, new URL(page, root))), link).to.equal(true);
      }
    });
  }
});
