/** The suite, as its users pay for it: behind the proxy, inside `multicall`, by a body with a bounded mandate. */
import type { Interface } from "ethers";

import type { Chain } from "../chain.ts";
import {
  AT,
  digest,
  EVIDENCE,
  FROM,
  institution,
  INSTITUTION_SCOPE,
  LATER,
  type NamedId,
  PROFILE,
  qualificationType,
  sealKey,
  SHORT_PROFILE,
  TYPES,
  UNTIL,
} from "../fixtures.ts";
import {
  type Gas,
  growthOf,
  HISTORY,
  INSTITUTIONS_AT_ONCE,
  QUESTION_COUNTS,
  type Size,
  SIZES,
  TYPES_AT_ONCE,
} from "../operations.ts";
import { bundle, type Network } from "./network.ts";

/** `RecordKind` of a programme accreditation. */
const PROGRAMME = 4;
/** Codes of an answer. */
const AUTHORISED_BY_PROGRAMME = 10n;
const AUTHORISED_BY_INSTITUTION = 11n;
const OWN_COUNTRY = "0x0000";
const DECISION = { from: FROM, until: UNTIL, territories: 0, conditions: false };
const PER_BUNDLE = 100;
/** One act that decides, and one to walk past. */
const SHORT_HISTORY = 2;

/** Serials of institutions: from 0 on the register is filled; these are registered to be measured. */
const SINGLE = 20_000;
const AT_SIZE = 40_000;
const MANY = 60_000;

export async function measureOurs(chain: Chain, network: Network): Promise<Gas> {
  const ours = new Ours(chain, network);
  await ours.defineTypes();
  const growing: Gas = {};
  for (const [measured, size] of SIZES.entries()) Object.assign(growing, await ours.measureAt(size, size - measured));
  return { ...growing, ...growthOf(growing), ...(await ours.measureWrites()), ...(await ours.measureReads()) };
}

class Ours {
  readonly #chain: Chain;
  readonly #network: Network;
  #filled = 0;

  constructor(chain: Chain, network: Network) {
    this.#chain = chain;
    this.#network = network;
  }

  async defineTypes(): Promise<void> {
    await this.#write(
      ...TYPES.map(({ uri, attributes }) => this.#encode("defineQualificationType", [uri, attributes, 0, EVIDENCE])),
    );
  }

  /**
   * Fills the register, and has one more institution registered, accredited twice and asked about.
   * @param filled how many of the institutions, the last one included, aren't measured
   */
  async measureAt(size: Size, filled: number): Promise<Gas> {
    await this.#fill(filled - 1);
    const one = institution(AT_SIZE + size);
    const register = await this.#register([one]);
    await this.#accredit(one, [0]);
    const accredit = await this.#accredit(one, [1]);
    const standing = await this.#meterStanding(one, 1, AT, AUTHORISED_BY_PROGRAMME);
    return { [`registerAt${size}`]: register, [`accreditAt${size}`]: accredit, [`standingAt${size}`]: standing };
  }

  async measureWrites(): Promise<Gas> {
    const [one, other] = [institution(SINGLE), institution(SINGLE + 1)];
    const register = await this.#register([one]);
    await this.#register([other]);
    await this.#accredit(one, [0]);
    const accredit = await this.#accredit(one, [1]);
    const accreditMany = await this.#accredit(
      other,
      Array.from({ length: TYPES_AT_ONCE }, (_, index) => index),
    );
    const withdraw = await this.#write(
      this.#encode("withdraw", [[PROGRAMME, other.id, qualificationType(0).id], 0, EVIDENCE]),
    );
    const accreditByScope = await this.#write(
      this.#encode("accreditByScope", [one.id, INSTITUTION_SCOPE, DECISION, EVIDENCE]),
    );
    const standingInstitutional = await this.#meterStanding(one, 2, AT, AUTHORISED_BY_INSTITUTION);
    const many = Array.from({ length: INSTITUTIONS_AT_ONCE }, (_, index) => institution(MANY + index));
    const registerMany = await this.#register(many);
    return {
      register,
      registerMany,
      accredit,
      accreditMany,
      accreditByScope,
      standingInstitutional,
      withdraw,
      bind: await this.#bind(one),
      anchor: await this.#anchor(),
    };
  }

  async measureReads(): Promise<Gas> {
    const gas: Gas = { standingProgramme: await this.#meterStanding(institution(0), 0, AT, AUTHORISED_BY_PROGRAMME) };
    for (const count of QUESTION_COUNTS) gas[`standings${count}`] = await this.#meterStandings(count);
    const most = Math.max(...QUESTION_COUNTS);
    for (let serial = 0; serial < most; serial += 1) await this.#writeHistory(serial, HISTORY);
    for (const count of QUESTION_COUNTS) gas[`standings${count}WithHistory`] = await this.#meterStandings(count);
    return { ...gas, furtherAct: await this.#meterFurtherAct(0, most) };
  }

  /**
   * What an act more costs who asks: about a moment before it, which passes it by, or after; whichever is more.
   * @param long serial of an institution whose accreditation has a history
   * @param short of one whose accreditation has none yet, of the same type
   */
  async #meterFurtherAct(long: number, short: number): Promise<number> {
    await this.#writeHistory(short, SHORT_HISTORY);
    const slopes: number[] = [];
    for (const at of [AT, this.#chain.time]) {
      const walk = (serial: number) => this.#meterStanding(institution(serial), serial, at, AUTHORISED_BY_PROGRAMME);
      slopes.push(((await walk(long)) - (await walk(short))) / (HISTORY - SHORT_HISTORY));
    }
    return Math.ceil(Math.max(...slopes));
  }

  /** Institutions 0, 1, …, each accredited for one type. */
  async #fill(size: number): Promise<void> {
    while (this.#filled < size) {
      const count = Math.min(PER_BUNDLE, size - this.#filled);
      const serials = Array.from({ length: count }, (_, index) => this.#filled + index);
      await this.#register(
        serials.map((serial) => institution(serial)),
        SHORT_PROFILE,
      );
      await this.#write(
        ...serials.map((serial) =>
          this.#encode("accredit", [institution(serial).id, [qualificationType(serial).id], DECISION, EVIDENCE]),
        ),
      );
      this.#filled += count;
    }
  }

  /** To as many acts: suspended and reinstated so often, and a suspension that has yet to begin. */
  async #writeHistory(serial: number, length: number): Promise<void> {
    const key = [PROGRAMME, institution(serial).id, qualificationType(serial).id] as const;
    const suspend = this.#encode("suspend", [key, 0, 0, EVIDENCE]);
    const reinstate = this.#encode("reinstate", [key, 0, EVIDENCE]);
    const scheduled = this.#encode("suspend", [key, LATER, 0, EVIDENCE]);
    const pairs = Array.from({ length: (length - 2) / 2 }, () => [suspend, reinstate]).flat();
    await this.#write(...pairs, scheduled);

    const [kind, subject, object] = key;
    const count = await this.#network.registry.actCount({ kind, subject, object });
    if (count !== BigInt(length)) throw new Error(`a record has ${count.toString()} acts instead of ${length}`);
  }

  async #register(institutions: readonly NamedId[], profile = PROFILE): Promise<number> {
    return this.#write(
      this.#encode("registerInstitutions", [institutions.map(({ uri }) => [uri, profile]), FROM, EVIDENCE]),
    );
  }

  async #accredit({ id }: NamedId, types: readonly number[]): Promise<number> {
    const ids = types.map((type) => qualificationType(type).id);
    return this.#write(this.#encode("accredit", [id, ids, DECISION, EVIDENCE]));
  }

  async #bind({ id }: NamedId): Promise<number> {
    const { registry, provider, providerNumber } = this.#network;
    await this.#write(this.#encode("appointProvider", [id, providerNumber]));
    const call = this.#encode("bind", [id, sealKey("seal").uri, 0, UNTIL, EVIDENCE]);
    return provider.call(...bundle(registry, [call]));
  }

  async #anchor(): Promise<number> {
    const { notary, body } = this.#network;
    const root = digest("root");
    return body.call(await notary.getAddress(), notary.interface.encodeFunctionData("anchor", [root]));
  }

  /** Asked by a contract; the answer has to be the one that is meant to be measured. */
  async #meterStanding({ id }: NamedId, type: number, at: number, expected: bigint): Promise<number> {
    const { registry } = this.#network;
    const question = [id, qualificationType(type).id, OWN_COUNTRY, at] as const;
    requireCode((await registry.standing(...question)).code, expected);
    return this.#chain.meter(registry.target as string, [this.#encode("standing", question)]);
  }

  /** About as many institutions as questions. */
  async #meterStandings(count: number): Promise<number> {
    const { registry } = this.#network;
    const questions = Array.from({ length: count }, (_, serial) => ({
      institution: institution(serial).id,
      qualificationType: qualificationType(serial).id,
      territory: OWN_COUNTRY,
      time: AT,
      knownAt: 0,
    }));
    for (const { code } of await registry.standings(questions)) requireCode(code, AUTHORISED_BY_PROGRAMME);
    return this.#chain.meter(registry.target as string, [this.#encode("standings", [questions])]);
  }

  async #write(...calls: readonly string[]): Promise<number> {
    return this.#network.body.call(...bundle(this.#network.registry, calls));
  }

  #encode(name: string, args: readonly unknown[]): string {
    return (this.#network.registry.interface as Interface).encodeFunctionData(name, args);
  }
}

function requireCode(code: bigint, expected: bigint): void {
  if (code !== expected) throw new Error(`standing answers ${code.toString()} instead of ${expected.toString()}`);
}
