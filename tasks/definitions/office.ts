import { type CommandDefinition, writing } from "../core/define.ts";

const BUNDLE = { name: "file", description: "The bundle" } as const;
const YES = { name: "yes", description: "Don't ask for confirmation" } as const;

export const office: readonly CommandDefinition[] = [
  {
    id: ["office", "create"],
    example: "office create --owners 0x…,0x…,0x… --threshold 2",
    summary: "Makes an office: a Safe of these officers, through the project's factory",
    options: [
      {
        name: "owners",
        description: "The officers' accounts, separated by commas; their order is part of its address",
      },
      {
        name: "threshold",
        description: "How many of them sign: two at least, and fewer than there are",
        defaultValue: "2",
      },
      { name: "salt", description: "Another number makes another office of the same people", defaultValue: "0" },
    ],
    flags: [YES],
    action: () => import("../office/create.ts"),
  },
  {
    id: ["office", "officer"],
    example: "office officer pkcs11:officer",
    summary:
      "Shows an officer's address, by which an office knows the key; of a P-256 key (token, smart card, HSM) makes the contract that signs",
    positional: [{ name: "key", description: "var:NAME, pkcs11:LABEL, or a file with a P-256 public key (PEM)" }],
    flags: [YES],
    action: () => import("../office/officer.ts"),
  },
  {
    id: ["office", "list"],
    example: "office list",
    summary: "Lists all offices, with their numbers",
    action: () => import("../office/list.ts"),
  },
  {
    id: ["office", "show"],
    example: "office show AT",
    summary: "Shows an office: its officers, and whether it can be admitted",
    positional: [{ name: "account", description: "A country (its member state's), a number, or an address" }],
    action: () => import("../office/show.ts"),
  },
  {
    id: ["office", "sign"],
    example: "office sign grant.json --signer var:OFFICER_KEY",
    summary: "An officer signs a bundle, offline, after all of it was recomputed and shown in words",
    positional: [BUNDLE],
    options: [
      { name: "signer", description: "Who signs: var:NAME, rpc:0xADDRESS, pkcs11:LABEL or pkcs11:LABEL@0xOFFICER" },
      { name: "out", description: "File to write (without it, the bundle itself)" },
    ],
    flags: [YES],
    action: () => import("../office/sign.ts"),
  },
  {
    id: ["office", "submit"],
    example: "office submit grant.json",
    summary: "Sends a signed bundle, or copies of it that went to different officers; anybody may",
    positional: [{ name: "files", description: "The bundle, or its signed copies", many: true }],
    flags: [YES, { name: "dryRun", description: "Check and simulate, and stop" }],
    action: () => import("../office/submit.ts"),
  },
  writing({
    id: ["office", "reject"],
    example: "office reject --office AT --nonce 12 --bundle reject.json",
    summary: "Uses up a transaction number: what else was signed with it can't be executed any more",
    action: () => import("../office/reject.ts"),
  }),
  writing({
    id: ["office", "owners"],
    example: "office owners --add 0x… --office AT --bundle owners.json",
    summary: "Changes the officers: --add, --remove, both for an exchange, or --threshold",
    options: [
      { name: "add", description: "An officer to add" },
      { name: "remove", description: "An officer to take out" },
      { name: "threshold", description: "How many sign from then on" },
    ],
    action: () => import("../office/owners.ts"),
  }),
  writing({
    id: ["office", "consent"],
    example:
      "office consent --country AT --kind accreditationBody --terms terms.pdf --office 0x… --bundle consent.json",
    summary: "An account agrees to become an office, under these terms",
    options: [
      { name: "country", description: "The country whose office it will be; EU for the guardian" },
      { name: "kind", description: "memberState, accreditationBody, trustServiceProvider or guardian" },
      { name: "terms", description: "The terms: a file, whose SHA-256 is recorded, or the hash" },
      {
        name: "expires",
        description: "Until when: 30d, a day, or an ISO second; 90 days at most",
        defaultValue: "30d",
      },
    ],
    flags: [{ name: "revoke", description: "Take the agreement back" }],
    action: () => import("../office/consent.ts"),
  }),
  writing({
    id: ["office", "rotate"],
    example: "office rotate 7 0x… --terms terms.pdf --office AT --bundle rotate.json",
    summary: "A member state hands one of its offices to another account, which consented",
    positional: [
      { name: "number", description: "The office's number" },
      { name: "account", description: "The new account" },
    ],
    options: [{ name: "terms", description: "The terms that it consented to: a file, or the hash" }],
    action: () => import("../office/rotate.ts"),
  }),
];
