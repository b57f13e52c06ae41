/** What the groups of records share: the acts, `show` and `history`. */
import {
  type CommandDefinition,
  EVIDENCE,
  FROM,
  type OptionDefinition,
  type PositionalDefinition,
  UNTIL,
  writing,
} from "../core/define.ts";
import type { ActName } from "../records/act.ts";
import type { Group } from "../records/groups.ts";

/** How a group names a record. */
export interface Naming {
  readonly positional: readonly PositionalDefinition[];
  readonly options?: readonly OptionDefinition[];
  /** In examples. */
  readonly example: string;
  /** What the record is, in a sentence. */
  readonly record: string;
}

export const INSTITUTION: PositionalDefinition = {
  name: "institution",
  description: "Id, country and identifier (AT:pic:999866883), or any identifier that the register knows",
};
export const QUALIFICATION: PositionalDefinition = {
  name: "qualification",
  description: "The type's URI, with the defining country (or EU) before it where several have it: AT:https://…",
};
export const TYPE: OptionDefinition = {
  name: "type",
  description: "Programme accreditation of this qualification type; without it, the institutional accreditation",
};
export const IDENTIFIER: PositionalDefinition = {
  name: "identifier",
  description: "Identifier, key's thumbprint URI, or a file with the certificate or public key",
};

const AT: readonly OptionDefinition[] = [
  { name: "at", description: "The moment asked for: a day (its midnight, UTC) or an ISO second; without it, now" },
  { name: "knownAt", description: "As was known at this moment" },
];

interface ActText {
  readonly summary: (record: string) => string;
  readonly options: readonly OptionDefinition[];
  readonly example: string;
}

const ACTS_EXAMPLE = '--acts "grant:2016-01-01/2024-12-31"';

const ACTS: Readonly<Record<ActName, ActText>> = {
  suspend: {
    summary: (record) => `Suspends ${record}, until a day or until it is reinstated`,
    options: [FROM, UNTIL],
    example: "--from 2026-03-01 --until 2026-08-31",
  },
  reinstate: {
    summary: (record) => `Ends the suspensions of ${record}`,
    options: [FROM],
    example: "",
  },
  withdraw: {
    summary: (record) => `Withdraws ${record}; of a programme that was never accredited, excludes it`,
    options: [FROM],
    example: "--from 2026-03-01",
  },
  end: {
    summary: (record) => `Ends ${record}: given up, or run out by agreement`,
    options: [FROM],
    example: "--from 2026-03-01",
  },
  annul: {
    summary: (record) => `Annuls the grant of ${record} that begins at --from, and all after it`,
    options: [FROM],
    example: "--from 2020-10-01",
  },
  compromise: {
    summary: (record) => `Declares ${record} compromised since --from, which may be past; it can't be undone`,
    options: [FROM],
    example: "--from 2026-02-14T09:30:00Z",
  },
  cancel: {
    summary: (record) => `Cancels an act of ${record} that isn't in effect yet, by its number in the history`,
    options: [{ name: "position", description: "The act's number in the history" }],
    example: "--position 1",
  },
  rectify: {
    summary: (record) => `Voids all that was recorded of ${record} and puts --acts in its place`,
    options: [
      { name: "acts", description: "The acts that are true, separated by spaces: kind:FROM/UNTIL (docs/tasks.md)" },
    ],
    example: ACTS_EXAMPLE,
  },
};

/** `ACTION` of `GROUP`, where it isn't the act's own name. */
type Renamed = Partial<Record<ActName, string>>;

export function actDefinitions(
  group: Group,
  naming: Naming,
  acts: readonly ActName[],
  names: Renamed = {},
  more: Partial<Record<ActName, readonly OptionDefinition[]>> = {},
): CommandDefinition[] {
  return acts.map((act) => {
    const { summary, options, example } = ACTS[act];
    const name = names[act] ?? act;
    return writing({
      id: [group, name],
      example: [group, name, naming.example, example, "--evidence decision.pdf --office AT --bundle act.json"]
        .filter((part) => part !== "")
        .join(" "),
      summary: summary(naming.record),
      positional: naming.positional,
      options: [...(naming.options ?? []), ...options, ...(more[act] ?? []), EVIDENCE],
      action: async () => (await import("../records/act.ts")).actCommand(group, act, name),
    });
  });
}

export function readDefinitions(group: Group, naming: Naming): CommandDefinition[] {
  return [
    {
      id: [group, "show"],
      example: `${group} show ${naming.example}`,
      summary: `Shows ${naming.record}, and its status at a moment`,
      positional: naming.positional,
      options: [...(naming.options ?? []), ...AT],
      action: async () => (await import("../records/show.ts")).showCommand(group),
    },
    {
      id: [group, "history"],
      example: `${group} history ${naming.example}`,
      summary: `Shows every act of ${naming.record}, with both clocks`,
      positional: naming.positional,
      options: naming.options ?? [],
      action: async () => (await import("../records/history.ts")).historyCommand(group),
    },
  ];
}
