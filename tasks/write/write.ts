/**
 * Every write goes this way: the call data is made, with all that can be checked offline; the acting office's call is
 * simulated; the plan is shown and confirmed; then it is signed and sent, or written as a bundle for the officers, or
 * added to what is to be proposed to the council.
 */
import type { Hex } from "../../client/src/hex.ts";
import { EU } from "../../client/src/identifiers/countries.ts";
import { optional } from "../../client/src/optional.ts";
import type { RecordRef } from "../../client/src/references.ts";
import { encodeMulticall } from "../../deploy/safe.ts";
import { type Bundle, makeBundle, writeBundle } from "../bundle/bundle.ts";
import { nonceUsed } from "../bundle/check.ts";
import { signBundle } from "../bundle/sign.ts";
import { submitBundle } from "../bundle/submit.ts";
import type { MotionTarget, OfficeTarget } from "../bundle/targets.ts";
import { natural, required } from "../core/arguments.ts";
import type { CommonArguments, Context, Outcome } from "../core/command.ts";
import type { Session } from "../core/session.ts";
import { timeZoneOf } from "../core/timeZones.ts";
import { signerSpecs } from "../signers/spec.ts";
import { requireReplaceable } from "./bundleFile.ts";
import { deadlineOf } from "./deadline.ts";
import { asMotion } from "./asMotion.ts";
import { asController, CONTROLLER } from "./asController.ts";
import { confirmed } from "./confirm.ts";
import { namesIn } from "./names.ts";
import { type OfficeAccount, officeInWords, officeOf } from "./office.ts";
import { officerFor, officersOf } from "./officers.ts";
import { simulate } from "./simulate.ts";

/** What every writing command takes (`writing`). */
export interface WriteArguments extends CommonArguments {
  readonly office: string;
  readonly signer: string;
  readonly bundle: string;
  readonly motion: string;
  readonly deadline: string;
  readonly nonce: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
}

/** What an office or, in a motion, the council's timelock calls. */
export type WriteTarget = OfficeTarget | MotionTarget;

export interface PlannedCall {
  readonly data: Hex;
  /** What it is about: the plan says whether that is new. */
  readonly record?: RecordRef;
}

export interface Write {
  readonly target: WriteTarget;
  readonly calls: readonly PlannedCall[];
  /** A call on its own instead of a bundle with a deadline: a vote, a consent, a change of owners. */
  readonly direct?: boolean;
}

export interface OpenWrite {
  readonly session: Session;
  /** In which the acting office's days begin and end. */
  readonly timeZone: string;
  /** Absent where a motion is written, or an institution's controller acts. */
  readonly office?: OfficeAccount;
  run(write: Write): Promise<Outcome>;
}

/**
 * Finds who acts, before anything is made of it.
 * @throws SuiteError MISSING_OPTION, OFFICE_UNKNOWN
 */
export async function openWrite(args: WriteArguments, context: Context): Promise<OpenWrite> {
  const session = await context.session();
  if (args.motion !== "") {
    return { session, timeZone: timeZoneOf(EU), run: (write) => asMotion(write, args, session) };
  }
  if (args.office.trim() === CONTROLLER) {
    return { session, timeZone: timeZoneOf(EU), run: (write) => asController(write, args, context, session) };
  }
  const office = await officeOf(session, "--office", required("--office", args.office));
  const timeZone = timeZoneOf(office.country ?? EU);
  return { session, timeZone, office, run: (write) => asOffice(write, office, timeZone, args, context, session) };
}

async function asOffice(
  write: Write,
  office: OfficeAccount,
  timeZone: string,
  args: WriteArguments,
  context: Context,
  session: Session,
): Promise<Outcome> {
  const to = targetOf(session, write.target, office);
  const deadline = write.direct === true ? undefined : deadlineOf(args.deadline, await session.now(), timeZone);
  const data = dataOf(write, deadline);
  const nonce = args.nonce === "" ? office.nonce : natural("--nonce", args.nonce);
  if (nonce < office.nonce) throw nonceUsed(nonce, office.nonce);
  const gas = await simulate(session, office.account, to, data, nonce > office.nonce);
  const bundle = makeBundle({
    record: session.record,
    office,
    to,
    data,
    nonce,
    names: await namesIn(
      session,
      { account: office.account, to, data },
      write.calls.map(({ record }) => record),
    ),
  });
  const counts = await countsOf(session, write.calls);
  const plan = {
    network: session.network.name,
    chainId: session.chainId,
    registry: session.record.contracts.registry,
    office: { account: office.account, ...optional("number", office.number) },
    calls: bundle.summary,
    ...counts,
    ...optional("deadline", bundle.deadline),
    nonce,
    gas: gas === undefined ? null : Number(gas),
    safeTxHash: bundle.safeTxHash,
  };
  context.talk.say(planInWords(plan, officeInWords(office)));
  const chain = await session.facts();
  if (args.dryRun) return { data: { ...plan, sent: false }, text: "Nothing was sent.", chain };
  if (args.bundle !== "") return asBundle(bundle, args, context, session, plan);
  const signers = await officersOf(args.signer, office, context, session);
  await confirmed(args, context, session);
  let signed = bundle;
  for (const officer of signers) signed = await signBundle(signed, officer);
  const { transaction, blockNumber, gasUsed } = await submitBundle(signed, await session.submitter(), session.record);
  return {
    data: { ...plan, sent: true, transaction, gasUsed: Number(gasUsed) },
    text: `Recorded in block ${String(blockNumber)}: transaction ${transaction}, ${gasUsed.toLocaleString("en")} gas.`,
    chain: { ...chain, blockNumber },
  };
}

/** Writes the bundle, with the signatures of those who sign now. */
async function asBundle(
  bundle: Bundle,
  args: WriteArguments,
  context: Context,
  session: Session,
  plan: object,
): Promise<Outcome> {
  await requireReplaceable(args.bundle, session.provider);
  let signed = bundle;
  for (const spec of signerSpecs(args.signer))
    signed = await signBundle(signed, await officerFor(spec, context, session));
  writeBundle(args.bundle, signed);
  const { owners, threshold } = bundle.office;
  const count = signed.signatures.length;
  return {
    data: { ...plan, sent: false, bundle: args.bundle, signatures: count },
    text:
      `${args.bundle} is written, with ${String(count)} of ${String(threshold)} signatures. ` +
      `Any ${String(threshold)} of these sign: ${owners.join(", ")}.\n` +
      `  npx hardhat office sign ${args.bundle} --signer var:OFFICER_KEY\n  npx hardhat office submit ${args.bundle}`,
    chain: await session.facts(),
  };
}

function targetOf(session: Session, target: WriteTarget, office: OfficeAccount): Hex {
  return target === "office" ? office.account : session.record.contracts[target];
}

function dataOf({ calls }: Write, deadline: number | undefined): Hex {
  if (deadline !== undefined)
    return encodeMulticall(
      deadline,
      calls.map(({ data }) => data),
    ) as Hex;
  const [call] = calls;
  if (call === undefined || calls.length > 1) throw new RangeError("a call on its own is one call");
  return call.data;
}

/** How many records are new and how many get another act. */
async function countsOf(session: Session, calls: readonly PlannedCall[]) {
  const registry = await session.registry();
  let added = 0;
  let changed = 0;
  for (const { record } of calls) {
    if (record === undefined) continue;
    if ((await registry.statusOf(record)).state === "never") added += 1;
    else changed += 1;
  }
  return { new: added, changed, same: 0, refused: 0 };
}

function planInWords(
  plan: {
    readonly network: string;
    readonly chainId: number;
    readonly registry: string;
    readonly calls: readonly string[];
    readonly new: number;
    readonly changed: number;
    readonly same: number;
    readonly refused: number;
    readonly deadline?: string;
    readonly nonce: number;
    readonly gas: number | null;
  },
  office: string,
): string {
  return [
    `network   ${plan.network}, chain ${String(plan.chainId)}, registry ${plan.registry}`,
    `office    ${office}`,
    ...plan.calls.map((call, index) => `${index === 0 ? "act       " : "          "}${call}`),
    ...(plan.new + plan.changed === 0
      ? []
      : [
          `records   ${String(plan.new)} new, ${String(plan.changed)} changed, ${String(plan.same)} the same, ${String(plan.refused)} refused`,
        ]),
    ...(plan.deadline === undefined ? [] : [`deadline  ${plan.deadline}`]),
    `nonce     ${String(plan.nonce)}`,
    `gas       ${plan.gas === null ? "not known before the office's earlier transactions are executed" : plan.gas.toLocaleString("en")}`,
  ].join("\n");
}
