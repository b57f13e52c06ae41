/** anvil, Foundry's node, from its npm package. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import path from "node:path";

/** The start script of `@foundry-rs/anvil` hides its child's end: the platform's binary doesn't. */
const PLATFORMS: Partial<Record<string, string>> = {
  "linux-x64": "linux-amd64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-amd64",
  "darwin-arm64": "darwin-arm64",
};

const START_TIMEOUT = 30_000;

/** anvil's executable; `undefined` where npm has installed none for this platform. */
export function anvilPath(): string | undefined {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  if (platform === undefined) return undefined;
  try {
    const manifest = createRequire(import.meta.url).resolve(`@foundry-rs/anvil-${platform}/package.json`);
    return path.join(path.dirname(manifest), "bin", "anvil");
  } catch {
    return undefined;
  }
}

/** Starts anvil on a free port of loopback. */
export async function startAnvil(
  executable: string,
  options: readonly string[],
): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(executable, ["--host", "127.0.0.1", "--port", "0", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, "exit");
  };
  process.once("exit", () => child.kill());
  try {
    return { url: await address(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function address(child: ChildProcess): Promise<string> {
  const signal = AbortSignal.timeout(START_TIMEOUT);
  let text = "";
  for (;;) {
    const [chunk] = (await once(child.stdout!, "data", { signal })) as [Buffer];
    text += chunk.toString();
    const found = /Listening on (\S+:\d+)/.exec(text)?.[1];
    if (found === undefined) continue;
    // what follows is of no interest, and a full pipe would stop it
    child.stdout!.resume();
    return `http://${found}`;
  }
}
