/** What has been restricted, ever, of all that an assessment rests on. */
import type { Hex } from "../hex.ts";
import type { RecordRef } from "../references.ts";
import type { Act, History, Registry, Standing } from "../registry.ts";
import type { Assessment, PartyAssessment } from "./assess.ts";
import { restrictions, type Restriction } from "./history.ts";
import { optional } from "../optional.ts";

type BindingRecord = Extract<RecordRef, { readonly kind: "binding" }>;

export async function restrictionsOn(registry: Registry, { at, parties }: Assessment): Promise<Restriction[]> {
  const records = [...parties.flatMap(recordsOf), ...(await providersSeats(registry, parties))];
  const histories = await Promise.all(distinct(records).map((record) => registry.history(record)));
  const found = await Promise.all([
    ...distinct(parties.flatMap(keysOf)).map((key) => ofKey(registry, key)),
    ...distinct(parties.flatMap(keysElsewhere)).map((key) => compromises(registry, key)),
    narrowings(registry, parties.flatMap(authorisedBy), histories, at),
  ]);
  return distinct([...histories.flatMap(({ record, acts }) => restrictions(record.kind, acts)), ...found.flat()]);
}

const distinct = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** That a provider or the institution itself ends a key's binding is the ordinary course: keys are rotated. */
async function ofKey(registry: Registry, record: BindingRecord): Promise<Restriction[]> {
  const { acts } = await registry.history(record);
  const rotations = await Promise.all(acts.map((act) => isRotation(registry, act)));
  return restrictions(
    "binding",
    acts.filter((_, index) => rotations[index] !== true),
  );
}

async function isRotation(registry: Registry, { kind, byState, office: number }: Act): Promise<boolean> {
  if (kind !== "end" || byState) return false;
  if (number === 0) return true;
  const office = await registry.office(number);
  return office.known && office.kind === "trustServiceProvider";
}

/** Whoever else holds the key: once it is out, it is out everywhere. */
async function compromises(registry: Registry, record: BindingRecord): Promise<Restriction[]> {
  const { acts } = await registry.history(record);
  return restrictions("binding", acts).filter(({ kind }) => kind === "compromise");
}

/** Grants that took the right away: for another scope, or elsewhere. That a grant had lapsed by then takes nothing away. */
async function narrowings(
  registry: Registry,
  standings: readonly Standing[],
  histories: readonly History[],
  at: number,
): Promise<Restriction[]> {
  const grants = histories
    .filter(({ record: { kind } }) => kind === "programme" || kind === "institutional")
    .flatMap(({ record, acts }) => acts.map(({ kind, from }) => ({ record: record.kind, kind, from })))
    .filter(({ kind, from }) => kind === "grant" && from > at);
  const asked = grants.flatMap((grant) => standings.map((standing) => ({ grant, standing })));
  if (asked.length === 0) return [];
  const answers = await registry.standings(
    asked.map(({ grant, standing: { institution, qualificationType, territory } }) => ({
      ...{ institution, qualificationType, at: grant.from },
      ...optional("territory", territory),
    })),
  );
  return asked.flatMap(({ grant }, index) => {
    const answer = answers[index];
    return answer === undefined || answer.authorised || LAPSED.has(answer.name) ? [] : [grant];
  });
}

const LAPSED = new Set<Standing["name"]>(["PROGRAMME_LAPSED", "INSTITUTIONAL_LAPSED"]);

const authorisedBy = ({ accreditations }: PartyAssessment): Standing[] =>
  accreditations.flatMap(({ standing }) => (standing?.authorised ? [standing] : []));

const recordOf = ({ institution, binding }: { readonly institution: Hex; readonly binding: Hex }): BindingRecord => ({
  ...{ kind: "binding", institution, binding },
});

const keysOf = ({ authority: { key } }: PartyAssessment): BindingRecord[] => (key === undefined ? [] : [recordOf(key)]);

const keysElsewhere = ({ authority: { elsewhere = [] } }: PartyAssessment): BindingRecord[] => elsewhere.map(recordOf);

/** Numbers of the providers that bound. */
const providersOf = ({ authority: { key, identifiers = [] } }: PartyAssessment): number[] =>
  [...(key === undefined ? [] : [key]), ...identifiers].flatMap(({ act }) =>
    act === undefined || act.office === 0 ? [] : [act.office],
  );

async function providersSeats(registry: Registry, parties: readonly PartyAssessment[]): Promise<RecordRef[]> {
  const offices = await Promise.all(parties.flatMap(providersOf).map((number) => registry.office(number)));
  return offices.flatMap((office) => (office.known ? [{ kind: "seat", country: office.country } as const] : []));
}

/** All but keys, whose end is another matter. */
function recordsOf(assessed: PartyAssessment): RecordRef[] {
  const { authority, country, accreditations } = assessed;
  const { institution, identifiers = [] } = authority;
  if (institution === undefined) return [];
  return [
    { kind: "institution", institution },
    ...(country === undefined ? [] : [{ kind: "seat", country } as const]),
    ...identifiers.map(recordOf),
    ...providersOf(assessed).map((office) => ({ kind: "mandate", office }) as const),
    ...accreditations.flatMap(({ standing }) =>
      standing === undefined ? [] : accreditationRecords(institution, standing),
    ),
  ];
}

/** Of a yes by programme the institutional accreditation is no part. */
function accreditationRecords(institution: Hex, { qualificationType, name }: Standing): RecordRef[] {
  const byScope = name === "AUTHORISED_BY_INSTITUTIONAL";
  return [
    { kind: "qualificationType", qualificationType },
    { kind: "programme", institution, qualificationType },
    ...(byScope ? [{ kind: "institutional", institution } as const] : []),
  ];
}
