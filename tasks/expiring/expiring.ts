import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import { parseCountry } from "../../client/src/identifiers/countries.ts";
import { optional } from "../../client/src/optional.ts";
import type { Registry } from "../../client/src/registry.ts";
import { natural, required } from "../core/arguments.ts";
import { command, type Outcome } from "../core/command.ts";
import { isoSecond, parseUntil } from "../core/dates.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import { writeNewFile } from "../export/writeNewFile.ts";
import { readRegister } from "../export/readRegister.ts";
import { institutionName, lapsesInWords } from "./inWords.ts";
import { expiring, type Lapse } from "./lapses.ts";
import { renewals } from "./renewals.ts";
import { momentWithin } from "./within.ts";

export interface ExpiringArguments {
  readonly within: string;
  readonly country: string;
  readonly office: string;
  /** File for renewals; empty: none. */
  readonly csv: string;
  /** Last day of the renewals; empty: the same time again. */
  readonly until: string;
  readonly force: boolean;
}

export default command<ExpiringArguments>("expiring", async (args, context) => {
  const session = await context.session();
  return showExpiring(args, await session.registry());
});

/** What lapses soon, by the chain's clock. */
export async function showExpiring(args: ExpiringArguments, registry: Registry): Promise<Outcome> {
  const within = required("--within", args.within);
  momentWithin(within, 0);
  const country = args.country === "" ? undefined : parseCountry(args.country);
  const office = args.office === "" ? undefined : natural("--office", args.office);
  const until = args.until === "" ? undefined : args.until;
  // before anything is read
  if (until !== undefined) parseUntil(until, "UTC");
  const untilIn = until === undefined ? undefined : (where: CountryCode) => parseUntil(until, timeZoneOf(where));

  const register = await readRegister(registry);
  const { chainId, registry: address, block, time: now } = register.readAt;
  const lapses = expiring({ register, within, now, ...optional("country", country), ...optional("office", office) });
  const renewed = renewals(lapses, untilIn);
  if (args.csv !== "") writeNewFile(args.csv, renewed.csv, args.force);
  return {
    data: {
      now: isoSecond(now),
      until: isoSecond(momentWithin(within, now)),
      expiring: lapses.map(lapseData),
      ...(args.csv === "" ? {} : { renewals: { file: args.csv, rows: renewed.items.length } }),
    },
    text: [
      lapses.length === 0 ? `Nothing lapses within ${within}.` : lapsesInWords(lapses),
      ...(args.csv === ""
        ? []
        : [`${String(renewed.items.length)} renewals are in ${args.csv}: import it as accreditations.`]),
    ].join("\n"),
    chain: { chainId, registry: address, blockNumber: block },
    warnings: [...register.problems, ...(args.csv === "" ? [] : renewed.warnings)],
  };
}

const lapseData = (lapse: Lapse) => ({
  kind: lapse.kind,
  country: lapse.country ?? null,
  office: lapse.office,
  institution: lapse.institution?.id ?? null,
  identifier: lapse.institution?.identifier ?? null,
  name: institutionName(lapse) ?? null,
  qualificationType: lapse.qualificationType?.id ?? null,
  uri: lapse.qualificationType?.uri ?? null,
  from: lapse.grant.from === 0 ? null : isoSecond(lapse.grant.from),
  until: isoSecond(lapse.until),
  daysLeft: lapse.daysLeft,
  suspended: lapse.suspended,
  obstacle: lapse.obstacle ?? null,
});
