import { type CommandDefinition, EVIDENCE, FROM, UNTIL, writing } from "../core/define.ts";
import { actDefinitions, type Naming, readDefinitions } from "./records.ts";
import { SCOPE } from "./options.ts";

const NAMING: Naming = {
  positional: [{ name: "mandated", description: "The mandated office: its number or account" }],
  example: "7",
  record: "a mandate",
};

export const mandate: readonly CommandDefinition[] = [
  writing({
    id: ["mandate", "grant"],
    example:
      "mandate grant 0x… --kind accreditationBody --levels 5,6,7,8 --fields all --credential-types all --terms terms.pdf --evidence decision.pdf --office AT --bundle mandate.json",
    summary: "A member state mandates an accreditation body or a trust service provider that consented",
    positional: [{ name: "account", description: "The mandated office's account; it has consented (office consent)" }],
    options: [
      { name: "kind", description: "accreditationBody or trustServiceProvider" },
      ...SCOPE,
      { name: "trustedListEntry", description: "Of a provider: its entry in the trusted list, a file or its hash" },
      { name: "terms", description: "The terms that it consented to: a file, whose SHA-256 is named, or the hash" },
      FROM,
      UNTIL,
      EVIDENCE,
    ],
    action: () => import("../mandate/grant.ts"),
  }),
  ...actDefinitions("mandate", NAMING, ["suspend", "reinstate", "end", "cancel", "rectify"]),
  ...readDefinitions("mandate", NAMING),
];
