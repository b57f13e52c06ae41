/** Rows that can't be taken, whoever says so: they never stop the others. And journals, interrupts, bundles. */
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import { accountOfficer } from "../../../deploy/safe.ts";
import { readBundle } from "../../../tasks/bundle/readBundle.ts";
import { signBundle } from "../../../tasks/bundle/sign.ts";
import { submitBundle } from "../../../tasks/bundle/submit.ts";
import { readRegister } from "../../../tasks/export/readRegister.ts";
import { temporaryFolder } from "../../support/foundation.ts";
import { csv, institutions, pic, types, typeUri } from "./run/files.ts";
import {
  freshWorld,
  importArguments,
  importFile,
  officer,
  resultRows,
  run,
  start,
  STATES,
  type World,
} from "./run/world.ts";

const ROWS_REFUSED = 7;

describe("import", function () {
  this.timeout(600_000);
  let world: World;
  let folder: string;

  beforeEach(async () => {
    world = await freshWorld();
    folder = temporaryFolder();
  });

  it("takes the good rows beside those that reader, register and contracts refuse, and takes the file back", async () => {
    await importFile(world, "institutions", institutions(folder, ["AT"], 2));
    const kinds = csv(folder, "types.csv", "country,uri,eqf_level,isced_f,later_acts", [
      ["AT", typeUri("AT", 0), "7", "0421", ""],
      ["AT", typeUri("AT", 1), "7", "0421", "end:2024-01-01T00:00:00Z"],
      ["GR", typeUri("GR", 0), "7", "0421", ""],
      ["EU", "https://qualifications.example/eu/0", "7", "0421", ""],
    ]);
    const defined = await importFile(world, "qualifications", kinds);
    expect([defined.code, defined.data.recorded, defined.data.refusals]).to.deep.equal([
      ROWS_REFUSED,
      3,
      [{ line: 5, reason: "EU's types are the council's: propose it, with qualification define --motion." }],
    ]);

    const [first, second] = [`AT:${pic("AT", 0)}`, `AT:${pic("AT", 1)}`];
    const file = csv(folder, "accreditations.csv", "institution,qualification_type,from,until,note", [
      [first, `AT:${typeUri("AT", 0)}`, "2020-10-01", "2027-09-30", "good"],
      [first, `AT:${typeUri("AT", 0)}`, "soon", "2027-09-30", "no date"],
      [`AT:${pic("AT", 77)}`, `AT:${typeUri("AT", 0)}`, "2020-10-01", "", "unknown institution"],
      [pic("AT", 0), typeUri("AT", 0), "2020-10-01T00:00:00Z", "", "the first under another name"],
      [second, `AT:${typeUri("AT", 1)}`, "2025-01-01", "", "after the type was retired"],
      [second, `GR:${typeUri("GR", 0)}`, "2020-10-01", "", "another country's type"],
      [second, `AT:${typeUri("AT", 0)}`, "2020-10-01", "2027-09-30", "good"],
    ]);
    const { code, ok, data } = await importFile(world, "accreditations", file);
    expect([code, ok, data.recorded, data.refused]).to.deep.equal([ROWS_REFUSED, false, 2, 5]);
    const rows = await resultRows(data.out);
    expect(rows.map(({ note, status }) => [note, status])).to.deep.equal([
      ["good", "recorded"],
      ["no date", "refused"],
      ["unknown institution", "refused"],
      ["the first under another name", "refused"],
      ["after the type was retired", "refused"],
      ["another country's type", "refused"],
      ["good", "recorded"],
    ]);
    const words = [
      /^$/,
      /neither a day nor a second/,
      /Register it first/,
      /that of line 2/,
      /QualificationTypeNotActive/,
    ];
    for (const [index, pattern] of [...words, /QualificationTypeOfAnotherCountry/].entries()) {
      expect(rows[index]!["reason"]).to.match(pattern);
    }

    // the file that came back, with what was wrong put right
    const mended = readFileSync(data.out, "utf8").replace("soon", "2020-10-01");
    const back = path.join(folder, "mended.csv");
    writeFileSync(back, mended);
    const again = await importFile(world, "accreditations", back);
    expect([again.code, again.data.same, again.data.recorded]).to.deep.equal([ROWS_REFUSED, 2, 0]);
    expect((await readRegister(world.registry)).programmes.map(({ acts }) => acts.length)).to.deep.equal([1, 1]);
  });

  it("refuses the rows of a country without an office, and those that --office doesn't name", async () => {
    const file = institutions(folder, [...STATES, "PT"], 1);
    const all = await importFile(world, "institutions", file, ["--dry-run"]);
    expect([all.code, all.data.planned]).to.deep.equal([ROWS_REFUSED, 3]);
    expect(all.data.rows?.filter(({ status }) => status === "refused")).to.have.length(1);
    const { code, data } = await importFile(world, "institutions", file, ["--office", "GR"]);
    expect([code, data.recorded, data.signatures]).to.deep.equal([ROWS_REFUSED, 1, 2]);
    expect(data.refusals.map(({ line }) => line)).to.deep.equal([2, 3, 5]);
  });

  it("sends nothing where it only shows the plan, and leaves no journal", async () => {
    const file = institutions(folder, ["AT"], 3);
    const block = await world.provider.getBlockNumber();
    const { code, data, stderr } = await importFile(world, "institutions", file, ["--dry-run"]);
    expect([code, data.planned, data.bundles]).to.deep.equal([0, 3, 1]);
    expect(data.gas).to.be.above(150_000);
    expect(stderr).to.match(/3 new, 0 changed, 0 the same, 0 refused/);
    expect(await world.provider.getBlockNumber()).to.equal(block);
    expect(readdirSync(folder)).to.deep.equal(["institutions.csv"]);
  });

  it("writes bundles that officers sign, in the order of their numbers", async () => {
    const file = institutions(folder, ["AT", "GR"], 40, 3_400);
    const bundles = path.join(folder, "bundles");
    const { code, data, stderr } = await importFile(world, "institutions", file, ["--bundle", bundles]);
    expect([code, data.bundled, data.recorded, data.bundles], stderr).to.deep.equal([0, 80, 0, 4]);
    const names = readdirSync(bundles);
    expect(names).to.deep.equal(["001-AT.json", "002-AT.json", "003-GR.json", "004-GR.json"]);
    const again = await importFile(world, "institutions", file, ["--bundle", bundles]);
    expect([again.code, again.error?.code]).to.deep.equal([2, "FOLDER_NOT_EMPTY"]);
    const submitter = await world.provider.getSigner(1);
    for (const name of names) {
      let bundle = readBundle(path.join(bundles, name));
      for (const number of [1, 3]) {
        bundle = await signBundle(bundle, await accountOfficer(officer(bundle.office.country ?? "", number)));
      }
      await submitBundle(bundle, submitter, world.record);
    }
    const after = await importFile(world, "institutions", file);
    expect([after.code, after.data.same, after.data.transactions]).to.deep.equal([0, 80, 0]);
  });

  it("needs as many officers as have to sign, before anything is sent", async () => {
    const file = institutions(folder, ["AT"], 1);
    const { code, stdout } = await run(world, [
      "import",
      "institutions",
      file,
      "--signer",
      "var:OFFICER_AT_1",
      "--yes",
      "--json",
    ]);
    const { error } = JSON.parse(stdout) as { error: { code: string } };
    expect([code, error.code]).to.deep.equal([2, "SIGNATURES_MISSING"]);
  });

  it("ends with 130 when it is interrupted, and goes on", async () => {
    const file = institutions(folder, STATES, 30, 3_400);
    const { child, ended } = start(world, importArguments(world, "institutions", file));
    const journal = `${file}.journal.jsonl`;
    const has = (text: string): boolean => existsSync(journal) && readFileSync(journal, "utf8").includes(text);
    while (!has('"bundle"')) await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill("SIGINT");
    expect((await ended).code).to.equal(130);
    // as a kill in the midst of a line leaves it
    appendFileSync(journal, '{"type":"bundle","safeTxH');
    const { code, data, stderr } = await importFile(world, "institutions", file);
    expect([code, data.recorded], stderr).to.deep.equal([0, 90]);
    expect((await readRegister(world.registry)).institutions.length).to.equal(90);
  });

  it("refuses the journal of another file, and one that is in use", async () => {
    const file = types(folder, ["AT"], 1);
    const journal = path.join(folder, "own.jsonl");
    const other = institutions(folder, ["AT"], 1);
    expect((await importFile(world, "qualifications", file, ["--journal", journal])).code).to.equal(0);
    const wrong = await importFile(world, "institutions", other, ["--journal", journal]);
    expect([wrong.code, wrong.error?.code]).to.deep.equal([2, "JOURNAL_OF_ANOTHER_IMPORT"]);
    writeFileSync(`${journal}.lock`, String(process.pid));
    const used = await importFile(world, "qualifications", file, ["--journal", journal]);
    expect([used.code, used.error?.code]).to.deep.equal([2, "JOURNAL_IN_USE"]);
  });
});
