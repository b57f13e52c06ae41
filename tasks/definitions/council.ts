import {
  type CommandDefinition,
  EVIDENCE,
  type OptionDefinition,
  type PositionalDefinition,
  writing,
} from "../core/define.ts";

const PROPOSAL: PositionalDefinition = { name: "proposal", description: "Its id, or the first digits" };
const COUNTRY: PositionalDefinition = { name: "country", description: "The member state's country code" };
const ACCOUNT: PositionalDefinition = {
  name: "account",
  description: "Its office's account, which consented (office consent)",
};
const TERMS: OptionDefinition = {
  name: "terms",
  description: "The terms that it consented to: a file, whose SHA-256 is named, or the hash",
};
const YES = { name: "yes", description: "Don't ask for confirmation" } as const;

export const council: readonly CommandDefinition[] = [
  writing({
    id: ["council", "admit"],
    example: "council admit GR 0x… --terms terms.pdf --evidence treaty.pdf --motion motions.json",
    summary: "Motion: gives a state a seat",
    positional: [COUNTRY, ACCOUNT],
    options: [TERMS, EVIDENCE],
    action: async () => (await import("../council/seat.ts")).seatCommand("admit"),
  }),
  writing({
    id: ["council", "recover"],
    example: "council recover GR 0x… --terms terms.pdf --evidence request.pdf --motion motions.json",
    summary: "Motion: hands a lost or captured seat to another account",
    positional: [COUNTRY, ACCOUNT],
    options: [TERMS, EVIDENCE],
    action: async () => (await import("../council/seat.ts")).seatCommand("recover"),
  }),
  writing({
    id: ["council", "suspend"],
    example: "council suspend GR --evidence decision.pdf --motion motions.json",
    summary: "Motion: takes a seat's vote and its grants until it is reinstated",
    positional: [COUNTRY],
    options: [EVIDENCE],
    action: async () => (await import("../council/seat.ts")).seatCommand("suspend"),
  }),
  writing({
    id: ["council", "reinstate"],
    example: "council reinstate GR --evidence decision.pdf --motion motions.json",
    summary: "Motion: ends a seat's suspension",
    positional: [COUNTRY],
    options: [EVIDENCE],
    action: async () => (await import("../council/seat.ts")).seatCommand("reinstate"),
  }),
  writing({
    id: ["council", "rectify"],
    example: 'council rectify GR --acts "grant:2020-01-01T00:00:00Z" --evidence decision.pdf --motion motions.json',
    summary: "Motion: voids all that was recorded of a seat and puts --acts in its place",
    positional: [COUNTRY],
    options: [{ name: "acts", description: "The acts that are true, separated by spaces: kind:FROM" }, EVIDENCE],
    action: async () => (await import("../council/seat.ts")).seatCommand("rectify"),
  }),
  writing({
    id: ["council", "motion"],
    example: "council motion councilTimelock updateDelay [172800] --motion motions.json",
    summary: "Motion: calls a function of the council's contracts that has no command of its own",
    positional: [
      { name: "target", description: "registry, memberStates, councilTimelock or councilAuthority" },
      { name: "call", description: "The function's name" },
      { name: "arguments", description: "Its arguments, a JSON list", defaultValue: "[]" },
    ],
    action: () => import("../council/motion.ts"),
  }),
  writing({
    id: ["council", "propose"],
    example: "council propose motions.json --document reasons.pdf --office AT --bundle propose.json",
    summary: "A member state proposes the motions of a file",
    positional: [{ name: "file", description: "Motions, as the commands with --motion write them" }],
    options: [{ name: "document", description: "The published reasons: a file, whose SHA-256 is named, or the hash" }],
    action: () => import("../council/propose.ts"),
  }),
  writing({
    id: ["council", "cancel"],
    example: "council cancel 8412 --office AT --bundle cancel.json",
    summary: "The state that proposed takes its proposal back, until the vote opens",
    positional: [PROPOSAL],
    action: () => import("../council/cancel.ts"),
  }),
  writing({
    id: ["council", "vote"],
    example: "council vote 8412 for --office AT --bundle vote.json",
    summary: "A member state votes for or against, or abstains",
    positional: [PROPOSAL, { name: "support", description: "for, against or abstain" }],
    action: () => import("../council/vote.ts"),
  }),
  {
    id: ["council", "queue"],
    example: "council queue 8412",
    summary: "Puts what was carried into the timelock; anybody may",
    positional: [PROPOSAL],
    flags: [YES],
    action: async () => (await import("../council/carryOut.ts")).carryOutCommand("queue"),
  },
  {
    id: ["council", "execute"],
    example: "council execute 8412",
    summary: "Executes what waited in the timelock long enough; anybody may",
    positional: [PROPOSAL],
    flags: [YES],
    action: async () => (await import("../council/carryOut.ts")).carryOutCommand("execute"),
  },
  {
    id: ["council", "status"],
    example: "council status 8412",
    summary: "Shows a proposal: what it does, its votes, and whether voting has closed early",
    positional: [PROPOSAL],
    action: () => import("../council/status.ts"),
  },
  {
    id: ["council", "list"],
    example: "council list",
    summary: "Lists all proposals",
    action: () => import("../council/list.ts"),
  },
  writing({
    id: ["council", "leave"],
    example: "council leave --evidence decision.pdf --office AT --bundle leave.json",
    summary: "A member state gives up its seat",
    options: [EVIDENCE],
    action: () => import("../council/leave.ts"),
  }),
];
