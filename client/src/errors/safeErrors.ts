import type { ErrorText } from "./contractError.ts";

/** Safe 1.5.0's refusals that an office can meet (its docs/error_codes.md). */
export const SAFE_ERRORS: ReadonlyMap<string, ErrorText> = new Map([
  [
    "GS010",
    { cause: "The transaction was sent with too little gas for what the Safe calls.", remedy: "Send more gas." },
  ],
  [
    "GS013",
    {
      cause: "The call that the Safe made was refused, and its reason was not passed on.",
      remedy: "Make the same call as the Safe with eth_call: it answers with the reason.",
    },
  ],
  [
    "GS020",
    { cause: "There are fewer signatures than the Safe's threshold.", remedy: "Collect the missing signatures." },
  ],
  [
    "GS024",
    {
      cause: "A contract that is an owner doesn't take its signature.",
      remedy: "Let that officer sign this very transaction again.",
    },
  ],
  [
    "GS026",
    {
      cause: "A signature isn't an owner's, is out of order, or was made over another nonce, chain or call.",
      remedy: "Compare nonce and chain with what was signed; sort the signatures by owner, or have it signed again.",
    },
  ],
]);
