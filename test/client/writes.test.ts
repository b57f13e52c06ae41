import { expect } from "chai";
import { id, toBeHex } from "ethers";

import { registryAbi } from "../../client/src/abi/index.ts";
import { connect } from "../../client/src/connect.ts";
import type { Hex } from "../../client/src/hex.ts";
import { parseCountry } from "../../client/src/identifiers/countries.ts";
import * as writes from "../../client/src/writes/index.ts";
import { connect as chainOf, EVIDENCE, FAR, Register, seconds, TERMS } from "../support/register.ts";
import { IDENTIFIER, INSTITUTION, KEY, PROFILE, TYPE, TYPE_URI } from "./world.ts";

const evidence = EVIDENCE as Hex;
const programme = { kind: "programme", institution: INSTITUTION, qualificationType: TYPE } as const;
const key = { kind: "binding", institution: INSTITUTION, binding: KEY } as const;
const everything = { levels: "all", credentialTypes: "all", fields: "all" } as const;

describe("the builders of call data", () => {
  it("are one for each function of the registry that changes something", () => {
    const functions = registryAbi.flatMap((item) =>
      item.type === "function" && !["view", "pure"].includes(item.stateMutability) ? [item.name] : [],
    );
    expect(Object.keys(writes).sort()).to.deep.equal(functions.sort());
  });

  it("write what is asked for afterwards, from the mandate to the compromised key", async () => {
    const chain = await chainOf("2026-01-01");
    const register = await Register.deploy(chain);
    const registry = await connect({ provider: chain.provider, address: register.address.registry });
    const send = async (
      account: { sendTransaction(t: { to: string; data: string }): Promise<{ wait(): unknown }> },
      ...calls: Hex[]
    ) => {
      const data = writes.multicall({ deadline: FAR, calls });
      await (await account.sendTransaction({ to: register.address.registry, data })).wait();
    };
    const [state] = [await register.seat("GR"), await register.seat("AT"), await register.seat("PT")];
    const [body, provider] = [register.account(), register.account()];
    await register.consent(body, "GR", "body");
    await register.consent(provider, "GR", "provider");
    const terms = TERMS as Hex;
    const account = (signer: { address: string }) => signer.address as Hex;
    await send(
      state,
      writes.mandate({ kind: "accreditationBody", account: account(body), scope: everything, terms, evidence }),
      writes.mandate({
        kind: "trustServiceProvider",
        account: account(provider),
        trustedListEntry: id("entry") as Hex,
        terms,
        evidence,
      }),
    );
    const providerNumber = Number((await register.registry.officeOf(provider.address)).number);
    const attributes = {
      country: parseCountry("GR"),
      level: 6,
      credentialType: "qualificationAward",
      fields: ["0613"],
    } as const;
    await send(
      body,
      writes.registerInstitutions({ registrations: [{ identifier: IDENTIFIER, profile: PROFILE }], evidence }),
      writes.appointProvider({ institution: INSTITUTION, provider: providerNumber }),
      writes.setController({ institution: INSTITUTION, controller: account(state) }),
      writes.updateProfile({ institution: INSTITUTION, profile: { ...PROFILE, site: "https://auth.example/" } }),
      writes.defineQualificationType({ uri: TYPE_URI, attributes, evidence }),
      writes.accredit({
        institution: INSTITUTION,
        qualificationTypes: [TYPE],
        from: "2020-01-01",
        until: "2030-01-01",
        territories: ["EL", "CY"],
        conditions: true,
        evidence,
      }),
      writes.accreditByScope({ institution: INSTITUTION, scope: everything, from: "2021-01-01", evidence }),
      writes.suspend({ record: programme, from: "2026-03-01", until: "2026-04-01", evidence }),
    );
    await chain.networkHelpers.time.increaseTo(seconds("2026-02-01"));
    await send(provider, writes.bind({ institution: INSTITUTION, identifier: KEY, until: "2029-01-01", evidence }));
    await send(provider, writes.compromise({ record: key, from: "2026-01-20", evidence }));
    await send(
      body,
      writes.cancel({ record: programme, position: 1, evidence }),
      writes.withdraw({ record: programme, evidence }),
    );

    const [grant, suspension, cancel, withdrawal] = (await registry.history(programme)).acts;
    expect(grant).to.deep.include({
      from: seconds("2020-01-01"),
      until: seconds("2030-01-01"),
      territories: ["CY", "GR"],
      conditional: true,
    });
    expect(suspension).to.include({ kind: "suspend", from: seconds("2026-03-01"), until: seconds("2026-04-01") });
    expect(cancel).to.include({ kind: "cancel", cancels: 1 });
    expect(withdrawal).to.include({ kind: "withdraw" });
    expect(await registry.bindingAt({ institution: INSTITUTION, binding: KEY, at: "2026-01-21" })).to.include({
      code: 115,
    });
    const institution = await registry.institution(INSTITUTION);
    expect(institution).to.deep.include({ controller: state.address, provider: providerNumber });
    expect(institution).to.have.nested.property("profile.site", "https://auth.example/");
  });

  for (const [name, data, args] of [
    ["reopenInstitution", writes.reopenInstitution({ institution: INSTITUTION, evidence }), [undefined, 0n, evidence]],
    [
      "reinstate",
      writes.reinstate({ record: programme, from: "2026-01-01", evidence }),
      [undefined, BigInt(seconds("2026-01-01")), evidence],
    ],
    [
      "end",
      writes.end({ record: { kind: "institution", institution: INSTITUTION }, successor: id("next"), evidence }),
      [undefined, 0n, id("next"), evidence],
    ],
    ["annul", writes.annul({ record: programme, from: 0, evidence }), [undefined, 0n, evidence]],
    [
      "rectify",
      writes.rectify({
        record: { kind: "mandate", office: 3 },
        corrections: [{ kind: "grant", from: 0, scope: everything }],
        evidence,
      }),
      [
        undefined,
        [[1n, 0n, 0n, 0n, false, toBeHex((1n << 240n) | (1n << 224n) | (1n << 208n) | (0xffffn << 192n), 32)]],
        evidence,
      ],
    ],
    ["pause", writes.pause({ duration: 3600 }), [3600n]],
    ["unpause", writes.unpause(), []],
    ["appointGuardian", writes.appointGuardian(), [`0x${"0".repeat(40)}`, `0x${"0".repeat(64)}`]],
    ["recordSeat", writes.recordSeat({ country: "EL", kind: "end", evidence }), ["0x4752", 5n, 0n, evidence]],
    ["rectifySeat", writes.rectifySeat({ country: "GR", corrections: [], evidence }), ["0x4752", [], evidence]],
    [
      "enrol",
      writes.enrol({ account: `0x${"11".repeat(20)}`, country: "EU", kind: "guardian" }),
      [`0x${"11".repeat(20)}`, "0x4555", 4n],
    ],
    ["reassign", writes.reassign({ office: 7, account: `0x${"11".repeat(20)}` }), [7n, `0x${"11".repeat(20)}`]],
  ] as const) {
    it(`encode ${name}`, async () => {
      const { registryContract } = await import("../../client/src/abi/index.ts");
      const call = registryContract(`0x${"22".repeat(20)}`).interface.parseTransaction({ data })!;
      expect(call.name).to.equal(name);
      const decoded = call.args.toArray(true) as unknown[];
      args.forEach((expected, index) => {
        if (expected !== undefined) expect(decoded[index]).to.deep.equal(expected);
      });
    });
  }
});
