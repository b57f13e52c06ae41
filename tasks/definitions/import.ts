import type { CommandDefinition, OptionDefinition, PositionalDefinition } from "../core/define.ts";
import { SCOPE } from "./options.ts";

const FILE: PositionalDefinition = { name: "file", description: "CSV, UTF-8" };
const OPTIONS: readonly OptionDefinition[] = [
  { name: "form", description: "own, charter or deqar; auto tells them by their header", defaultValue: "auto" },
  {
    name: "office",
    description: "Offices that act, one for each country, separated by commas (without it, the member states' own)",
  },
  { name: "signer", description: "Officers who sign, separated by commas: those of each office sign for it" },
  { name: "bundle", description: "Folder to write bundles to for the officers to sign, instead of sending" },
  {
    name: "deadline",
    description: "Last moment in which the bundles are valid: 7d, a day, or an ISO second",
    defaultValue: "7d",
  },
  {
    name: "evidence",
    description: "The published decision, for rows that name none: a file or its hash (without it, the imported file)",
  },
  {
    name: "journal",
    description: "The journal, by which an interrupted import goes on (without it, FILE.journal.jsonl)",
  },
  { name: "out", description: "The rows with what became of them (without it, FILE.result.csv)" },
];
const DEQAR: readonly OptionDefinition[] = [
  { name: "types", description: "DEQAR: CSV with the columns programme and qualification_type" },
  ...SCOPE.map((option) => ({ ...option, description: `DEQAR, reports on institutions: ${option.description}` })),
];
const FLAGS = [
  { name: "yes", description: "Don't ask for confirmation" },
  { name: "dryRun", description: "Show the plan and stop" },
] as const;
const action = (kind: "institutions" | "qualifications" | "accreditations") => async () =>
  (await import("../import/import.ts")).importCommand(kind);

export const imports: readonly CommandDefinition[] = [
  {
    id: ["import", "institutions"],
    example: "import institutions institutions.csv --office AT --signer var:OFFICER_1,var:OFFICER_2",
    summary: "Registers the institutions of a file: the project's own form, or the Erasmus Charter list's",
    positional: [FILE],
    options: OPTIONS,
    flags: FLAGS,
    action: action("institutions"),
  },
  {
    id: ["import", "qualifications"],
    example: "import qualifications types.csv --office AT --signer var:OFFICER_1,var:OFFICER_2",
    summary: "Defines the qualification types of a file",
    positional: [FILE],
    options: OPTIONS,
    flags: FLAGS,
    action: action("qualifications"),
  },
  {
    id: ["import", "accreditations"],
    example: "import accreditations deqar.csv --types types.csv --office 7 --bundle bundles",
    summary: "Records the accreditations of a file: the project's own form, or DEQAR's",
    positional: [FILE],
    options: [...OPTIONS, ...DEQAR],
    flags: [
      ...FLAGS,
      { name: "includeNotApplicable", description: "DEQAR: take decision 4 (not applicable) as a grant" },
    ],
    action: action("accreditations"),
  },
];
