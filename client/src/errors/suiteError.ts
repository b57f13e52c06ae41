/** An error that a person can act on: a stable code, what is wrong, and what to do about it. */
export class SuiteError extends Error {
  /** Stable, upper case with underscores; never reused for another meaning. */
  readonly code: string;
  /** What to do next, one sentence. */
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string) {
    super(message);
    this.name = "SuiteError";
    this.code = code;
    this.remedy = remedy;
  }
}
