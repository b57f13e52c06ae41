/** The files with which DEQAR tests its own import, through the command. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { institutionId, qualificationTypeId } from "../../../client/src/identifiers/ids.ts";
import { parseCountry } from "../../../client/src/identifiers/countries.ts";
import { identifierUri } from "../../../client/src/identifiers/identifiers.ts";
import { readRegister } from "../../../tasks/export/readRegister.ts";
import { isoSecond } from "../../../tasks/core/dates.ts";
import { temporaryFolder } from "../../support/foundation.ts";
import { csv, typeUri } from "./run/files.ts";
import { freshWorld, importFile, resultRows, type World } from "./run/world.ts";

const FILES = fileURLToPath(new URL("../../../../shared/data/deqar/", import.meta.url));
const SCOPE = ["--levels", "6,7", "--fields", "0215", "--credential-types", "qualificationAward"];
const [BE, GR] = [parseCountry("BE"), parseCountry("GR")];
/** Their countries are not those that they have: the states of the tests are these. */
const INSTITUTIONS = [
  ["GR", "deqar:DEQARINST0245", "Akademie", ""],
  ["BE", "eter:BE0035", "Conservatoire", ""],
  ["BE", "deqar:DEQARINST0001", "Antwerp", ""],
  ["GR", "deqar:DEQARINST0002", "Lisbon", ""],
  ["GR", "eter:DE0392", "Tallinn", ""],
  ["BE", "eter:DE0394", "Geneva", ""],
];

describe("import accreditations, with DEQAR's files", function () {
  this.timeout(600_000);
  let world: World;
  let folder: string;

  before(async function () {
    if (!existsSync(FILES)) {
      console.log("      skipped: ../shared/data/deqar isn't there");
      this.skip();
    }
    world = await freshWorld();
    folder = temporaryFolder();
    const file = csv(folder, "institutions.csv", "country,identifier,legal_name,identifiers", INSTITUTIONS);
    expect((await importFile(world, "institutions", file)).data.recorded).to.equal(INSTITUTIONS.length);
    const kinds = csv(folder, "types.csv", "country,uri,eqf_level,isced_f", [
      ["BE", typeUri("BE", 6), "6", "0215"],
      ["BE", typeUri("BE", 7), "7", "0215"],
      ["GR", typeUri("GR", 6), "6", "0215"],
      ["GR", typeUri("GR", 7), "7", "0215"],
    ]);
    expect((await importFile(world, "qualifications", kinds)).data.recorded).to.equal(4);
  });

  function copyOf(name: string, change: (text: string) => string = (text) => text): string {
    const file = path.join(folder, name);
    copyFileSync(path.join(FILES, name), file);
    writeFileSync(file, change(readFileSync(file, "utf8")));
    return file;
  }

  const idOf = (country: typeof BE, scheme: "deqar" | "eter", value: string) =>
    institutionId(country, identifierUri(scheme, value));

  it("refuses test_invalid.csv, with the reason", async () => {
    const { code, error } = await importFile(world, "accreditations", copyOf("test_invalid.csv"), SCOPE);
    expect([code, error?.code]).to.deep.equal([2, "UNSUPPORTED_DELIMITER"]);
    expect(error?.message).to.contain("'|'");
  });

  it("grants what the two rows of test_valid.csv decide, each in its state's time zone, once", async () => {
    const file = copyOf("test_valid.csv");
    const without = await importFile(world, "accreditations", file, ["--dry-run"]);
    expect(without.code, without.stderr).to.equal(7);
    expect([without.code, without.data.refused]).to.deep.equal([7, 2]);
    expect(without.data.rows?.[0]?.reason).to.match(/DEQAR says no scope/);
    const plan = await importFile(world, "accreditations", file, [...SCOPE, "--dry-run"]);
    expect([plan.code, plan.data.planned]).to.deep.equal([0, 2]);
    const { code, data, stderr } = await importFile(world, "accreditations", file, SCOPE);
    expect([code, data.recorded], stderr).to.deep.equal([0, 2]);

    const { institutional, programmes } = await readRegister(world.registry);
    const spans = institutional.map(({ institution, acts }) => [
      institution,
      ...acts.flatMap(({ from, until }) => [isoSecond(from), isoSecond(until ?? 0)]),
    ]);
    expect(spans).to.have.deep.members([
      [idOf(BE, "eter", "BE0035"), "2016-10-27T22:00:00Z", "2018-01-15T23:00:00Z"],
      [idOf(GR, "deqar", "DEQARINST0245"), "2016-06-14T21:00:00Z", "2018-01-15T22:00:00Z"],
    ]);
    expect(programmes).to.deep.equal([]);
    // DEQAR's own column `status` is kept
    const rows = await resultRows(data.out);
    expect(rows.map((row) => [row["status"], row["result_status"]])).to.deep.equal([
      ["part of obligatory EQA system", "recorded"],
      ["1", "recorded"],
    ]);
    const again = await importFile(world, "accreditations", data.out, SCOPE);
    expect([again.code, again.data.same, again.data.transactions]).to.deep.equal([0, 2, 0]);
  });

  for (const [name, count] of [
    ["fulltest_jp.csv", 1],
    ["fulltest_prog.csv", 4],
    ["test_valid_ap.csv", 1],
  ] as const) {
    it(`grants nothing of ${name}, whose reports are voluntary`, async () => {
      const { code, data } = await importFile(world, "accreditations", copyOf(name), [...SCOPE, "--dry-run"]);
      expect([code, data.skipped, data.planned]).to.deep.equal([0, count, 0]);
      expect(data.rows?.map(({ reason }) => reason.includes("voluntary"))).to.deep.equal(
        Array.from({ length: count }, () => true),
      );
    });
  }

  it("maps programmes to types where reports are obligatory, and refuses what the type isn't", async () => {
    const file = copyOf("fulltest_prog.csv", (text) =>
      text
        .replaceAll(",voluntary,not applicable,", ",1,1,")
        .replaceAll(/,2,[14],2/g, ",1,2,2")
        .replace("Licenciatura,1,1,MusiQuE15", "Licenciatura,2,1,MusiQuE15"),
    );
    const mapping = csv(folder, "mapping.csv", "programme,qualification_type", [
      ["MusiQuE32", `BE:${typeUri("BE", 7)}`],
      ["MusiQuE31", `BE:${typeUri("BE", 6)}`],
      ["MusiQuE14", `GR:${typeUri("GR", 7)}`],
      ["MusiQuE13", `GR:${typeUri("GR", 6)}`],
      // a bachelor's programme, and a master's type
      ["MusiQuE15", `GR:${typeUri("GR", 7)}`],
      ["MusiQuE21", `GR:${typeUri("GR", 7)}`],
      ["MusiQuE20", `GR:${typeUri("GR", 6)}`],
      ["MusiQuE03", `BE:${typeUri("BE", 6)}`],
    ]);
    const { code, data } = await importFile(world, "accreditations", file, ["--types", mapping]);
    expect([code, data.recorded, data.refused]).to.deep.equal([7, 2, 2]);
    expect(
      data.refusals.map(({ line, reason }) => [line, /EQF level 6.*of 7|isn't among the types/.exec(reason)?.[0]]),
    ).to.deep.equal([
      [3, "EQF level 6, and its qualification type of 7"],
      [5, "isn't among the types"],
    ]);
    const { programmes } = await readRegister(world.registry);
    const granted = programmes.map(({ institution, qualificationType, acts }) => [
      ...[institution, qualificationType, acts.length, acts[0]!.conditional],
    ]);
    const type = (country: typeof BE, level: number) => qualificationTypeId(country, typeUri(country, level));
    expect(granted).to.have.deep.members([
      [idOf(BE, "deqar", "DEQARINST0001"), type(BE, 7), 1, false],
      [idOf(BE, "deqar", "DEQARINST0001"), type(BE, 6), 1, false],
      [idOf(GR, "deqar", "DEQARINST0002"), type(GR, 7), 1, true],
      [idOf(GR, "eter", "DE0392"), type(GR, 7), 1, true],
      [idOf(GR, "eter", "DE0392"), type(GR, 6), 1, true],
      [idOf(BE, "eter", "DE0394"), type(BE, 6), 1, false],
    ]);
  });

  it("puts several decisions of one accreditation into one history", async () => {
    const header =
      "agency,local_identifier,status,decision,valid_from,valid_to,institution[1].eter_id,programme[1].identifier[1],programme[1].name_primary,programme[1].qf_ehea_level";
    const row = (local: string, from: string, to: string): string[] => [
      "X",
      local,
      "1",
      "1",
      from,
      to,
      "BE0035",
      "P",
      "Music",
      "2",
    ];
    const file = csv(folder, "renewals.csv", header, [
      row("second", "2016-10-01", "2022-09-30"),
      row("first", "2010-10-01", "2016-09-30"),
      row("the second again", "2016-10-01", "2022-09-30"),
      row("third", "2022-10-01", "2028-09-30"),
    ]);
    const mapping = csv(folder, "one.csv", "programme,qualification_type", [["P", `BE:${typeUri("BE", 7)}`]]);
    const { code, data, stderr } = await importFile(world, "accreditations", file, ["--types", mapping]);
    expect([code, data.recorded, data.same, data.transactions], stderr).to.deep.equal([0, 3, 1, 1]);
    const { programmes } = await readRegister(world.registry);
    const record = programmes.find(({ institution }) => institution === idOf(BE, "eter", "BE0035"));
    expect(record?.acts.map(({ kind, from }) => [kind, isoSecond(from).slice(0, 4)]).slice(2)).to.deep.equal([
      ["grant", "2010"],
      ["grant", "2016"],
      ["grant", "2022"],
    ]);
    const again = await importFile(world, "accreditations", file, ["--types", mapping]);
    expect([again.code, again.data.same, again.data.transactions]).to.deep.equal([0, 4, 0]);
  });
});
