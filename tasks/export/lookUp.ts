import type { Act, ActKind } from "../../client/src/act.ts";
import type { RecordState } from "../../client/src/codes.ts";
import { optional } from "../../client/src/optional.ts";
import { actsInForce } from "./inForce.ts";

/** What a timeline answers for a moment. */
export interface TimelineAnswer {
  readonly state: RecordState;
  /** The act that the answer names: of what is suspended the suspension, of what has not begun the grant to come first. */
  readonly act?: Act;
  /** The grant, withdrawal, end, annulment or compromise that decides; absent where none does. */
  readonly decider?: Act;
}

/** What is decided by each act that decides. */
const DECIDED: Readonly<Partial<Record<ActKind, RecordState>>> = {
  grant: "active",
  withdraw: "withdrawn",
  end: "ended",
  annul: "annulled",
  compromise: "compromised",
};

/**
 * The look-up of docs/model.md over acts that were read already: what the contract's `statusOf` answers.
 * @param acts in the order of recording
 * @param at moment that is asked for, Unix seconds
 * @param knownAt Unix seconds; without it, as known now
 */
export function lookUp(acts: readonly Act[], at: number, knownAt = Infinity): TimelineAnswer {
  const counted = actsInForce(acts, knownAt).reverse();
  let coming: Act | undefined;
  let suspension: Act | undefined;
  let isLifted = false;
  for (const act of counted) {
    if (act.from > at) {
      // the earliest; of several that begin together, the newest
      if (act.kind === "grant" && (coming === undefined || act.from < coming.from)) coming = act;
    } else if (act.kind === "reinstate") {
      isLifted = true;
    } else if (act.kind === "suspend") {
      if (!isLifted && isBefore(at, act.until)) suspension ??= act;
    } else if (act.kind !== "grant") {
      return { state: DECIDED[act.kind] ?? "never", act, decider: act };
    } else if (!isBefore(at, act.until)) {
      return { state: "lapsed", act, decider: act };
    } else {
      return { state: suspension === undefined ? "active" : "suspended", act: suspension ?? act, decider: act };
    }
  }
  return { state: coming === undefined ? "never" : "notYet", ...optional("act", coming) };
}

const isBefore = (at: number, until: number | undefined): boolean => until === undefined || at < until;
