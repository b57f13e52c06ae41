/** The stories from practice (test/vectors/timeline-stories.json), as decisions for the model. */
import { readFileSync } from "node:fs";

import { NOTHING } from "./content.ts";
import type { ActKind, Decision, RecordKind, Status, Writer } from "./timeline.ts";

interface WrittenAct {
  readonly act: ActKind;
  readonly recordedAt?: string;
  readonly from?: string;
  readonly until?: string;
  readonly by?: "memberState";
  readonly of?: number;
  readonly exclude?: boolean;
  readonly acts?: readonly WrittenAct[];
  readonly refused?: "SUSPENDED" | "STATE_DECIDED" | "COMPROMISED";
}

interface WrittenStory {
  readonly name: string;
  readonly acts: readonly WrittenAct[];
  readonly questions: readonly { at: string; knownAt?: string; standing: Status }[];
}

export interface Step {
  readonly now: number;
  readonly decision: Decision;
  readonly writer: Writer;
  /** The error that must refuse it; null where it must be recorded. */
  readonly refused: string | null;
}

export interface Story {
  readonly name: string;
  readonly kind: RecordKind;
  readonly steps: readonly Step[];
  readonly questions: readonly { at: number; knownAt: number; status: Status }[];
}

const FILE = new URL("../vectors/timeline-stories.json", import.meta.url);
const ERRORS = {
  SUSPENDED: "TimelineSuspensionRuns",
  STATE_DECIDED: "TimelineStateDecided",
  COMPROMISED: "TimelineCompromised",
};
/** As known at the end of all stories. */
export const LATER = seconds("2040-01-01");

export function seconds(date: string): number {
  return Date.parse(date.includes("T") ? date : `${date}T00:00:00Z`) / 1000;
}

function decisionOf(act: WrittenAct, recordedAt: number): Decision {
  return {
    kind: act.act,
    from: act.from === undefined ? recordedAt : seconds(act.from),
    until: act.until === undefined ? 0 : seconds(act.until),
    conditions: false,
    content: NOTHING,
    position: act.of ?? 0,
    corrected: (act.acts ?? []).map((corrected) => decisionOf(corrected, recordedAt)),
  };
}

function storyOf({ name, acts, questions }: WrittenStory): Story {
  const kind = acts.some(({ act }) => act === "compromise")
    ? "binding"
    : name.startsWith("seat")
      ? "seat"
      : "programme";
  const role = { binding: "provider", seat: "council", programme: "body" } as const;
  const steps = acts.map((act): Step => {
    const now = seconds(act.recordedAt ?? "");
    const writer: Writer = act.by === "memberState" ? { office: 1, role: "state" } : { office: 2, role: role[kind] };
    const refused = act.refused === undefined ? null : ERRORS[act.refused];
    return { now, decision: decisionOf(act, now), writer, refused };
  });
  const asked = questions.map(({ at, knownAt, standing }) => ({
    at: seconds(at),
    knownAt: knownAt === undefined ? LATER : seconds(knownAt),
    status: standing,
  }));
  return { name, kind, steps, questions: asked };
}

export function stories(): Story[] {
  return (JSON.parse(readFileSync(FILE, "utf8")) as WrittenStory[]).map(storyOf);
}
