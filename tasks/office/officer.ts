import { createPublicKey } from "node:crypto";

import { computeAddress, Contract, hexlify } from "ethers";

import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { readFile, required } from "../core/arguments.ts";
import { type CommonArguments, command, type Context } from "../core/command.ts";
import { findTokenKey } from "../signers/pkcs11.ts";
import { variableOfficer } from "../signers/var.ts";
import { refuseSecret } from "../signers/spec.ts";
import { confirmed } from "../write/confirm.ts";
import { simulate } from "../write/simulate.ts";

interface OfficerArguments extends CommonArguments {
  readonly key: string;
  readonly yes: boolean;
}

const FACTORY = [
  "function create(bytes32 qx, bytes32 qy) returns (address officer)",
  "function officerOf(bytes32 qx, bytes32 qy) view returns (address officer)",
];

/**
 * What stands among an office's owners for a key. On secp256k1 that is its account. On P-256 it is a contract, which anybody
 * may make: one key has one address.
 */
export default command<OfficerArguments>("office officer", async (args, context) => {
  const key = await keyOf(required("KEY", args.key), context);
  if (typeof key === "string") return { data: { officer: key, made: false, transaction: null }, text: key };
  const { x, y } = key;
  const session = await context.session();
  const to = session.record.officerFactory;
  const factory = new Contract(to, FACTORY, session.provider);
  const officer = (await factory.getFunction("officerOf")(x, y)) as Hex;
  const made = (await session.provider.getCode(officer)) !== "0x";
  let transaction: string | null = null;
  if (!made) {
    const submitter = await session.submitter();
    const data = factory.interface.encodeFunctionData("create", [x, y]) as Hex;
    await simulate(session, (await submitter.getAddress()) as Hex, to, data, false);
    context.talk.say(
      `network   ${session.network.name}, chain ${String(session.chainId)}, registry ${session.record.contracts.registry}\n` +
        `officer   ${officer}, new\nkey       ${x} ${y}`,
    );
    await confirmed(args, context, session);
    const response = await submitter.sendTransaction({ to, data });
    await response.wait();
    transaction = response.hash;
  }
  return {
    data: { officer, x, y, made: !made, transaction },
    text: officer,
    chain: await session.facts(),
  };
});

/** An account's address; of a P-256 key its coordinates. @throws SuiteError NO_PUBLIC_KEY, VARIABLE_MISSING and those of the token */
async function keyOf(written: string, context: Context): Promise<Hex | { readonly x: Hex; readonly y: Hex }> {
  // before it is repeated as a file's name
  refuseSecret("KEY", written);
  const [, kind, name = ""] = /^(var|pkcs11):(.+)$/.exec(written) ?? [];
  if (kind === undefined) return fromFile(written);
  const sources = { variable: (variable: string) => context.variable(variable) };
  if (kind === "var") return (await variableOfficer(name, sources)).address as Hex;
  const { curve, x, y } = await findTokenKey(name, sources);
  return curve === "P-256" ? { x, y } : (computeAddress(`0x04${x.slice(2)}${y.slice(2)}`) as Hex);
}

function fromFile(file: string): { readonly x: Hex; readonly y: Hex } {
  const bytes = readFile(file);
  try {
    if (bytes.includes("PRIVATE KEY")) throw new TypeError("a private key");
    const { crv, x, y } = createPublicKey(bytes).export({ format: "jwk" });
    if (crv !== "P-256" || x === undefined || y === undefined) throw new TypeError("another curve");
    return { x: hex(x), y: hex(y) };
  } catch {
    throw new SuiteError(
      "NO_PUBLIC_KEY",
      `${file} holds no public key on P-256`,
      "Give a public key in PEM; never a private one.",
    );
  }
}

const hex = (base64url: string): Hex => hexlify(Buffer.from(base64url, "base64url")) as Hex;
