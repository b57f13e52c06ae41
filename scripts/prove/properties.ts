import { readdirSync, readFileSync } from "node:fs";

import { ShapeError } from "./lift.ts";

/** One bug in the real code that must be found. */
export type Twin = { file: string; find: string; replace: string };

/** A contract of proofs/ with one assertion. */
export type Property = {
  name: string;
  /** Source unit. */
  unit: string;
  /** BMC is exact where there is no loop and no state, and there only. */
  engine: "chc" | "bmc";
  twin: Twin;
  /** Where its assertion begins in the unit, and where it ends, in characters. */
  assertion: { start: number; end: number };
};

const CONTRACT = /(?<doc>(?:^\/\/\/.*\n)+)^contract (?<name>\w+)[^]*?\n}/gm;
const ASSERTION = /assert\(.*\);/g;
const TWIN = /@custom:twin (?<file>\S+): `(?<find>.+)` → `(?<replace>.+)`$/m;

function parseProperty(unit: string, match: RegExpExecArray): Property {
  const { name = "", doc = "" } = match.groups ?? {};
  const twin = TWIN.exec(doc)?.groups;
  const [assertion, ...more] = match[0].matchAll(ASSERTION);
  if (assertion === undefined || more.length > 0)
    throw new ShapeError(`${name} hasn't exactly one \`assert\` on a line.`);
  if (twin === undefined)
    throw new ShapeError(`${name} has no twin: \`@custom:twin file: \\\`find\\\` → \\\`replace\\\`\`.`);
  const start = match.index + assertion.index;
  return {
    name,
    unit,
    engine: doc.includes("@custom:engine bmc") ? "bmc" : "chc",
    twin: twin as Twin,
    assertion: { start, end: start + assertion[0].length },
  };
}

/** All properties, in the order of the files. */
export function readProperties(folder: string): Property[] {
  const units = readdirSync(folder).filter((name) => name.endsWith(".sol"));
  return units.sort().flatMap((name) => {
    const unit = `${folder}/${name}`;
    const text = readFileSync(unit, "utf8");
    const properties = [...text.matchAll(CONTRACT)].map((match) => parseProperty(unit, match));
    if (properties.length !== [...text.matchAll(/^contract /gm)].length) {
      throw new ShapeError(`A contract of ${unit} has no sentence above it that says what it proves.`);
    }
    return properties;
  });
}
