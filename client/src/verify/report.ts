/** Collects what the checks find, and puts it into words at the end. */
import {
  type Check,
  CHECK_NAMES,
  type CheckName,
  type Finding,
  type Notice,
  RESULT_VERSION,
  type VerificationResult,
  verdictOf,
} from "./result.ts";
import { type Catalogue, sentence } from "./texts/catalogue.ts";
import { CHECK_URIS, STATUS_URIS } from "./vocabulary.ts";

type Rest = Omit<VerificationResult, "version" | "verdict" | "rootCause" | "checks" | "notices">;

export class Report {
  readonly #findings = new Map<CheckName, Finding>();
  readonly #notices: Notice[] = [];
  #rest: Rest;

  constructor(rerun: VerificationResult["rerun"]) {
    this.#rest = { rerun, trustPaths: [], timestamps: [] };
  }

  found(check: CheckName, finding: Finding): Finding {
    this.#findings.set(check, finding);
    return finding;
  }

  finding(check: CheckName): Finding | undefined {
    return this.#findings.get(check);
  }

  notice(...notices: readonly Notice[]): void {
    this.#notices.push(...notices);
  }

  add(rest: Partial<Omit<Rest, "rerun">> & { readonly rerun?: Partial<Rest["rerun"]> }): void {
    this.#rest = { ...this.#rest, ...rest, rerun: { ...this.#rest.rerun, ...rest.rerun } };
  }

  result(texts: Catalogue): VerificationResult {
    const checks = CHECK_NAMES.map((check) => inWords(check, this.#findings.get(check) ?? NOT_REACHED, texts));
    const notices = this.#notices.map((notice) => ({
      ...notice,
      sentence: sentence(texts[notice.code], notice.facts),
    }));
    return { version: RESULT_VERSION, ...verdictOf(checks), checks, notices, ...this.#rest };
  }
}

const NOT_REACHED: Finding = { status: "skipped", code: "NOT_REACHED" };

const inWords = (check: CheckName, finding: Finding, texts: Catalogue): Check => ({
  check,
  ...finding,
  sentence: sentence(texts[finding.code], finding.facts),
  checkUri: CHECK_URIS[check],
  statusUri: STATUS_URIS[finding.status],
});
