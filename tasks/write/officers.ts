import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { optional } from "../../client/src/optional.ts";
import type { Officer } from "../../deploy/safe.ts";
import type { Context } from "../core/command.ts";
import type { Session } from "../core/session.ts";
import { officerOf } from "../signers/officerOf.ts";
import { signerSpecs } from "../signers/spec.ts";
import type { OfficeAccount } from "./office.ts";

/** The officer that a `--signer` names. Without a session it signs offline. */
export const officerFor = (spec: string, context: Context, session?: Session): Promise<Officer> =>
  officerOf(spec, { variable: (name) => context.variable(name), ...optional("provider", session?.provider) });

/**
 * Enough officers to act at once.
 * @throws SuiteError SIGNATURES_MISSING
 */
export async function officersOf(
  signer: string,
  office: OfficeAccount,
  context: Context,
  session: Session,
): Promise<Officer[]> {
  const specs = signerSpecs(signer);
  if (specs.length < office.threshold) {
    throw new SuiteError(
      "SIGNATURES_MISSING",
      `${String(office.threshold)} of ${String(office.owners.length)} officers have to sign, --signer names ${String(specs.length)}`,
      "Name as many in --signer, or write a bundle that the officers sign one after the other: --bundle FILE.",
    );
  }
  return Promise.all(specs.map((spec) => officerFor(spec, context, session)));
}
