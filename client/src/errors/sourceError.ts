import { SuiteError } from "./suiteError.ts";

/**
 * Why no answer can be trusted. It says nothing about the institution:
 *
 * - `SOURCE_UNREACHABLE`: too few nodes answered;
 * - `SOURCE_DISAGREES`: enough answered, and too few of them the same;
 * - `SOURCE_STALE`: the newest block is too old;
 * - `BLOCK_REPLACED`: the block that was asked at isn't the chain's any more;
 * - `UNEXPECTED_CHAIN`: the node serves another chain;
 * - `UNEXPECTED_CODE`: what stands at the address isn't what the deployment names;
 * - `UNKNOWN_ANSWER`: the registry answers with a code that this client doesn't know.
 */
export type SourceErrorCode =
  | "SOURCE_UNREACHABLE"
  | "SOURCE_DISAGREES"
  | "SOURCE_STALE"
  | "BLOCK_REPLACED"
  | "UNEXPECTED_CHAIN"
  | "UNEXPECTED_CODE"
  | "UNKNOWN_ANSWER";

export class SourceError extends SuiteError {
  declare readonly code: SourceErrorCode;

  constructor(code: SourceErrorCode, message: string, remedy: string, cause?: unknown) {
    super(code, message, remedy);
    this.name = "SourceError";
    if (cause !== undefined) this.cause = cause;
  }
}
