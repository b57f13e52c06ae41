import { parseArgs } from "node:util";

import type { Registry, Standing } from "../registry.ts";
import { flagsInWords, STANDINGS } from "../words.ts";
import { connectAs, SOURCE_OPTIONS } from "./source.ts";
import { type Command, EXIT, usageError } from "./usage.ts";
import { optional } from "../optional.ts";

/** `tir standing`. */
export const standing: Command = async (args, { data }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      ...SOURCE_OPTIONS,
      at: { type: "string" },
      "known-at": { type: "string" },
      territory: { type: "string" },
    },
    allowPositionals: true,
  });
  const [institution, qualificationType, ...more] = positionals;
  if (institution === undefined || qualificationType === undefined || more.length > 0) {
    throw usageError("standing takes an institution and a qualification type");
  }
  const registry = await connectAs(values);
  const answer = await registry.standing({
    institution,
    qualificationType,
    ...optional("at", values.at),
    ...optional("knownAt", values["known-at"]),
    ...optional("territory", values.territory),
  });
  if (values.json) data(JSON.stringify(answer, undefined, 2));
  else for (const line of await inWords(registry, answer)) data(line);
  return answer.authorised ? EXIT.yes : EXIT.no;
};

async function inWords(registry: Registry, { code, at, knownAt, flags, act, readAt }: Standing): Promise<string[]> {
  const lines = [`${STANDINGS[code]} (${String(code)})`, `at            ${moment(at)}`];
  if (knownAt !== undefined) lines.push(`as known at   ${moment(knownAt)}`);
  if (act !== undefined) {
    const until = act.until === undefined ? "without an end" : `until ${moment(act.until)}, exclusive`;
    const office = await registry.at(readAt.block).office(act.office);
    const by = office.known ? `${office.country}, office ${String(act.office)}` : "the council";
    lines.push(`decided by    ${by}, recorded ${moment(act.recordedAt)}`);
    lines.push(`holds         ${act.from === 0 ? "always" : `from ${moment(act.from)}`}, ${until}`);
  }
  if (flags.length > 0) lines.push(`note          ${flagsInWords(flags).join(", ")}`);
  lines.push(`read at       block ${String(readAt.block)} of chain ${String(readAt.chainId)}, ${moment(readAt.time)}`);
  return lines;
}

const moment = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
