import { createInterface } from "node:readline/promises";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { printable } from "./printable.ts";

/** What a command says to whoever watches it: on stderr, for stdout is data. */
export interface Talk {
  /** Whether somebody sits at a terminal and can be asked. */
  readonly interactive: boolean;
  say(text: string): void;
  /** @throws SuiteError CONFIRMATION_NEEDED where nobody can be asked */
  confirm(question: string): Promise<boolean>;
  /** @throws SuiteError CONFIRMATION_NEEDED where nobody can be asked */
  ask(question: string): Promise<string>;
  /** Counts up, with rate and time left: on one line of a terminal, elsewhere as a line from time to time. */
  progress(what: string, total: number): Progress;
}

export interface Progress {
  add(count: number): void;
  /** Leaves the line as it is. */
  end(): void;
}

/** Between two plain lines, in milliseconds. */
const LINE_EVERY = 5_000;

export function terminalTalk(): Talk {
  const interactive = process.stdin.isTTY && process.stderr.isTTY;
  const say = (text: string): void => {
    process.stderr.write(`${printable(text)}\n`);
  };
  const ask = async (question: string): Promise<string> => {
    if (!interactive) {
      throw new SuiteError(
        "CONFIRMATION_NEEDED",
        "this has to be confirmed, and there is no terminal to ask at",
        "Add --yes, on a production network with --expect-chain ID.",
      );
    }
    return answerOf(question, process.stdin, process.stderr);
  };
  return {
    interactive,
    say,
    ask,
    confirm: async (question) => /^y(?:es)?$/i.test(await ask(`${question} [y/N] `)),
    progress: (what, total) => counter(what, total, say),
  };
}

/**
 * Asks on a terminal, which by itself takes no notice of Ctrl-C while it waits for a line.
 * @returns "" where the input ends
 */
export async function answerOf(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  interrupt: () => void = () => process.emit("SIGINT"),
): Promise<string> {
  const terminal = createInterface({ input, output, terminal: true });
  terminal.on("SIGINT", interrupt);
  const ended = new Promise<string>((resolve) =>
    terminal.once("close", () => {
      resolve("");
    }),
  );
  try {
    return (await Promise.race([terminal.question(question), ended])).trim();
  } finally {
    terminal.close();
  }
}

function counter(what: string, total: number, say: (text: string) => void): Progress {
  const terminal = process.stderr.isTTY;
  const began = performance.now();
  let done = 0;
  let said = began;
  const text = (): string => {
    const seconds = (performance.now() - began) / 1000;
    const rate = done / Math.max(seconds, 0.001);
    const left = rate > 0 ? Math.ceil((total - done) / rate) : 0;
    const count = `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
    return `${what}: ${count}, ${rate.toFixed(rate < 10 ? 1 : 0)} a second, ${String(left)} s left`;
  };
  return {
    add(count) {
      done += count;
      if (terminal) process.stderr.write(`\r\u001b[K${text()}`);
      else if (done >= total || performance.now() - said >= LINE_EVERY) {
        said = performance.now();
        say(text());
      }
    },
    end() {
      if (terminal && done > 0) process.stderr.write("\n");
    },
  };
}
