/** What only reads: credentials against the register, and the whole register. */
import type { CommandDefinition } from "../core/define.ts";

const FORCE = { name: "force", description: "Overwrite files that are there" } as const;

export const reading: readonly CommandDefinition[] = [
  {
    id: ["credential", "verify"],
    example: "credential verify diploma.json --receipt receipt.json",
    summary: "Verifies a digitally-signed qualification: 0 valid, 3 invalid, 4 inconclusive",
    positional: [{ name: "file", description: "The credential, as it was received" }],
    options: [
      { name: "receipt", description: "A notary's receipts for it, separated by commas" },
      { name: "now", description: "The verifier's clock, an ISO second; this machine's without it" },
      { name: "territory", description: "Where the award was made; without it, the institution's own country" },
    ],
    action: () => import("../credential/verify.ts"),
  },
  {
    id: ["export"],
    example: "export --format csv --out register",
    summary: "Writes the whole register: JSON Lines, the project's own CSV, or ELM accreditations (JSON-LD)",
    options: [
      {
        name: "format",
        description: "jsonl (with all history), csv (what is in force), or elm",
        defaultValue: "jsonl",
      },
      { name: "out", description: "File, of csv a folder; without it, stdout" },
      { name: "block", description: "As it was at this block; without it, the newest" },
    ],
    flags: [FORCE],
    action: () => import("../export/export.ts"),
  },
  {
    id: ["expiring"],
    example: "expiring --within 90d --country AT --csv renewals.csv",
    summary: "Lists what lapses soon, and writes the renewals that import takes",
    options: [
      { name: "within", description: "Time from now: 90d, 12w, 6m or 1y", defaultValue: "90d" },
      { name: "country", description: "Of this country's institutions only" },
      { name: "office", description: "Decided by this office only: its number" },
      { name: "csv", description: "File to write the renewals to, for import accreditations" },
      { name: "until", description: "Last day of the renewals; without it, as long again as before" },
    ],
    flags: [FORCE],
    action: () => import("../expiring/expiring.ts"),
  },
];
