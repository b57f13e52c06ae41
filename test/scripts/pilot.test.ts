import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { CHARTER_COLUMNS } from "../../tasks/import/charter.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The pilots' own, to see what they leave behind. */
const TEMPORARY = mkdtempSync(path.join(tmpdir(), "pilots-"));

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function pilot(...args: string[]): { child: ChildProcess; ended: Promise<Run> } {
  const child = spawn(process.execPath, ["scripts/pilot.ts", ...args], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: TEMPORARY },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, ended };
}

const isUp = async (url: string): Promise<boolean> =>
  fetch(url, { method: "POST" }).then(
    () => true,
    () => false,
  );

const addressIn = (stdout: string): string => /http:\/\/127\.0\.0\.1:\d+/.exec(stdout)?.[0] ?? "";

describe("npm start", function () {
  this.timeout(240_000);
  const folder = mkdtempSync(path.join(tmpdir(), "pilot-"));
  after(() => {
    for (const temporary of [folder, TEMPORARY]) rmSync(temporary, { recursive: true });
  });

  function file(name: string, text: string): string {
    const place = path.join(folder, name);
    writeFileSync(place, text);
    return place;
  }

  it("founds a network, registers the sample, answers what the sample says, and keeps the chain until Ctrl-C", async () => {
    const { child, ended } = pilot("--keep");
    const url = await new Promise<string>((resolve) => {
      let text = "";
      child.stdout?.on("data", (data: Buffer) => {
        text += data.toString();
        if (text.includes("stays up until Ctrl-C")) resolve(addressIn(text));
      });
      void ended.then(() => {
        resolve("");
      });
    });
    const wasUp = await isUp(url);
    child.kill("SIGINT");
    const { code, stdout, stderr } = await ended;
    expect(code, stderr).to.equal(130);
    expect(wasUp).to.equal(true);
    expect(await isUp(url)).to.equal(false);
    for (const line of [
      /The deployer has renounced and holds nothing/,
      /The council admits Portugal: 9 of 13 voted for it/,
      /75 real institutions are registered/,
      /2018-07-01 +2022-07-01 +10 yes/,
      /2022-01-01 +51 no: programme accreditation withdrawn +2022-01-01 –, AQ Austria 2021-12-13/,
      /2026-01-01 in FR +54 no/,
      /2023-04-01 +115 no: compromised/,
    ]) {
      expect(stdout).to.match(line);
    }
  });

  it("registers a list, reports by line what it can't take, and leaves nothing behind", async () => {
    const rows = [
      "1,A  BEISP01,900000001,E19999991,Universität Beispiel,Platz 1,1010,Wien,AT,www.uni.example,,",
      "2,G  PARADI01,900000002,#N/A,Παράδειγμα,Οδός 1,10000,Αθήνα,EL,a.b@uni.example,,",
      "3,,900000001,,Twice,,,,AT,,,",
      "4,,12,,Short,,,,AT,,,",
      "5,XK SHEMBU01,900000003,,Shembull,,,,XK,,,",
    ];
    const list = file("list.csv", [CHARTER_COLUMNS.join(","), ...rows].join("\r\n"));
    const { code, stdout, stderr } = await pilot("--institutions", list).ended;
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/3 institutions are registered/);
    for (const country of ["AT", "GR", "XK"]) expect(stdout).to.match(new RegExp(`^ +${country} +1 +1$`, "m"));
    expect(stdout).to.match(/2 rows could not be taken, 1 were taken without something/);
    expect(stdout)
      .to.match(/line 4: The PIC is that of line 2/)
      .and.match(/line 5: '12' is not a PIC/);
    expect(stderr).to.match(/line 3: The site is not one web address/);
    expect(stdout + stderr).to.not.include("a.b@");
    expect(await isUp(addressIn(stdout))).to.equal(false);
    expect(readdirSync(TEMPORARY).filter((name) => name.startsWith("registry-"))).to.deep.equal([]);
  });

  it("says so where the chain is killed in the middle of the work, and leaves nothing behind", async function () {
    if (process.platform !== "linux") this.skip(); // children are found in /proc
    const { child, ended } = pilot();
    await new Promise<void>((resolve) => {
      child.stdout?.on("data", (data: Buffer) => {
        if (data.includes("found the network")) resolve();
      });
      void ended.then(() => {
        resolve();
      });
    });
    const pid = String(child.pid);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
    const chain = children.find((one) => readFileSync(`/proc/${one}/cmdline`, "utf8").includes("chain-server"));
    process.kill(Number(chain), "SIGKILL");
    const { code, stderr } = await ended;
    expect(code).to.equal(1);
    expect(stderr)
      .to.match(/^CHAIN_ENDED: the chain's process ended before the work was done \(SIGKILL\)/m)
      .and.not.match(/^ +at /m);
    expect(readdirSync(TEMPORARY).filter((name) => name.startsWith("registry-"))).to.deep.equal([]);
  });

  describe("refuses, with exit code 2,", () => {
    for (const [why, args, message] of [
      ["an unknown option", ["--institution", "x.csv"], /^UNKNOWN_ARGUMENT: Unknown option '--institution'/],
      ["a file that isn't there", ["--institutions", "nowhere.csv"], /^UNREADABLE_FILE: nowhere\.csv can't be read/],
      ["a list without the columns", ["--institutions", "package.json"], /^(MALFORMED_HEADER|MISSING_COLUMN)/],
    ] as const) {
      it(why, async () => {
        const { code, stdout, stderr } = await pilot(...args).ended;
        expect(stderr).to.match(message);
        expect(stdout).to.equal("");
        expect(code).to.equal(2);
      });
    }
  });
});
