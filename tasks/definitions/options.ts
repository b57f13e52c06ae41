import type { OptionDefinition } from "../core/define.ts";

export const SCOPE: readonly OptionDefinition[] = [
  { name: "levels", description: "EQF levels of the scope: such as 6,7, or all" },
  { name: "fields", description: "ISCED-F 2013 fields of the scope: such as 06,0421 (06 covers 0613), or all" },
  {
    name: "credentialTypes",
    description: "Credential types of the scope: such as qualificationAward, or all",
    defaultValue: "all",
  },
];

export const PROFILE: readonly OptionDefinition[] = [
  { name: "name", description: 'Legal name, or names by language: {"de":"…","en":"…"}' },
  { name: "site", description: "Web site" },
  { name: "identifiers", description: "Further identifiers, separated by commas" },
];
