/** A founded network: who is in office in it. */
import { type CountryCode, countryName, EU } from "../../client/src/identifiers/countries.ts";
import { encodeScope, encodeTypeAttributes } from "../../client/src/encoding.ts";
import type { EqfLevel } from "../../client/src/identifiers/eqf.ts";
import { officeKindNumber } from "../../client/src/office.ts";
import { countryBytes } from "../../client/src/recordKey.ts";
import { evidence } from "./evidence.ts";
import { decide, openOffice, type PilotOffice, TERMS } from "./offices.ts";
import { decideByCouncil, type Motion, type Vote } from "./council.ts";
import type { SampleProvider } from "./data/providers.ts";
import type { SampleState } from "./data/states.ts";
import type { SampleType } from "./data/types.ts";
import type { Suite } from "./suite.ts";

export interface Network {
  readonly suite: Suite;
  /** With the deployment's record, by which commands find it (`--deployment`). */
  readonly folder: string;
  readonly states: Map<CountryCode, PilotOffice>;
  /** Each state's accreditation body. */
  readonly bodies: Map<CountryCode, PilotOffice>;
  readonly providers: Map<SampleProvider, PilotOffice>;
}

const WEEK = 7 * 86_400;

/** The council admits a state, appoints the guardian, and defines the types that are the same everywhere, in one vote. */
export async function admitByVote(network: Network, country: CountryCode, types: readonly SampleType[]): Promise<Vote> {
  const { suite, states } = network;
  const { registry, memberStates } = suite;
  const newcomer = await openOffice(suite, {
    name: countryName(country),
    country,
    kind: "memberState",
  });
  const guardian = await openOffice(suite, {
    name: "Guardian",
    country: EU,
    kind: "guardian",
  });

  const admission = evidence(`${countryName(country)} is admitted`);
  const motions: Motion[] = [
    {
      target: memberStates,
      data: memberStates.interface.encodeFunctionData("admit", [
        countryBytes(country),
        newcomer.address,
        TERMS,
        admission,
      ]),
    },
    {
      target: registry,
      data: registry.interface.encodeFunctionData("appointGuardian", [guardian.address, TERMS]),
    },
    ...types.map((type) => ({
      target: registry,
      data: definition(suite, type),
    })),
  ];
  const vote = await decideByCouncil(suite, [...states.values()], admission, motions);
  states.set(country, newcomer);
  return vote;
}

/** Each state mandates its accreditation body. */
export async function mandateBodies(network: Network, states: readonly SampleState[]): Promise<void> {
  const { suite } = network;
  for (const { country, body, levels } of states) {
    const office = await openOffice(suite, {
      name: body,
      country,
      kind: "accreditationBody",
    });
    const scope = encodeScope({
      levels: between(...levels),
      credentialTypes: "all",
      fields: "all",
    });
    await mandate(network, office, scope);
    network.bodies.set(country, office);
  }
}

/** States mandate the trust service providers that they supervise. Mandates begin a week later: the clock moves along. */
export async function mandateProviders(network: Network, providers: readonly SampleProvider[]): Promise<void> {
  const { suite } = network;
  for (const provider of providers) {
    const { name, country } = provider;
    const office = await openOffice(suite, {
      name,
      country,
      kind: "trustServiceProvider",
    });
    await mandate(network, office, BigInt(evidence(`Trusted-list entry of ${name}`)));
    network.providers.set(provider, office);
  }
  await suite.clock.moveBy(WEEK + 1);
}

/** States' bodies define the qualification types of their countries. */
export async function defineTypes({ suite, bodies }: Network, types: readonly SampleType[]): Promise<void> {
  for (const [country, body] of bodies) {
    const calls = types.filter(({ definer }) => definer === country).map((type) => definition(suite, type));
    if (calls.length > 0) await decide(suite, body, calls);
  }
}

async function mandate({ suite, states }: Network, office: PilotOffice, detail: bigint): Promise<void> {
  const state = states.get(office.country);
  if (state === undefined) throw new RangeError(`no member state ${office.country}`);
  const appointment = {
    account: office.address,
    kind: officeKindNumber(office.kind),
    from: 0,
    until: 0,
    detail: `0x${detail.toString(16).padStart(64, "0")}`,
    terms: TERMS,
  };
  const decision = evidence(`${state.name} mandates ${office.name}`);
  await decide(suite, state, [suite.registry.interface.encodeFunctionData("mandate", [appointment, decision])]);
}

/** It has always been: what was awarded before the register began was of this type as well. */
function definition({ registry }: Suite, { uri, name, level, fields, definer }: SampleType): string {
  // The country is the caller's; the register puts it in.
  const attributes = encodeTypeAttributes({
    country: definer,
    level,
    fields,
    credentialType: "qualificationAward",
  });
  return registry.interface.encodeFunctionData("defineQualificationType", [
    uri,
    BigInt.asUintN(64, attributes),
    0,
    evidence(`Qualification type ${name}`),
  ]);
}

const between = (lowest: EqfLevel, highest: EqfLevel): EqfLevel[] =>
  ([1, 2, 3, 4, 5, 6, 7, 8] as const).filter((level) => level >= lowest && level <= highest);
