/** What the registry answers to whoever asks. `connect` gives one. */
import type { RegistryEventName } from "./abi/events.ts";
import type { Act } from "./act.ts";
import type { BindingCode, BindingCodeName, Flag, RecordState, StandingCode, StandingCodeName } from "./codes.ts";
import type { Hex } from "./hex.ts";
import type { CountryCode } from "./identifiers/countries.ts";
import type { OfficeKind } from "./office.ts";
import type { Profile } from "./profile.ts";
import type { BindingRef, InstitutionRef, QualificationTypeRef, RecordRef } from "./references.ts";
import type { ReadAt, Snapshot } from "./source.ts";
import type { Time } from "./time.ts";

export type { Act, ActKind } from "./act.ts";

export interface Registry {
  readonly chainId: number;
  /** Of the proxy. */
  readonly address: Hex;

  /** Chain, block and code now (or at the block that `at` fixed). */
  snapshot(): Promise<Snapshot>;

  /** The same registry, asked at one block. Answers to several questions then belong together. */
  at(block: number): Registry;

  /** May the institution award this type, there, then, as far as was known? */
  standing(question: StandingQuestion): Promise<Standing>;
  /** Many questions in one call, answered in their order. */
  standings(questions: readonly StandingQuestion[]): Promise<readonly Standing[]>;

  /** Was the identifier or key bound to the institution at that moment? */
  bindingAt(question: BindingQuestion): Promise<BindingStanding>;
  /** Both halves of trust at the same instant. */
  standingAndBinding(
    question: StandingQuestion & { readonly binding: BindingRef },
  ): Promise<{ readonly standing: Standing; readonly binding: BindingStanding }>;

  /** Who was ever recorded as holding the identifier or key. */
  findHolders(binding: BindingRef): Promise<Holders>;

  institution(institution: InstitutionRef): Promise<Institution>;
  qualificationType(
    qualificationType: QualificationTypeRef,
    when?: { readonly at?: Time; readonly knownAt?: Time },
  ): Promise<QualificationType>;
  office(number: number): Promise<Office>;

  /** What a record's timeline answers for a moment. */
  statusOf(record: RecordRef, when?: { readonly at?: Time; readonly knownAt?: Time }): Promise<RecordStatus>;
  /** All acts of a record, in the order of recording. */
  history(record: RecordRef): Promise<History>;

  /** Events of the register, page by page. */
  search(filter: SearchFilter, span?: SearchSpan): Promise<SearchPage>;

  /** Whether a leaf is in the tree of an anchored root, and since when. Undefined where the deployment names no notary. */
  readonly notary?: Notary;
}

export interface StandingQuestion {
  readonly institution: InstitutionRef;
  readonly qualificationType: QualificationTypeRef;
  /** Where the award is made; without it, the institution's own country. */
  readonly territory?: string;
  /** The moment asked for; without it, the time of the block that is read. */
  readonly at?: Time;
  /** What had been recorded by then; without it, as known at the block that is read. */
  readonly knownAt?: Time;
}

export interface BindingQuestion {
  readonly institution: InstitutionRef;
  readonly binding: BindingRef;
  readonly at?: Time;
  readonly knownAt?: Time;
}

/** What every answer about a moment has. Times are Unix seconds UTC. */
export interface Answer {
  /** The moment that was asked for. */
  readonly at: number;
  /** Absent: as known at `readAt`. */
  readonly knownAt?: number;
  readonly flags: readonly Flag[];
  /** The act that decides; absent where none does. */
  readonly act?: DecidingAct;
  readonly readAt: ReadAt;
}

export interface DecidingAct {
  /** Inclusive; 0: always. */
  readonly from: number;
  /** Exclusive; absent: open. */
  readonly until?: number;
  readonly recordedAt: number;
  /** Number of the office that decided; 0: the council, or the institution's controller. */
  readonly office: number;
}

export interface Standing extends Answer {
  readonly institution: Hex;
  readonly qualificationType: Hex;
  readonly territory?: CountryCode;
  readonly code: StandingCode;
  readonly name: StandingCodeName;
  /** Whether the code says yes. */
  readonly authorised: boolean;
}

export interface BindingStanding extends Answer {
  readonly institution: Hex;
  readonly binding: Hex;
  readonly code: BindingCode;
  readonly name: BindingCodeName;
  /** Whether the code says yes. */
  readonly active: boolean;
}

export interface RecordStatus extends Answer {
  readonly state: RecordState;
}

/** Who was recorded as holding a binding, from the logs; whether they hold it at a moment, `bindingAt` says. */
export interface Holders {
  readonly binding: Hex;
  readonly institutions: readonly Hex[];
  /** How many there must be, by the registry's own count. */
  readonly count: number;
  /** Whether the logs have as many as the count says. Where they don't, a node withheld some. */
  readonly complete: boolean;
  readonly readAt: ReadAt;
}

export type Institution =
  | { readonly id: Hex; readonly known: false; readonly readAt: ReadAt }
  | {
      readonly id: Hex;
      readonly known: true;
      readonly country: CountryCode;
      /** Canonical URI of its identifier in the state's primary scheme; absent where the log was withheld. */
      readonly identifier?: string;
      readonly profileHash: Hex;
      /** From the log, of the registry's hash and canonical; absent where there is none such, as `profileProblem` says. */
      readonly profile?: Profile;
      readonly profileProblem?: "withheld" | "notCanonical";
      readonly controller?: Hex;
      /** Number of the provider's office. */
      readonly provider?: number;
      readonly readAt: ReadAt;
    };

export type QualificationType =
  | { readonly id: Hex; readonly known: false; readonly readAt: ReadAt }
  | {
      readonly id: Hex;
      readonly known: true;
      /** From the log, of the id; absent where the log was withheld. */
      readonly uri?: string;
      /** Of the state that defined it, or `EU`. */
      readonly country: CountryCode;
      /** Of the European Qualifications Framework; absent for none. */
      readonly eqfLevel?: number;
      /** ISCED-F 2013 codes of two to four digits. */
      readonly fields: readonly string[];
      /** Position in the EU vocabulary, from 1 (docs/model.md). */
      readonly credentialType: number;
      readonly status: RecordStatus;
      readonly readAt: ReadAt;
    };

export type Office =
  | { readonly number: number; readonly known: false; readonly readAt: ReadAt }
  | {
      readonly number: number;
      readonly known: true;
      readonly account: Hex;
      readonly country: CountryCode;
      readonly kind: OfficeKind;
      readonly readAt: ReadAt;
    };

export interface History {
  readonly record: RecordRef;
  readonly acts: readonly Act[];
  readonly readAt: ReadAt;
}

/** All that is given must hold. Without anything: every event. */
export interface SearchFilter {
  /** Its name, such as `ActRecorded`. */
  readonly event?: RegistryEventName;
  readonly institution?: InstitutionRef;
  readonly binding?: BindingRef;
}

/** Where to begin and how far to go. */
export interface SearchSpan {
  /** Of the page before; without it, the register's first block. */
  readonly cursor?: string;
  /** How many blocks at most; 10,000 without it. */
  readonly blocks?: number;
}

export interface RegistryEvent {
  readonly name: RegistryEventName;
  /** As the ABI names them: integers as bigint, bytes as hex. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly block: number;
  readonly transaction: Hex;
  readonly logIndex: number;
}

export interface SearchPage {
  readonly events: readonly RegistryEvent[];
  /** Go on from here: at once where `complete` is false, else when there are new blocks. */
  readonly cursor: string;
  /** Whether everything up to `readAt` was seen. */
  readonly complete: boolean;
  readonly readAt: ReadAt;
}

export interface Notary {
  readonly address: Hex;
  /** First time and block of a root; absent where it isn't anchored. */
  anchoredAt(root: Hex): Promise<{ readonly time: number; readonly block: number } | undefined>;
  isAnchored(root: Hex, leaf: Hex, proof: readonly Hex[]): Promise<boolean>;
}
