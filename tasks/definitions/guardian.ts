import { type CommandDefinition, writing } from "../core/define.ts";

export const guardian: readonly CommandDefinition[] = [
  writing({
    id: ["guardian", "pause"],
    example: "guardian pause 24h --office 3 --bundle pause.json",
    summary: "The guardian stops what grants, for seven days at most; what restricts goes on",
    positional: [{ name: "duration", description: "Hours or days: 12h, 7d" }],
    action: () => import("../guardian/pause.ts"),
  }),
  writing({
    id: ["guardian", "unpause"],
    example: "guardian unpause --motion motions.json",
    summary: "Motion to the council: ends a pause before its time",
    action: () => import("../guardian/unpause.ts"),
  }),
  writing({
    id: ["guardian", "appoint"],
    example: "guardian appoint 0x… --terms terms.pdf --motion motions.json",
    summary: "Motion to the council: appoints the guardian, or dismisses it",
    positional: [
      { name: "account", description: "The guardian's office, which consented (office consent); none dismisses" },
    ],
    options: [
      { name: "terms", description: "The terms that it consented to: a file, whose SHA-256 is named, or the hash" },
    ],
    action: () => import("../guardian/appoint.ts"),
  }),
  {
    id: ["guardian", "show"],
    example: "guardian show",
    summary: "Shows the guardian, and whether the register is paused",
    action: () => import("../guardian/show.ts"),
  },
];
