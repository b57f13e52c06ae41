/** OpenSC's `pkcs11-tool`, run as a process of its own: it speaks to whatever token has a PKCS#11 module. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { SuiteError } from "../../client/src/errors/suiteError.ts";

const TOOL = "pkcs11-tool";
/** Some tokens wait for a finger or a PIN pad. */
const TIMEOUT = 120_000;
/** The child's environment has the PIN under this name; the arguments, which others can see, only say so. */
const PIN_VARIABLE = "PKCS11_PIN";

/** Where the token is. */
export interface Token {
  /** Path of the PKCS#11 module. */
  readonly module: string;
  readonly pin: string;
  /** Its label, where the module has several. */
  readonly label?: string;
}

export interface PrivateKey {
  readonly label: string;
  /** In hexadecimal; empty where it has none. */
  readonly id: string;
}

/** The private keys on a token. @throws SuiteError PKCS11_* */
export async function privateKeys(token: Token): Promise<PrivateKey[]> {
  const answer = await run(token, ["--login", "--list-objects", "--type", "privkey"]);
  return answer
    .split(/^(?=\S)/m)
    .filter((object) => object.startsWith("Private Key Object"))
    .map((object) => ({ label: line(object, "label"), id: line(object, "ID") }));
}

/**
 * A public key or a certificate, in DER; `undefined` where the token has none of that id.
 * @throws SuiteError PKCS11_*
 */
export async function readObject(token: Token, type: "pubkey" | "cert", id: string): Promise<Buffer | undefined> {
  return withFolder(async (folder) => {
    const output = path.join(folder, "object");
    try {
      await run(token, ["--login", "--read-object", "--type", type, "--id", id, "--output-file", output]);
    } catch (error) {
      if (error instanceof SuiteError && error.code === "PKCS11_FAILED") return undefined;
      throw error;
    }
    return readFile(output);
  });
}

/**
 * ECDSA over a ready digest.
 * @param id of the key: the tool ignores a label when it signs, and would take any key
 * @returns r ‖ s
 * @throws SuiteError PKCS11_*
 */
export async function signDigest(token: Token, id: string, digest: Uint8Array): Promise<Buffer> {
  return withFolder(async (folder) => {
    const [input, output] = [path.join(folder, "digest"), path.join(folder, "signature")];
    await writeFile(input, digest);
    const how = ["--mechanism", "ECDSA", "--signature-format", "rs", "--id", id];
    await run(token, ["--login", "--sign", ...how, "--input-file", input, "--output-file", output]);
    return readFile(output);
  });
}

async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), "pkcs11-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function run({ module, pin, label }: Token, args: readonly string[]): Promise<string> {
  const which = ["--module", module, ...(label === undefined ? [] : ["--token-label", label])];
  const options = { env: { ...process.env, LC_ALL: "C", [PIN_VARIABLE]: pin }, timeout: TIMEOUT };
  return new Promise((resolve, reject) => {
    const child = execFile(
      TOOL,
      [...which, "--pin", `env:${PIN_VARIABLE}`, ...args],
      options,
      (error, out, problem) => {
        if (error === null) resolve(out);
        else reject(failure(error, problem, module, label));
      },
    );
    // where the tool doesn't take the PIN from the environment it asks: nobody is there to answer
    child.stdin?.end();
  });
}

const line = (object: string, name: string): string =>
  new RegExp(`^\\s+${name}:\\s+(.*?)\\s*$`, "m").exec(object)?.[1] ?? "";

function failure(
  error: { readonly code?: number | string | null | undefined; readonly killed?: boolean | undefined },
  problem: string,
  module: string,
  label: string | undefined,
): SuiteError {
  if (error.code === "ENOENT") {
    return new SuiteError(
      "PKCS11_TOOL_MISSING",
      `${TOOL} isn't installed: tokens are reached through it`,
      "Install OpenSC: apt-get install opensc, brew install opensc, or https://github.com/OpenSC/OpenSC/releases.",
    );
  }
  if (/Failed to load pkcs11 module|sc_dlopen failed/.test(problem)) {
    return new SuiteError(
      "PKCS11_MODULE_UNUSABLE",
      `the PKCS#11 module ${module} can't be loaded`,
      "Set the variable PKCS11_MODULE to the path of the library that came with the token.",
    );
  }
  if (problem.includes("CKR_PIN_LOCKED")) {
    return new SuiteError(
      "PKCS11_PIN_LOCKED",
      "the token's PIN is locked",
      "Unlock it with the token's own software and its PUK.",
    );
  }
  if (/CKR_PIN_(?:INCORRECT|INVALID|LEN_RANGE)/.test(problem)) {
    return new SuiteError(
      "PKCS11_PIN_WRONG",
      "the token didn't take the PIN",
      "Set the variable PKCS11_PIN anew; most tokens lock after three wrong ones.",
    );
  }
  if (/No slot|CKR_TOKEN_NOT_PRESENT|CKR_SLOT_ID_INVALID|CKR_TOKEN_NOT_RECOGNIZED/.test(problem)) {
    return new SuiteError(
      "PKCS11_TOKEN_MISSING",
      label === undefined ? "there is no token" : `there is no token with the label '${label}'`,
      "Put the token in; with several, set the variable PKCS11_TOKEN to the label of the right one.",
    );
  }
  const [, why] = /^error: (.*)$/m.exec(problem) ?? [];
  return new SuiteError(
    "PKCS11_FAILED",
    `${TOOL} failed: ${error.killed === true ? "it took too long" : (why ?? "it gave no reason")}`,
    "Try it by hand: pkcs11-tool --module PATH --login --list-objects.",
  );
}
