import { readFileSync } from "node:fs";

import { expect } from "chai";

import { tasksPage } from "../../scripts/tasks/page.ts";
import { COMMANDS, GROUPS } from "../../tasks/index.ts";
import { problemsOf, wordsOf } from "./commandLines.ts";

const page = readFileSync(new URL("../../docs/tasks.md", import.meta.url), "utf8");
const template = readFileSync(new URL("../../scripts/tasks/page.md", import.meta.url), "utf8");

describe("docs/tasks.md", () => {
  it("is what npm run tasks makes of the definitions", () => {
    // as a whole: a difference of a thousand lines helps nobody
    expect(page === tasksPage(), "it is out of date: npm run tasks").to.equal(true);
  });

  it("leads wherever its own links point", () => {
    const anchors = new Set(
      Array.from(page.matchAll(/^#+ (.+)$/gm), ([, title]) =>
        title!
          .toLowerCase()
          .replace(/[^\w\- ]/g, "")
          .replaceAll(" ", "-"),
      ),
    );
    const links = Array.from(page.matchAll(/\]\(#([\w-]+)\)/g), ([, link]) => link);
    expect(links).to.have.length.above(COMMANDS.length);
    expect(links.filter((link) => !anchors.has(link!))).to.deep.equal([]);
  });

  it("has a chapter on whatever the commands' help refers to", () => {
    for (const title of ["Exit codes", "Dates", "References", "Acts", "Motions", "CSV", "Configuration variables"]) {
      expect(template).to.match(new RegExp(`^### ${title}$`, "m"));
    }
  });
});

describe("the definitions of commands", () => {
  for (const definition of COMMANDS) {
    const name = definition.id.join(" ");

    it(`have an example of ${name} that can be typed`, () => {
      expect(wordsOf(definition.example).slice(0, definition.id.length), "it is of another command").to.deep.equal(
        definition.id,
      );
      expect(problemsOf(definition.example)).to.deep.equal([]);
    });

    it(`describe ${name} and everything that it takes`, () => {
      const { summary, positional = [], options = [], flags = [] } = definition;
      for (const text of [summary, ...[...positional, ...options, ...flags].map(({ description }) => description)]) {
        expect(text).to.match(/^\S.{5,}[^\s.]$/);
      }
      const names = [...positional, ...options, ...flags].map((one) => one.name);
      expect(new Set(names).size, "a name stands for two things").to.equal(names.length);
    });
  }

  it("name each command once, and only groups that there are", () => {
    const names = COMMANDS.map(({ id }) => id.join(" "));
    expect(new Set(names).size).to.equal(names.length);
    for (const { id } of COMMANDS) if (id.length > 1) expect(Object.keys(GROUPS)).to.include(id[0]);
  });
});

describe("problemsOf", () => {
  for (const { line, problem } of [
    { line: "office destroy", problem: "there is no command 'office destroy'" },
    { line: "office show", problem: "has 0 of 1 arguments" },
    { line: "office show AT BE", problem: "has AT BE and takes less" },
    { line: "office show AT --colour red", problem: "there is no option --colour" },
    { line: "office show AT --network", problem: "--network has no value" },
    { line: "council vote 1 for", problem: "names neither --office nor --motion" },
  ]) {
    it(`finds that '${line}' can't be`, () => {
      expect(problemsOf(line)).to.include(problem);
    });
  }

  it("finds nothing in what is right", () => {
    expect(problemsOf('institution register pic:999866883 --name "Universität Wien" --office AT --json')).to.deep.equal(
      [],
    );
    expect(problemsOf("office --help")).to.deep.equal([]);
    expect(problemsOf("keystore set OFFICER_KEY")).to.deep.equal([]);
  });
});
