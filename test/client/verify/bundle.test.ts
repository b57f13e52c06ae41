import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { expect } from "chai";
import { build, type Metafile } from "esbuild";

const ENTRY = fileURLToPath(new URL("../../../client/src/verify/index.ts", import.meta.url));

interface Chunks {
  readonly outputs: Metafile["outputs"];
  /** Compressed, by the path of the chunk. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** As a browser gets it: without ethers, each dynamic import a file of its own. */
async function chunks(): Promise<Chunks> {
  const { outputFiles, metafile } = await build({
    ...{ entryPoints: [ENTRY], bundle: true, minify: true, splitting: true, format: "esm", platform: "browser" },
    ...{ target: "es2022", write: false, metafile: true, outdir: "out", external: ["ethers"] },
  });
  const contents = new Map(outputFiles.map(({ path, contents }) => [path, gzipSync(contents).length]));
  const sizeOf = (output: string): number =>
    [...contents].find(([path]) => path.endsWith(output))?.[1] ?? expect.fail(`no chunk ${output}`);
  return {
    outputs: metafile.outputs,
    sizes: new Map(Object.keys(metafile.outputs).map((path) => [path, sizeOf(path)])),
  };
}

/** What is loaded for a source file: its chunk, and what that imports at once. */
function loadedFor({ outputs }: Chunks, source: string): Set<string> {
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path) || outputs[path] === undefined) return;
    loaded.add(path);
    for (const { kind, path: next } of outputs[path].imports) if (kind === "import-statement") load(next);
  };
  const [chunk] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(source) === true) ?? [];
  load(chunk ?? expect.fail(`no chunk of ${source}`));
  return loaded;
}

describe("verification in a browser", () => {
  let built: Chunks;
  before(async () => {
    built = await chunks();
  });

  const together = (sources: readonly string[], loaded = new Set<string>()): number => {
    const paths = new Set(sources.flatMap((source) => [...loadedFor(built, source)]));
    return [...paths].filter((path) => !loaded.has(path)).reduce((sum, path) => sum + (built.sizes.get(path) ?? 0), 0);
  };
  const JOSE = ["verify/index.ts", "formats/jades.ts", "formats/jwt.ts", "formats/sdjwt.ts", "status/statusList.ts"];

  it("loads at most 40 kB for JOSE and SD-JWT, compressed, beyond ethers", () => {
    const size = together(JOSE);
    console.error(`      JOSE and SD-JWT: ${String(size)} bytes`);
    expect(size).to.be.at.most(40_000);
  });

  it("loads at most 60 kB more for certificates and time stamps", () => {
    const loaded = new Set(JOSE.flatMap((source) => [...loadedFor(built, source)]));
    const size = together(["verify/certificates.ts", "verify/timestamps.ts"], loaded);
    console.error(`      certificates: ${String(size)} bytes more`);
    expect(size).to.be.at.most(60_000);
  });
});
