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
import { CASES, NOW } from "./verify/fixtures/cases.ts";
import { fixtureWorld } from "./verify/fixtures/run.ts";
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
    afterEach(() => server?.stop());

    /** Bundles a script, runs it in a page, and returns what it says of `question`. */
    async function inPage(script: string, question: object): Promise<unknown> {
      const { entry, rest } = await bundle(script, []);
      const browser = await chromium.launch({ executablePath, args: FLAGS });
      try {
        const page = await browser.newPage();
        // over https, without which a page has no cryptography
        await page.route("https://app.example/**", (route) => {
          const { pathname } = new URL(route.request().url());
          if (pathname === "/")
            return route.fulfill({ contentType: "text/html", body: '<script type="module" src="/entry.js"></script>' });
          const body = pathname === "/entry.js" ? entry : rest.find(({ path: file }) => file.endsWith(pathname))?.text;
          return route.fulfill({ contentType: "text/javascript", body: body ?? "" });
        });
        await page.goto("https://app.example/");
        await page.waitForFunction("window.answer");
        return await page.evaluate(`window.answer(${JSON.stringify(question)})`);
      } finally {
        await browser.close();
      }
    }

    it("answers as in Node, over ethers, and with viem", async () => {
      const here = await world();
      server = await nodeServer(here.chain.provider);
      const script = `
        import { connect, institutionIdOf, qualificationTypeIdOf } from "${PACKAGE}";
        import { registryAbi } from "${PACKAGE}/abi";
        import { createPublicClient, http } from "viem";
        window.answer = async ({ url, address, institution, type }) => {
          const registry = await connect({ rpcUrls: [url], address });
          const { name } = await registry.standing({ institution, qualificationType: type, at: "2016-03-01" });
          const client = createPublicClient({ transport: http(url) });
          const args = [institutionIdOf(institution), qualificationTypeIdOf(type), "0x0000", Date.parse("2016-03-01") / 1000];
          const { code } = await client.readContract({ address, abi: registryAbi, functionName: "standing", args });
          return [name, code];
        };`;
      const address = here.register.address.registry;
      const [institution, type] = [
        "AT:pic:999866883",
        "AT:https://qualifications.example/at/master-rechtswissenschaften",
      ];
      const answer = await inPage(script, { url: server.url, address, institution, type });
      expect(answer).to.deep.equal(["AUTHORISED_BY_PROGRAMME", 10]);
    });

    it("verifies as in Node, in every form", async () => {
      const fixtures = await fixtureWorld();
      server = await nodeServer(fixtures.chain.provider);
      const script = `
        import { connect } from "${PACKAGE}";
        import { verify } from "${PACKAGE}/verify";
        window.answer = async ({ url, deployment, documents, now }) => {
          const registry = await connect({ rpcUrls: [url], deployment });
          const results = await Promise.all(documents.map((document) => verify(document, { registry, now })));
          return results.map(({ verdict }) => verdict);
        };`;
      const forms = CASES.filter(({ name }) => name.startsWith("accepts a")).slice(0, 5);
      expect(forms.map(({ verdict }) => verdict)).to.deep.equal(Array(5).fill("VALID"));
      const changed = CASES.find(({ name }) => name === "refuses a changed byte of a JAdES payload");
      const documents = [...forms, changed].map((fixture) => fixture?.document);
      const question = { url: server.url, deployment: fixtures.deployment, documents, now: NOW };
      expect(await inPage(script, question)).to.deep.equal([...Array<string>(5).fill("VALID"), "INVALID"]);
    });
  });
});
