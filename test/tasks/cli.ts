/** Commands as people run them: `npx hardhat …` in a process of its own. */
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const HARDHAT = fileURLToPath(new URL("../../node_modules/hardhat/dist/src/cli.js", import.meta.url));

/** What every child process has: no questions, no colours, and what Node compiled for the one before. */
export const CHILD = {
  CI: "true",
  NO_COLOR: "1",
  NODE_COMPILE_CACHE: path.join(tmpdir(), "trusted-issuer-registry-compiled"),
} as const;

export interface Run {
  readonly code: number;
  /** Data. */
  readonly stdout: string;
  /** Talk. */
  readonly stderr: string;
}

/** What `--json` writes. */
export interface Envelope<Data = Record<string, unknown>> {
  readonly ok: boolean;
  readonly command: string;
  readonly chainId: number | null;
  readonly registry: string | null;
  readonly blockNumber: number | null;
  readonly data: Data;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly hint: string;
    readonly details: Record<string, unknown>;
  };
  readonly warnings: readonly string[];
}

export type Environment = Readonly<Record<string, string>>;

/** Runs a command; whatever its exit code. */
export async function hardhat(args: readonly string[], environment: Environment = {}): Promise<Run> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [HARDHAT, ...args],
      {
        cwd: PROJECT,
        env: { ...process.env, ...CHILD, ...environment },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

/** Runs a command with `--json`. @throws Error where its stdout is no JSON */
export async function json<Data = Record<string, unknown>>(
  args: readonly string[],
  environment: Environment = {},
): Promise<Envelope<Data> & { readonly code: number; readonly stderr: string }> {
  const { code, stdout, stderr } = await hardhat([...args, "--json"], environment);
  try {
    return { ...(JSON.parse(stdout) as Envelope<Data>), code, stderr };
  } catch {
    throw new Error(`hardhat ${args.join(" ")} wrote no JSON, exit code ${String(code)}\n${stdout}\n${stderr}`);
  }
}
