import { ContractError } from "../../client/src/errors/contractError.ts";
import { SourceError } from "../../client/src/errors/sourceError.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";

/** How a command ends (docs/tasks.md, Exit codes). */
export const EXIT = {
  ok: 0,
  /** A fault of this software. */
  internal: 1,
  /** Called wrongly, or with a file that isn't what it should be. */
  usage: 2,
  /** Refused, or answered with no. */
  no: 3,
  /** Could not be checked, or isn't what it should be. */
  unchecked: 4,
  /** A contract refused. */
  contract: 5,
  /** The network can't be reached. */
  network: 6,
  /** An import is done, but for rows that were refused. */
  rowsRefused: 7,
  interrupted: 130,
} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Of error codes. What isn't listed is wrong usage, but what begins with `BUNDLE_`, which is a refusal. */
const EXITS: Readonly<Record<string, Exit>> = {
  DECLINED: EXIT.no,
  VOTE_NOT_OPEN: EXIT.no,
  VOTE_CLOSED: EXIT.no,
  PROPOSAL_NOT_READY: EXIT.no,
  PROPOSAL_UNREADABLE: EXIT.no,
  BUNDLE_FILE_MISSING: EXIT.usage,
  PKCS11_PIN_WRONG: EXIT.no,
  SIGNER_REFUSED: EXIT.no,
  SIGNER_OTHER_KEY: EXIT.unchecked,
  PKCS11_OTHER_KEY: EXIT.unchecked,
  PKCS11_OTHER_OFFICER: EXIT.unchecked,
  BUNDLE_NOT_JSON: EXIT.usage,
  BUNDLE_TOO_LARGE: EXIT.usage,
  UPGRADE_UNSAFE: EXIT.no,
  INSTRUMENTED_ARTIFACTS: EXIT.unchecked,
  UNEXPECTED_ARTIFACTS: EXIT.unchecked,
  UNEXPECTED_IMPLEMENTATION: EXIT.unchecked,
  ANOTHER_CHAIN: EXIT.unchecked,
  PROPOSAL_DIFFERS: EXIT.unchecked,
  CODE_DIFFERS: EXIT.unchecked,
  DEPLOYMENT_FAILED: EXIT.unchecked,
  DEPLOYER_NOT_RENOUNCED: EXIT.unchecked,
  DEPLOYER_USED: EXIT.no,
  TRANSACTION_REVERTED: EXIT.contract,
  REGISTER_INCOMPLETE: EXIT.unchecked,
  TRANSACTIONS_PENDING: EXIT.network,
  NODE_BEHIND: EXIT.network,
  OUTCOME_UNKNOWN: EXIT.network,
  SIGNER_UNREACHABLE: EXIT.network,
  NODE_UNREACHABLE: EXIT.network,
  NODE_REFUSED: EXIT.network,
};

/** The exit code of what a command failed with. */
export function exitOf(error: unknown): Exit {
  if (error instanceof ContractError) return EXIT.contract;
  if (error instanceof SourceError) return error.code === "SOURCE_UNREACHABLE" ? EXIT.network : EXIT.unchecked;
  if (!(error instanceof SuiteError)) return EXIT.internal;
  return EXITS[error.code] ?? (error.code.startsWith("BUNDLE_") ? EXIT.no : EXIT.usage);
}
