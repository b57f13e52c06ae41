import { expect } from "chai";
import fc from "../../support/fastCheck.ts";

import { CREDENTIAL_TYPES, type CredentialType, fieldCode, type ScopeSets } from "../../../client/src/encoding.ts";
import type { Hex } from "../../../client/src/hex.ts";
import { EU, parseCountry } from "../../../client/src/identifiers/countries.ts";
import type { EqfLevel } from "../../../client/src/identifiers/eqf.ts";
import { identifierUri } from "../../../client/src/identifiers/identifiers.ts";
import { institutionId, qualificationTypeId } from "../../../client/src/identifiers/ids.ts";
import { ISCED_FIELDS } from "../../../client/src/identifiers/isced.ts";
import { optional } from "../../../client/src/optional.ts";
import { profile } from "../../../client/src/profile.ts";
import type { Correction } from "../../../client/src/writes/correction.ts";
import { startOfDay } from "../../../tasks/core/dates.ts";
import { timeZoneOf } from "../../../tasks/core/timeZones.ts";
import type { AccreditationItem, ImportItem, InstitutionItem, TypeItem } from "../../../tasks/import/items.ts";
import { namedInstitution } from "../../../tasks/import/named.ts";
import { readOwnAccreditations } from "../../../tasks/import/ownAccreditations.ts";
import { readOwnInstitutions } from "../../../tasks/import/ownInstitutions.ts";
import { readOwnTypes } from "../../../tasks/import/ownTypes.ts";
import { writeAccreditations, writeInstitutions, writeTypes } from "../../../tasks/import/ownWrite.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const maybe = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(values, { nil: undefined });

const countries = fc.constantFrom(..."AT BE GR PT GE XK JP".split(" ").map(parseCountry));
const hashes = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((octets): Hex => `0x${Buffer.from(octets).toString("hex")}`);
/** Any second, and edges of days in some zone. */
const seconds = fc.oneof(
  fc.integer({ min: 1, max: 4_000_000_000 }),
  fc
    .tuple(fc.date({ min: new Date("1971-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }), countries)
    .map(([date, country]) => startOfDay(date.toISOString().slice(0, 10), timeZoneOf(country))),
);
const spans = fc
  .tuple(fc.oneof(fc.constant(0), seconds), fc.integer({ min: 1, max: 1_000_000_000 }), fc.boolean())
  .map(([from, length, ends]) => ({ from, ...optional("until", ends ? from + length : undefined) }));
const territories = fc.uniqueArray(countries, { maxLength: 5 }).map((codes) => codes.sort());

const fields = (maxLength: number, minLength = 0): fc.Arbitrary<string[]> =>
  fc
    .uniqueArray(fc.constantFrom(...ISCED_FIELDS.keys()), { minLength, maxLength })
    .map((codes) => codes.sort((a, b) => Number(fieldCode(a) - fieldCode(b))));
const levels = fc.constantFrom<EqfLevel[]>([1, 2, 3, 4, 5, 6, 7, 8]).chain((all) => fc.subarray(all));
const credentialTypes = fc.subarray(Object.keys(CREDENTIAL_TYPES) as CredentialType[]);
const all = fc.constant("all" as const);
const scopes: fc.Arbitrary<ScopeSets> = fc.record({
  levels: fc.oneof(levels, all),
  fields: fc.oneof(fields(13), all),
  credentialTypes: fc.oneof(credentialTypes, all),
});

/** Of an accreditation; others have no end, no territories, no conditions. */
const grants = (scope: fc.Arbitrary<ScopeSets | undefined>): fc.Arbitrary<Correction> =>
  fc.tuple(spans, territories, fc.boolean(), scope).map(([{ from, ...until }, countriesIn, conditions, scopeIn]) => ({
    kind: "grant",
    ...optional("from", from === 0 ? undefined : from),
    ...until,
    ...optional("territories", countriesIn.length === 0 ? undefined : countriesIn),
    ...optional("conditions", conditions ? true : undefined),
    ...optional("scope", scopeIn),
  }));
const termination = (kind: "withdraw" | "end" | "annul" | "reinstate" | "grant"): fc.Arbitrary<Correction> =>
  maybe(seconds).map((from) => ({ kind, ...optional("from", from) }));
const ending = fc.tuple(termination("end"), maybe(hashes)).map(([act, successor]): Correction => ({
  ...act,
  ...optional("successor", successor),
}));
const suspension = spans.map(({ from, ...until }): Correction => ({
  kind: "suspend",
  ...optional("from", from === 0 ? undefined : from),
  ...until,
}));
const acts = (...kinds: readonly fc.Arbitrary<Correction>[]) => fc.array(fc.oneof(...kinds), { maxLength: 4 });
const restricting = [termination("withdraw"), termination("annul"), termination("end")];

const shared = (laterActs: fc.Arbitrary<Correction[]>): fc.Arbitrary<Omit<ImportItem, "line" | "key">> =>
  fc.tuple(fc.oneof(fc.constant(0), seconds), maybe(hashes), laterActs).map(([from, evidence, later]) => ({
    from,
    ...optional("evidence", evidence),
    laterActs: later,
  }));

const pics = fc.integer({ min: 100_000_000, max: 999_999_999 }).map((number) => identifierUri("pic", String(number)));
const names = fc
  .tuple(
    fc.constantFrom("", "=", "+", "-", "'", "'=", "{", ";=", '"', "|", ","),
    fc.string({ unit: "grapheme", minLength: 1 }),
  )
  .map(([sign, text]) => `${sign}${text}x`.replace(/[@\p{Cc}\p{Cs}\p{Co}\ufffd]/gu, "").normalize("NFC"))
  .map((name) => name.replace(/\s+/gu, " ").trim());
const institutions: fc.Arbitrary<Omit<InstitutionItem, "line">> = fc
  .record({
    country: countries,
    identifier: pics,
    further: fc.array(fc.oneof(pics, fc.constantFrom("did:web:uni.example", "dns:uni.example"))),
    legalName: fc.dictionary(fc.constantFrom("und", "de", "el", "en-GB", "sr-Latn"), names, { minKeys: 1 }),
    site: fc.constantFrom(undefined, "https://www.uni.example/", "https://uni.example/a,b;c"),
    shared: shared(acts(...restricting, suspension, ending, termination("reinstate"), termination("grant"))),
  })
  .map(({ country, identifier, further, legalName, site, shared: parts }) => ({
    key: institutionId(country, identifier),
    country,
    identifier,
    profile: profile({ country, identifiers: [identifier, ...further], legalName, ...optional("site", site) }),
    ...parts,
  }));

const uris = fc.stringMatching(/^[a-z0-9_,;=+-]{1,12}$/).map((path) => `https://types.example/${path}`);
const types: fc.Arbitrary<Omit<TypeItem, "line">> = fc
  .record({
    country: fc.oneof(countries, fc.constant(EU)),
    uri: uris,
    level: maybe(fc.constantFrom<EqfLevel[]>(1, 5, 8)),
    credentialType: fc.constantFrom(...(Object.keys(CREDENTIAL_TYPES) as CredentialType[])),
    fields: fields(3, 1),
    shared: shared(acts(...restricting, termination("grant"))),
  })
  .map(({ country, uri, level, credentialType, fields: codes, shared: parts }) => ({
    key: qualificationTypeId(country, uri),
    uri,
    attributes: { country, ...optional("level", level), credentialType, fields: codes },
    ...parts,
  }));

const named = fc.oneof(
  hashes,
  fc.tuple(countries, pics).map(([country, uri]) => `${country}:${uri}`),
  fc.constantFrom("https://data.deqar.eu/institution/879", "did:web:uni.example"),
);
const programmes = fc
  .tuple(
    fc.oneof(
      hashes,
      uris,
      uris.map((uri) => `EU:${uri}`),
    ),
    shared(acts(...restricting, suspension, grants(fc.constant(undefined)))),
  )
  .map(([qualificationType, parts]) => ({ subject: { kind: "programme", qualificationType } as const, parts }));
const institutionals = fc
  .tuple(scopes, shared(acts(...restricting, suspension, grants(scopes))))
  .map(([scope, parts]) => ({ subject: { kind: "institutional", scope } as const, parts }));
const accreditations: fc.Arbitrary<Omit<AccreditationItem, "line" | "key">> = fc
  .tuple(named, fc.oneof(programmes, institutionals), spans, territories, fc.boolean(), fc.boolean())
  .map(([institution, { subject, parts }, span, where, conditions, excludes]) => {
    const decision = excludes && subject.kind === "programme" ? ("withdraw" as const) : ("grant" as const);
    const decided =
      decision === "grant"
        ? { ...span, territories: where, conditions }
        : { from: span.from, territories: [], conditions: false };
    return { institution, subject, decision, ...parts, ...decided };
  });

const inLines = <Item>(items: readonly Item[]): (Item & { line: number })[] =>
  items.map((item, index) => ({ ...item, line: index + 2 }));

describe("what is written in the project's own forms", () => {
  it("gives the same institutions when it is read", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(institutions, { selector: ({ key }) => key, minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (list, days) => {
          const items = inLines(list);
          const read = readOwnInstitutions(bytes(writeInstitutions(items, { days })));
          expect(read).to.deep.equal({ items, refused: [], remarks: [] });
        },
      ),
    );
  });

  it("gives the same qualification types when it is read", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(types, { selector: ({ key }) => key, minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (list, days) => {
          const items = inLines(list);
          expect(readOwnTypes(bytes(writeTypes(items, { days })))).to.deep.equal({ items, refused: [], remarks: [] });
        },
      ),
    );
  });

  it("gives the same accreditations when it is read", () => {
    fc.assert(
      fc.property(accreditations, countries, fc.boolean(), (item, country, days) => {
        const file = writeAccreditations([{ ...item, line: 2, key: "" }], { days, country });
        const { items, refused, remarks } = readOwnAccreditations(bytes(file), { country });
        expect([refused, remarks]).to.deep.equal([[], []]);
        const key = items[0]?.key ?? "";
        expect(items).to.deep.equal([{ ...item, line: 2, key }]);
        expect(key.startsWith(namedInstitution(item.institution).key)).to.equal(true);
      }),
    );
  });

  it("shows people days where they ask for them", () => {
    const item = {
      line: 2,
      key: "",
      institution: "AT:urn:trusted-issuer:pic:900000001",
      subject: { kind: "programme", qualificationType: "AT:https://types.example/at/master" },
      decision: "grant",
      from: startOfDay("2020-10-01", "Europe/Vienna"),
      until: startOfDay("2027-10-01", "Europe/Vienna"),
      territories: [],
      conditions: false,
      laterActs: [],
    } as const satisfies AccreditationItem;
    expect(writeAccreditations([item], { days: true })).to.include(",grant,2020-10-01,2027-09-30,,no,,");
    expect(writeAccreditations([item])).to.include(",grant,2020-09-30T22:00:00Z,2027-09-30T22:00:00Z,,no,,");
  });

  it("keeps names from being formulas", () => {
    const made = profile({ country: parseCountry("AT"), identifiers: [], legalName: { und: "=1+1" } });
    const item = {
      line: 2,
      key: "",
      country: made.country,
      identifier: "did:web:uni.example",
      profile: made,
      from: 0,
      laterActs: [],
    };
    expect(writeInstitutions([item])).to.include(",'=1+1,");
  });
});
