/**
 * How much one bundle takes: the largest lists that stay within 13 million gas, with the worst data, through the proxy and
 * `multicall`. And every date of a history, a second before it, at it, and a second after it.
 */
import { randomBytes } from "node:crypto";

import { expect } from "chai";
import { hexlify, ZeroHash } from "ethers";

import { bindingId } from "../../client/src/identifiers/ids.ts";
import {
  connect,
  DAY,
  EVERYTHING,
  EVIDENCE,
  institutionId,
  qualificationTypeId,
  recordKey,
  Register,
  STATUSES,
  typeAttributes,
  type RecordKey,
  type Status,
} from "../support/register.ts";

/** What one transaction may cost, 20 % below the 2²⁴ that the strictest networks take. */
const LIMIT = 13_000_000n;

/** The largest lists within the limit, in tens. */
const SIZES = {
  /** Institutions in one call with the longest identifiers and profiles, none of whose bytes is zero. */
  longest: 70,
  /** With profiles of 600 bytes and identifiers of 60. */
  usual: 190,
  /** Types in one accreditation, none accredited before. */
  accreditation: 460,
  /** Types that were accredited, withdrawn and are accredited anew, by a body. */
  renewal: 330,
} as const;

/** Bytes without a zero: the dearest calldata. */
const noise = (length: number): Uint8Array => randomBytes(length).map((byte) => byte || 1);
const text = (length: number, number: number): string => `${String(number)}/`.padEnd(length, "x");
const institution = institutionId("GR", "https://example.org/university");

async function fixture() {
  const register = await Register.deploy(await connect());
  const state = await register.seat("GR");
  const body = (await register.mandate(state, "GR", "body")).account;
  const profile = hexlify(noise(100));
  await register.write(body, ["registerInstitutions", [["https://example.org/university", profile]], 0, EVIDENCE]);
  return { register, state, body };
}

describe("one bundle", function () {
  this.timeout(600_000);

  const registering = (count: number, identifier: number, profile: number) => {
    const registrations = Array.from({ length: count }, (_, index) => [
      text(identifier, index),
      hexlify(noise(profile)),
    ]);
    return ["registerInstitutions", registrations, 1, EVIDENCE] as const;
  };

  /** Within the limit, and a tenth more wouldn't be. */
  function expectLargest({ gasUsed }: { readonly gasUsed: bigint }): void {
    expect(gasUsed <= LIMIT, `${String(gasUsed)} gas`).to.equal(true);
    expect((gasUsed * 11n) / 10n > LIMIT, `only ${String(gasUsed)} gas: the list could be longer`).to.equal(true);
  }

  for (const [name, size, identifier, profile] of [
    ["the longest identifiers and profiles", SIZES.longest, 512, 4096],
    ["identifiers of 60 bytes and profiles of 600", SIZES.usual, 60, 600],
  ] as const) {
    it(`registers ${String(size)} institutions with ${name}`, async () => {
      const { register, body } = await fixture();
      expectLargest(await register.write(body, registering(size, identifier, profile)));
    });
  }

  /** Types, defined in bundles. */
  async function types(register: Register, body: Parameters<Register["write"]>[0], count: number): Promise<string[]> {
    const uris = Array.from({ length: count }, (_, index) => `https://example.org/type/${String(index)}`);
    const attributes = typeAttributes(["0611", "0612", "0613"]);
    for (let first = 0; first < count; first += 100) {
      const calls = uris.slice(first, first + 100).map((uri) => {
        return ["defineQualificationType", uri, attributes, 0, EVIDENCE] as const;
      });
      await register.write(body, ...calls);
    }
    return uris.map((uri) => qualificationTypeId("GR", uri));
  }
  // five territories, both dates and conditions
  const dearest = [1_500_000_000, 1_999_999_999, 0x4154_4245_4247_4359_435an, true] as const;

  it(`accredits an institution for ${String(SIZES.accreditation)} types`, async () => {
    const { register, body } = await fixture();
    const ids = await types(register, body, SIZES.accreditation);
    expectLargest(await register.write(body, ["accredit", institution, ids, dearest, EVIDENCE]));
  });

  it(`accredits it anew for ${String(SIZES.renewal)} types that were withdrawn`, async () => {
    const { register, body } = await fixture();
    const ids = await types(register, body, SIZES.renewal);
    await register.write(body, ["accredit", institution, ids, dearest, EVIDENCE]);
    for (let first = 0; first < ids.length; first += 50) {
      const calls = ids.slice(first, first + 50).map((id) => {
        return ["withdraw", recordKey("programme", institution, id), 0, EVIDENCE] as const;
      });
      await register.write(body, ...calls);
    }
    const anew = [0, 1_999_999_999, dearest[2], true];
    expectLargest(await register.write(body, ["accredit", institution, ids, anew, EVIDENCE]));
  });
});

describe("every date of a history", function () {
  this.timeout(300_000);

  /** A history whose dates are all in the future of when it was recorded, but for the first. */
  async function history() {
    const register = await Register.deploy(await connect());
    const state = await register.seat("GR");
    await register.seat("FR");
    await register.seat("DE");
    await register.seat("IT");
    const recorded = (await register.now()) + 30 * DAY;
    const until = recorded + 1000 * DAY;
    const body = await register.mandate(state, "GR", "body", { until });
    const provider = await register.mandate(state, "GR", "provider", { from: recorded, until });
    const typeId = qualificationTypeId("GR", "https://example.org/type");
    await register.write(
      body.account,
      ["registerInstitutions", [["https://example.org/university", "0x7b7d"]], recorded - 500 * DAY, EVIDENCE],
      ["defineQualificationType", "https://example.org/type", typeAttributes(), recorded - 600 * DAY, EVIDENCE],
      ["appointProvider", institution, provider.number],
    );
    await register.next(recorded);
    const programme = recordKey("programme", institution, typeId);
    const of = recordKey("institution", institution);
    const d = (days: number): number => recorded + days * DAY;
    await register.write(
      body.account,
      ["accredit", institution, [typeId], [d(-100), d(400), 0, false], EVIDENCE],
      ["suspend", programme, d(50), d(60), EVIDENCE],
      ["suspend", programme, d(70), 0, EVIDENCE],
      ["reinstate", programme, d(80), EVIDENCE],
      ["withdraw", programme, d(300), EVIDENCE],
      ["accreditByScope", institution, EVERYTHING, [d(10), d(20), 0, false], EVIDENCE],
      ["accreditByScope", institution, EVERYTHING, [d(30), d(40), 0, false], EVIDENCE],
      ["suspend", of, d(500), d(510), EVIDENCE],
      ["end", of, d(600), ZeroHash, EVIDENCE],
      ["end", recordKey("qualificationType", typeId), d(550), ZeroHash, EVIDENCE],
    );
    await register.write(provider.account, ["bind", institution, "did:web:example.org", d(-10), d(200), EVIDENCE]);
    await register.write(provider.account, [
      "end",
      recordKey("binding", institution, bindingId("did:web:example.org")),
      d(150),
      ZeroHash,
      EVIDENCE,
    ]);
    await register.write(state, ["suspend", recordKey("mandate", body.number), d(900), d(910), EVIDENCE]);
    return { register, recorded, typeId, body, provider, d };
  }

  it("divides the time before it from the time from it on", async () => {
    const { register, recorded, typeId, body, provider, d } = await history();
    const { registry } = register;
    /** Status before the first date, then each date and the status from it on. */
    const table: readonly (readonly [RecordKey, Status, ...(readonly [number, Status])[]])[] = [
      [
        recordKey("institution", institution),
        "notYet",
        [d(-500), "active"],
        [d(500), "suspended"],
        [d(510), "active"],
        [d(600), "ended"],
      ],
      [recordKey("qualificationType", typeId), "notYet", [d(-600), "active"], [d(550), "ended"]],
      [
        recordKey("programme", institution, typeId),
        "notYet",
        [d(-100), "active"],
        [d(50), "suspended"],
        [d(60), "active"],
        [d(70), "suspended"],
        [d(80), "active"],
        [d(300), "withdrawn"],
      ],
      [
        recordKey("institutional", institution),
        "notYet",
        [d(10), "active"],
        [d(20), "lapsed"],
        [d(30), "active"],
        [d(40), "lapsed"],
      ],
      [
        recordKey("binding", institution, bindingId("did:web:example.org")),
        "notYet",
        [d(-10), "active"],
        [d(150), "ended"],
      ],
      [recordKey("mandate", body.number), "active", [d(900), "suspended"], [d(910), "active"], [d(1000), "lapsed"]],
      [recordKey("mandate", provider.number), "notYet", [recorded, "active"], [d(1000), "lapsed"]],
    ];
    let asked = 0;
    for (const [key, first, ...dates] of table) {
      let before: Status = first;
      for (const [date, from] of dates) {
        for (const [at, expected] of [
          [date - 1, before],
          [date, from],
          [date + 1, from],
        ] as const) {
          const { status } = await registry.statusOf(key, at, 0);
          expect(STATUSES[Number(status)], `${String(key.kind)} at ${String(at - date)} of ${String(date)}`).to.equal(
            expected,
          );
          asked += 1;
        }
        before = from;
      }
    }
    expect(asked).to.equal(69);
  });

  it("shows in the standing, as known a second before the recording, at it and after it", async () => {
    const { register, recorded, typeId, d } = await history();
    const { registry } = register;
    const known = async (at: number, knownAt: number): Promise<number> =>
      Number((await registry.standingAsKnownAt(institution, typeId, "0x0000", at, knownAt)).code);
    expect(await known(recorded - DAY, recorded - 1)).to.equal(70);
    expect(await known(recorded - DAY, recorded)).to.equal(10);
    await register.chain.networkHelpers.time.increase(DAY);
    expect(await known(recorded - DAY, recorded + 1)).to.equal(10);
    const codes: readonly (readonly [number, number, number])[] = [
      [d(-500), 21, 57],
      [d(-100), 57, 10],
      [d(50), 10, 52],
      [d(60), 52, 10],
      [d(70), 10, 52],
      [d(80), 52, 10],
      [d(300), 10, 51],
      [d(500), 51, 22],
      [d(510), 22, 51],
      [d(600), 51, 23],
    ];
    for (const [date, before, from] of codes) {
      for (const [at, code] of [
        [date - 1, before],
        [date, from],
        [date + 1, from],
      ] as const) {
        const answer = await registry.standing(institution, typeId, "0x0000", at);
        expect(Number(answer.code), `at ${String(at - date)} of day ${String((date - recorded) / DAY)}`).to.equal(code);
      }
    }
  });
});
