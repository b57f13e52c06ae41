import { deflateSync, gzipSync } from "node:zlib";

import { expect } from "chai";

import type { Code } from "../../../../client/src/verify/index.ts";
import { asJwt } from "../fixtures/credentials.ts";
import { testKey } from "../fixtures/keys.ts";
import { fixtureWorld, type FixtureWorld, verifyCase } from "../fixtures/run.ts";
import { type Json, sealJwt } from "../fixtures/seal.ts";

const LIST = "https://university.example/lists/1";
const REVOKED = 7;
const SEALED = "2020-06-01T00:00:00Z";
const key = testKey("university");

/** Of 131,072 bits, index 7 is set. */
const bitstring = `u${gzipSync(Uint8Array.of(1, ...new Uint8Array(16_383))).toString("base64url")}`;
const list = (more: Json = {}, subject: Json = {}): Json => ({
  ...{
    id: LIST,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer: "did:web:university.example",
  },
  ...{ validFrom: "2025-01-01T00:00:00Z" },
  credentialSubject: { type: "BitstringStatusList", statusPurpose: "revocation", encodedList: bitstring, ...subject },
  ...more,
});
const entry = (statusListIndex: number, more: Json = {}): Json => ({
  ...{ type: "BitstringStatusListEntry", statusPurpose: "revocation", statusListIndex: String(statusListIndex) },
  ...{ statusListCredential: LIST, ...more },
});
/** Values of two bits: 1 at index 0, 2 at index 1, 0 at index 2, 3 at index 3. */
const tokens = (more: Json = {}): Json => ({
  ...{
    sub: LIST,
    iat: 1_735_689_600,
    status_list: { bits: 2, lst: deflateSync(Uint8Array.of(0b11_00_10_01)).toString("base64url") },
  },
  ...more,
});
const asTokenList = (payload: Json, by = key): string =>
  sealJwt(payload, by, { typ: "statuslist+jwt", cty: undefined });
const tokenEntry = (idx: number): Json => ({ status: { status_list: { idx, uri: LIST } } });

describe("verify, by status lists", () => {
  let world: FixtureWorld;
  before(async () => {
    world = await fixtureWorld();
  });

  const status = async (more: Json, served: string | undefined): Promise<string> => {
    const document = asJwt({ issuer: "university", sealed: SEALED, more });
    const fetch = (url: string) =>
      url === LIST && served !== undefined
        ? Promise.resolve(new Response(served))
        : Promise.reject(new Error("no network"));
    const { checks, verdict } = await verifyCase(world, { name: "", document }, { fetch });
    const check = checks.find(({ check }) => check === "STATUS")!;
    expect(verdict).to.equal(
      { pass: "VALID", fail: "INVALID", inconclusive: "INCONCLUSIVE", skipped: "VALID" }[check.status],
    );
    return `${check.status} ${check.code}`;
  };
  const right = sealJwt(list(), key);

  const rows: readonly (readonly [name: string, more: Json, served: string | undefined, found: `${string} ${Code}`])[] =
    [
      ["accepts what its list doesn't revoke", { credentialStatus: entry(6) }, right, "pass NOT_REVOKED"],
      ["refuses what its list revokes", { credentialStatus: entry(REVOKED) }, right, "fail REVOKED"],
      [
        "refuses what one of two lists revokes",
        { credentialStatus: [entry(6), entry(REVOKED)] },
        right,
        "fail REVOKED",
      ],
      [
        "refuses what its list suspends",
        { credentialStatus: entry(REVOKED, { statusPurpose: "suspension" }) },
        sealJwt(list({}, { statusPurpose: ["suspension"] }), key),
        "fail SUSPENDED",
      ],
      [
        "reads a StatusList2021",
        { credentialStatus: entry(REVOKED, { type: "StatusList2021Entry" }) },
        sealJwt(list({}, { type: "StatusList2021", encodedList: bitstring.slice(1) }), key),
        "fail REVOKED",
      ],
      ["leaves a list open that doesn't answer", { credentialStatus: entry(6) }, undefined, "inconclusive UNREACHABLE"],
      [
        "leaves a list of another issuer open",
        { credentialStatus: entry(6) },
        sealJwt(list(), testKey("mill")),
        "inconclusive STATUS_LIST_OTHER_ISSUER",
      ],
      [
        "leaves a list with a wrong seal open",
        { credentialStatus: entry(6) },
        `${right.slice(0, -4)}AAAA`,
        "inconclusive STATUS_LIST_WRONG",
      ],
      [
        "leaves another list of the issuer open",
        { credentialStatus: entry(6) },
        sealJwt(list({ id: `${LIST}0` }), key),
        "inconclusive STATUS_LIST_OTHER",
      ],
      [
        "leaves a list for another purpose open",
        { credentialStatus: entry(6) },
        sealJwt(list({}, { statusPurpose: "refresh" }), key),
        "inconclusive STATUS_LIST_OTHER",
      ],
      [
        "leaves a list open that isn't valid any more",
        { credentialStatus: entry(6) },
        sealJwt(list({ validUntil: "2026-01-01T00:00:00Z" }), key),
        "inconclusive STATUS_LIST_STALE",
      ],
      [
        "leaves a list of VCDM 1.1 open that isn't valid any more",
        { credentialStatus: entry(6) },
        sealJwt({ vc: list({ validFrom: undefined, expirationDate: "2026-01-01T00:00:00Z" }) }, key, {
          ...{ typ: "JWT", cty: undefined },
        }),
        "inconclusive STATUS_LIST_STALE",
      ],
      [
        "leaves a list open whose envelope isn't valid any more",
        { credentialStatus: entry(6) },
        sealJwt({ ...list({ validUntil: "2030-01-01T00:00:00Z" }), exp: 1_767_225_600 }, key),
        "inconclusive STATUS_LIST_STALE",
      ],
      [
        "leaves an index outside the list open",
        { credentialStatus: entry(131_072) },
        right,
        "inconclusive STATUS_INDEX_OUTSIDE",
      ],
      [
        "leaves a list open that can't be unpacked",
        { credentialStatus: entry(6) },
        sealJwt(list({}, { encodedList: "uAAAA" }), key),
        "inconclusive STATUS_LIST_UNREADABLE",
      ],
      [
        "leaves a list open that unpacks without end",
        { credentialStatus: entry(6) },
        sealJwt(list({}, { encodedList: `u${gzipSync(new Uint8Array(2 ** 25)).toString("base64url")}` }), key),
        "inconclusive FETCHED_TOO_LARGE",
      ],
      [
        "leaves a private address open",
        { credentialStatus: entry(6, { statusListCredential: "https://127.0.0.1/1" }) },
        right,
        "inconclusive ADDRESS_REFUSED",
      ],
      [
        "leaves a kind of status open that it doesn't know",
        { credentialStatus: { type: "Rumour" } },
        right,
        "inconclusive STATUS_UNSUPPORTED",
      ],
      ["accepts what a token status list has as valid", tokenEntry(2), asTokenList(tokens()), "pass NOT_REVOKED"],
      ["refuses what a token status list has as invalid", tokenEntry(0), asTokenList(tokens()), "fail REVOKED"],
      ["refuses what a token status list has as suspended", tokenEntry(1), asTokenList(tokens()), "fail SUSPENDED"],
      [
        "leaves a value of the application's own open",
        tokenEntry(3),
        asTokenList(tokens()),
        "inconclusive STATUS_UNSUPPORTED",
      ],
      [
        "leaves a token status list of another issuer open",
        tokenEntry(2),
        asTokenList(tokens(), testKey("mill")),
        "inconclusive STATUS_LIST_OTHER_ISSUER",
      ],
      [
        "leaves a token status list for another address open",
        tokenEntry(2),
        asTokenList(tokens({ sub: `${LIST}0` })),
        "inconclusive STATUS_LIST_OTHER",
      ],
      [
        "leaves a token status list open that isn't valid any more",
        tokenEntry(2),
        asTokenList(tokens({ exp: 1_767_225_600 })),
        "inconclusive STATUS_LIST_STALE",
      ],
      [
        "leaves a list open that isn't encoded as one",
        { credentialStatus: entry(6) },
        sealJwt(list({}, { encodedList: "u!!!" }), key),
        "inconclusive STATUS_LIST_UNREADABLE",
      ],
      [
        "leaves a token status list open that isn't encoded as one",
        tokenEntry(2),
        asTokenList(tokens({ status_list: { bits: 2, lst: "!!!" } })),
        "inconclusive STATUS_LIST_UNREADABLE",
      ],
      ["leaves open what is no list", { credentialStatus: entry(6) }, "a", "inconclusive UNKNOWN_FORMAT"],
      [
        "refuses what a list revokes whose entry is written elsewhere",
        { credentialStatus: "urn:status:1", nodes: [entry(REVOKED, { id: "urn:status:1" })] },
        right,
        "fail REVOKED",
      ],
      [
        "accepts what is valid until today, as its list is",
        { credentialStatus: entry(6) },
        sealJwt(list({ validUntil: "2026-01-15" }), key),
        "pass NOT_REVOKED",
      ],
      ...[
        { credentialStatus: "https://university.example/status/1" },
        { credentialStatus: entry(6, { statusListIndex: "" }) },
        { credentialStatus: entry(6, { statusListIndex: null }) },
        { credentialStatus: entry(6, { statusListIndex: "0x1" }) },
        { status: "revoked" },
        { status: { identifier_list: { uri: LIST, id: "1" } } },
        { status: { status_list: { uri: LIST, idx: "one" } } },
      ].map(
        (more) =>
          [
            `leaves a status open that it can't read: ${JSON.stringify(more)}`,
            ...[more, right, "inconclusive STATUS_UNSUPPORTED"],
          ] as const,
      ),
      ["skips what names no list", {}, undefined, "skipped NO_STATUS"],
    ];
  for (const [name, more, served, found] of rows) {
    it(name, async () => {
      expect(await status(more, served)).to.equal(found);
    });
  }

  it("accepts a list that is sealed with another key of the same institution", async () => {
    const document = asJwt({ issuer: "client", sealed: SEALED, more: { credentialStatus: entry(6) } });
    const fetch = () =>
      Promise.resolve(new Response(sealJwt(list({ issuer: "did:web:client.example" }), testKey("platform"))));
    const { verdict } = await verifyCase(world, { name: "", document }, { fetch });
    expect(verdict).to.equal("VALID");
  });
});
