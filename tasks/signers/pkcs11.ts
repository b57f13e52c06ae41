import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";

import {
  computeAddress,
  Contract,
  getBytes,
  hexlify,
  type Provider,
  recoverAddress,
  Signature,
  toBeHex,
  toBigInt,
} from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { optional } from "../../client/src/optional.ts";
import { p256Signature } from "../../deploy/p256.ts";
import { type Officer, p256Officer, safeTransactionHash } from "../../deploy/safe.ts";
import type { SignerSources } from "./officerOf.ts";
import { privateKeys, readObject, signDigest, type Token } from "./pkcs11Tool.ts";
import type { SignerSpec } from "./spec.ts";

/** Order of secp256k1's generator. */
const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** A key on a token. */
export interface TokenKey {
  readonly token: Token;
  /** CKA_ID, in hexadecimal. */
  readonly id: string;
  readonly label: string;
  readonly curve: "secp256k1" | "P-256";
  /** The public key's coordinates, 32 bytes each. */
  readonly x: Hex;
  readonly y: Hex;
}

/**
 * An officer whose key is on a token: an account's on secp256k1, or that of a `P256Officer` contract.
 * @throws SuiteError VARIABLE_MISSING, PKCS11_TOOL_MISSING, PKCS11_MODULE_UNUSABLE, PKCS11_TOKEN_MISSING, PKCS11_PIN_WRONG, PKCS11_PIN_LOCKED,
 * PKCS11_KEY_NOT_FOUND, PKCS11_KEY_AMBIGUOUS, PKCS11_KEY_WITHOUT_ID, PKCS11_PUBLIC_KEY_MISSING, PKCS11_WRONG_CURVE, PKCS11_OTHER_OFFICER
 */
export async function pkcs11Officer(
  { label, officer }: Extract<SignerSpec, { kind: "pkcs11" }>,
  sources: SignerSources,
): Promise<Officer> {
  const key = await findTokenKey(label, sources);
  if (officer === undefined) {
    if (key.curve !== "secp256k1") {
      throw wrongCurve(
        label,
        key.curve,
        `A P-256 key signs through its officer's contract: pkcs11:${label}@0xOFFICER.`,
      );
    }
    return accountOnToken(key);
  }
  if (key.curve !== "P-256") throw wrongCurve(label, key.curve, `It is an account's key: pkcs11:${label}, without @.`);
  if (sources.provider !== undefined) await requireOfficersKey(sources.provider, officer, key);
  return p256Officer(officer, async (hash) => p256Signature(await signDigest(key.token, key.id, getBytes(hash))));
}

/**
 * The key of that label, with its public half: from it the address follows, or (`x`, `y`) the P-256 officer.
 * @throws SuiteError as `pkcs11Officer`
 */
export async function findTokenKey(label: string, { variable }: Pick<SignerSources, "variable">): Promise<TokenKey> {
  const token: Token = {
    module: await variable("PKCS11_MODULE"),
    pin: await variable("PKCS11_PIN"),
    ...optional("label", await unlessMissing(variable("PKCS11_TOKEN"))),
  };
  const keys = await privateKeys(token);
  const [found, second] = keys.filter((key) => key.label === label);
  if (found === undefined) {
    const labels = keys.map((key) => `'${key.label}'`).join(", ");
    throw new SuiteError(
      "PKCS11_KEY_NOT_FOUND",
      `the token has no private key with the label '${label}'; it has ${labels === "" ? "none" : labels}`,
      "Give one of those; with several tokens, set the variable PKCS11_TOKEN to the label of the right one.",
    );
  }
  if (second !== undefined) {
    throw new SuiteError(
      "PKCS11_KEY_AMBIGUOUS",
      `the token has several private keys with the label '${label}'`,
      "Give each a label of its own, with the token's own software.",
    );
  }
  const { id } = found;
  if (id === "" || keys.filter((key) => key.id === id).length > 1) {
    throw new SuiteError(
      "PKCS11_KEY_WITHOUT_ID",
      `the private key '${label}' has no id of its own on the token, by which it could be chosen`,
      "Give it and its public key one: pkcs11-tool --login --type privkey --label LABEL --set-id 01.",
    );
  }
  const jwk = (await publicKey(token, id, label)).export({ format: "jwk" });
  if (jwk.crv !== "secp256k1" && jwk.crv !== "P-256") {
    throw wrongCurve(label, jwk.crv ?? jwk.kty ?? "none", "Use a key on secp256k1 or on P-256.");
  }
  return { token, id, label, curve: jwk.crv, x: coordinate(jwk.x), y: coordinate(jwk.y) };
}

function accountOnToken(key: TokenKey): Officer {
  const address = computeAddress(`0x04${key.x.slice(2)}${key.y.slice(2)}`);
  return {
    address,
    sign: async (transaction) => {
      const hash = safeTransactionHash(transaction);
      const signature = recoverable(hash, await signDigest(key.token, key.id, getBytes(hash)), address);
      return { owner: address, isContract: false, data: signature };
    },
  };
}

/** Tokens give r ‖ s, with either s, and no v. */
function recoverable(hash: string, signed: Uint8Array, address: string): string {
  const s = toBigInt(signed.slice(32));
  const parts = { r: hexlify(signed.slice(0, 32)), s: toBeHex(s > N / 2n ? N - s : s, 32) };
  for (const v of [27, 28]) {
    const signature = Signature.from({ ...parts, v });
    if (recovers(hash, signature, address)) return signature.serialized;
  }
  throw new SuiteError(
    "PKCS11_OTHER_KEY",
    `the token signed with another key than the one of ${address}`,
    "Private and public key of the same id don't belong together: mend that with the token's own software.",
  );
}

function recovers(hash: string, signature: Signature, address: string): boolean {
  try {
    return recoverAddress(hash, signature) === address;
  } catch {
    // with the other v there may be no point
    return false;
  }
}

/** From the token's public key object, or its certificate: smart cards often have only that. */
async function publicKey(token: Token, id: string, label: string): Promise<KeyObject> {
  const spki = await readObject(token, "pubkey", id);
  try {
    if (spki !== undefined) return createPublicKey({ key: spki, format: "der", type: "spki" });
    const certificate = await readObject(token, "cert", id);
    if (certificate !== undefined) return new X509Certificate(certificate).publicKey;
  } catch (error) {
    if (error instanceof SuiteError) throw error;
  }
  throw new SuiteError(
    "PKCS11_PUBLIC_KEY_MISSING",
    `the token has neither a readable public key nor a certificate of the id of '${label}'`,
    "Put the key's public half, or its certificate, on the token under the same id.",
  );
}

async function requireOfficersKey(provider: Provider, officer: Hex, { x, y, label }: TokenKey): Promise<void> {
  const contract = new Contract(officer, ["function signer() view returns (bytes32 qx, bytes32 qy)"], provider);
  const [qx, qy] = await (contract.getFunction("signer")() as Promise<[string, string]>).catch((error: unknown) => {
    const { code } = error as { code?: unknown };
    if (code === "BAD_DATA" || code === "CALL_EXCEPTION") return [undefined, undefined];
    throw error;
  });
  if (qx === x && qy === y) return;
  throw new SuiteError(
    "PKCS11_OTHER_OFFICER",
    qx === undefined
      ? `there is no P-256 officer at ${officer}`
      : `the P-256 officer at ${officer} has another key than '${label}' on the token`,
    "Give the address that the officer's factory made for this key.",
  );
}

const unlessMissing = (value: Promise<string>): Promise<string | undefined> =>
  value.catch((error: unknown) => {
    if (error instanceof SuiteError && error.code === "VARIABLE_MISSING") return undefined;
    throw error;
  });

const coordinate = (base64url = ""): Hex => hexlify(Buffer.from(base64url, "base64url")) as Hex;

const wrongCurve = (label: string, curve: string, remedy: string): SuiteError =>
  new SuiteError("PKCS11_WRONG_CURVE", `the key '${label}' on the token is a key of the kind ${curve}`, remedy);
