import { parseCountry } from "../../client/src/identifiers/countries.ts";
import { parseIdentifier } from "../../client/src/identifiers/identifiers.ts";
import { profile, siteUrl } from "../../client/src/profile.ts";
import * as writes from "../../client/src/writes/index.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { documentHash, required } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { spanOf } from "../core/dates.ts";
import { legalNames } from "../core/legalNames.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface RegisterArguments extends WriteArguments, ProfileArguments {
  readonly identifier: string;
  readonly from: string;
  readonly evidence: string;
}

/** What the profile is made of. */
export interface ProfileArguments {
  readonly name: string;
  readonly site: string;
  readonly identifiers: string;
}

/** @throws SuiteError INVALID_SITE and those of the client's `profile` and `parseIdentifier` */
export function profileOf(country: string, primary: string, { name, site, identifiers }: ProfileArguments) {
  const url = site === "" ? undefined : siteUrl(site);
  if (site !== "" && url === undefined) {
    throw new SuiteError(
      "INVALID_SITE",
      `--site: '${site}' is not one web address`,
      "Give it like https://www.example.org/.",
    );
  }
  return profile({
    country: parseCountry(country),
    identifiers: [primary, ...separated(identifiers).map((one) => parseIdentifier(one).uri)],
    legalName: namesOf(required("--name", name)),
    ...(url === undefined ? {} : { site: url }),
  });
}

/** @throws SuiteError INVALID_NAME */
function namesOf(written: string): Readonly<Record<string, string>> {
  const names = legalNames(written);
  if (names !== undefined && Object.keys(names).length > 0) return names;
  throw new SuiteError(
    "INVALID_NAME",
    `--name: '${written}' is no object of names by language`,
    'Give the name alone, or like {"de":"…","en":"…"}.',
  );
}

/** By commas only: spaces belong to Erasmus codes. */
const separated = (written: string): string[] =>
  written
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");

export default command<RegisterArguments>("institution register", async (args, context) => {
  const write = await openWrite(args, context);
  const country = write.office?.country ?? "";
  const { uri } = parseIdentifier(args.identifier);
  const call = writes.registerInstitutions({
    registrations: [{ identifier: uri, profile: profileOf(country, uri, args) }],
    evidence: documentHash("--evidence", args.evidence),
    ...spanOf({ from: args.from }, write.timeZone),
  });
  const record = { kind: "institution", institution: { country, identifier: uri } } as const;
  return write.run({ target: "registry", calls: [{ data: call, record }] });
});
