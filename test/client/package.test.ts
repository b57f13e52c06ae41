import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { expect } from "chai";
import { build } from "esbuild";
import { chromium } from "playwright-core";

import { installed, PACKAGE } from "./installed.ts";
import { type NodeServer, nodeServer } from "./nodeServer.ts";
import { world } from "./world.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const bin = (name: string): string => path.join(ROOT, "node_modules", ".bin", name);

/** What a browser loads at once for these imports, and what it loads on demand. */
async function bundle(script: string, external: readonly string[]) {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: installed(), sourcefile: "entry.js" },
    ...{ bundle: true, minify: true, splitting: true, format: "esm", platform: "browser", write: false },
    outdir: path.join(installed(), "out"),
    external: [...external],
  });
  const [entry, ...rest] = outputFiles;
  return { entry: entry!.text, rest };
}

describe("the package", () => {
  it("adds at most 20 kB to a page that reads, compressed, beyond ethers", async () => {
    const { entry } = await bundle(`export { connect } from "${PACKAGE}";`, ["ethers"]);
    const size = gzipSync(entry).length;
    console.error(`      reading: ${String(size)} bytes`);
    expect(size).to.be.at.most(20_000);
  });

  it("adds no more than what is used", async () => {
    const { entry } = await bundle(`export { STANDING_CODES } from "${PACKAGE}";`, ["ethers"]);
    expect(gzipSync(entry).length).to.be.at.most(1000);
  });

  it("ships the licence's name, a README, and no sources", () => {
    const folder = path.join(installed(), "node_modules", PACKAGE);
    expect(existsSync(path.join(folder, "README.md"))).to.equal(true);
    expect(existsSync(path.join(folder, "src"))).to.equal(false);
    expect(JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"))).to.include({ license: "EUPL-1.2" });
  });

  it("has types that take what is right and refuse what is wrong", () => {
    const file = path.join(installed(), "types.ts");
    writeFileSync(file, readFileSync(new URL("types.txt", import.meta.url)));
    const options = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "false",
      "--module",
      "nodenext",
      "--target",
      "es2023",
      "--lib",
      "es2023,dom",
    ];
    execFileSync(bin("tsc"), [...options, "--types", "node", file], {
      cwd: installed(),
      stdio: ["ignore", "inherit", "inherit"],
    });
  });

  describe("in a browser", () => {
    /** As root in containers; and the node is on loopback, which a page from elsewhere may not ask. */
    const FLAGS = ["--no-sandbox", "--disable-features=LocalNetworkAccessChecks"];
    const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
    let server: NodeServer | undefined;
    before(function () {
      if (existsSync(executablePath)) return;
      console.error(`skipped: no Chromium at ${executablePath} (set CHROMIUM)`);
      this.skip();
    });
    after(() => server?.stop());

    it("answers as in Node", async () => {
      const here = await world();
      server = await nodeServer(here.chain.provider);
      const { entry, rest } = await bundle(`import { connect } from "${PACKAGE}"; window.connect = connect;`, []);
      const browser = await chromium.launch({ executablePath, args: FLAGS });
      try {
        const page = await browser.newPage();
        await page.route("http://app.example/**", (route) => {
          const { pathname } = new URL(route.request().url());
          if (pathname === "/")
            return route.fulfill({ contentType: "text/html", body: '<script type="module" src="/entry.js"></script>' });
          const body = pathname === "/entry.js" ? entry : rest.find(({ path: file }) => file.endsWith(pathname))?.text;
          return route.fulfill({ contentType: "text/javascript", body: body ?? "" });
        });
        await page.goto("http://app.example/");
        await page.waitForFunction("window.connect");
        const asked = { rpcUrls: [server.url], address: here.register.address.registry };
        const answer = await page.evaluate(`(async () => {
          const registry = await window.connect(${JSON.stringify(asked)});
          return registry.standing({ institution: "AT:pic:999866883", at: "2016-03-01",
            qualificationType: "AT:https://qualifications.example/at/master-rechtswissenschaften" });
        })()`);
        expect(answer).to.include({ name: "AUTHORISED_BY_PROGRAMME" });
      } finally {
        await browser.close();
      }
    });
  });
});
