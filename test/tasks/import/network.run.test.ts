/** Imports over connections that break, answer late, or end with the node. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

import { expect } from "chai";

import { readRegister } from "../../../tasks/export/readRegister.ts";
import { Random } from "../../model/random.ts";
import { anvilPath } from "../../support/anvil.ts";
import { temporaryFolder } from "../../support/foundation.ts";
import { institutions } from "./run/files.ts";
import { type Fate, startProxy } from "./run/proxy.ts";
import {
  answerOf,
  foundOn,
  freshWorld,
  importArguments,
  type Imported,
  importFile,
  start,
  STATES,
  type World,
} from "./run/world.ts";

/** Of each state: one bundle, or two. */
const [FEW, MANY] = [25, 50];
const PROFILE_BYTES = 3_400;
const NETWORK = 6;

describe("an import over a bad connection", function () {
  this.timeout(600_000);

  /** Each institution is there, and was registered once. */
  async function expectAll({ registry }: Pick<World, "registry">, count: number): Promise<void> {
    const { institutions: registered, problems } = await readRegister(registry);
    expect([registered.length, problems]).to.deep.equal([count, []]);
    expect(registered.filter(({ acts }) => acts.length !== 1)).to.deep.equal([]);
  }

  /** As often as whoever runs it sees that the network was away. */
  async function untilDone(world: World, file: string, url: string): Promise<{ runs: number; last: Imported }> {
    for (let runs = 1; ; runs += 1) {
      const last = await importFile(world, "institutions", file, [], { url });
      if (last.code !== NETWORK || runs === 5) return { runs, last };
    }
  }

  it("comes through a node that drops every fifth question, and answers that never arrive", async () => {
    const world = await freshWorld();
    const random = new Random(5);
    // transactions of which the answer is lost matter most: there is one, whatever the seed
    const fates: Fate[] = ["unanswered", "dropped"];
    const proxy = await startProxy(world.url, (method) => {
      if (method === "eth_sendTransaction") return fates.pop() ?? (random.chance(20) ? "unanswered" : "passed");
      return random.chance(15) ? "dropped" : random.chance(5) ? "unanswered" : "passed";
    });
    try {
      const file = institutions(temporaryFolder(), STATES, FEW, PROFILE_BYTES);
      const { runs, last } = await untilDone(world, file, proxy.url);
      expect(last.code, JSON.stringify(last.error) + last.stderr).to.equal(0);
      console.log(
        `      ${String(proxy.dropped())} questions let down, ${String(runs)} run(s), ${last.data.seconds.toFixed(1)} s`,
      );
      expect(proxy.dropped()).to.be.above(10);
      await expectAll(world, FEW * STATES.length);
    } finally {
      await proxy.stop();
    }
  });

  it("waits for a node that takes seconds for a simulation or a transaction", async () => {
    const world = await freshWorld();
    const delays: Readonly<Record<string, number>> = {
      eth_estimateGas: 1_000,
      eth_call: 100,
      eth_sendTransaction: 3_000,
    };
    const proxy = await startProxy(
      world.url,
      () => "passed",
      (method) => delays[method] ?? 20,
    );
    try {
      const { code, data, stderr } = await importFile(
        world,
        "institutions",
        institutions(temporaryFolder(), ["AT", "GR"], 2),
        [],
        { url: proxy.url },
      );
      expect(code, stderr).to.equal(0);
      expect([data.recorded, data.transactions]).to.deep.equal([4, 2]);
      await expectAll(world, 4);
    } finally {
      await proxy.stop();
    }
  });

  it("fails at once where nobody listens, and says so", async () => {
    const world = await freshWorld();
    const file = institutions(temporaryFolder(), STATES, 1);
    const { code, error } = await importFile(world, "institutions", file, [], { url: "http://127.0.0.1:9" });
    expect([code, error?.code]).to.deep.equal([NETWORK, "NODE_UNREACHABLE"]);
  });

  it("goes on when the node restarts in the midst of it", async function () {
    const executable = anvilPath();
    if (executable === undefined) {
      console.log("      anvil isn't installed for this platform: skipped");
      this.skip();
    }
    const folder = temporaryFolder();
    const node = new Restarting(executable, path.join(folder, "state.json"));
    await node.start();
    try {
      const world = { ...(await foundOn(node.url, STATES)), stop: () => Promise.resolve() };
      const file = institutions(folder, STATES, MANY, PROFILE_BYTES);
      const running = start(world, importArguments(world, "institutions", file));
      const journal = `${file}.journal.jsonl`;
      while (!existsSync(journal) || !readFileSync(journal, "utf8").includes('"done"')) await setTimeout(5);
      await node.stop();
      await setTimeout(2_000);
      await node.start();
      const first = answerOf(await running.ended);
      const last = first.code === NETWORK ? await importFile(world, "institutions", file) : first;
      expect(last.code, last.stderr).to.equal(0);
      await expectAll(world, MANY * STATES.length);
      world.provider.destroy();
    } finally {
      await node.stop();
    }
  });
});

/** anvil, which keeps its chain in a file and its port. */
class Restarting {
  readonly #executable: string;
  readonly #state: string;
  #port = 0;
  #child: ChildProcess | undefined;

  constructor(executable: string, state: string) {
    this.#executable = executable;
    this.#state = state;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.#port)}`;
  }

  async start(): Promise<void> {
    const options = [
      "--host",
      "127.0.0.1",
      "--port",
      String(this.#port),
      "--state",
      this.#state,
      "--hardfork",
      "cancun",
    ];
    const child = spawn(this.#executable, options, { stdio: ["ignore", "pipe", "inherit"] });
    this.#child = child;
    let text = "";
    for (;;) {
      const [chunk] = (await once(child.stdout, "data")) as [Buffer];
      text += chunk.toString();
      const port = /Listening on \S+:(\d+)/.exec(text)?.[1];
      if (port === undefined) continue;
      this.#port = Number(port);
      child.stdout.resume();
      return;
    }
  }

  /** The chain is written when it is interrupted. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGINT");
    await once(child, "exit");
  }
}
