import { type CommandDefinition, EVIDENCE, FROM, writing } from "../core/define.ts";
import { PROFILE } from "./options.ts";
import { actDefinitions, INSTITUTION, type Naming, readDefinitions } from "./records.ts";

const NAMING: Naming = { positional: [INSTITUTION], example: "AT:pic:999866883", record: "an institution" };

export const institution: readonly CommandDefinition[] = [
  writing({
    id: ["institution", "register"],
    example:
      'institution register pic:999866883 --name "Universität Wien" --site https://www.univie.ac.at/ --evidence decision.pdf --office AT --bundle register.json',
    summary: "Registers an institution of the office's country",
    positional: [
      { name: "identifier", description: "Its identifier in the state's primary scheme: its id follows from it" },
    ],
    options: [...PROFILE, FROM, EVIDENCE],
    action: () => import("../institution/register.ts"),
  }),
  writing({
    id: ["institution", "reopen"],
    example: "institution reopen AT:pic:999866883 --evidence decision.pdf --office AT --bundle reopen.json",
    summary: "Opens an institution anew that had closed, or been withdrawn or annulled",
    positional: [INSTITUTION],
    options: [FROM, EVIDENCE],
    action: () => import("../institution/reopen.ts"),
  }),
  writing({
    id: ["institution", "profile"],
    example: 'institution profile AT:pic:999866883 --name "Universität Wien" --office AT --bundle profile.json',
    summary: "Replaces an institution's profile",
    positional: [INSTITUTION],
    options: PROFILE,
    action: () => import("../institution/profile.ts"),
  }),
  writing({
    id: ["institution", "controller"],
    example: "institution controller AT:pic:999866883 0x… --office AT --bundle controller.json",
    summary: "Sets the account that acts for an institution",
    positional: [INSTITUTION, { name: "controller", description: "The account, or none" }],
    action: () => import("../institution/controller.ts"),
  }),
  writing({
    id: ["institution", "provider"],
    example: "institution provider AT:pic:999866883 9 --office AT --bundle provider.json",
    summary: "Appoints the trust service provider that attests an institution's identifiers and keys",
    positional: [INSTITUTION, { name: "provider", description: "Number of the provider's office, or none to dismiss" }],
    action: () => import("../institution/provider.ts"),
  }),
  ...actDefinitions(
    "institution",
    NAMING,
    ["suspend", "reinstate", "end", "withdraw", "annul", "cancel", "rectify"],
    { end: "close" },
    { end: [{ name: "successor", description: "The institution that takes its place" }] },
  ),
  ...readDefinitions("institution", NAMING),
];
