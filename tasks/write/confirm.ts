import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Context } from "../core/command.ts";
import type { Session } from "../core/session.ts";

/**
 * Asks whether to go on. On a production network the network's name has to be typed.
 * @throws SuiteError DECLINED, CONFIRMATION_NEEDED
 */
export async function confirmed(
  { yes, expectChain }: { readonly yes: boolean; readonly expectChain: string },
  { talk }: Context,
  { network }: Session,
): Promise<void> {
  if (yes && (!network.production || expectChain !== "")) return;
  if (!network.production) {
    if (await talk.confirm("Send it?")) return;
  } else if (
    (await talk.ask(`This is a production network. Type its name (${network.name}) to go on: `)) === network.name
  ) {
    return;
  }
  throw new SuiteError("DECLINED", "it wasn't confirmed: nothing was sent", "Run it again, and confirm.");
}
