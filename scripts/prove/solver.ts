import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

import type { Property } from "./properties.ts";
import type { Side, Sources } from "./sources.ts";

/** Wall-clock time after which a query counts as unanswered. */
const TIME_LIMIT = 300_000;

/** The solver is sure; "might happen" would mean that it isn't. */
const PROVED = /Assertion violation check is safe!/;
const REFUTED = /Assertion violation happens here\./;

type Message = {
  severity: "error" | "warning" | "info";
  message: string;
  formattedMessage?: string;
  sourceLocation?: { file: string; start: number };
};

function compilerInput({ name, unit, engine }: Property, sources: Sources, side: Side): string {
  return JSON.stringify({
    language: "Solidity",
    sources: Object.fromEntries([...sources].map(([path, content]) => [path, { content }])),
    settings: {
      outputSelection: {},
      evmVersion: "cancun",
      modelChecker: {
        engine,
        contracts: { [unit]: [name] },
        targets: ["assert"],
        showProvedSafe: true,
        showUnproved: true,
        showUnsupported: true,
        // 0 lifts the solver's own limit, which gives up too early on proofs; a counterexample is found soon or never
        ...(side === "proof" && { timeout: 0 }),
      },
    },
  });
}

/** The compiler in a process of its own, so that a query that hangs can be ended; none where it was. */
async function compile(input: string): Promise<Message[] | undefined> {
  const child = spawn(process.execPath, ["scripts/solc.mjs", "--standard-json"], {
    stdio: ["pipe", "pipe", "inherit"],
    timeout: TIME_LIMIT,
    killSignal: "SIGKILL",
  });
  child.stdin.end(input);
  const output = await text(child.stdout);
  return child.signalCode === null && output !== ""
    ? ((JSON.parse(output) as { errors?: Message[] }).errors ?? [])
    : undefined;
}

/** What the solver leaves out; types of errors have no meaning that a proof could depend on. */
const isUnsupported = ({ message }: Message) =>
  /not yet (?:implement|support)|does not support/.test(message) && !message.includes("type error");

/** Asks the solver. Returns why the answer isn't the wanted one, or nothing. */
export async function solve(property: Property, sources: Sources, side: Side): Promise<string | undefined> {
  const { unit, assertion } = property;
  const messages = await compile(compilerInput(property, sources, side));
  if (messages === undefined) return `no answer within ${TIME_LIMIT / 1000} s`;
  const obstacle = messages.find((message) => message.severity === "error" || isUnsupported(message));
  if (obstacle) return obstacle.formattedMessage ?? obstacle.message;

  const start = Buffer.byteLength((sources.get(unit) ?? "").slice(0, assertion.start));
  const verdict = side === "proof" ? PROVED : REFUTED;
  const isAnswered = messages.some(
    ({ message, sourceLocation }) =>
      sourceLocation?.file === unit && sourceLocation.start === start && verdict.test(message),
  );
  return isAnswered ? undefined : "the solver doesn't say so";
}
