/**
 * Six years in the life of institutions that don't exist: what is suspended, withdrawn, annulled and put right happens to
 * them, and to no real one. The dates are those of the table in the design of timelines (docs/model.md).
 */
import { ZeroHash } from "ethers";

import { parseCountry } from "../../client/src/identifiers/countries.ts";
import { encodeScope } from "../../client/src/encoding.ts";
import { bindingId, institutionId } from "../../client/src/identifiers/ids.ts";
import { accreditation, decision, timeZoneOf, typeId } from "./accredit.ts";
import { SCOPES } from "./data/decisions.ts";
import { startOfDay } from "../../tasks/core/dates.ts";
import { evidence } from "./evidence.ts";
import type { Network } from "./network.ts";
import { decide, type PilotOffice } from "./offices.ts";
import type { SampleInstitution } from "./sample.ts";

/** On a day, an office decided something. */
export interface Scene {
  readonly day: string;
  readonly by: PilotOffice;
  readonly what: string;
  readonly calls: readonly string[];
}

/** `RecordKind` and `ActKind` of the contracts. */
const RECORD = { institution: 2, programme: 4, binding: 6 } as const;
const GRANT = 1;

const TYPES = {
  plain: "AT/bachelor-informatik",
  suspended: "AT/master-rechtswissenschaften",
  withdrawn: "AT/doktorat-naturwissenschaften",
  annulled: "EU/architect",
  rectified: "EU/joint-master-data-science",
  renewed: "EU/general-care-nurse",
} as const;

const AUSTRIA = parseCountry("AT");
const FINLAND = parseCountry("FI");
const SPAIN = parseCountry("ES");

/** Moves the clock from scene to scene. */
export async function play({ suite }: Network, scenes: readonly Scene[]): Promise<void> {
  for (const { day, by, calls } of scenes) {
    await suite.clock.moveTo(startOfDay(day, timeZoneOf(by.country)));
    await decide(suite, by, calls);
  }
}

/**
 * @param invented the institutions that don't exist
 * @param key URI of Example University's seal key
 */
export function scenes(network: Network, invented: readonly SampleInstitution[], key: string): Scene[] {
  const { registry } = network.suite;
  const encode = registry.interface.encodeFunctionData.bind(registry.interface);
  const university = named(invented, "Example University");
  const college = named(invented, "Example College");
  const polytechnic = named(invented, "Example Polytechnic");
  const institute = named(invented, "Example Institute");

  const agency = officeIn(network.bodies, AUSTRIA);
  const ministry = officeIn(network.states, AUSTRIA);
  const provider = [...network.providers.values()].find(({ country }) => country === AUSTRIA) ?? ministry;
  const programme = (type: string) => ({
    kind: RECORD.programme,
    subject: idOf(university),
    object: typeId(type),
  });
  const at = (day: string): number => startOfDay(day, timeZoneOf(AUSTRIA));

  return [
    {
      day: "2020-02-03",
      by: agency,
      what: "accredits six programmes of Example University, from 2015-01-01 until 2024-12-31",
      calls: [
        accreditation(network.suite, university, {
          types: Object.values(TYPES),
          from: "2015-01-01",
          until: "2024-12-31",
        }),
      ],
    },
    ...[college, institute].map((institution) => ({
      day: "2020-02-04",
      by: officeIn(network.bodies, institution.country),
      what: `accredits ${institution.commonName}, from 2018-01-01 until 2027-12-31`,
      calls: [
        encode("accreditByScope", [
          idOf(institution),
          encodeScope(SCOPES[institution.kind]),
          decision(institution.country, "2018-01-01", "2027-12-31"),
          evidence(`Institutional accreditation of ${institution.commonName}`),
        ]),
      ],
    })),
    {
      day: "2021-04-20",
      by: agency,
      what: `suspends ${TYPES.suspended} from 2021-05-01`,
      calls: [encode("suspend", [programme(TYPES.suspended), at("2021-05-01"), 0, evidence("Suspension")])],
    },
    {
      day: "2021-08-25",
      by: agency,
      what: `reinstates ${TYPES.suspended} from 2021-09-01`,
      calls: [encode("reinstate", [programme(TYPES.suspended), at("2021-09-01"), evidence("Reinstatement")])],
    },
    {
      day: "2021-12-13",
      by: agency,
      what: `withdraws ${TYPES.withdrawn} from 2022-01-01`,
      calls: [encode("withdraw", [programme(TYPES.withdrawn), at("2022-01-01"), evidence("Withdrawal")])],
    },
    {
      day: "2023-03-01",
      by: agency,
      what: `annuls the accreditation of ${TYPES.annulled}`,
      calls: [encode("annul", [programme(TYPES.annulled), at("2015-01-01"), evidence("Annulment")])],
    },
    {
      day: "2023-03-20",
      by: ministry,
      what: `rectifies ${TYPES.rectified}: it began on 2016-01-01`,
      calls: [encode("rectify", [programme(TYPES.rectified), [beganIn2016()], evidence("Rectification")])],
    },
    {
      day: "2023-05-10",
      by: provider,
      what: "declares Example University's seal key compromised since 2023-04-01",
      calls: [
        encode("compromise", [
          {
            kind: RECORD.binding,
            subject: idOf(university),
            object: bindingId(key),
          },
          at("2023-04-01"),
          evidence("Compromise of a key"),
        ]),
      ],
    },
    {
      day: "2024-07-01",
      by: officeIn(network.bodies, FINLAND),
      what: "closes Example College on 2024-08-01; Example Polytechnic takes its place",
      calls: [
        encode("end", [
          {
            kind: RECORD.institution,
            subject: idOf(college),
            object: ZeroHash,
          },
          startOfDay("2024-08-01", timeZoneOf(FINLAND)),
          idOf(polytechnic),
          evidence("Merger"),
        ]),
      ],
    },
    {
      day: "2024-10-01",
      by: officeIn(network.states, SPAIN),
      what: "annuls the registration of Example Institute: it never was an institution of higher education",
      calls: [
        encode("annul", [
          {
            kind: RECORD.institution,
            subject: idOf(institute),
            object: ZeroHash,
          },
          0,
          evidence("Annulment of a registration"),
        ]),
      ],
    },
    {
      day: "2025-03-03",
      by: agency,
      what: `renews ${TYPES.renewed} late, from 2025-01-01 until 2029-12-31`,
      calls: [
        accreditation(network.suite, university, {
          types: [TYPES.renewed],
          from: "2025-01-01",
          until: "2029-12-31",
        }),
      ],
    },
  ];
}

function beganIn2016() {
  return {
    kind: GRANT,
    ...decision(AUSTRIA, "2016-01-01", "2024-12-31"),
    detail: ZeroHash,
  };
}

const idOf = ({ country, identifier }: SampleInstitution): string => institutionId(country, identifier);

function named(institutions: readonly SampleInstitution[], name: string): SampleInstitution {
  const found = institutions.find(({ commonName }) => commonName === name);
  if (found === undefined) throw new RangeError(`no ${name} among the invented institutions`);
  return found;
}

function officeIn(offices: ReadonlyMap<string, PilotOffice>, country: string): PilotOffice {
  const office = offices.get(country);
  if (office === undefined) throw new RangeError(`no office in ${country}`);
  return office;
}
