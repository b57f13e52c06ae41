/** Every exported function has an example, and every example is true: in its TSDoc, or in pages, which tests run as well. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import * as abi from "../../client/src/abi/index.ts";
import * as deployments from "../../client/src/deployments/index.ts";
import * as errors from "../../client/src/errors/index.ts";
import * as identifiers from "../../client/src/identifiers/index.ts";
import * as client from "../../client/src/index.ts";
import * as notary from "../../client/src/verify/notary.ts";
import * as verification from "../../client/src/verify/index.ts";
import { asciiDomain } from "../../client/src/identifiers/domain.ts";
import { normalizedUri } from "../../client/src/identifiers/uri.ts";
import { vatNumber } from "../../client/src/identifiers/vat.ts";
import { siteUrl } from "../../client/src/profile.ts";
import { fieldCode } from "../../client/src/encoding.ts";
import { toSeconds } from "../../client/src/time.ts";
import { flagsInWords } from "../../client/src/words.ts";
import { deploymentOf, EVIDENCE, PROFILE, world } from "./world.ts";

const SOURCES = fileURLToPath(new URL("../../client/src", import.meta.url));
const PAGES = ["client/README.md", "docs/asking.md", "docs/verification.md"];

/** What the examples name beside functions. */
const VALUES = {
  account: `0x${"11".repeat(20)}`,
  evidence: EVIDENCE,
  institution: "AT:pic:999866883",
  profile: PROFILE,
  record: { kind: "binding", institution: "AT:pic:999866883", binding: "did:web:univie.ac.at" },
  octets: new Uint8Array(3),
  receipt: {
    ...{ version: 1, leaf: EVIDENCE, salt: EVIDENCE, institution: EVIDENCE, proof: [], root: EVIDENCE },
    ...{ chainId: 1, notary: `0x${"11".repeat(20)}`, transaction: EVIDENCE, blockNumber: 1, time: 1 },
  },
  salt: EVIDENCE,
  terms: EVIDENCE,
  trustedListEntry: EVIDENCE,
  type: "AT:https://qualifications.example/at/master-rechtswissenschaften",
  uri: "https://qualifications.example/at/master-rechtswissenschaften",
};
const INTERNAL = { asciiDomain, fieldCode, flagsInWords, normalizedUri, siteUrl, toSeconds, vatNumber };
const EXPORTED = {
  ...{ ...client, ...client.writes, ...abi, ...deployments, ...errors, ...identifiers, ...verification, ...notary },
};
const FUNCTIONS = { ...EXPORTED, ...INTERNAL };

interface Example {
  readonly file: string;
  readonly expression: string;
  readonly result: string;
}

/** `@example expression // result` of every file. */
function examples(): Example[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts") && !file.includes("generated"))
    .flatMap((file) =>
      Array.from(
        readFileSync(path.join(SOURCES, file), "utf8").matchAll(/@example (.+?) \/\/ (.+?)(?: \*\/)?$/gm),
        ([, expression, result]) => ({ file, expression: expression!, result: result! }),
      ),
    );
}

describe("the examples in TSDoc", () => {
  const all = examples();
  let values: Record<string, unknown>;
  before(async () => {
    const record = JSON.parse(JSON.stringify(await deploymentOf(await world()))) as unknown;
    values = { ...FUNCTIONS, ...VALUES, deploymentRecord: record };
  });

  for (const { file, expression, result } of all) {
    it(`are true: ${path.basename(file)}, ${expression}`, () => {
      const scope = expression.startsWith("parseDeployment")
        ? { ...values, record: values["deploymentRecord"] }
        : values;
      const evaluate = (code: string): unknown =>
        // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
        new Function(...Object.keys(scope), `return (${code});`)(...Object.values(scope));
      const [actual, expected] = [evaluate(expression), evaluate(result)];
      if (typeof expected === "string" && expected.endsWith("…")) {
        expect(actual).to.satisfy((text: string) => text.startsWith(expected.slice(0, -1)));
      } else expect(actual).to.deep.equal(expected);
    });
  }

  it("are there for every exported function, or in the pages", () => {
    const pages = PAGES.map((page) => readFileSync(new URL(`../../${page}`, import.meta.url), "utf8"));
    const code = [
      ...all.map(({ expression }) => expression),
      ...pages.flatMap((page) => Array.from(page.matchAll(/^```js\n([\s\S]*?)^```$/gm), ([, block]) => block!)),
    ].join("\n");
    const without = Object.entries(EXPORTED)
      .filter(
        ([name, value]) =>
          typeof value === "function" && !String(value).startsWith("class ") && !code.includes(`${name}(`),
      )
      .map(([name]) => name);
    expect(without).to.deep.equal([]);
  });
});
