import { expect } from "chai";

import { actsInForce } from "../../../tasks/export/inForce.ts";
import { lookUp } from "../../../tasks/export/lookUp.ts";
import { activePeriods } from "../../../tasks/export/activePeriods.ts";
import { countedActs } from "../../model/timeline.ts";
import { act, seconds, toldStories } from "./contents.ts";

const numbered = (...acts: Parameters<typeof act>[0][]) => acts.map((one, position) => act({ ...one, position }));
const kinds = (acts: readonly { readonly kind: string }[]) => acts.map(({ kind }) => kind);

describe("actsInForce", () => {
  it("drops everything before the newest rectification, and the rectification", () => {
    const acts = numbered(
      {},
      { kind: "withdraw" },
      { kind: "rectify" },
      {},
      { kind: "rectify" },
      {},
      { kind: "suspend" },
    );
    expect(actsInForce(acts).map(({ position }) => position)).to.deep.equal([5, 6]);
  });

  it("has none of a record that was rectified to nothing", () => {
    expect(actsInForce(numbered({}, { kind: "rectify" }))).to.deep.equal([]);
  });

  it("drops a cancel and what it cancelled", () => {
    const acts = numbered({}, { kind: "withdraw" }, { kind: "cancel", cancels: 1 }, { kind: "end" });
    expect(kinds(actsInForce(acts))).to.deep.equal(["grant", "end"]);
  });

  it("keeps what was cancelled later than is asked about", () => {
    const acts = numbered({}, { kind: "withdraw" }, { kind: "cancel", cancels: 1, recordedAt: seconds("2022-01-01") });
    expect(kinds(actsInForce(acts, seconds("2021-01-01")))).to.deep.equal(["grant", "withdraw"]);
  });
});

describe("lookUp", () => {
  const told = toldStories();

  it("has the 48 stories with their 133 questions", () => {
    expect(told.length).to.equal(48);
    expect(told.flatMap(({ questions }) => questions).length).to.equal(133);
  });

  for (const { name, acts, questions } of told) {
    it(`answers "${name}" as practice does`, () => {
      for (const { at, knownAt, status } of questions) {
        const moment = Math.max(0, at);
        expect(lookUp(acts, moment, knownAt).state, `${String(at)} as known at ${String(knownAt)}`).to.equal(status);
      }
    });
  }

  it("names the suspension of what is suspended, and the grant that decides", () => {
    const acts = numbered({}, { kind: "suspend", from: seconds("2021-01-01") });
    const { act: named, decider } = lookUp(acts, seconds("2022-01-01"));
    expect([named?.position, decider?.position]).to.deep.equal([1, 0]);
  });

  it("names the grant that comes first of what has not begun", () => {
    const acts = numbered(
      { from: seconds("2030-01-01") },
      { from: seconds("2028-01-01") },
      { from: seconds("2032-01-01") },
    );
    expect(lookUp(acts, seconds("2022-01-01"))).to.deep.include({ state: "notYet", act: acts[1] });
  });

  it("counts the acts that the reference model counts", () => {
    for (const { acts } of told) {
      const positions = countedActs(acts as never, Infinity).map(({ position }) => position);
      expect(actsInForce(acts).map(({ position }) => position)).to.deep.equal(positions.reverse());
    }
  });
});

describe("activePeriods", () => {
  it("cuts suspensions and withdrawals out", () => {
    const acts = numbered(
      { until: seconds("2025-01-01") },
      { kind: "suspend", from: seconds("2021-01-01"), until: seconds("2021-06-01") },
      { kind: "withdraw", from: seconds("2023-01-01") },
    );
    expect(activePeriods(acts).map(({ from, until }) => [from, until])).to.deep.equal([
      [seconds("2015-01-01"), seconds("2021-01-01")],
      [seconds("2021-06-01"), seconds("2023-01-01")],
    ]);
  });

  it("tells a renewal from what it renews, though one follows on the other", () => {
    const acts = numbered({ until: seconds("2025-01-01") }, { from: seconds("2025-01-01") });
    const periods = activePeriods(acts);
    expect(periods.map(({ from, until }) => [from, until])).to.deep.equal([
      [seconds("2015-01-01"), seconds("2025-01-01")],
      [seconds("2025-01-01"), undefined],
    ]);
  });

  it("has none of what is annulled", () => {
    expect(activePeriods(numbered({}, { kind: "annul", from: seconds("2015-01-01") }))).to.deep.equal([]);
  });

  it("agrees with the look-up at every change of every story", () => {
    for (const { name, acts } of toldStories()) {
      const periods = activePeriods(acts);
      const dates = acts.flatMap(({ from, until }) => [from, ...(until === undefined ? [] : [until])]);
      for (const at of dates.flatMap((date) => [date - 1, date, date + 1]).filter((date) => date >= 0)) {
        const active = periods.some(({ from, until }) => from <= at && (until === undefined || at < until));
        expect(active, `${name} at ${String(at)}`).to.equal(lookUp(acts, at).state === "active");
      }
    }
  });
});
