import { readFileSync, statSync } from "node:fs";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Bundle } from "./bundle.ts";
import { malformed, parseBundle } from "./parseBundle.ts";

/** Twice what a transaction of 16 million gas can carry, its words included. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * A bundle from a file that anybody may have written. What it says of itself isn't checked against anything: `checkBundle`.
 * @throws SuiteError BUNDLE_FILE_MISSING, BUNDLE_TOO_LARGE, and as `parseBundleText`
 */
export function readBundle(file: string): Bundle {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true) {
    throw new SuiteError("BUNDLE_FILE_MISSING", `there is no file ${file}`, "Check the path.");
  }
  if (stat.size > MAX_BYTES) {
    throw new SuiteError(
      "BUNDLE_TOO_LARGE",
      `${file} has ${stat.size.toLocaleString("en")} bytes, a bundle ${MAX_BYTES.toLocaleString("en")} at most`,
      "Give a bundle's file.",
    );
  }
  return parseBundleText(readFileSync(file, "utf8"));
}

/**
 * A bundle from its text. White space may differ (line ends change on the way), nothing else: what a reader of the file
 * sees is what is checked and signed.
 * @throws SuiteError BUNDLE_NOT_JSON, BUNDLE_NOT_CANONICAL, and as `parseBundle`
 */
export function parseBundleText(text: string): Bundle {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new SuiteError("BUNDLE_NOT_JSON", "the file is no JSON", "Take the file as its maker sent it.");
  }
  const bundle = parseBundle(value);
  if (withoutWhiteSpace(text) === compact(bundle)) return bundle;
  throw new SuiteError(
    "BUNDLE_NOT_CANONICAL",
    "the file isn't written as bundles are: a member twice or in another place, a number or a text spelt otherwise",
    "Take the file as its maker sent it; don't save it from an editor that rewrites JSON.",
  );
}

/** @param json well-formed: every string in it ends */
function withoutWhiteSpace(json: string): string {
  const parts: string[] = [];
  for (let position = 0; position < json.length;) {
    const quote = json.indexOf('"', position);
    const begin = quote === -1 ? json.length : quote;
    const end = endOfString(json, begin);
    parts.push(json.slice(position, begin).replace(/[\s\uFEFF]+/g, ""), json.slice(begin, end));
    position = end;
  }
  return parts.join("");
}

/** Behind the closing quotation mark. */
function endOfString(json: string, begin: number): number {
  let end = begin + 1;
  while (end < json.length && json[end] !== '"') end += json[end] === "\\" ? 2 : 1;
  return end + 1;
}

function compact(bundle: Bundle): string {
  try {
    return JSON.stringify(bundle);
  } catch {
    throw malformed("calls", "are nested too deeply");
  }
}
