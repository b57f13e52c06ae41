import { expect } from "chai";

import { jsonLines } from "../../../tasks/export/jsonl.ts";
import { stateHash } from "../../../tasks/export/stateHash.ts";
import { act, contents, EVIDENCE, institution, programme, seconds, without } from "./contents.ts";

const linesOf = (register: Parameters<typeof jsonLines>[0]): string[] => jsonLines(register).split("\n").slice(0, -1);

describe("jsonLines", () => {
  it("begins with the register itself", () => {
    const register = contents({ pausedUntil: seconds("2026-01-03"), problems: ["A log is missing."] });
    expect(JSON.parse(linesOf(register)[0]!)).to.deep.equal({
      type: "register",
      format: "trusted-issuer-registry/register/1",
      chainId: 31337,
      registry: register.readAt.registry,
      block: 7,
      blockHash: register.readAt.blockHash,
      time: "2026-01-01T00:00:00Z",
      stateHash: stateHash(register),
      pausedUntil: "2026-01-03T00:00:00Z",
      guardian: null,
      problems: ["A log is missing."],
    });
  });

  it("has a line for each record, its type first", () => {
    const register = contents({ programmes: [programme(act())] });
    const lines = linesOf(register);
    expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).to.deep.equal([
      ...["register", "office", "institution", "qualificationType", "programme"],
    ]);
    for (const line of lines) expect(line).to.match(/^\{"type":"/);
  });

  it("has every act with both clocks, what no longer counts included", () => {
    const register = contents({
      programmes: [
        programme(act({ from: 0 }), act({ kind: "withdraw", until: 5 }), act({ kind: "cancel", cancels: 1 })),
      ],
    });
    const { acts } = JSON.parse(linesOf(register).at(-1)!) as { acts: unknown[] };
    expect(acts.length).to.equal(3);
    expect(JSON.stringify(acts[0])).to.equal(
      '{"position":0,"kind":"grant","from":null,"until":null,"recordedAt":"2020-01-01T00:00:00Z","office":2,' +
        `"byState":false,"conditional":false,"territories":[],"evidence":"${EVIDENCE}"}`,
    );
  });

  it("says why a profile is missing", () => {
    const unreadable = without(institution({ profileProblem: "notCanonical" }), "profile");
    const lines = linesOf(contents({ institutions: [unreadable] }));
    expect(JSON.parse(lines[2]!)).to.deep.include({ profile: null, profileProblem: "notCanonical" });
  });
});
