/** One thing that was looked at. */
export interface Check {
  readonly check: string;
  readonly ok: boolean;
  /** Not as it should be, and no reason for alarm. */
  readonly warning?: boolean;
  readonly found: string;
  readonly expected: string;
  /** What to do; empty where it is as it should be. */
  readonly remedy: string;
}

interface Question {
  readonly check: string;
  readonly expected: string;
  readonly remedy: string;
  /** A deviation is a warning only. */
  readonly mild?: boolean;
}

/**
 * Looks at one thing. What can't be read isn't in order.
 * @param read what is found; in order is what equals `expected`
 */
export async function look(question: Question, read: () => Promise<string>): Promise<Check> {
  const { check, expected, remedy, mild = false } = question;
  let found: string;
  try {
    found = await read();
  } catch (error) {
    found = `can't be read: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`;
  }
  const ok = found.toLowerCase() === expected.toLowerCase();
  return { check, ok, ...(!ok && mild ? { warning: true } : {}), found, expected, remedy: ok ? "" : remedy };
}

/** Whether nothing is wrong, warnings aside. */
export const isGreen = (checks: readonly Check[]): boolean => checks.every(({ ok, warning }) => ok || warning === true);
