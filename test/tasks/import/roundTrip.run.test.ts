/** What is exported can be imported: a register of all that there can be comes back the same in an empty one. */
import path from "node:path";

import { expect } from "chai";

import { institutionId, qualificationTypeId } from "../../../client/src/identifiers/ids.ts";
import { identifierUri } from "../../../client/src/identifiers/identifiers.ts";
import { parseCountry } from "../../../client/src/identifiers/countries.ts";
import * as writes from "../../../client/src/writes/index.ts";
import { readRegister } from "../../../tasks/export/readRegister.ts";
import { temporaryFolder } from "../../support/foundation.ts";
import { csv, pic, typeUri } from "./run/files.ts";
import { decide, freshWorld, hashOf, importFile, run, type World } from "./run/world.ts";

const EVIDENCE = `0x${"ab".repeat(32)}` as const;
const AT = parseCountry("AT");
const idOf = (country: string, index: number) =>
  institutionId(parseCountry(country), identifierUri("pic", pic(country, index).slice(4)));
const institution = (country: string, index: number): string => `${country}:${pic(country, index)}`;
const type = (country: string, index: number): string => `${country}:${typeUri(country, index)}`;

describe("export, then import into an empty register", function () {
  this.timeout(600_000);
  const folder = temporaryFolder();
  const [retired, active] = [1, 0];

  async function imported(world: World, kind: string, file: string): Promise<number> {
    const { code, stderr, error, data } = await importFile(world, kind, file);
    expect(code, `${kind} ${JSON.stringify(error ?? data.refusals)} ${stderr}`).to.equal(0);
    return data.recorded;
  }

  async function fill(world: World): Promise<void> {
    const institutions = csv(folder, "institutions.csv", "country,identifier,legal_name,from,later_acts", [
      ["AT", pic("AT", 0), '{"de":"Beispiel-Universität","en":"Example University"}', "2001-01-01", ""],
      // its successor is another state's, and stands further down
      ["AT", pic("AT", 1), "Closed College", "", `end:2022-01-01T00:00:00Z;successor=${idOf("GR", 0)}`],
      ["AT", pic("AT", 2), "Withdrawn School", "", "withdraw:2023-01-01T00:00:00Z"],
      ["BE", pic("BE", 0), "Suspended School", "", "suspend:2021-05-01T00:00:00Z/2040-01-01T00:00:00Z"],
      ["GR", pic("GR", 0), "Παράδειγμα", "", ""],
    ]);
    expect(await imported(world, "institutions", institutions)).to.equal(5);
    const types = csv(folder, "types.csv", "country,uri,eqf_level,isced_f,from,later_acts", [
      ["AT", typeUri("AT", active), "7", "0421", "", ""],
      ["AT", typeUri("AT", retired), "6", "0613 0688", "2000-01-01", "end:2024-01-01T00:00:00Z"],
      ["AT", typeUri("AT", 2), "", "0211", "", ""],
      ["AT", typeUri("AT", 3), "8", "0211", "", ""],
      ["GR", typeUri("GR", 0), "5", "0211", "", ""],
    ]);
    expect(await imported(world, "qualifications", types)).to.equal(5);
    const header =
      "institution,qualification_type,eqf_levels,isced_f,credential_types,decision,from,until,territories,conditions,later_acts";
    const grant = (place: string, kind: string, from: string, until: string, ...more: string[]): string[] => [
      ...[place, kind, "", "", "", "grant", from, until],
      ...[...more, "", "", ""].slice(0, 3),
    ];
    const accreditations = csv(folder, "accreditations.csv", header, [
      grant(institution("AT", 0), type("AT", active), "2015-01-01", "2025-12-31", "AT BE", "yes"),
      // granted before the type was retired: those enrolled finish
      grant(institution("AT", 0), type("AT", retired), "2015-01-01", ""),
      [institution("AT", 0), type("AT", 2), "", "", "", "withdraw", "2019-01-01", "", "", "", ""],
      grant(institution("AT", 0), type("AT", 3), "2015-01-01", "2035-12-31", "", "", "annul:2014-12-31T23:00:00Z"),
      grant(
        institution("AT", 1),
        type("AT", active),
        "",
        "",
        "",
        "",
        "suspend:2021-05-01T00:00:00Z/2021-09-01T00:00:00Z",
      ),
      grant(
        ...([institution("AT", 1), type("AT", 2), "2015-01-01", "2020-12-31", "", ""] as const),
        "grant:2021-01-01T00:00:00Z/2026-01-01T00:00:00Z;conditions;territories=AT withdraw:2022-01-01T00:00:00Z",
      ),
      [institution("GR", 0), "", "5 6", "02", "all", "grant", "2018-09-01", "2028-08-31", "GR", "", ""],
      [
        institution("AT", 0),
        "",
        "all",
        "all",
        "qualificationAward",
        "grant",
        "",
        "",
        "",
        "",
        "suspend:2025-01-01T00:00:00Z",
      ],
    ]);
    expect(await imported(world, "accreditations", accreditations)).to.equal(8);

    const programme = (index: number) =>
      ({
        kind: "programme",
        institution: idOf("AT", 2),
        qualificationType: qualificationTypeId(AT, typeUri("AT", index)),
      }) as const;
    const evidence = EVIDENCE;
    const accredit = (index: number) =>
      writes.accredit({
        institution: idOf("AT", 2),
        qualificationTypes: [type("AT", index)],
        from: "2020-01-01",
        evidence,
      });
    await decide(world, "AT", [accredit(0), accredit(2), accredit(3)]);
    await decide(world, "AT", [
      writes.suspend({ record: programme(0), from: "2031-01-01", evidence }),
      writes.cancel({ record: programme(0), position: 1, evidence }),
      writes.rectify({ record: programme(2), corrections: [], evidence }),
      writes.suspend({ record: programme(3), evidence }),
    ]);
    await decide(world, "AT", [writes.reinstate({ record: programme(3), evidence })]);
  }

  it("gives the same state hash", async () => {
    let world = await freshWorld();
    await fill(world);
    const expected = await hashOf(world);
    const out = path.join(folder, "register");
    const written = await run(world, ["export", "--format", "csv", "--out", out]);
    expect(written.code, written.stderr).to.equal(0);
    expect(written.stdout).to.contain(expected);

    world = await freshWorld();
    expect((await readRegister(world.registry)).institutions).to.deep.equal([]);
    for (const [kind, name] of [
      ["institutions", "institutions"],
      ["qualifications", "qualification-types"],
      ["accreditations", "accreditations"],
    ] as const) {
      await imported(world, kind, path.join(out, `${name}.csv`));
    }
    expect(await hashOf(world)).to.equal(expected);
    const again = await importFile(world, "accreditations", path.join(out, "accreditations.csv"));
    expect([again.code, again.data.recorded, again.data.transactions]).to.deep.equal([0, 0, 0]);
  });
});
