import { expect } from "chai";

import { encodeScope, decodeScope } from "../../../client/src/encoding.ts";
import { parseCountry } from "../../../client/src/identifiers/countries.ts";
import { profile } from "../../../client/src/profile.ts";
import { csvFiles } from "../../../tasks/export/csv.ts";
import { actsInForce } from "../../../tasks/export/inForce.ts";
import { correctionOf } from "../../../tasks/export/itemsInForce.ts";
import { parseActs, writeActs } from "../../../tasks/import/laterActs.ts";
import { readOwnAccreditations } from "../../../tasks/import/ownAccreditations.ts";
import {
  act,
  contents,
  EVIDENCE,
  IDENTIFIER,
  institution,
  programme,
  qualificationType,
  seconds,
  toldStories,
  TYPE_URI,
  without,
} from "./contents.ts";

const lines = (text: string): string[] => text.split("\r\n").slice(0, -1);
const AT = parseCountry("AT");
const CH = parseCountry("CH");

describe("csvFiles", () => {
  it("writes institutions and qualification types as import takes them", () => {
    const closes = act({ kind: "end", from: seconds("2030-01-01"), position: 1, successor: `0x${"11".repeat(32)}` });
    const names = profile({
      country: AT,
      identifiers: [IDENTIFIER, "https://ror.org/03prydq77"],
      legalName: { und: "=Wien, Universität" },
      site: "https://www.univie.ac.at/",
    });
    const files = csvFiles(
      contents({ institutions: [institution({ profile: names, acts: [act({ from: 0 }), closes] })] }),
    );
    expect(lines(files.institutions)).to.deep.equal([
      "country,identifier,legal_name,site,identifiers,from,evidence,later_acts",
      `AT,${IDENTIFIER},"'=Wien, Universität",https://www.univie.ac.at/,https://ror.org/03prydq77,,${EVIDENCE},` +
        `"end:2030-01-01T00:00:00Z;successor=0x${"11".repeat(32)}"`,
    ]);
    expect(lines(files.qualificationTypes)).to.deep.equal([
      "country,uri,eqf_level,isced_f,credential_type,from,evidence,later_acts",
      `AT,${TYPE_URI},7,0421,qualificationAward,,${EVIDENCE},`,
    ]);
    expect(files.warnings).to.deep.equal([]);
  });

  it("writes accreditations with territories, conditions, scope, and the acts that count", () => {
    const scope = decodeScope(encodeScope({ levels: [6, 7], credentialTypes: "all", fields: ["04", "0613"] }));
    const files = csvFiles(
      contents({
        programmes: [
          programme(
            act(),
            act({ kind: "rectify" }),
            { ...act({ until: seconds("2025-01-01"), conditional: true }), territories: [AT, CH] },
            act({ kind: "suspend", from: seconds("2021-05-01"), until: seconds("2021-09-01") }),
          ),
        ],
        institutional: [{ institution: institution().id, acts: [act({ scope, territories: [] })] }],
      }),
    );
    expect(lines(files.accreditations)).to.deep.equal([
      "institution,qualification_type,eqf_levels,isced_f,credential_types,decision,from,until,territories,conditions,evidence,later_acts",
      `AT:${IDENTIFIER},,6 7,04 0613,all,grant,2015-01-01T00:00:00Z,,,no,${EVIDENCE},`,
      `AT:${IDENTIFIER},AT:${TYPE_URI},,,,grant,2015-01-01T00:00:00Z,2025-01-01T00:00:00Z,AT CH,yes,${EVIDENCE},` +
        "suspend:2021-05-01T00:00:00Z/2021-09-01T00:00:00Z",
    ]);
    expect(files.warnings).to.deep.equal([]);
  });

  it("says what it leaves out, and why", () => {
    const withheld = without(institution({ id: "0x01" }), "identifier");
    const unreadable = without(
      institution({ id: "0x02", identifier: "urn:x:2", profileProblem: "notCanonical" }),
      "profile",
    );
    const files = csvFiles(
      contents({
        institutions: [institution(), withheld, unreadable],
        programmes: [
          programme(act({ from: seconds("2030-01-01") }), act({ kind: "end" }), act({ kind: "cancel", cancels: 0 })),
        ],
      }),
    );
    expect(files.warnings).to.deep.equal([
      "Institution 0x01 is left out: its identifier isn't known.",
      "Institution AT:urn:x:2 is left out: its profile can't be read.",
      `The accreditation of AT:${IDENTIFIER} for AT:${TYPE_URI} is left out: ` +
        "the first act that counts is 'end', with which no record can begin.",
    ]);
    expect(lines(files.institutions).length).to.equal(2);
  });

  it("says where a row won't be taken back as it is", () => {
    const odd = profile({ country: AT, identifiers: ["https://ror.org/03prydq77"], legalName: { und: "Uni" } });
    const files = csvFiles(
      contents({
        institutions: [institution({ profile: odd })],
        qualificationTypes: [qualificationType({ fields: ["0777"] })],
      }),
    );
    expect(files.warnings.map((warning) => warning.split(".")[0])).to.deep.equal([
      "Line 2 of the institutions won't be taken back as it is",
      "Line 2 of the qualification types won't be taken back as it is",
    ]);
  });

  it("has headers alone where there is nothing", () => {
    const files = csvFiles(contents({ institutions: [], qualificationTypes: [] }));
    expect(lines(files.institutions).length).to.equal(1);
    expect(files.warnings).to.deep.equal([]);
  });

  for (const { name, acts, kind } of toldStories()) {
    it(`brings the acts in force of "${name}" through a file`, () => {
      const counted = actsInForce(acts).map(correctionOf);
      expect(parseActs(writeActs(counted), undefined)).to.deep.equal(counted);
      if (kind !== "programme" || counted.length === 0) return;

      const { accreditations, warnings } = csvFiles(contents({ programmes: [programme(...acts)] }));
      expect(warnings).to.deep.equal([]);
      const { items, refused } = readOwnAccreditations(Buffer.from(accreditations, "utf8"));
      expect(refused).to.deep.equal([]);
      const [item] = items;
      const first = { kind: item!.decision, ...(item!.from === 0 ? {} : { from: item!.from }) };
      const back = [{ ...first, ...(item!.until === undefined ? {} : { until: item!.until }) }, ...item!.laterActs];
      expect(back).to.deep.equal(counted);
    });
  }
});
