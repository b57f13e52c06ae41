import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { isProduction } from "../../deploy/networks.ts";
import { parseParameters, readParameters } from "../../deploy/parameters.ts";

const FOLDER = fileURLToPath(new URL("../../deploy/parameters", import.meta.url));
const LOCALHOST = JSON.parse(readFileSync(path.join(FOLDER, "localhost.json"), "utf8")) as {
  readonly founders: readonly Record<string, unknown>[];
};

/** Accounts that nobody publishes the keys of. */
const account = (number: number): string => `0x${number.toString(16).padStart(40, "0")}`;
const SHARED = {
  ...LOCALHOST,
  shared: true,
  chainId: 4711,
  founders: LOCALHOST.founders.map((founder, index) => ({
    ...founder,
    owners: [1, 2, 3].map((number) => account(100 * (index + 1) + number)),
  })),
};

const codeOf = (value: unknown): string => {
  try {
    parseParameters(value, FOLDER);
  } catch (error) {
    expect(error).to.be.instanceOf(SuiteError);
    return (error as SuiteError).code;
  }
  return "taken";
};

const withFounder = (change: Record<string, unknown>) => ({
  ...LOCALHOST,
  founders: LOCALHOST.founders.map((founder, index) => (index === 0 ? { ...founder, ...change } : founder)),
});

describe("the parameters of a foundation", () => {
  it("of a local network found three states, each of three published test accounts", () => {
    const { shared, founders, terms } = readParameters("localhost");
    expect(shared).to.equal(false);
    expect(founders.map(({ country, owners, threshold }) => [country, owners.length, threshold])).to.deep.equal([
      ["AT", 3, 2],
      ["BE", 3, 2],
      ["CZ", 3, 2],
    ]);
    expect(new Set(founders.flatMap(({ owners }) => owners)).size).to.equal(9);
    const sum = createHash("sha256")
      .update(readFileSync(path.join(FOLDER, "terms-of-office.md")))
      .digest("hex");
    expect(terms).to.equal(`0x${sum}`);
  });

  it("of the pilot are refused until they are filled in, and the refusal names what is missing", () => {
    expect(() => readParameters("pilot"))
      .to.throw(SuiteError, /chainId, founders\[0\]\.country, founders\[0\]\.owners, founders\[0\]\.evidence/)
      .with.property("code", "PARAMETERS_INCOMPLETE");
  });

  it("are taken of a shared network whose officers' keys aren't published", () => {
    expect(codeOf(SHARED)).to.equal("taken");
    expect(parseParameters(SHARED, FOLDER).chainId).to.equal(4711);
  });

  it("are refused of a shared network whose officers are test accounts, or that names no chain", () => {
    expect(codeOf({ ...SHARED, founders: LOCALHOST.founders })).to.equal("INVALID_PARAMETERS");
    expect(codeOf({ ...SHARED, chainId: undefined })).to.equal("INVALID_PARAMETERS");
  });

  it("are refused with anything missing, doubled or out of its bounds", () => {
    const [first] = LOCALHOST.founders;
    const owners = first!["owners"] as string[];
    const wrong: [unknown, string][] = [
      [null, "INVALID_PARAMETERS"],
      [{ ...LOCALHOST, terms: undefined, name: "" }, "PARAMETERS_INCOMPLETE"],
      [{ founders: LOCALHOST.founders }, "PARAMETERS_INCOMPLETE"],
      [{ ...LOCALHOST, terms: "nowhere.md" }, "INVALID_PARAMETERS"],
      [{ ...LOCALHOST, founders: LOCALHOST.founders.slice(1) }, "INVALID_PARAMETERS"],
      [withFounder({ country: "BE" }), "INVALID_PARAMETERS"],
      [withFounder({ country: "EU" }), "INVALID_COUNTRY"],
      [withFounder({ threshold: 1 }), "INVALID_PARAMETERS"],
      [withFounder({ threshold: 3 }), "INVALID_PARAMETERS"],
      [withFounder({ owners: [...owners, owners[0]!] }), "INVALID_PARAMETERS"],
      [withFounder({ owners: [...owners.slice(1), owners[0]!.replace("C", "c")] }), "INVALID_PARAMETERS"],
      [withFounder({ owners: [] }), "PARAMETERS_INCOMPLETE"],
      [withFounder({ saltNonce: 0 }), "INVALID_PARAMETERS"],
      [withFounder({ evidence: "" }), "PARAMETERS_INCOMPLETE"],
    ];
    for (const [value, code] of wrong) expect(codeOf(value), JSON.stringify(value)).to.equal(code);
  });

  it("are missed by name", () => {
    expect(() => readParameters("nowhere"))
      .to.throw(SuiteError)
      .with.property("code", "NO_PARAMETERS");
  });
});

describe("a production network", () => {
  it("is the pilot's, and no local one", () => {
    expect(["pilot", "localhost", "default", "node"].map(isProduction)).to.deep.equal([true, false, false, false]);
  });
});
