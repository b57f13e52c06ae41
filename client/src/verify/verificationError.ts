import type { Code } from "./texts/en.ts";
import type { CheckStatus, Facts, Finding } from "./result.ts";
import { optional } from "../optional.ts";

/** Ends one check with a finding. Never leaves `verify`. */
export class VerificationError extends Error {
  readonly finding: Finding;

  constructor(code: Code, facts?: Facts, status: CheckStatus = "fail") {
    super(code);
    this.name = "VerificationError";
    this.finding = { status, code, ...optional("facts", facts) };
  }
}
