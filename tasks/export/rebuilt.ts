import { getBytes, keccak256, ZeroAddress } from "ethers";

import type {
  AccreditedEvent,
  ActRecordedEvent,
  ControllerSetEvent,
  GuardianAppointedEvent,
  InstitutionsRegisteredEvent,
  NamedEvent,
  OfficeEnrolledEvent,
  OfficeReassignedEvent,
  PausedEvent,
  ProfileUpdatedEvent,
  ProviderAppointedEvent,
  UnpausedEvent,
} from "../../client/src/abi/generated/types/ITrustedIssuerRegistry.ts";
import { type Act, contentOf, decodeAct, positionOf, recordedAtOf } from "../../client/src/act.ts";
import { countryIn, decodeTypeAttributes } from "../../client/src/encoding.ts";
import type { Hex } from "../../client/src/hex.ts";
import { bindingId, institutionId, qualificationTypeId } from "../../client/src/identifiers/ids.ts";
import { OFFICE_KINDS } from "../../client/src/office.ts";
import { optional } from "../../client/src/optional.ts";
import { parseProfile } from "../../client/src/profile.ts";
import { RECORD_KINDS } from "../../client/src/recordKey.ts";
import type { RegistryEvent } from "../../client/src/registry.ts";
import type { ReadAt } from "../../client/src/source.ts";
import type {
  BindingEntry,
  InstitutionEntry,
  MandateEntry,
  OfficeEntry,
  QualificationTypeEntry,
  RegisterContents,
} from "./contents.ts";

type Kind = (typeof RECORD_KINDS)[number];

interface Line {
  readonly kind: Kind;
  readonly subject: Hex;
  readonly object: Hex;
  readonly acts: Act[];
  /** Of the first act: country and a type's attributes are carried from act to act. */
  readonly content: bigint;
}

/** What is known of an institution beside its acts. */
interface File {
  readonly identifier?: string;
  readonly profile?: Hex;
  readonly controller?: Hex;
  readonly provider?: number;
}

const NOTHING: Hex = `0x${"0".repeat(64)}`;

/** The register as events build it up, oldest first. What contradicts is noted, and is no reason to stop. */
export class Rebuilt {
  readonly #lines = new Map<string, Line>();
  readonly #offices = new Map<number, OfficeEntry>();
  readonly #files = new Map<Hex, File>();
  readonly #uris = new Map<Hex, string[]>();
  readonly #problems: string[] = [];
  #pausedUntil = 0;
  #guardian = 0;

  apply({ name, values }: RegistryEvent): void {
    switch (name) {
      case "ActRecorded":
        this.#actRecorded(values as unknown as ActRecordedEvent.OutputObject);
        return;
      case "InstitutionsRegistered":
        this.#institutionsRegistered(values as unknown as InstitutionsRegisteredEvent.OutputObject);
        return;
      case "Accredited":
        this.#accredited(values as unknown as AccreditedEvent.OutputObject);
        return;
      case "Named": {
        const { id, uri } = values as unknown as NamedEvent.OutputObject;
        this.#uris.set(id as Hex, [...(this.#uris.get(id as Hex) ?? []), uri]);
        return;
      }
      case "ProfileUpdated": {
        const { institution, profile } = values as unknown as ProfileUpdatedEvent.OutputObject;
        this.#file(institution as Hex, { profile: profile as Hex });
        return;
      }
      case "ControllerSet": {
        const { institution, controller } = values as unknown as ControllerSetEvent.OutputObject;
        this.#file(institution as Hex, { controller: controller as Hex });
        return;
      }
      case "ProviderAppointed": {
        const { institution, provider } = values as unknown as ProviderAppointedEvent.OutputObject;
        this.#file(institution as Hex, { provider: Number(provider) });
        return;
      }
      case "OfficeEnrolled":
        this.#officeEnrolled(values as unknown as OfficeEnrolledEvent.OutputObject);
        return;
      case "OfficeReassigned":
        this.#officeReassigned(values as unknown as OfficeReassignedEvent.OutputObject);
        return;
      case "GuardianAppointed":
        this.#guardian = Number((values as unknown as GuardianAppointedEvent.OutputObject).office);
        return;
      case "Paused":
        this.#pausedUntil = Number((values as unknown as PausedEvent.OutputObject).until);
        return;
      case "Unpaused":
        this.#pausedUntil = Math.min(this.#pausedUntil, Number((values as unknown as UnpausedEvent.OutputObject).time));
        return;
      default:
        return;
    }
  }

  contents(readAt: ReadAt): RegisterContents {
    const institutions = this.#of("institution").map((line) => this.#institution(line));
    const qualificationTypes = this.#of("qualificationType").map((line) => this.#qualificationType(line));
    const bindings = this.#of("binding").map((line) => this.#binding(line));
    this.#noteUnknown();
    return {
      readAt,
      seats: this.#of("seat").map(({ subject, acts }) => ({ country: countryIn(BigInt(subject) >> 240n), acts })),
      offices: [...this.#offices.values()].sort((a, b) => a.number - b.number),
      mandates: this.#of("mandate").map((line) => this.#mandate(line)),
      institutions,
      qualificationTypes,
      programmes: this.#of("programme").map(({ subject, object, acts }) => ({
        institution: subject,
        qualificationType: object,
        acts,
      })),
      institutional: this.#of("institutional").map(({ subject, acts }) => ({ institution: subject, acts })),
      bindings,
      ...(this.#pausedUntil > readAt.time ? { pausedUntil: this.#pausedUntil } : {}),
      ...(this.#guardian === 0 ? {} : { guardian: this.#guardian }),
      problems: this.#problems,
    };
  }

  #actRecorded({ kind, subject, object, act, detail, evidence }: ActRecordedEvent.OutputObject): void {
    const name = RECORD_KINDS[Number(kind)];
    if (name === undefined) {
      this.#problems.push(`An act of a record of kind ${String(kind)}, which this version doesn't know, is left out.`);
      return;
    }
    const key = { kind: name, subject: subject as Hex, object: object as Hex };
    const position = positionOf(act);
    const before = this.#lines.get(nameOf(key))?.acts.length ?? 0;
    if (position !== before) {
      this.#problems.push(
        `Logs are missing: the ${name} record of ${subject}${object === NOTHING ? "" : ` and ${object}`} ` +
          `goes on with act ${String(position)} after ${String(before)}. Read from another node.`,
      );
    }
    this.#append(key, act, detail as Hex, evidence as Hex);
  }

  #institutionsRegistered({ act, registrations, evidence }: InstitutionsRegisteredEvent.OutputObject): void {
    const country = countryIn(contentOf(act) >> 64n);
    for (const { identifier, profile } of registrations) {
      const subject = institutionId(country, identifier);
      this.#append({ kind: "institution", subject, object: NOTHING }, act, NOTHING, evidence as Hex);
      this.#file(subject, { identifier, profile: profile as Hex });
    }
  }

  /** One act for many records: its position, and the meaning of a `from` of 0, follow from each record's acts before. */
  #accredited({ institution, act, qualificationTypes, evidence }: AccreditedEvent.OutputObject): void {
    for (const object of qualificationTypes) {
      const key = { kind: "programme", subject: institution as Hex, object: object as Hex } as const;
      const position = this.#lines.get(nameOf(key))?.acts.length ?? 0;
      const isFromNow = position !== 0 && act >> 216n === 0n;
      const from = isFromNow ? BigInt(recordedAtOf(act)) << 216n : 0n;
      this.#append(key, act | from | (BigInt(position) << 80n), NOTHING, evidence as Hex);
    }
  }

  #append(key: Omit<Line, "acts" | "content">, word: bigint, detail: Hex, evidence: Hex): void {
    const act: Act = { ...decodeAct(key.kind, word, detail), evidence };
    const line = this.#lines.get(nameOf(key));
    if (line === undefined) this.#lines.set(nameOf(key), { ...key, acts: [act], content: contentOf(word) });
    else line.acts.push(act);
  }

  #file(institution: Hex, change: File): void {
    this.#files.set(institution, { ...this.#files.get(institution), ...change });
  }

  #officeEnrolled({ office, account, country, kind }: OfficeEnrolledEvent.OutputObject): void {
    const name = OFFICE_KINDS[Number(kind) - 1];
    if (name === undefined) {
      this.#problems.push(`Office ${String(office)} is of a kind that this version doesn't know, and is left out.`);
      return;
    }
    const number = Number(office);
    this.#offices.set(number, { number, account: account as Hex, country: countryIn(BigInt(country)), kind: name });
  }

  #officeReassigned({ office, account }: OfficeReassignedEvent.OutputObject): void {
    const known = this.#offices.get(Number(office));
    if (known !== undefined) this.#offices.set(known.number, { ...known, account: account as Hex });
    else this.#problems.push(`Logs are missing: office ${String(office)} was handed on, but never opened.`);
  }

  #of(kind: Kind): Line[] {
    return [...this.#lines.values()]
      .filter((line) => line.kind === kind)
      .sort((a, b) => (a.subject + a.object < b.subject + b.object ? -1 : 1));
  }

  /** What accreditations and bindings name must be there. */
  #noteUnknown(): void {
    const lines = [...this.#lines.values()];
    const known = new Set(lines.filter(({ kind }) => isDefinition(kind)).map(({ subject }) => subject));
    const named = lines.flatMap(({ kind, subject, object }): (readonly [what: string, id: Hex])[] => {
      if (kind === "institutional" || kind === "binding") return [["institution", subject]];
      if (kind !== "programme") return [];
      return [
        ["institution", subject],
        ["qualification type", object],
      ];
    });
    for (const [id, what] of new Map(named.map(([name, id]) => [id, name]))) {
      if (!known.has(id))
        this.#problems.push(`Logs are missing: nothing is known of ${what} ${id}, which others name.`);
    }
  }

  #mandate({ subject, acts }: Line): MandateEntry {
    const number = Number(BigInt(subject));
    const office = this.#offices.get(number);
    return { office: number, ...optional("country", office?.country), ...optional("kind", office?.kind), acts };
  }

  #institution({ subject, acts, content }: Line): InstitutionEntry {
    const { identifier, profile: bytes, controller = ZeroAddress, provider = 0 } = this.#files.get(subject) ?? {};
    const profile = bytes === undefined ? undefined : parseProfile(getBytes(bytes));
    const problem =
      bytes === undefined ? ("withheld" as const) : profile === undefined ? ("notCanonical" as const) : undefined;
    if (identifier === undefined) {
      this.#problems.push(`The log that registered institution ${subject} is missing: its identifier isn't known.`);
    }
    if (problem !== undefined) {
      const what = problem === "withheld" ? "is missing" : "isn't canonical JSON of a profile, and is left out";
      this.#problems.push(`The profile of institution ${identifier ?? subject} ${what}.`);
    }
    return {
      id: subject,
      country: countryIn(content >> 64n),
      ...optional("identifier", identifier),
      ...(bytes === undefined ? {} : { profileHash: keccak256(bytes) as Hex }),
      ...optional("profile", profile),
      ...optional("profileProblem", problem),
      ...(controller === ZeroAddress ? {} : { controller: controller as Hex }),
      ...(provider === 0 ? {} : { provider }),
      acts,
    };
  }

  #qualificationType({ subject, acts, content }: Line): QualificationTypeEntry {
    const attributes = decodeTypeAttributes(content);
    const { country } = attributes;
    const uri = this.#uris.get(subject)?.find((name) => qualificationTypeId(country, name) === subject);
    if (uri === undefined) this.#problems.push(`The URI of qualification type ${subject} is missing.`);
    return { id: subject, ...optional("uri", uri), ...attributes, acts };
  }

  #binding({ subject, object, acts }: Line): BindingEntry {
    const uri = this.#uris.get(object)?.find((name) => bindingId(name) === object);
    if (uri === undefined) this.#problems.push(`The URI of binding ${object} is missing.`);
    return { institution: subject, binding: object, ...optional("uri", uri), acts };
  }
}

const isDefinition = (kind: Kind): boolean => kind === "institution" || kind === "qualificationType";

const nameOf = ({ kind, subject, object }: Omit<Line, "acts" | "content">): string => `${kind} ${subject} ${object}`;
