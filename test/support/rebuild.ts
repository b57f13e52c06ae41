/** The register's whole state, from its events alone: what an indexer does that trusts nothing but logs. */
import {
  dataSlice,
  getAddress,
  keccak256,
  toBeHex,
  ZeroAddress,
  ZeroHash,
  type Interface,
  type LogDescription,
} from "ethers";

import { bindingId } from "../../client/src/identifiers/ids.ts";
import { ActKind, institutionId, OfficeKind, qualificationTypeId, RecordKind, type RecordKey } from "./register.ts";
import { type StoredFile, type StoredState, type StoredTimeline } from "./registryStorage.ts";

export interface Log {
  readonly topics: readonly string[];
  readonly data: string;
  /** Of the block. */
  readonly time: number;
}

interface Timeline extends StoredTimeline {
  readonly acts: bigint[];
  readonly details: string[];
}

const MASK_40 = (1n << 40n) - 1n;
const fromOf = (act: bigint): bigint => act >> 216n;
const recordedAtOf = (act: bigint): bigint => (act >> 136n) & MASK_40;
const positionOf = (act: bigint): number => Number((act >> 80n) & 0xffffffn);
const kindOf = (act: bigint): number => Number((act >> 108n) & 0xfn);
/** Of seats, institutions and types. */
export const countryOf = (act: bigint): string => toBeHex((act >> 64n) & 0xffffn, 2);
const text = (country: string): string => Buffer.from(country.slice(2), "hex").toString("ascii");
const nameOf = ({ kind, subject, object }: RecordKey): string => `${String(kind)} ${subject} ${object}`;

export class RebuiltRegistry implements StoredState {
  initialized = 0;
  authority = ZeroAddress;
  implementation = ZeroAddress;
  pausedUntil = 0;
  officeCount = 0;
  guardian = 0;
  memberStates = ZeroAddress;
  /** URIs of types and bindings, by id. */
  readonly uris = new Map<string, string>();
  readonly profiles = new Map<string, string>();
  readonly identifiers = new Map<string, string>();
  readonly #timelines = new Map<string, Timeline>();
  readonly #offices = new Map<number, { number: number; account: string; country: string; kind: number }>();
  readonly #files = new Map<string, StoredFile>();
  readonly #events: Interface;

  constructor(events: Interface) {
    this.#events = events;
  }

  get timelines(): readonly Timeline[] {
    return [...this.#timelines.values()];
  }

  get offices() {
    return [...this.#offices.values()];
  }

  get files() {
    return [...this.#files];
  }

  /** A state has one office, which it keeps. */
  get seatOffices(): (readonly [string, number])[] {
    const states = this.offices.filter(({ kind }) => kind === OfficeKind.memberState);
    return states.map(({ country, number }) => [country, number]);
  }

  /** How many institutions a binding was recorded for. */
  get holderCounts(): (readonly [string, number])[] {
    const counts = new Map<string, number>();
    for (const { key } of this.#timelines.values()) {
      if (key.kind === RecordKind.binding) counts.set(key.object, (counts.get(key.object) ?? 0) + 1);
    }
    return [...counts];
  }

  /** @throws Error where an event can't follow on those before it */
  apply(log: Log): void {
    const event = this.#events.parseLog(log);
    if (event === null) throw new Error(`an event of no ABI: ${log.topics[0]!}`);
    this.#apply(event);
  }

  #apply({ name, args }: LogDescription): void {
    const number = (key: string): number => Number(args[key]);
    const word = (key: string): string => String(args[key]);
    switch (name) {
      case "ActRecorded": {
        const key = { kind: number("kind"), subject: word("subject"), object: word("object") };
        const act = args["act"] as bigint;
        const { acts } = this.#timeline(key);
        if (positionOf(act) !== acts.length) throw new Error(`an act at ${String(positionOf(act))} of ${nameOf(key)}`);
        this.#append(key, act, word("detail"));
        return;
      }
      case "InstitutionsRegistered": {
        const act = args["act"] as bigint;
        for (const [identifier, bytes] of args["registrations"] as readonly [string, string][]) {
          const institution = institutionId(text(countryOf(act)), identifier);
          const key = { kind: RecordKind.institution, subject: institution, object: ZeroHash };
          if (this.#timeline(key).acts.length !== 0) throw new Error(`${identifier} was registered twice`);
          this.#append(key, act, ZeroHash);
          this.identifiers.set(institution, identifier);
          this.#profile(institution, bytes);
        }
        return;
      }
      case "Accredited": {
        for (const object of args["qualificationTypes"] as readonly string[]) {
          const key = { kind: RecordKind.programme, subject: word("institution"), object };
          const position = this.#timeline(key).acts.length;
          let act = (args["act"] as bigint) | (BigInt(position) << 80n);
          if (position !== 0 && fromOf(act) === 0n) act |= recordedAtOf(act) << 216n;
          this.#append(key, act, ZeroHash);
        }
        return;
      }
      case "Named":
        this.uris.set(word("id"), word("uri"));
        return;
      case "ProfileUpdated":
        this.#profile(word("institution"), word("profile"));
        return;
      case "ControllerSet":
        this.#file(word("institution"), { controller: word("controller") });
        return;
      case "ProviderAppointed":
        this.#file(word("institution"), { provider: number("provider") });
        return;
      case "OfficeEnrolled":
        this.officeCount += 1;
        if (number("office") !== this.officeCount) throw new Error(`office ${word("office")} is out of order`);
        this.#offices.set(number("office"), {
          number: number("office"),
          account: word("account"),
          country: word("country"),
          kind: number("kind"),
        });
        return;
      case "OfficeReassigned": {
        const office = this.#offices.get(number("office"));
        if (office?.account !== word("previous")) throw new Error(`office ${word("office")} was another account's`);
        this.#offices.set(office.number, { ...office, account: word("account") });
        return;
      }
      case "GuardianAppointed":
        this.guardian = number("office");
        return;
      case "MemberStatesSet":
        this.memberStates = word("memberStates");
        return;
      case "Paused":
        this.pausedUntil = number("until");
        return;
      case "Unpaused":
        // where nothing was paused any more it changes nothing; `at` would be the array's method
        this.pausedUntil = Math.min(this.pausedUntil, Number(args[0]));
        return;
      case "AuthorityUpdated":
        this.authority = word("authority");
        return;
      case "Upgraded":
        this.implementation = word("implementation");
        return;
      case "Initialized":
        this.initialized = number("version");
        return;
      default:
        throw new Error(`an event that isn't known: ${name}`);
    }
  }

  #timeline(key: RecordKey): Timeline {
    return this.#timelines.get(nameOf(key)) ?? { key, acts: [], details: [] };
  }

  #append(key: RecordKey, act: bigint, detail: string): void {
    const timeline = this.#timeline(key);
    if (timeline.acts.length === 0) this.#checkName(key, act);
    timeline.acts.push(act);
    timeline.details.push(detail);
    this.#timelines.set(nameOf(key), timeline);
  }

  /** What ids stand for is known before anything is recorded under them. */
  #checkName({ kind, subject, object }: RecordKey, act: bigint): void {
    if (kind === RecordKind.qualificationType) {
      const uri = this.uris.get(subject);
      const country = text(countryOf(act));
      if (uri === undefined || qualificationTypeId(country, uri) !== subject)
        throw new Error(`a type without a name: ${subject}`);
    } else if (kind === RecordKind.binding) {
      const uri = this.uris.get(object);
      if (uri === undefined || bindingId(uri) !== object) throw new Error(`a binding without a name: ${object}`);
    } else if (kind === RecordKind.institution && kindOf(act) !== ActKind.grant) {
      throw new Error(`an institution that wasn't registered: ${subject}`);
    }
  }

  #profile(institution: string, bytes: string): void {
    this.profiles.set(institution, bytes);
    this.#file(institution, { profileHash: keccak256(bytes) });
  }

  #file(institution: string, change: Partial<StoredFile>): void {
    const file = this.#files.get(institution) ?? { profileHash: ZeroHash, controller: ZeroAddress, provider: 0 };
    this.#files.set(institution, { ...file, ...change });
  }
}

/** Consents, seats and votes. */
export class RebuiltMemberStates {
  activeSeats = 0;
  readonly consents = new Map<string, { country: string; kind: number; expiry: number; terms: string }>();
  readonly holders = new Map<string, string>();
  readonly votes = new Map<string, number>();
  /** How many seats were active, by the second from which on. */
  readonly electorate = new Map<number, number>();
  readonly #seatOffices = new Map<string, number>();
  readonly #events: Interface;

  constructor(events: Interface) {
    this.#events = events;
  }

  apply(log: Log): void {
    const event = this.#events.parseLog(log);
    if (event === null) throw new Error(`an event of no ABI: ${log.topics[0]!}`);
    const { name, args } = event;
    const account = (): string => getAddress(String(args["account"]));
    const country = (): string => dataSlice(String(args["country"]), 0, 2);
    switch (name) {
      case "ConsentGiven":
        this.consents.set(account(), {
          country: country(),
          kind: Number(args["kind"]),
          expiry: Number(args["expiry"]),
          terms: String(args["terms"]),
        });
        return;
      case "ConsentRevoked":
        this.consents.delete(account());
        return;
      case "ConsentUsed":
        if (!this.consents.delete(account())) throw new Error("a consent was used that nobody gave");
        return;
      case "SeatAdmitted":
        this.#seatOffices.set(country(), Number(args["office"]));
        this.holders.set(country(), account());
        return;
      case "SeatRecovered":
        this.#follow(country(), String(args["previousAccount"]), account());
        return;
      case "OfficeRotated":
        if (this.#seatOffices.get(country()) === Number(args["office"])) {
          this.#follow(country(), String(args["previousAccount"]), account());
        }
        return;
      case "SeatVoteChanged":
        this.votes.set(country(), Number(args["vote"]));
        this.activeSeats = Number(args["activeSeats"]);
        this.electorate.set(log.time, this.activeSeats);
        return;
      case "AuthorityUpdated":
        return;
      default:
        throw new Error(`an event that isn't known: ${name}`);
    }
  }

  #follow(country: string, previous: string, account: string): void {
    if (this.holders.get(country) !== previous) throw new Error(`the seat of ${country} was another account's`);
    this.holders.set(country, account);
  }
}
