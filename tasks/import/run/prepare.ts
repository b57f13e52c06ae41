/**
 * Simulates what a plan says before anybody is asked for a signature: office by office, in as few bundles as gas allows. What a
 * contract refuses is taken out, with the contract's reason, and the rest goes on.
 */
import { ContractError } from "../../../client/src/errors/contractError.ts";
import type { Hex } from "../../../client/src/hex.ts";
import type { CountryCode } from "../../../client/src/identifiers/countries.ts";
import { encodeMulticall } from "../../../deploy/safe.ts";
import type { Session } from "../../core/session.ts";
import type { Progress } from "../../core/talk.ts";
import type { OfficeAccount } from "../../write/office.ts";
import { simulate } from "../../write/simulate.ts";
import { inRounds } from "./inRounds.ts";
import { packed } from "./pack.ts";
import { isConnection, patiently } from "./patiently.ts";
import { callsOf, type Step } from "./step.ts";

/** Of one transaction, with all that the Safe adds: 13 million, but for what signatures of contracts take. */
const MAX_GAS = 12_800_000n;
/** Signatures of two accounts, log and bookkeeping of the Safe. */
const SAFE_GAS = 60_000n;
/** The call data comes once more to the Safe, which copies and hashes it. */
const SAFE_GAS_PER_BYTE = 10n;

const TOO_MUCH = /\bgas\b|too large|oversized|exceed/i;

export interface Desk {
  readonly session: Session;
  readonly offices: ReadonlyMap<CountryCode, OfficeAccount>;
  /** Last second in which bundles are valid, Unix time. */
  readonly deadline: number;
  /** What an id stands for, for whoever reads a bundle. */
  readonly nameOf: (id: Hex) => string | undefined;
}

/** Steps of one office that are sent together. */
export interface Batch {
  readonly country: CountryCode;
  readonly steps: readonly Step[];
  /** As simulated; absent of what needs batches before it, and can't be simulated yet. */
  readonly gas?: bigint;
}

export interface Sifted {
  readonly batches: readonly Batch[];
  /** By row: the reason. */
  readonly refused: ReadonlyMap<string, string>;
}

export async function prepare(steps: readonly Step[], desk: Desk, progress: Progress): Promise<Sifted> {
  const batches: Batch[] = [];
  const refused = new Map<string, string>();
  for (const [round, some] of inRounds(steps).entries()) {
    for (const country of desk.offices.keys()) {
      for (const together of packed(some.filter((step) => step.country === country))) {
        if (round > 0) batches.push({ country, steps: together });
        else {
          const sifted = await sift({ country, steps: together }, desk);
          batches.push(...sifted.batches);
          for (const [row, reason] of sifted.refused) refused.set(row, reason);
        }
        progress.add(together.length);
      }
    }
  }
  return { batches, refused };
}

/** What the contracts take of a batch, together if they do. */
export async function sift({ country, steps }: Batch, desk: Desk): Promise<Sifted> {
  const refused = new Map<string, string>();
  const parts = await taken(country, steps, desk, refused);
  if (parts.length < 2) return { batches: parts, refused };
  const together = { country, steps: parts.flatMap((part) => part.steps) };
  const gas = await gasOrRefusal(together, desk);
  if (typeof gas === "string" || gas > MAX_GAS) return { batches: parts, refused };
  return { batches: [{ ...together, gas }], refused };
}

async function taken(
  country: CountryCode,
  steps: readonly Step[],
  desk: Desk,
  refused: Map<string, string>,
): Promise<Batch[]> {
  const gas = await gasOrRefusal({ country, steps }, desk);
  const [only, ...others] = steps;
  if (only === undefined) return [];
  if (typeof gas === "bigint" && (gas <= MAX_GAS || others.length === 0)) return [{ country, steps, gas }];
  if (others.length === 0) {
    for (const row of only.rows) refused.set(row, String(gas));
    return [];
  }
  const middle = Math.ceil(steps.length / 2);
  return [
    ...(await taken(country, steps.slice(0, middle), desk, refused)),
    ...(await taken(country, steps.slice(middle), desk, refused)),
  ];
}

/** Gas of the office's transaction on a copy of the newest state; a sentence where it is refused. */
async function gasOrRefusal({ country, steps }: Batch, { session, offices, deadline }: Desk): Promise<bigint | string> {
  const office = offices.get(country);
  if (office === undefined) throw new RangeError(`no office of ${country}`);
  const data = encodeMulticall(deadline, callsOf(steps)) as Hex;
  const { registry } = session.record.contracts;
  try {
    const gas = await patiently(() => simulate(session, office.account, registry, data, false));
    return (gas ?? 0n) + SAFE_GAS + SAFE_GAS_PER_BYTE * BigInt(data.length / 2 - 1);
  } catch (error) {
    if (isConnection(error)) throw error;
    if (error instanceof ContractError) return `${error.message}. ${error.remedy}`;
    // a node refuses what is too much in words of its own; whatever else it says is its fault, and no row's
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    if (TOO_MUCH.test(message)) return `The node refuses it: ${message}`;
    throw error;
  }
}
