import { expect } from "chai";

import type { Act, ActKind } from "../../../client/src/registry.ts";
import { restrictions } from "../../../client/src/verify/history.ts";

/** Acts in the order of recording; each begins at its position's hundred. */
const acts = (...kinds: readonly (ActKind | readonly ["cancel", number])[]): Act[] =>
  kinds.map((entry, position) => {
    const [kind, cancels] = typeof entry === "string" ? [entry, undefined] : entry;
    const plain = { byState: false, conditional: false, everCompromised: false, office: 1, recordedAt: position * 100 };
    return { ...plain, kind, position, from: position * 100, ...(cancels === undefined ? {} : { cancels }) };
  });
/** The same, beginning then. */
const beginning = (all: readonly Act[], ...times: readonly number[]): Act[] =>
  all.map((act, index) => ({ ...act, from: times[index] ?? act.from }));
const from = (...parameters: Parameters<typeof restrictions>): number[] =>
  restrictions(...parameters).map((act) => act.from);

describe("restrictions", () => {
  it("are what restricts, even where it was lifted since", () => {
    expect(
      from("programme", acts("grant", "suspend", "reinstate", "withdraw", "grant", "end", "grant", "annul")),
    ).to.deep.equal([...[100, 300, 500, 700]]);
  });

  it("are none of what was recorded before a rectification, or was cancelled", () => {
    expect(from("institutional", acts("grant", "withdraw", "rectify", "grant", "suspend"))).to.deep.equal([400]);
    expect(from("institution", acts("grant", "withdraw", ["cancel", 1]))).to.deep.equal([]);
  });

  it("are none of what was replaced before it began", () => {
    expect(from("programme", beginning(acts("grant", "withdraw", "grant"), 0, 500, 400))).to.deep.equal([]);
    expect(from("programme", beginning(acts("grant", "suspend", "reinstate"), 0, 500, 400))).to.deep.equal([]);
    expect(from("programme", beginning(acts("grant", "withdraw", "reinstate"), 0, 500, 400))).to.deep.equal([500]);
    expect(from("programme", beginning(acts("grant", "withdraw", "grant"), 0, 500, 501))).to.deep.equal([500]);
  });

  it("are where a binding ends, is compromised or annulled", () => {
    expect(from("binding", acts("grant", "end", "grant", "compromise", "annul"))).to.deep.equal([100, 300, 400]);
  });

  it("are none where a type is retired or a seat suspended", () => {
    expect(from("qualificationType", acts("grant", "end", "withdraw"))).to.deep.equal([200]);
    expect(from("seat", acts("grant", "suspend", "end"))).to.deep.equal([200]);
  });

  it("are where a provider's mandate is suspended or ends", () => {
    expect(from("mandate", acts("grant", "suspend", "end"))).to.deep.equal([100, 200]);
  });
});
