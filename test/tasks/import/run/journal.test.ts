import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import { SuiteError } from "../../../../client/src/errors/suiteError.ts";
import type { Hex } from "../../../../client/src/hex.ts";
import { Journal, type JournalHead } from "../../../../tasks/import/run/journal.ts";
import { temporaryFolder } from "../../../support/foundation.ts";

const hash = (digit: string): Hex => `0x${digit.repeat(64)}`;
const HEAD: JournalHead = {
  file: hash("1"),
  command: "import institutions",
  chainId: 31337,
  registry: `0x${"2".repeat(40)}`,
  genesis: hash("3"),
};
const bundle = (digit: string, ...rows: string[]) => ({ safeTxHash: hash(digit), office: HEAD.registry, rows });
const done = (digit: string, blockNumber: number) => ({ safeTxHash: hash(digit), transaction: hash("f"), blockNumber });

describe("Journal", () => {
  let file: string;

  beforeEach(() => {
    file = path.join(temporaryFolder(), "deep", "file.csv.journal.jsonl");
  });

  const codeOf = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      if (error instanceof SuiteError) return error.code;
      throw error;
    }
    return "none";
  };

  function used(work: (journal: Journal) => void, head = HEAD): void {
    const journal = Journal.open(file, head);
    work(journal);
    journal.close();
  }

  it("knows again what was on its way, what was recorded, and how far the chain was", () => {
    used((journal) => {
      journal.begin(bundle("a", "one", "two"));
      journal.begin(bundle("b", "three"));
      journal.done(done("a", 7));
    });
    used((journal) => {
      expect(journal.open).to.deep.equal([{ type: "bundle", ...bundle("b", "three") }]);
      expect([...journal.transactions.keys()]).to.deep.equal(["one", "two"]);
      expect([...journal.unfinished.keys()]).to.deep.equal(["one", "two"]);
      expect(journal.block).to.equal(7);
      journal.done(done("b", 9));
      journal.end();
    });
    used((journal) => {
      expect([journal.open.length, journal.transactions.size, journal.unfinished.size]).to.deep.equal([0, 3, 0]);
    });
  });

  it("forgets a line that a kill cut off, wherever it was cut", () => {
    used((journal) => {
      journal.begin(bundle("a", "Universität"));
    });
    const whole = readFileSync(file);
    for (let length = whole.length - 1; length > whole.indexOf("\n") + 1; length -= 1) {
      writeFileSync(file, whole.subarray(0, length));
      used((journal) => {
        expect(journal.open).to.deep.equal([]);
        journal.begin(bundle("b"));
      });
      used((journal) => {
        expect(journal.open.map(({ safeTxHash }) => safeTxHash)).to.deep.equal([hash("b")]);
      });
    }
  });

  it("is of one file, one command, one register, one chain", () => {
    used(() => undefined);
    for (const change of [
      { file: hash("9") },
      { command: "import qualifications" },
      { chainId: 1 },
      { registry: hash("9") },
      { genesis: hash("9") },
    ]) {
      expect(codeOf(() => Journal.open(file, { ...HEAD, ...change }))).to.equal("JOURNAL_OF_ANOTHER_IMPORT");
    }
    appendFileSync(file, "no line\n");
    expect(codeOf(() => Journal.open(file, HEAD))).to.equal("JOURNAL_UNREADABLE");
    expect(existsSync(`${file}.lock`)).to.equal(false);
  });

  it("is put aside where its import came to the end and the file was corrected since", () => {
    used((journal) => {
      journal.end();
    });
    expect(codeOf(() => Journal.open(file, { ...HEAD, file: hash("9"), command: "import qualifications" }))).to.equal(
      "JOURNAL_OF_ANOTHER_IMPORT",
    );
    const journal = Journal.open(file, { ...HEAD, file: hash("9") });
    expect([journal.open, [...journal.transactions]]).to.deep.equal([[], []]);
    journal.close();
    expect(existsSync(`${file}.${HEAD.file.slice(2, 10)}`)).to.equal(true);
  });

  it("is one process's at a time, and taken over from one that is gone", () => {
    used(() => undefined);
    // process 1 runs everywhere
    writeFileSync(`${file}.lock`, "1");
    expect(codeOf(() => Journal.open(file, HEAD))).to.equal("JOURNAL_IN_USE");
    writeFileSync(`${file}.lock`, "4194305");
    used(() => {
      expect(readFileSync(`${file}.lock`, "utf8")).to.equal(String(process.pid));
    });
    expect(existsSync(`${file}.lock`)).to.equal(false);
  });
});
