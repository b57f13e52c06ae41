import type { Block } from "./chain/chain.ts";
import { SourceError } from "./errors/sourceError.ts";
import type { Hex } from "./hex.ts";
import { bindingAt, standingAndBinding } from "./questions/binding.ts";
import { history } from "./questions/history.ts";
import { findHolders } from "./questions/holders.ts";
import { institution } from "./questions/institution.ts";
import { Moment, type Place } from "./questions/moment.ts";
import { NotaryClient } from "./questions/notary.ts";
import { office } from "./questions/office.ts";
import { qualificationType } from "./questions/qualificationType.ts";
import { search } from "./questions/search.ts";
import { snapshot } from "./questions/snapshot.ts";
import { standing, standings } from "./questions/standing.ts";
import { statusOf, type When } from "./questions/status.ts";
import type { BindingRef, InstitutionRef, QualificationTypeRef, RecordRef } from "./references.ts";
import type { BindingQuestion, Notary, Registry, SearchFilter, SearchSpan, StandingQuestion } from "./registry.ts";

/** Asks the chain; each question at the newest block, or all at one. */
export class RegistryClient implements Registry {
  readonly notary?: Notary;
  readonly #place: Place;
  readonly #fixed: number | undefined;
  #fixedBlock: Promise<Block> | undefined;

  constructor(place: Place, fixed?: number) {
    this.#place = place;
    this.#fixed = fixed;
    const notary = place.deployment?.contracts.notary;
    if (notary !== undefined) this.notary = new NotaryClient(notary, () => this.#moment());
  }

  get chainId(): number {
    return this.#place.chainId;
  }

  get address(): Hex {
    return this.#place.address;
  }

  at(block: number): RegistryClient {
    return new RegistryClient(this.#place, block);
  }

  async snapshot() {
    return snapshot(await this.#moment());
  }

  async standing(question: StandingQuestion) {
    return standing(await this.#moment(), question);
  }

  async standings(questions: readonly StandingQuestion[]) {
    return standings(await this.#moment(), questions);
  }

  async bindingAt(question: BindingQuestion) {
    return bindingAt(await this.#moment(), question);
  }

  async standingAndBinding(question: StandingQuestion & { readonly binding: BindingRef }) {
    return standingAndBinding(await this.#moment(), question);
  }

  async findHolders(binding: BindingRef) {
    return findHolders(await this.#moment(), binding);
  }

  async institution(reference: InstitutionRef) {
    return institution(await this.#moment(), reference);
  }

  async qualificationType(reference: QualificationTypeRef, when?: When) {
    return qualificationType(await this.#moment(), reference, when);
  }

  async office(number: number) {
    return office(await this.#moment(), number);
  }

  async statusOf(record: RecordRef, when?: When) {
    return statusOf(await this.#moment(), record, when);
  }

  async history(record: RecordRef) {
    return history(await this.#moment(), record);
  }

  async search(filter: SearchFilter, span?: SearchSpan) {
    return search(await this.#moment(), filter, span);
  }

  async #moment(): Promise<Moment> {
    const { chain } = this.#place;
    if (this.#fixed === undefined) return new Moment(this.#place, fresh(await chain.head(), this.#place));
    this.#fixedBlock ??= chain.block(this.#fixed);
    return new Moment(this.#place, await this.#fixedBlock);
  }
}

/** @throws SourceError SOURCE_STALE */
function fresh(head: Block, { maxAge = Infinity }: Place): Block {
  const age = Math.floor(Date.now() / 1000) - head.time;
  if (age <= maxAge) return head;
  throw new SourceError(
    "SOURCE_STALE",
    `the newest block is ${String(age)} s old, ${String(maxAge)} s are the most`,
    "Use a node that follows the chain.",
  );
}
