import { expect } from "chai";

import {
  byLine,
  DEQAR_RESULT_COLUMNS,
  resultFile,
  type RowResult,
  withoutResults,
} from "../../../../tasks/import/run/results.ts";

const result = (line: number, change: Partial<RowResult> = {}): RowResult => ({
  ...{ line, id: "0xaa", transaction: "", status: "same", reason: "" },
  ...change,
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("byLine", () => {
  it("says of a row of several subjects what went wrong first, and all of their ids and reasons", () => {
    const results = byLine([
      result(3, { id: "0xbb", status: "skipped", reason: "No degree." }),
      result(2, { status: "recorded", transaction: "0x01" }),
      result(2, { id: "0xbb", status: "refused", reason: "No type." }),
      result(2, { status: "recorded", transaction: "0x01" }),
    ]);
    expect([...results.values()]).to.deep.equal([
      { line: 2, id: "0xaa 0xbb", transaction: "0x01", status: "refused", reason: "No type." },
      { line: 3, id: "0xbb", transaction: "", status: "skipped", reason: "No degree." },
    ]);
  });
});

describe("resultFile", () => {
  const results = byLine([result(2), result(3, { status: "refused", reason: "Too late, alas." })]);

  it("adds the columns at the right, whatever separated the file's", () => {
    expect(resultFile(bytes("name;note\nA;1\nB;2\n"), results)).to.equal(
      'name,note,id,transaction,status,reason\r\nA,1,0xaa,,same,\r\nB,2,0xaa,,refused,"Too late, alas."\r\n',
    );
  });

  it("replaces those of an earlier import", () => {
    const once = resultFile(bytes("name,note\nA,1\nB,2\n"), results);
    expect(resultFile(bytes(once), results)).to.equal(once);
  });

  it("gives back a line that is no record as it was", () => {
    expect(resultFile(bytes('name,note\nA,1,3\nB,"2'), byLine([result(2), result(3)]))).to.equal(
      'name,note,id,transaction,status,reason\r\n"A,1,3",,0xaa,,same,\r\n"B,""2",,0xaa,,same,\r\n',
    );
  });

  it("leaves DEQAR's own column status alone, and takes its own away again", () => {
    const file = bytes("agency,status\r\nX,1\r\n");
    const given = resultFile(file, results, DEQAR_RESULT_COLUMNS);
    expect(given.split("\r\n")[0]).to.equal("agency,status,result_id,result_transaction,result_status,result_reason");
    expect(withoutResults(bytes(given), DEQAR_RESULT_COLUMNS)).to.deep.equal(file);
    expect(withoutResults(file, DEQAR_RESULT_COLUMNS)).to.equal(file);
  });
});
