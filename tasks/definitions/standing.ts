import type { CommandDefinition } from "../core/define.ts";

export const standing: readonly CommandDefinition[] = [
  {
    id: ["standing"],
    example: "standing AT:pic:999866883 AT:https://qualifications.example/at/bachelor-informatik --at 2018-06-30",
    summary: "May the institution award the qualification, and might it on that day, as far as was known then?",
    positional: [
      {
        name: "institution",
        description: "Id, country and identifier, or any identifier that the register knows",
        defaultValue: "",
      },
      { name: "qualification", description: "The type's URI, or country and URI, or id", defaultValue: "" },
    ],
    options: [
      { name: "at", description: "The moment asked for: a day (its midnight, UTC) or an ISO second; without it, now" },
      { name: "knownAt", description: "As was known at this moment" },
      { name: "territory", description: "Where it is awarded; without it, the institution's own country" },
      {
        name: "file",
        description: "Many questions: CSV with the columns institution, qualification, at, known_at, territory",
      },
    ],
    flags: [{ name: "failOnNo", description: "Exit with 3 where an answer is no" }],
    action: () => import("../standing/standing.ts"),
  },
];
