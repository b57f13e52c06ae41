import { expect } from "chai";
import { id, Interface, toUtf8Bytes, ZeroAddress, ZeroHash } from "ethers";
import hre from "hardhat";

import { councilAbi, councilTimelockAbi, memberStatesAbi, registryAbi } from "../../../client/src/abi/index.ts";
import type { Hex } from "../../../client/src/hex.ts";
import { parseCountry } from "../../../client/src/identifiers/countries.ts";
import { profile } from "../../../client/src/profile.ts";
import { countryBytes } from "../../../client/src/recordKey.ts";
import * as writes from "../../../client/src/writes/index.ts";
import { type BundleRecord, summaryOf } from "../../../tasks/bundle/bundle.ts";
import { decodeTransaction } from "../../../tasks/bundle/decode.ts";
import { describeCall, WORDS, wordsOf } from "../../../tasks/bundle/describe.ts";
import { INTERFACES, readCall, type Target } from "../../../tasks/bundle/targets.ts";
import { codeOf } from "./world.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
const record: BundleRecord = {
  name: "test",
  chainId: 31_337,
  block: 0,
  contracts: {
    registry: address("11"),
    memberStates: address("22"),
    council: address("33"),
    councilTimelock: address("44"),
    councilAuthority: address("55"),
    notary: address("66"),
    officeFactory: address("77"),
  },
};
const OFFICE = address("99");
const evidence = `0x${"ee".repeat(32)}` as const;
const institution = `0x${"a1".repeat(32)}` as const;
const type = `0x${"b2".repeat(32)}` as const;
const terms = `0x${"cc".repeat(32)}` as const;

const { registry, memberStates, council } = record.contracts;
const words = (target: Target, data: string): string => wordsOf(record, target, readCall(target, data));
const bundled = (...calls: Hex[]): Hex => writes.multicall({ deadline: "2026-04-01", calls });

/** Arguments that fit any function of the contracts. */
function anything(contract: Interface, name: string): unknown[] {
  const values = (
    inputs: readonly { readonly name: string; readonly type: string; readonly components?: unknown }[],
  ): unknown[] =>
    inputs.map((input) => {
      if (input.name === "_threshold") return 2;
      if (input.type.endsWith("[]")) return [];
      if (input.type === "tuple") return values(input.components as typeof inputs);
      if (input.type === "string") return name === "propose" ? `${ZeroHash}#proposer=${ZeroAddress}` : "text";
      if (input.type === "bool") return true;
      if (input.type === "address") return ZeroAddress;
      if (input.type === "bytes") return writes.unpause();
      if (input.type === "bytes2") return countryBytes(parseCountry("GR"));
      if (input.type === "bytes32") return ZeroHash;
      return ["uint256", "uint80"].includes(input.type) ? 0 : 1;
    });
  return values(contract.getFunction(name)!.inputs);
}

describe("the words of calls", () => {
  for (const target of Object.keys(INTERFACES) as Target[]) {
    it(`are there for every function of ${target} that changes something`, () => {
      INTERFACES[target].forEachFunction(({ name }) => {
        if (name === "multicall") return;
        expect(WORDS[target], name).to.have.property(name);
      });
      for (const name of Object.keys(WORDS[target])) expect(INTERFACES[target].hasFunction(name), name).to.equal(true);
    });

    it(`can be said of a call of every function of ${target}`, () => {
      const contract = INTERFACES[target];
      contract.forEachFunction(({ name }) => {
        if (name === "multicall" || name === "relay" || name.startsWith("on")) return;
        const parameters = anything(contract, name);
        // the timelock's own calls have a target that has to be known
        if (target === "councilTimelock" && ["schedule", "execute"].includes(name)) parameters[0] = registry;
        const said = words(target, contract.encodeFunctionData(name, parameters));
        expect(said, name).to.match(/^[A-Z].{10,}/);
        expect(said, name).not.to.match(/undefined|NaN|\[object/);
      });
    });
  }

  it("leave out no function of the ABIs that changes something", async () => {
    const authority = (await hre.artifacts.readArtifact("CouncilAuthority")).abi;
    // refused whoever calls, or calls of accounts that wait: no vote makes them
    const noMotion = [
      "updateAuthority",
      "labelRole",
      "renounceRole",
      "schedule",
      "execute",
      "cancel",
      "consumeScheduledOp",
    ];
    for (const [target, abi, without] of [
      ["registry", registryAbi, []],
      ["memberStates", memberStatesAbi, []],
      ["council", councilAbi, []],
      ["councilTimelock", councilTimelockAbi, []],
      ["councilAuthority", authority, [...noMotion, "multicall"]],
    ] as const) {
      new Interface(abi).forEachFunction((fragment) => {
        if (fragment.constant || (without as readonly string[]).includes(fragment.name)) return;
        expect(INTERFACES[target].hasFunction(fragment.selector), `${target}: ${fragment.format()}`).to.equal(true);
      });
    }
  });

  it("say what a registration registers, with names before identifiers", () => {
    const data = writes.registerInstitutions({
      registrations: [
        {
          identifier: "urn:trusted-issuer:pic:999866883",
          profile: profile({
            country: parseCountry("AT"),
            identifiers: ["urn:trusted-issuer:pic:999866883"],
            legalName: { de: "Universität Wien" },
            site: "https://www.univie.ac.at/",
          }),
        },
      ],
      evidence,
    });
    expect(words("registry", data)).to.equal(
      `Registers 1 institution, from always; evidence ${evidence}:\n` +
        `  - "Universität Wien" [de] as "urn:trusted-issuer:pic:999866883"; country "AT"; site "https://www.univie.ac.at/"`,
    );
  });

  it("show an end as it is recorded and as the day that it includes", () => {
    const act = { institution, evidence, from: "2020-09-30T22:00:00Z", until: "2027-09-30T22:00:00Z" };
    expect(
      words("registry", writes.accredit({ ...act, qualificationTypes: [type], territories: ["AT", "DE"] })),
    ).to.equal(
      `Accredits institution ${institution} for qualification type ${type}, from 2020-09-30T22:00:00Z, ` +
        `until 2027-09-30T22:00:00Z exclusive (2027-09-30 is the last day, UTC), only in Austria (AT), Germany (DE); evidence ${evidence}.`,
    );
    expect(
      words(
        "registry",
        writes.bind({ institution, evidence, identifier: "did:web:univie.ac.at", until: "2026-01-01" }),
      ),
    ).to.include("until 2026-01-01T00:00:00Z exclusive (2025-12-31 is the last day, UTC)");
  });

  it("say a scope in levels, credential types and fields", () => {
    const scope = { levels: [6, 7], credentialTypes: ["qualificationAward"], fields: ["04", "0613"] } as const;
    expect(words("registry", writes.accreditByScope({ institution, scope, conditions: true, evidence }))).to.equal(
      `Accredits institution ${institution} for whatever is in this scope: EQF levels 6, 7; credential type qualification award; ` +
        `fields 04 (Business, administration and law), 0613 (Software and applications development and analysis); ` +
        `from always (if it is the first act of its record; else from now on), without an end, everywhere, with conditions; evidence ${evidence}.`,
    );
    const everything = { levels: "all", credentialTypes: "all", fields: "all" } as const;
    const nothing = { levels: [], credentialTypes: [], fields: [] } as const;
    const by = (sets: typeof everything | typeof nothing) =>
      words("registry", writes.accreditByScope({ institution, scope: sets, evidence }));
    expect(by(everything)).to.include("all EQF levels and what has none; all credential types; all fields");
    expect(by(nothing)).to.include("no EQF level; no credential type; no field");
  });

  it("say what a rectification puts in the place of what it voids", () => {
    const data = writes.rectify({
      record: { kind: "institutional", institution },
      corrections: [
        {
          kind: "grant",
          from: "2016-01-01",
          territories: ["AT"],
          conditions: true,
          scope: { levels: [6], credentialTypes: "all", fields: "all" },
        },
        { kind: "withdraw", from: "2020-01-01" },
      ],
      evidence,
    });
    expect(words("registry", data).split("\n")).to.deep.equal([
      `Rectifies the institutional accreditation of institution ${institution}: nothing recorded of it before counts; evidence ${evidence}. In its place:`,
      "  1. grant, from 2016-01-01T00:00:00Z, without an end, only in Austria (AT), with conditions, scope: EQF level 6; all credential types; all fields",
      "  2. withdraw, from 2020-01-01T00:00:00Z, without an end",
    ]);
  });

  it("name a record of each kind", () => {
    const suspend = (subject: Parameters<typeof writes.suspend>[0]["record"]): string =>
      words("registry", writes.suspend({ record: subject, evidence }));
    const after = `, from now on, until it is reinstated; evidence ${evidence}.`;
    expect(suspend({ kind: "seat", country: "GR" })).to.equal(`Suspends the seat of Greece (GR)${after}`);
    expect(suspend({ kind: "mandate", office: 7 })).to.equal(`Suspends the mandate of office 7${after}`);
    expect(suspend({ kind: "binding", institution, binding: type })).to.equal(
      `Suspends the binding of ${type} to institution ${institution}${after}`,
    );
    expect(suspend({ kind: "programme", institution, qualificationType: type })).to.equal(
      `Suspends the accreditation of institution ${institution} for qualification type ${type}${after}`,
    );
  });

  it("add the names that the caller knows", () => {
    const data = writes.updateProfile({
      institution,
      profile: profile({ country: parseCountry("AT"), identifiers: [], legalName: { en: "A" } }),
    });
    const names = (thing: string, key: string) =>
      thing === "institution" && key === institution ? "University of Vienna" : undefined;
    expect(wordsOf(record, "registry", readCall("registry", data), names)).to.include(
      `${institution} (University of Vienna)`,
    );
  });

  it("put the motions of a proposal in words, numbered", () => {
    const admit = INTERFACES.memberStates.encodeFunctionData("admit", ["0x4752", OFFICE, terms, evidence]);
    const description = `${evidence}#proposer=${OFFICE}`;
    const data = bundled(
      INTERFACES.council.encodeFunctionData("propose", [
        [memberStates, registry],
        [0, 0],
        [admit, writes.unpause()],
        description,
      ]) as Hex,
    );
    const { calls } = decodeTransaction(record, OFFICE, council, data);
    expect(summaryOf(calls)).to.deep.equal([
      `Proposes to the council, as ${OFFICE}, for the reasons in the document ${evidence}:`,
      `  1. on MemberStates: Admits Greece (GR) to the council, with the account ${OFFICE}; terms ${terms}; evidence ${evidence}.`,
      "  2. on the registry: Ends the registry's pause.",
    ]);
    expect(describeCall(record, memberStates, admit)).to.equal(
      calls[0]!.words.split("\n")[1]!.slice("  1. on MemberStates: ".length),
    );
  });

  it("show what others wrote in quotation marks, and make hidden characters visible", () => {
    const data = INTERFACES.registry.encodeFunctionData("bind", [
      institution,
      'a"\n  - b\u202e\u001b[2J\u200b',
      0,
      0,
      evidence,
    ]);
    expect(words("registry", data))
      .to.include('"a\\"\\n \\u{20}- b\\u{202e}\\u001b[2J\\u{200b}"')
      .and.not.to.include("\n");
    expect(words("registry", data)).not.to.match(/[\p{Cc}\p{Cf}]/u);
  });

  it("show blanks that look like nothing, or push what follows to another line, and marks that sit on the quotation mark", () => {
    const said = (uri: string): string =>
      words("registry", INTERFACES.registry.encodeFunctionData("bind", [institution, uri, 0, 0, evidence]));
    expect(said("\u0338a b   c\u3000d\u3164e\u034Ff\u2800")).to.include(
      '"\\u{338}a b \\u{20}\\u{20}c\\u{3000}d\\u{3164}e\\u{34f}f\\u{2800}"',
    );
    // letters with marks of their own stay readable
    expect(said("Ε\u0301νωση")).to.include('"Ε\u0301νωση"');
  });

  it("show what a profile has beside what readers take from it", () => {
    const identifier = "urn:trusted-issuer:pic:999866883";
    const bytes = toUtf8Bytes(
      `{"country":"AT","identifiers":["${identifier}"],"legalName":{"de":"A"},"note":"Jane Doe, +43 1 234"}`,
    );
    const data = INTERFACES.registry.encodeFunctionData("registerInstitutions", [[[identifier, bytes]], 0, evidence]);
    expect(words("registry", data)).to.include('also "note": "Jane Doe, +43 1 234", which no reader takes');
  });
});

describe("decodeTransaction", () => {
  const decode = (to: string, data: string) => codeOf(() => decodeTransaction(record, OFFICE, to, data));

  it("reads the calls of a bundle, their arguments as JSON, and its deadline", () => {
    const data = bundled(writes.accredit({ institution, qualificationTypes: [type], until: "2027-01-01", evidence }));
    const { calls, deadline } = decodeTransaction(record, OFFICE, registry, data);
    expect(deadline).to.equal(Date.parse("2026-04-01T00:00:00Z") / 1000);
    expect(calls).to.have.length(1);
    expect(calls[0]).to.deep.include({
      target: "registry",
      function: "accredit",
      arguments: {
        institution,
        qualificationTypes: [type],
        decision: { from: 0, until: 1_798_761_600, territories: "0", conditions: false },
        evidence,
      },
    });
    expect(JSON.parse(JSON.stringify(calls))).to.deep.equal(calls);
  });

  it("reads what an office does on its own: a vote, an agreement, a change of officers, a rejection", () => {
    const vote = INTERFACES.council.encodeFunctionData("castVote", [77, 1]);
    expect(decodeTransaction(record, OFFICE, council, vote).calls[0]!.words).to.equal("Votes FOR proposal 77.");
    const consent = INTERFACES.memberStates.encodeFunctionData("consent", ["0x4752", 2, terms, 1_800_000_000]);
    expect(decodeTransaction(record, OFFICE, memberStates, consent).calls[0]!.words).to.equal(
      `Agrees to become the office of Greece (GR) as accreditation body; terms ${terms}; the agreement ends 2027-01-15T08:00:00Z.`,
    );
    const add = INTERFACES.office.encodeFunctionData("addOwnerWithThreshold", [council, 2]);
    expect(decodeTransaction(record, OFFICE, OFFICE, add)).to.deep.include({
      calls: [
        {
          target: "office",
          function: "addOwnerWithThreshold",
          arguments: { owner: council, _threshold: "2" },
          words: `Makes ${council} an officer of this office; 2 of its officers have to sign from then on.`,
        },
      ],
    });
    expect(decodeTransaction(record, OFFICE, OFFICE, "0x").calls[0]).to.include({
      target: "office",
      function: "reject",
    });
  });

  it("refuses a contract that the deployment doesn't name", async () => {
    expect(await decode(record.contracts.notary, "0x")).to.equal("BUNDLE_UNKNOWN_TARGET");
    expect(await decode(record.contracts.councilTimelock, writes.unpause())).to.equal("BUNDLE_UNKNOWN_TARGET");
    const propose = (target: string, value = 0) =>
      bundled(
        INTERFACES.council.encodeFunctionData("propose", [
          [target],
          [value],
          [writes.unpause()],
          `${evidence}#proposer=${OFFICE}`,
        ]) as Hex,
      );
    expect(await decode(council, propose(address("ab")))).to.equal("BUNDLE_UNKNOWN_TARGET");
    expect(await decode(council, propose(registry, 1))).to.equal("BUNDLE_VALUE");
    expect(await decode(council, propose(registry))).to.equal(undefined);
  });

  it("refuses functions that it can't read, or that aren't for offices", async () => {
    expect(await decode(registry, bundled("0x12345678"))).to.equal("BUNDLE_UNKNOWN_FUNCTION");
    expect(await decode(registry, "0x")).to.equal("BUNDLE_UNKNOWN_FUNCTION");
    const safe = new Interface([
      "function enableModule(address)",
      "function setGuard(address)",
      "function approveHash(bytes32)",
    ]);
    expect(await decode(OFFICE, safe.encodeFunctionData("enableModule", [council]))).to.equal(
      "BUNDLE_UNKNOWN_FUNCTION",
    );
    expect(await decode(OFFICE, safe.encodeFunctionData("setGuard", [council]))).to.equal("BUNDLE_UNKNOWN_FUNCTION");
    expect(await decode(OFFICE, safe.encodeFunctionData("approveHash", [id("")]))).to.equal("BUNDLE_UNKNOWN_FUNCTION");
  });

  it("refuses a write without a deadline, a bundle in a bundle, and an empty one", async () => {
    expect(await decode(registry, writes.unpause())).to.equal("BUNDLE_WITHOUT_DEADLINE");
    expect(await decode(registry, bundled(bundled(writes.unpause())))).to.equal("BUNDLE_NESTED");
    expect(await decode(registry, bundled())).to.equal("BUNDLE_EMPTY");
  });

  it("refuses a change of officers after which fewer than two sign", async () => {
    const safe = INTERFACES.office;
    for (const data of [
      safe.encodeFunctionData("changeThreshold", [1]),
      safe.encodeFunctionData("addOwnerWithThreshold", [council, 1]),
      safe.encodeFunctionData("removeOwner", [council, registry, 1]),
    ]) {
      expect(await decode(OFFICE, data)).to.equal("BUNDLE_OFFICE_UNSOUND");
    }
    expect(await decode(OFFICE, safe.encodeFunctionData("changeThreshold", [2]))).to.equal(undefined);
  });

  it("refuses calls inside calls inside calls, which nobody could read", async () => {
    const { councilTimelock } = record.contracts;
    const inside = (target: string, data: string): string =>
      INTERFACES.councilTimelock.encodeFunctionData("schedule", [target, 0, data, ZeroHash, ZeroHash, 86_400]);
    const propose = (data: string): Hex =>
      bundled(
        INTERFACES.council.encodeFunctionData("propose", [
          [councilTimelock],
          [0],
          [data],
          `${evidence}#proposer=${OFFICE}`,
        ]) as Hex,
      );
    let data = inside(registry, writes.unpause());
    expect(await decode(council, propose(data))).to.equal(undefined);
    for (let depth = 0; depth < 100; depth += 1) data = inside(councilTimelock, data);
    expect(await decode(council, propose(data))).to.equal("BUNDLE_NESTED");
  });

  it("refuses arguments that aren't encoded in the usual way, or mean nothing", async () => {
    const usual = writes.pause({ duration: 3600 });
    expect(await decode(registry, bundled(`${usual}00`))).to.equal("BUNDLE_UNREADABLE");
    expect(await decode(registry, bundled(usual.replace("0x2110706e00", "0x2110706e01") as Hex))).to.equal(
      "BUNDLE_UNREADABLE",
    );
    expect(await decode(registry, `${bundled(usual)}00`)).to.equal("BUNDLE_UNREADABLE");
    const vote = INTERFACES.council.encodeFunctionData("castVote", [77, 3]);
    expect(await decode(council, vote)).to.equal("BUNDLE_UNREADABLE");
    const consent = INTERFACES.memberStates.encodeFunctionData("consent", ["0x0a47", 2, terms, 1]);
    expect(await decode(memberStates, consent)).to.equal("BUNDLE_UNREADABLE");
    const propose = INTERFACES.council.encodeFunctionData("propose", [[], [], [], "because"]) as Hex;
    expect(await decode(council, bundled(propose))).to.equal("BUNDLE_UNREADABLE");
  });
});
