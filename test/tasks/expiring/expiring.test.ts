import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { decodeScope, encodeScope, encodeTerritories } from "../../../client/src/encoding.ts";
import { parseCountry } from "../../../client/src/identifiers/countries.ts";
import { isoSecond } from "../../../tasks/core/dates.ts";
import { type ExpiringArguments, showExpiring } from "../../../tasks/expiring/expiring.ts";
import { lapsesInWords } from "../../../tasks/expiring/inWords.ts";
import { expiring } from "../../../tasks/expiring/lapses.ts";
import { renewals } from "../../../tasks/expiring/renewals.ts";
import { momentWithin } from "../../../tasks/expiring/within.ts";
import type { RegisterContents } from "../../../tasks/export/contents.ts";
import { readOwnAccreditations } from "../../../tasks/import/ownAccreditations.ts";
import { rejects } from "../../client/rejects.ts";
import { connected, EVIDENCE, IDENTIFIER as GREEK, ids, NAME, SECOND_TYPE_URI, world } from "../../client/world.ts";
import {
  act,
  contents,
  IDENTIFIER,
  institution,
  programme,
  qualificationType,
  seconds,
  TYPE_URI,
} from "../export/contents.ts";

const AT = parseCountry("AT");
const NOW = seconds("2025-10-01");
/** 2019-10-01 to 2025-12-31, included, in Vienna. */
const DAYS = { from: seconds("2019-09-30T22:00:00Z"), until: seconds("2025-12-31T23:00:00Z") };
const SCOPE = decodeScope(encodeScope({ levels: [6], credentialTypes: "all", fields: ["04"] }));

const lapsesOf = (change: Partial<RegisterContents>, within = "120d", more = {}) =>
  expiring({ register: contents(change), within, now: NOW, ...more });
const ofProgramme = (...acts: Parameters<typeof programme>) => ({ programmes: [programme(...acts)] });

describe("momentWithin", () => {
  for (const [written, now, end] of [
    ["90d", "2026-01-01", "2026-04-01"],
    ["12w", "2026-01-01", "2026-03-26"],
    ["6m", "2026-08-31", "2027-02-28"],
    ["1M", "2026-01-31T12:00:00Z", "2026-02-28T12:00:00Z"],
    ["12 m", "2024-02-29", "2025-02-28"],
    ["2y", "2026-01-01", "2028-01-01"],
  ] as const) {
    it(`reads ${written} from ${now} on`, () => {
      expect(momentWithin(written, seconds(now))).to.equal(seconds(end));
    });
  }

  for (const written of ["", "90", "d", "-1d", "1h", "1.5m"]) {
    it(`refuses '${written}'`, () => {
      expect(() => momentWithin(written, NOW))
        .to.throw()
        .with.property("code", "INVALID_SPAN");
    });
  }
});

describe("expiring", () => {
  it("has what lapses within the time, the earliest first, with the days that are left", () => {
    const later = { institution: institution().id, acts: [act({ scope: SCOPE, until: seconds("2026-01-15") })] };
    const lapses = lapsesOf({ ...ofProgramme(act(DAYS)), institutional: [later] });
    expect(lapses.map(({ kind, daysLeft, office }) => [kind, daysLeft, office])).to.deep.equal([
      ["programme", 92, 2],
      ["institutional", 106, 2],
    ]);
    expect(lapsesOf({ ...ofProgramme(act(DAYS)), institutional: [later] }, "100d").length).to.equal(1);
  });

  it("counts a grant that lapses at the very end of the time", () => {
    const at = (until: number) => lapsesOf(ofProgramme(act({ until })), "90d").length;
    const end = NOW + 90 * 86_400;
    expect([at(NOW), at(NOW + 1), at(end), at(end + 1)]).to.deep.equal([0, 1, 1, 0]);
  });

  for (const [what, acts] of [
    ["what is open", [act()]],
    ["what lapsed", [act({ until: NOW - 1 })]],
    ["what is renewed already", [act(DAYS), act({ from: DAYS.until })]],
    ["what is replaced before", [act(DAYS), act({ from: NOW + 86_400 })]],
    ["what is withdrawn before", [act(DAYS), act({ kind: "withdraw", from: NOW + 86_400 })]],
    ["what is annulled", [act(DAYS), act({ kind: "annul", from: DAYS.from })]],
    ["what is to begin", [act({ from: NOW + 1, until: DAYS.until })]],
    ["what was rectified to nothing", [act(DAYS), act({ kind: "rectify" })]],
  ] as const) {
    it(`leaves out ${what}`, () => {
      expect(lapsesOf(ofProgramme(...acts))).to.deep.equal([]);
    });
  }

  it("leaves out the accreditations of an institution that has closed", () => {
    const closed = institution({ acts: [act({ from: 0 }), act({ kind: "end", position: 1 })] });
    expect(lapsesOf({ ...ofProgramme(act(DAYS)), institutions: [closed] })).to.deep.equal([]);
  });

  it("has what is suspended, and says whether it still is at the end", () => {
    const suspended = (until?: number) =>
      lapsesOf(
        ofProgramme(act(DAYS), act({ kind: "suspend", from: NOW - 1, ...(until === undefined ? {} : { until }) })),
      )[0]!;
    expect([suspended().suspended, suspended().obstacle]).to.deep.equal([true, "suspended"]);
    expect([suspended(NOW + 5).suspended, suspended(NOW + 5).obstacle]).to.deep.equal([true, undefined]);
  });

  it("says that a retired type stands in the way of a renewal", () => {
    const retired = qualificationType({ acts: [act({ from: 0 }), act({ kind: "end", position: 1 })] });
    const [lapse] = lapsesOf({ ...ofProgramme(act(DAYS)), qualificationTypes: [retired] });
    expect(lapse!.obstacle).to.equal("typeNotActive");
  });

  it("asks for a country and an office", () => {
    const mandates = [
      { office: 2, country: AT, kind: "accreditationBody" as const, acts: [act({ until: NOW + 5, office: 1 })] },
    ];
    const found = (more: object) => lapsesOf({ ...ofProgramme(act({ ...DAYS, office: 7 })), mandates }, "120d", more);
    expect(found({}).map(({ kind, office }) => [kind, office])).to.deep.equal([
      ["mandate", 2],
      ["programme", 7],
    ]);
    expect(found({ office: 7 }).map(({ kind }) => kind)).to.deep.equal(["programme"]);
    expect(found({ country: AT }).length).to.equal(2);
    expect(found({ country: parseCountry("GR") }).length).to.equal(0);
  });

  it("shows a table with the last day that is included", () => {
    const [header, , row] = lapsesInWords(lapsesOf(ofProgramme(act(DAYS)))).split("\n");
    expect(header).to.match(/^last day {4}days left {2}country {2}office {2}institution {7}what$/);
    expect(row).to.match(new RegExp(`^2025-12-31 {2}92 .*AT .*2 .*Universität Wien {2}${TYPE_URI}$`));
  });
});

describe("renewals", () => {
  const ofCsv = (csv: string) => readOwnAccreditations(Buffer.from(csv, "utf8"));

  it("restates scope, territories and conditions, from the old end on, for the same time again", () => {
    const grant = { ...act({ ...DAYS, conditional: true }), territories: [AT] };
    const scoped = { institution: institution().id, acts: [act({ ...DAYS, scope: SCOPE, territories: [] })] };
    const made = renewals(lapsesOf({ ...ofProgramme(grant), institutional: [scoped] }));
    expect(made.csv.split("\r\n").slice(1, -1)).to.deep.equal([
      `AT:${IDENTIFIER},,6,04,all,grant,2026-01-01,2032-03-31,,no,,`,
      `AT:${IDENTIFIER},AT:${TYPE_URI},,,,grant,2026-01-01,2032-03-31,AT,yes,,`,
    ]);
    const { items, refused } = ofCsv(made.csv);
    expect(refused).to.deep.equal([]);
    expect(items.map((item) => ({ ...item, line: 0 }))).to.deep.equal(made.items);
    expect(made.warnings).to.deep.equal([]);
  });

  for (const [from, until, again] of [
    // ten years and two months, through leap years and changes of the clocks
    ["2015-09-30T22:00:00Z", "2025-11-30T23:00:00Z", "2036-01-31"],
    ["2020-02-28T23:00:00Z", "2025-12-31T23:00:00Z", "2031-11-03"],
    // no days of Vienna: the same number of seconds
    ["2025-01-01T00:00:00Z", "2025-12-01T00:00:00Z", "2026-10-31T00:00:00Z"],
  ] as const) {
    it(`renews ${from} to ${until} until ${again}`, () => {
      const { csv } = renewals(lapsesOf(ofProgramme(act({ from: seconds(from), until: seconds(until) }))));
      expect(csv.split("\r\n")[1]!.split(",")[7]).to.equal(again);
    });
  }

  it("takes another end, and needs one where a grant held since always", () => {
    const lapses = lapsesOf(ofProgramme(act({ from: 0, until: DAYS.until })));
    const name = `AT:${IDENTIFIER} for AT:${TYPE_URI} is left out`;
    expect(renewals(lapses).warnings).to.deep.equal([
      `${name}: it holds since always, so no duration is known; give --until.`,
    ]);
    expect(renewals(lapses, () => seconds("2030-12-31T23:00:00Z")).csv).to.contain(",2026-01-01,2030-12-31,");
    expect(renewals(lapses, () => NOW).warnings).to.deep.equal([`${name}: --until isn't after the old end.`]);
  });

  it("leaves out what would be refused, and mandates", () => {
    const suspended = ofProgramme(act(DAYS), act({ kind: "suspend", from: NOW - 1 }));
    const mandates = [{ office: 2, country: AT, acts: [act({ until: NOW + 5 })] }];
    const { items, warnings } = renewals(lapsesOf({ ...suspended, mandates }));
    expect(items).to.deep.equal([]);
    expect(warnings).to.deep.equal([
      `AT:${IDENTIFIER} for AT:${TYPE_URI} is left out: it is suspended then; reinstate it first.`,
    ]);
  });
});

describe("the command expiring", function () {
  this.timeout(600_000);

  it("asks the chain's clock, and writes the renewals", async () => {
    const here = await world();
    const until = seconds("2026-09-30T21:00:00Z");
    const { register, body } = here;
    const decision = [seconds("2021-09-30T21:00:00Z"), until, encodeTerritories([parseCountry("GR")]), true];
    await register.write(body.account, ["accredit", ids.institution, [ids.secondType], decision, EVIDENCE]);
    const now = await register.now();
    const registry = await connected(here);
    const folder = mkdtempSync(path.join(tmpdir(), "expiring-"));
    const csv = path.join(folder, "renewals.csv");
    const run = (args: Partial<ExpiringArguments>) =>
      showExpiring({ within: "90d", country: "", office: "", csv: "", until: "", force: false, ...args }, registry);
    try {
      const none = await run({ country: "AT" });
      expect(none.text).to.equal("Nothing lapses within 90d.");
      expect(none.data).to.deep.include({ now: isoSecond(now), until: isoSecond(now + 90 * 86_400) });

      const { data, text } = await run({ within: "120d", country: "EL", office: String(body.number), csv });
      expect(data).to.deep.include({ renewals: { file: csv, rows: 1 } });
      // what was withdrawn doesn't lapse
      expect((data as { expiring: unknown[] }).expiring).to.deep.equal([
        {
          ...{ kind: "programme", country: "GR", office: body.number, name: NAME },
          ...{
            institution: ids.institution,
            identifier: GREEK,
            qualificationType: ids.secondType,
            uri: SECOND_TYPE_URI,
          },
          ...{ from: "2021-09-30T21:00:00Z", until: "2026-09-30T21:00:00Z" },
          ...{ daysLeft: Math.ceil((until - now) / 86_400), suspended: false, obstacle: null },
        },
      ]);
      expect(text).to.contain("2026-09-30");
      expect(readFileSync(csv, "utf8").split("\r\n")[1]).to.equal(
        `GR:${GREEK},GR:${SECOND_TYPE_URI},,,,grant,2026-10-01,2031-09-30,GR,yes,,`,
      );

      await rejects(run({ within: "120d", csv }), "FILE_EXISTS");
      await run({ within: "120d", csv, until: "2027-12-31", force: true });
      expect(readFileSync(csv, "utf8")).to.contain(",2026-10-01,2027-12-31,");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses what it can't read before it asks", async () => {
    const registry = {} as never;
    const run = (args: Partial<ExpiringArguments>) =>
      showExpiring({ within: "90d", country: "", office: "", csv: "", until: "", force: false, ...args }, registry);
    await rejects(run({ within: "" }), "MISSING_OPTION");
    await rejects(run({ within: "soon" }), "INVALID_SPAN");
    await rejects(run({ country: "ZZ" }), "INVALID_COUNTRY");
    await rejects(run({ office: "five" }), "INVALID_NUMBER");
    await rejects(run({ until: "tomorrow" }), "INVALID_DATE");
  });
});
