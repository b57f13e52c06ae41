import { type CommandDefinition, EVIDENCE, FROM, UNTIL, writing } from "../core/define.ts";
import { SCOPE } from "./options.ts";
import { actDefinitions, INSTITUTION, type Naming, readDefinitions, TYPE } from "./records.ts";

const NAMING: Naming = {
  positional: [INSTITUTION],
  options: [TYPE],
  example: "AT:pic:999866883 --type AT:https://qualifications.example/at/bachelor-informatik",
  record: "an accreditation",
};

export const accreditation: readonly CommandDefinition[] = [
  writing({
    id: ["accreditation", "grant"],
    example:
      "accreditation grant AT:pic:999866883 --type AT:https://qualifications.example/at/bachelor-informatik --from 2020-10-01 --until 2027-09-30 --evidence decision.pdf --office AT --bundle grant.json",
    summary: "Accredits programmes (--type), or an institution for a scope (--levels, --fields, --credential-types)",
    positional: [INSTITUTION],
    options: [
      {
        name: "type",
        description: "Qualification types, separated by commas; without them, institutional, with a scope",
      },
      ...SCOPE,
      FROM,
      UNTIL,
      { name: "territories", description: "Up to five countries where it holds; without them, everywhere" },
      EVIDENCE,
    ],
    flags: [{ name: "conditions", description: "It carries conditions, which the decision says" }],
    action: () => import("../accreditation/grant.ts"),
  }),
  ...actDefinitions("accreditation", NAMING, ["suspend", "reinstate", "withdraw", "end", "annul", "cancel", "rectify"]),
  ...readDefinitions("accreditation", NAMING),
];
