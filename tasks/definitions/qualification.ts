import { type CommandDefinition, EVIDENCE, FROM, writing } from "../core/define.ts";
import { actDefinitions, type Naming, QUALIFICATION, readDefinitions } from "./records.ts";

const NAMING: Naming = {
  positional: [QUALIFICATION],
  example: "AT:https://qualifications.example/at/bachelor-informatik",
  record: "a qualification type",
};

export const qualification: readonly CommandDefinition[] = [
  writing({
    id: ["qualification", "define"],
    example:
      "qualification define https://qualifications.example/at/bachelor-informatik --level 6 --fields 0613 --evidence decision.pdf --office AT --bundle type.json",
    summary: "Defines a qualification type of the office's country; with --motion, for all states",
    positional: [{ name: "uri", description: "The type's URI" }],
    options: [
      { name: "level", description: "EQF level, 1 to 8; without it, none" },
      { name: "fields", description: "One to three ISCED-F 2013 codes, separated by commas" },
      { name: "credentialType", description: "Credential type", defaultValue: "qualificationAward" },
      FROM,
      EVIDENCE,
    ],
    action: () => import("../qualification/define.ts"),
  }),
  ...actDefinitions("qualification", NAMING, ["end", "withdraw", "annul", "cancel", "rectify"], { end: "retire" }),
  ...readDefinitions("qualification", NAMING),
];
