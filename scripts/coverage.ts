// Measures what the Solidity tests cover of contracts/, with forge, and fails below the thresholds.
//
//   npm run coverage [-- --list]      (--list: every line and branch that isn't covered, exceptions included)
//
// Mocks are left out. What can't be covered stands in coverage-exceptions.json, with the reason in words:
// { "file": "contracts/…", "code": "a whole source line, trimmed", "reason": "…" }. An exception that excuses nothing fails, too.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const THRESHOLDS = { lines: 100, branches: 98 };
const REPORT = "coverage/lcov.info";

/** forge's own start script ends with 0 whatever happened: the platform's binary doesn't. */
const PLATFORMS: Partial<Record<string, string>> = {
  "linux-x64": "linux-amd64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-amd64",
  "darwin-arm64": "darwin-arm64",
};

type Exception = { file: string; code: string; reason: string };
type Point = { file: string; line: number; hits: number };
type Kind = keyof typeof THRESHOLDS;

class CoverageError extends Error {}

function forgePath(): string {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  if (platform === undefined) throw new CoverageError(`forge has no package for ${process.platform}-${process.arch}.`);
  const name = `@foundry-rs/forge-${platform}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "bin", "forge");
  } catch {
    throw new CoverageError(`${name} isn't installed. It is an optional package: \`npm install --include=optional\`.`);
  }
}

function measure(): void {
  mkdirSync(dirname(REPORT), { recursive: true });
  const args = [
    "coverage",
    "--report",
    "lcov",
    "--report-file",
    REPORT,
    "--no-match-coverage",
    "(^test/|^contracts/mocks/)",
  ];
  const { status, error } = spawnSync(forgePath(), args, { stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) throw new CoverageError(`forge failed (exit code ${status ?? "none"}): see above.`);
}

/** Lines and branches of an lcov report. */
function parseReport(text: string): Record<Kind, Point[]> {
  const points: Record<Kind, Point[]> = { lines: [], branches: [] };
  let file = "";
  for (const row of text.split("\n")) {
    const [tag, rest = ""] = row.split(/:(.*)/);
    const fields = rest.split(",");
    if (tag === "SF") file = rest;
    if (!file.startsWith("contracts/") || file.startsWith("contracts/mocks/")) continue;
    if (tag === "DA") points.lines.push({ file, line: Number(fields[0]), hits: Number(fields[1]) });
    // "-" stands for a branch whose condition was never reached
    if (tag === "BRDA") points.branches.push({ file, line: Number(fields[0]), hits: Number(fields[3]) || 0 });
  }
  return points;
}

function readExceptions(): Exception[] {
  const exceptions = JSON.parse(
    readFileSync(new URL("coverage-exceptions.json", import.meta.url), "utf8"),
  ) as Exception[];
  for (const { file, code, reason } of exceptions) {
    if (!existsSync(file)) throw new CoverageError(`an exception names ${file}, which isn't there.`);
    if (!code || reason.length < 20)
      throw new CoverageError(`an exception of ${file} needs its code, and a reason in words.`);
  }
  return exceptions;
}

const sources = new Map<string, string[]>();
function codeAt({ file, line }: Point): string {
  const lines = sources.get(file) ?? readFileSync(file, "utf8").split("\n");
  sources.set(file, lines);
  return (lines[line - 1] ?? "").trim();
}

function check(): void {
  const points = parseReport(readFileSync(REPORT, "utf8"));
  const exceptions = readExceptions();
  const used = new Set<Exception>();
  const exceptionOf = (point: Point) =>
    exceptions.find(({ file, code }) => file === point.file && code === codeAt(point));

  for (const kind of ["lines", "branches"] as const) {
    if (points[kind].length === 0) throw new CoverageError(`forge reports no ${kind} of contracts/.`);
    const missing = points[kind].filter(({ hits }) => hits === 0);
    const unexcused: Point[] = [];
    for (const point of missing) {
      const exception = exceptionOf(point);
      if (exception) used.add(exception);
      else unexcused.push(point);
      if (!exception || process.argv.includes("--list")) {
        const note = exception ? `  (exception: ${exception.reason})` : "";
        console.log(`not covered, ${kind}: ${point.file}:${point.line}  ${codeAt(point)}${note}`);
      }
    }
    const total = points[kind].length;
    const share = (100 * (total - unexcused.length)) / total;
    const excused = missing.length - unexcused.length;
    console.log(
      `${kind}: ${total - missing.length} of ${total}, ${excused} by exception: ${share.toFixed(2)} %, needed ${THRESHOLDS[kind]} %`,
    );
    if (share < THRESHOLDS[kind]) process.exitCode = 1;
  }
  for (const { file, code } of exceptions.filter((exception) => !used.has(exception))) {
    console.error(`coverage: the exception for \`${code}\` in ${file} excuses nothing: remove it.`);
    process.exitCode = 1;
  }
  if (process.exitCode === 1) console.error("coverage: not enough; see above.");
}

try {
  measure();
  check();
} catch (error) {
  if (!(error instanceof CoverageError)) throw error;
  console.error(`coverage: ${error.message}`);
  process.exitCode = 1;
}
