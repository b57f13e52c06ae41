/**
 * The contracts against the reference model: random histories of a small register are replayed on the chain, each on a registry
 * of its own, and every refusal, every stored act and every answer must be the model's.
 *
 * Histories of a batch share their moments, so that one transaction carries what all of them do at one moment. What fails
 * names the seed: `DIFFERENTIAL_FIRST_SEED` begins there (seeds of a batch share the clock of its first one: begin with it).
 *
 * `DIFFERENTIAL_HISTORIES` says how many (CI: 10,000).
 */
import { isDeepStrictEqual } from "node:util";

import { expect } from "chai";
import { Interface, type ErrorDescription, type JsonFragment } from "ethers";
import hre from "hardhat";

import { actWord, bindingQuestion, comparable, encodeOperation, isBundled, keyOf, standingQuestion } from "./encode.ts";
import { ACCOUNTS, history, recordsOf, someClock, type History, type HistoryStep } from "./generate.ts";
import { COUNCIL, MEMBER_STATES, Register, type RecordKey } from "./register.ts";
import type { Standing } from "./standing.ts";
import type { Refusal } from "./timeline.ts";
import { bytesArray, dynamic, Reader, word, words } from "./words.ts";

const HISTORIES = Number(process.env["DIFFERENTIAL_HISTORIES"] ?? "200");
const FIRST_SEED = Number(process.env["DIFFERENTIAL_FIRST_SEED"] ?? "1");
/** Chains that work at the same time: the model and the encoding of one fill the pauses of the other. */
const CHAINS = 2;
const BATCH = 100;
const LENGTH = 30;
const QUESTIONS = 45;
/** After so many disagreements nothing more is replayed; a failure shows the first few. */
const ENOUGH = 20;
const SHOWN = 8;
/** Before the first moment of every history. */
const INITIAL_DATE = new Date("2021-12-01");
const GAS = 0x10_0000_0000n;

describe("the contracts and the reference model", function () {
  this.timeout(3_600_000);

  it(`agree on ${HISTORIES} random histories`, async () => {
    const firsts: number[] = [];
    for (let first = FIRST_SEED; first < FIRST_SEED + HISTORIES; first += BATCH) firsts.push(first);
    const disagreements: string[] = [];
    const work = async (): Promise<void> => {
      const chain = await fixture();
      let snapshot = await chain.networkHelpers.takeSnapshot();
      for (let first = firsts.shift(); first !== undefined; first = firsts.shift()) {
        disagreements.push(...(await compareBatch(chain, first, Math.min(BATCH, FIRST_SEED + HISTORIES - first))));
        if (disagreements.length >= ENOUGH) return;
        await snapshot.restore();
        snapshot = await chain.networkHelpers.takeSnapshot();
      }
    };
    await Promise.all(Array.from({ length: Math.min(CHAINS, firsts.length) }, work));
    expect(disagreements.slice(0, SHOWN), `${disagreements.length} histories disagree`).to.deep.equal([]);
  });
});

async function fixture() {
  const { ethers, networkHelpers } = await hre.network.create({
    network: "default",
    override: { initialDate: INITIAL_DATE, blockGasLimit: GAS, allowUnlimitedContractSize: true },
  });
  const replay = await ethers.deployContract("Replay", [ACCOUNTS.length]);
  const addresses = new Map<string, string>();
  for (const [index, account] of ACCOUNTS.entries()) addresses.set(account, await replay.accounts(index));
  const address = (account: string): string => addresses.get(account) ?? account;

  const authority = await ethers.deployContract("CouncilAuthority", [address(COUNCIL)]);
  const extension = await ethers.deployContract("RegistryExtension");
  const implementation = await ethers.deployContract("TrustedIssuerRegistry", [await extension.getAddress()]);
  const initialization = implementation.interface.encodeFunctionData("initialize", [await authority.getAddress()]);
  await replay.open(await implementation.getAddress(), initialization, BATCH, { gasLimit: GAS });

  const { abi } = await hre.artifacts.readArtifact("ITrustedIssuerRegistry");
  const registry = new Interface(abi);
  const sources = ["ITrustedIssuerRegistry", "TrustedIssuerRegistry", "RegistryExtension", "CouncilAuthority"];
  const errors = new Interface((await Promise.all(sources.map(errorsOf))).flat());
  const chain = { ethers, networkHelpers, replay, to: await replay.getAddress(), registry, errors, address };

  const data = registry.encodeFunctionData("setMemberStates", [address(MEMBER_STATES)]);
  const calls = Array.from({ length: BATCH }, (_, index) => ({ who: whoOf(index, COUNCIL), data }));
  const refusals = await run(chain, calls);
  expect(refusals.filter((refusal) => refusal !== "0x")).to.be.empty;
  return chain;
}

type Chain = Awaited<ReturnType<typeof fixture>>;

async function errorsOf(contract: string): Promise<JsonFragment[]> {
  const { abi } = await hre.artifacts.readArtifact(contract);
  return (abi as readonly JsonFragment[]).filter((item) => item.type === "error");
}

const whoOf = (registry: number, account: string): number =>
  registry * 2 ** 16 + ACCOUNTS.indexOf(account) * 2 ** 8 + (isBundled(account) ? 1 : 0);

/** What each call was refused with; `0x` where it was done. */
async function run(
  { ethers, replay, to }: Pick<Chain, "ethers" | "replay" | "to">,
  calls: readonly { readonly who: number; readonly data: string }[],
): Promise<string[]> {
  const { selector } = replay.interface.getFunction("run");
  const data = selector + dynamic([words(calls.map(({ who }) => who)), bytesArray(calls.map(({ data }) => data))]);
  const [from] = (await ethers.provider.send("eth_accounts", [])) as string[];
  const transaction = { from, to, data, gas: `0x${GAS.toString(16)}` };
  const hash = (await ethers.provider.send("eth_sendTransaction", [transaction])) as string;
  const receipt = (await ethers.provider.send("eth_getTransactionReceipt", [hash])) as { logs: { data: string }[] };
  return new Reader(receipt.logs.at(-1)!.data).bytesArrayAt(32);
}

/** The time at which a registry was asked, and its answers. */
async function ask(
  { ethers, replay, to }: Chain,
  index: number,
  calls: readonly string[],
): Promise<[number, string[]]> {
  const { selector } = replay.interface.getFunction("ask");
  const data = selector + word(index) + word(64) + bytesArray(calls);
  const said = (await ethers.provider.send("eth_call", [
    { to, data, gas: `0x${GAS.toString(16)}` },
    "latest",
  ])) as string;
  const reader = new Reader(said);
  return [reader.numberAt(0), reader.bytesArrayAt(64)];
}

/** A history on its way: the model's state so far, the steps to come, and where the contracts said otherwise. */
interface Replayed {
  readonly history: History;
  readonly register: Register;
  readonly steps: HistoryStep[];
  readonly disagreements: string[];
}

/** What the contracts said otherwise, one sentence a history: a divergence leads to others, the first says what went wrong. */
async function compareBatch(chain: Chain, first: number, count: number): Promise<string[]> {
  const clock = someClock(first);
  const replayed = Array.from({ length: count }, (_, index): Replayed => {
    const made = history(first + index, LENGTH, QUESTIONS, clock);
    return { history: made, register: new Register(), steps: [...made.steps], disagreements: [] };
  });
  for (const now of clock) await replayMoment(chain, replayed, now);
  for (const [index, one] of replayed.entries()) await compareAnswers(chain, one, index);
  return replayed.flatMap(({ history: { seed }, disagreements: [one] }) =>
    one === undefined ? [] : [`seed ${seed} (batch from ${first}): ${one}`],
  );
}

async function replayMoment(chain: Chain, replayed: readonly Replayed[], now: number): Promise<void> {
  const { registry, address, networkHelpers } = chain;
  const made: { step: HistoryStep; of: Replayed }[] = [];
  const calls: { who: number; data: string }[] = [];
  for (const [index, of] of replayed.entries()) {
    const { register, steps } = of;
    const exists = ({ kind, subject, object }: RecordKey): boolean => register.acts(kind, subject, object).length > 0;
    const isProvider = (number: number): boolean =>
      register.offices.some((office) => office.number === number && office.kind === "provider");
    while (steps[0]?.now === now) {
      const step = steps.shift()!;
      const { operation } = step;
      const data = encodeOperation({ registry, address, exists, isProvider }, operation);
      register.apply(operation, now);
      calls.push({ who: whoOf(index, operation.by), data });
      made.push({ step, of });
    }
  }
  await networkHelpers.time.setNextBlockTimestamp(now);
  const refusals = await run(chain, calls);
  for (const [index, { step, of }] of made.entries()) {
    const disagreement = compareRefusal(chain.errors, step.refusals, refusals[index]!);
    if (disagreement !== null) of.disagreements.push(`at ${now} ${disagreement}: ${told(step)}`);
  }
}

function told({ operation, refusals }: HistoryStep): string {
  return JSON.stringify({ ...operation, refusals });
}

/** Done where the model does it; refused for one of the reasons that the model finds, with its values. */
function compareRefusal(errors: Interface, refusals: readonly Refusal[], data: string): string | null {
  if (data === "0x") return refusals.length === 0 ? null : "the contract does";
  const error = errors.parseError(data);
  if (error !== null && refusals.some((refusal) => isSame(error, refusal))) return null;
  return `the contract refuses with ${error === null ? data : `${error.name}(${error.args.join(", ")})`}`;
}

/** What the writing rules refuse is compared with its values. */
function isSame(error: ErrorDescription, { error: name, values }: Refusal): boolean {
  if (error.name !== name) return false;
  return !name.startsWith("Timeline") || values.every((value, index) => error.args[index] === BigInt(value));
}

async function compareAnswers(chain: Chain, of: Replayed, index: number): Promise<void> {
  const { registry, errors } = chain;
  const { standings: asked, bindings, now } = of.history;
  const records = recordsOf(of.register);
  // One question about what will have been known refuses the whole batch: those are asked on their own.
  const together = asked.filter(({ question }) => question.knownAt <= now);
  const alone = asked.filter(({ question }) => question.knownAt > now);
  const selectorOf = (name: string): string => registry.getFunction(name)!.selector;
  const batch = word(32) + word(together.length) + together.map(({ question }) => standingQuestion(question)).join("");
  const [time, said] = await ask(chain, index, [
    selectorOf("standings") + batch,
    ...alone.map(({ question }) => selectorOf("standingAsKnownAt") + standingQuestion(question)),
    ...bindings.map(({ question }) => selectorOf("bindingAsKnownAt") + bindingQuestion(question)),
    ...records.map((record) => registry.encodeFunctionData("acts", [keyOf(record), 0, 1000])),
  ]);
  expect(time, "the time of the answers").to.equal(now);

  const all = new Reader(said.shift()!);
  const answered = [
    ...together.map((one, position) => ({ ...one, was: answerAt(all, 64 + ANSWER * position) })),
    ...alone.map((one) => ({ ...one, was: answerOrError(errors, said.shift()!) })),
    ...bindings.map((one) => ({ ...one, was: answerOrError(errors, said.shift()!) })),
  ];
  for (const { question, answer, was } of answered) {
    const expected = "code" in answer ? answer : answer.error;
    if (isDeepStrictEqual(was, expected)) continue;
    of.disagreements.push(`${JSON.stringify(question)}: ${JSON.stringify(was)} instead of ${JSON.stringify(expected)}`);
  }
  for (const record of records) compareActs(of, record, new Reader(said.shift()!));
}

/** Code, flags, and the dates and office of the deciding act: six words. */
const ANSWER = 6 * 32;

function answerAt(reader: Reader, position: number): Standing {
  const [code = 0, flags = 0, from = 0, until = 0, recordedAt = 0, office = 0] = [0, 1, 2, 3, 4, 5].map((index) =>
    reader.numberAt(position + 32 * index),
  );
  return { code, flags, act: { from, until, recordedAt, office } };
}

function answerOrError(errors: Interface, said: string): Standing | string {
  return said.length === 2 + 2 * ANSWER ? answerAt(new Reader(said), 0) : (errors.parseError(said)?.name ?? said);
}

/** What is stored is the model's acts, word by word. */
function compareActs({ register, disagreements }: Replayed, record: RecordKey, said: Reader): void {
  const at = said.numberAt(0);
  const acts = register.acts(record.kind, record.subject, record.object);
  const compromised = acts.findIndex((act) => act.kind === "compromise");
  const expected = acts.map((act) => actWord(record.kind, act, compromised !== -1 && act.position >= compromised));
  const stored = Array.from({ length: said.numberAt(at) }, (_, position) =>
    comparable(record.kind, acts[position], BigInt(`0x${said.digitsAt(at + 32 * (position + 1))}`)),
  );
  if (isDeepStrictEqual(stored, expected)) return;
  disagreements.push(`acts of ${JSON.stringify(record)}: ${hexadecimal(stored)} instead of ${hexadecimal(expected)}`);
}

const hexadecimal = (stored: readonly bigint[]): string => stored.map(word).join(" ");
