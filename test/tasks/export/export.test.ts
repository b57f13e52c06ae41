import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import type { Registry } from "../../../client/src/registry.ts";
import { type ExportArguments, exportRegister } from "../../../tasks/export/export.ts";
import { readRegister } from "../../../tasks/export/readRegister.ts";
import { stateHash } from "../../../tasks/export/stateHash.ts";
import { rejects } from "../../client/rejects.ts";
import { connected, world } from "../../client/world.ts";

describe("export", function () {
  this.timeout(600_000);
  let registry: Registry;
  let folder: string;

  before(async () => {
    registry = await connected(await world());
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "export-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (args: Partial<ExportArguments>) =>
    exportRegister({ format: "", out: "", block: "", force: false, ...args }, registry);
  const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");

  it("gives JSON Lines to stdout where nothing is said", async () => {
    const { text, data, chain } = await run({});
    const lines = text.trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).to.include.members([
      "register",
      "binding",
    ]);
    expect((data as { content: unknown[] }).content.length).to.equal(lines.length);
    expect(chain?.registry).to.equal(registry.address);
  });

  it("writes the three CSV files, which say the same state", async () => {
    const { text, data, warnings } = await run({ format: "csv", out: path.join(folder, "register") });
    expect(readdirSync(path.join(folder, "register"))).to.have.members([
      ...["institutions.csv", "qualification-types.csv", "accreditations.csv"],
    ]);
    expect(read("register/accreditations.csv").split("\r\n").length).to.equal(1 + 3 + 1);
    expect(text).to.contain(stateHash(await readRegister(registry)));
    expect(data).to.deep.include({
      counts: { ...(data as { counts: object }).counts, institutions: 2, programmes: 2 },
    });
    expect(warnings).to.deep.equal([]);
  });

  it("writes an ELM document", async () => {
    await run({ format: "elm", out: `${folder}/` });
    const graph = (JSON.parse(read("accreditations.jsonld")) as { "@graph": { type: string }[] })["@graph"];
    expect(graph.filter(({ type }) => type === "Accreditation").length).to.equal(3);
  });

  it("writes what stood at an earlier block", async () => {
    const { data } = await run({ block: "1", out: path.join(folder, "then.jsonl") });
    expect(data).to.deep.include({ block: 1 });
    expect(read("then.jsonl").split("\n").length).to.equal(1 + 1);
  });

  it("writes over nothing without --force", async () => {
    const out = path.join(folder, "register.jsonl");
    writeFileSync(out, "mine");
    await rejects(run({ out }), "FILE_EXISTS");
    expect(read("register.jsonl")).to.equal("mine");
    await run({ out, force: true });
    expect(read("register.jsonl")).to.match(/^\{"type":"register"/);
    expect(readdirSync(folder)).to.deep.equal(["register.jsonl"]);
  });

  it("asks for a folder for CSV, and for a format that it knows", async () => {
    await rejects(run({ format: "csv" }), "MISSING_OPTION");
    await rejects(run({ format: "xml" }), "INVALID_OPTION");
    await rejects(run({ block: "latest" }), "INVALID_NUMBER");
  });
});
