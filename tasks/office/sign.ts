import { findRecord } from "../../deploy/deployment.ts";
import { LOCAL_CHAIN_IDS } from "../../deploy/networks.ts";
import { optional } from "../../client/src/optional.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import { type BundleOffice, writeBundle } from "../bundle/bundle.ts";
import { checkBundle } from "../bundle/check.ts";
import { readBundle } from "../bundle/readBundle.ts";
import { signBundle } from "../bundle/sign.ts";
import { natural, required } from "../core/arguments.ts";
import { type CommonArguments, command } from "../core/command.ts";
import { signerSpecs } from "../signers/spec.ts";
import { officerFor } from "../write/officers.ts";

interface SignArguments extends CommonArguments {
  readonly file: string;
  readonly signer: string;
  readonly out: string;
  readonly yes: boolean;
}

const claimed = ({ number, country, kind, owners, threshold }: BundleOffice): string =>
  `${number === undefined ? "not in office yet" : `${country ?? ""} ${kind ?? ""}, office ${String(number)}`} ` +
  `(${String(threshold)} of ${String(owners.length)} sign)`;

/** Needs no network: what the bundle must fit is the deployment's committed record. */
export default command<SignArguments>("office sign", async (args, context) => {
  const given = readBundle(args.file);
  const { chainId } = given.domain;
  const record = findRecord(chainId, args.deployment === "" ? undefined : args.deployment);
  const { bundle, missing } = checkBundle(given, {
    record,
    purpose: "sign",
    ...optional("expectChain", args.expectChain === "" ? undefined : natural("--expect-chain", args.expectChain)),
    // a local chain has a clock of its own, and the contract looks at the deadline all the same
    ...optional("now", LOCAL_CHAIN_IDS.includes(chainId) ? 0 : undefined),
  });
  const { office, network, deadline, message } = bundle;
  context.talk.say(
    [
      `network   ${network.name}, chain ${String(chainId)}, registry ${network.registry}`,
      // which office the account is in is known without a network by the file's word only
      `office    ${office.account}, as the file says ${claimed(office)}`,
      ...bundle.summary.map((line, index) => `${index === 0 ? "act       " : "          "}${line}`),
      ...(deadline === undefined ? [] : [`deadline  ${deadline}`]),
      `nonce     ${String(message.nonce)}`,
      `hash      ${bundle.safeTxHash}`,
    ].join("\n"),
  );
  const officers = await Promise.all(
    signerSpecs(required("--signer", args.signer)).map((spec) => officerFor(spec, context)),
  );
  if (!args.yes && !(await context.talk.confirm("Sign it?"))) {
    throw new SuiteError("DECLINED", "it wasn't confirmed: nothing was signed", "Run it again, and confirm.");
  }
  let signed = bundle;
  for (const officer of officers) signed = await signBundle(signed, officer);
  const file = args.out === "" ? args.file : args.out;
  writeBundle(file, signed);
  const left = Math.max(0, missing - (signed.signatures.length - bundle.signatures.length));
  return {
    data: {
      file,
      safeTxHash: signed.safeTxHash,
      signed: officers.map(({ address }) => address),
      signatures: signed.signatures.length,
      missing: left,
    },
    text:
      left === 0
        ? `${file} has all signatures that it needs. Anybody submits it:\n  npx hardhat office submit ${file}`
        : `${file} is signed; ${String(left)} more must sign.`,
    chain: { chainId, registry: network.registry, blockNumber: null },
  };
});
