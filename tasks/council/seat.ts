/** What the council decides of a seat, as motions to be proposed. */
import { Interface } from "ethers";

import { memberStatesAbi } from "../../client/src/abi/generated/memberStatesAbi.ts";
import type { Hex } from "../../client/src/hex.ts";
import { parseCountry } from "../../client/src/identifiers/countries.ts";
import { countryBytes } from "../../client/src/recordKey.ts";
import { correctionStruct } from "../../client/src/writes/correction.ts";
import { address, documentHash, required } from "../core/arguments.ts";
import { command, type TaskAction } from "../core/command.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import { parseActs } from "../import/laterActs.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface SeatArguments extends WriteArguments {
  readonly country: string;
  readonly account?: string;
  readonly terms?: string;
  readonly acts?: string;
  readonly evidence: string;
}

type SeatDecision = "admit" | "recover" | "suspend" | "reinstate" | "rectify";

const memberStates = new Interface(memberStatesAbi);

export function seatCommand(decision: SeatDecision): { readonly default: TaskAction } {
  return {
    default: command<SeatArguments>(`council ${decision}`, async (args, context) => {
      required("--motion", args.motion);
      const write = await openWrite(args, context);
      const country = parseCountry(args.country);
      const evidence = documentHash("--evidence", args.evidence);
      const account = () => [address("ACCOUNT", args.account ?? ""), documentHash("--terms", args.terms ?? "")];
      const values = {
        admit: () => [...account(), evidence],
        recover: () => [...account(), evidence],
        suspend: () => [evidence],
        reinstate: () => [evidence],
        rectify: () => [parseActs(args.acts ?? "", timeZoneOf(country)).map(correctionStruct), evidence],
      }[decision]();
      const data = memberStates.encodeFunctionData(decision, [countryBytes(country), ...values]) as Hex;
      return write.run({ target: "memberStates", calls: [{ data }] });
    }),
  };
}
