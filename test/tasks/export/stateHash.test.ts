import { expect } from "chai";

import { parseCountry } from "../../../client/src/identifiers/countries.ts";
import { stateHash } from "../../../tasks/export/stateHash.ts";
import { act, contents, institution, programme, qualificationType, seconds } from "./contents.ts";

const base = contents({ programmes: [programme(act({ until: seconds("2025-01-01") }))] });
const withProgramme = (...acts: Parameters<typeof programme>) => contents({ programmes: [programme(...acts)] });

describe("stateHash", () => {
  it("is a SHA-256", () => {
    expect(stateHash(base)).to.match(/^0x[0-9a-f]{64}$/);
  });

  for (const [what, other] of [
    [
      "when, by whom and on which evidence it was recorded",
      withProgramme(
        act({
          until: seconds("2025-01-01"),
          recordedAt: seconds("2024-01-01"),
          office: 9,
          byState: true,
          evidence: `0x${"cd".repeat(32)}`,
        }),
      ),
    ],
    [
      "a history that no longer counts",
      withProgramme(
        act(),
        act({ kind: "rectify" }),
        act({ until: seconds("2025-01-01") }),
        act({ kind: "withdraw" }),
        act({ kind: "cancel", cancels: 3 }),
      ),
    ],
    [
      "chain, block and registry",
      { ...base, readAt: { ...base.readAt, chainId: 1, block: 9, registry: "0x01" as const } },
    ],
    [
      "seats, offices, mandates, bindings, pause and guardian",
      {
        ...base,
        offices: [],
        seats: [{ country: parseCountry("AT"), acts: [act()] }],
        mandates: [{ office: 2, acts: [act()] }],
        bindings: [{ institution: institution().id, binding: `0x${"11".repeat(32)}` as const, acts: [act()] }],
        pausedUntil: 5,
        guardian: 2,
      },
    ],
    ["controllers and providers", { ...base, institutions: [institution({ controller: "0x01", provider: 3 })] }],
    [
      "an institution that was rectified to nothing, and what it was accredited for",
      {
        ...base,
        institutions: [
          ...base.institutions,
          institution({ id: "0x01", acts: [act(), act({ kind: "rectify", position: 1 })] }),
        ],
        programmes: [...base.programmes, { ...programme(act()), institution: "0x01" as const }],
      },
    ],
    ["the order of records", { ...base, institutions: [...base.institutions].reverse() }],
  ] as const) {
    it(`doesn't depend on ${what}`, () => {
      expect(stateHash(other)).to.equal(stateHash(base));
    });
  }

  const until = seconds("2025-01-01");
  for (const [what, other] of [
    ["the end of a grant", withProgramme(act({ until: until + 1 }))],
    ["the begin of a grant", withProgramme(act({ until, from: 0 }))],
    ["an act more", withProgramme(act({ until }), act({ kind: "suspend" }))],
    ["the kind of an act", withProgramme(act({ kind: "withdraw" }))],
    ["territories", withProgramme({ ...act({ until }), territories: [parseCountry("AT")] })],
    ["conditions", withProgramme(act({ until, conditional: true }))],
    ["a profile", { ...base, institutions: [institution({ profileHash: `0x${"00".repeat(32)}` })] }],
    ["a type's level", { ...base, qualificationTypes: [qualificationType({ eqfLevel: 6 })] }],
    ["a type's fields", { ...base, qualificationTypes: [qualificationType({ fields: ["0421", "0422"] })] }],
    ["an accreditation more", { ...base, institutional: [{ institution: institution().id, acts: [act()] }] }],
    ["an institution less", contents({ institutions: [] })],
  ] as const) {
    it(`depends on ${what}`, () => {
      expect(stateHash(other)).not.to.equal(stateHash(base));
    });
  }
});
