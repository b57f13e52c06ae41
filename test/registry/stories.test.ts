/**
 * The stories from practice (test/vectors/timeline-stories.json), recorded on a chain at their dates and asked through the reads
 * that clients use. All stories share one chain: what is recorded at a moment, whichever story it belongs to, is recorded then.
 */
import { readFileSync } from "node:fs";

import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { ZeroHash, type Result } from "ethers";

import { bindingId } from "../../client/src/identifiers/ids.ts";
import {
  ActKind,
  allErrors,
  connect,
  EVIDENCE,
  FAR,
  institutionId,
  iso,
  qualificationTypeId,
  recordKey,
  Register,
  registration,
  seconds,
  type RecordKey,
  type Status,
  STATUSES,
  typeAttributes,
} from "../support/register.ts";

interface WrittenAct {
  readonly act: keyof typeof ActKind;
  readonly recordedAt: string;
  readonly from?: string;
  readonly until?: string;
  readonly by?: "memberState";
  readonly of?: number;
  readonly acts?: readonly WrittenAct[];
  readonly refused?: keyof typeof REFUSALS;
}

interface Story {
  readonly name: string;
  readonly acts: readonly WrittenAct[];
  readonly questions: readonly { readonly at: string; readonly knownAt?: string; readonly standing: Status }[];
}

const REFUSALS = {
  SUSPENDED: "TimelineSuspensionRuns",
  STATE_DECIDED: "TimelineStateDecided",
  COMPROMISED: "TimelineCompromised",
} as const;

/** What a programme accreditation's status means where nothing else is recorded of the institution. */
const STANDING_CODES: Readonly<Record<Exclude<Status, "compromised">, number>> = {
  never: 70,
  notYet: 57,
  active: 10,
  suspended: 52,
  lapsed: 55,
  withdrawn: 51,
  ended: 56,
  annulled: 50,
};
/** A programme that lapsed while a suspension ran is a decisive no (53). */
const LAPSED_WHILE_SUSPENDED = [
  "open suspension, grant runs out",
  "renewal recorded DURING open suspension",
  "suspension said to run past the end (until 2027)",
];
const INSTITUTION_CODES: Partial<Readonly<Record<Status, number>>> = { active: 70, withdrawn: 24 };
const TYPE_CODES: Partial<Readonly<Record<Status, number>>> = { active: 70, withdrawn: 42 };
const BINDING_CODES: Partial<Readonly<Record<Status, number>>> = { active: 100, compromised: 115 };

/** Before the first decision of any story; and after everything that a story asks about. */
const BEGIN = "2011-06-01";
const END = "2040-01-01";

const stories = JSON.parse(
  readFileSync(new URL("../vectors/timeline-stories.json", import.meta.url), "utf8"),
) as readonly Story[];

type StoryKind = "programme" | "institution" | "qualificationType" | "binding" | "seat";

function kindOf({ name, acts }: Story): StoryKind {
  if (acts.some(({ act }) => act === "compromise")) return "binding";
  if (name.startsWith("seat")) return "seat";
  if (name.startsWith("institution closes")) return "institution";
  if (name.startsWith("type retired")) return "qualificationType";
  return "programme";
}

/** What a story is recorded in: an institution and a type of its own; seats of their own. */
interface Told {
  readonly story: Story;
  readonly kind: StoryKind;
  readonly number: number;
  readonly identifier: string;
  readonly typeUri: string;
  readonly keyUri: string;
  readonly institution: string;
  readonly qualificationType: string;
  readonly seat: string;
  readonly key: RecordKey;
}

const SEATS: readonly string[] = ["PT", "MT"];

function tell(story: Story, number: number): Told {
  const kind = kindOf(story);
  const identifier = `https://example.org/institution/${String(number)}`;
  const typeUri = `https://example.org/type/${String(number)}`;
  const keyUri = `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${String(number)}`;
  const institution = institutionId("GR", identifier);
  const qualificationType = qualificationTypeId("GR", typeUri);
  const seatStories = stories.filter((other) => kindOf(other) === "seat");
  const seat = SEATS[Math.max(0, seatStories.indexOf(story))]!;
  const key = {
    programme: recordKey("programme", institution, qualificationType),
    institution: recordKey("institution", institution),
    qualificationType: recordKey("qualificationType", qualificationType),
    binding: recordKey("binding", institution, bindingId(keyUri)),
    seat: recordKey("seat", seat),
  }[kind];
  return { story, kind, number, identifier, typeUri, keyUri, institution, qualificationType, seat, key };
}

const told = stories.map(tell);

/** Times before 1970 are always. */
const moment = (date: string | undefined): number => (date === undefined ? 0 : Math.max(0, seconds(date)));

type Call = readonly [name: string, ...values: unknown[]];

/** An act of a story as a call of the registry. */
function callOf(one: Told, act: WrittenAct, position: number): Call {
  const { key, institution, qualificationType, typeUri, keyUri } = one;
  const [from, until] = [moment(act.from), moment(act.until)];
  switch (act.act) {
    case "grant":
      switch (one.kind) {
        case "programme":
          // for a first grant 0 is always: "now" has to be said
          return ["accredit", institution, [qualificationType], [from, until, 0, false], EVIDENCE];
        case "institution":
          if (position === 0) return ["registerInstitutions", [registration(one.identifier)], from, EVIDENCE];
          return ["reopenInstitution", institution, from, EVIDENCE];
        case "qualificationType":
          return ["defineQualificationType", typeUri, typeAttributes(), from, EVIDENCE];
        case "binding":
          return [
            "bind",
            institution,
            keyUri,
            position === 0 ? moment(act.from ?? act.recordedAt) : from,
            until,
            EVIDENCE,
          ];
        case "seat":
          throw new TypeError("seats are granted by the council");
      }
    // eslint-disable-next-line no-fallthrough -- each case above returns or throws
    case "suspend":
      return ["suspend", key, from, until, EVIDENCE];
    case "withdraw":
      // an exclusion is a first act: 0 would be always
      return ["withdraw", key, position === 0 ? moment(act.from ?? act.recordedAt) : from, EVIDENCE];
    case "reinstate":
    case "annul":
    case "compromise":
      return [act.act, key, from, EVIDENCE];
    case "end":
      return ["end", key, from, ZeroHash, EVIDENCE];
    case "cancel":
      return ["cancel", key, act.of, EVIDENCE];
    case "rectify": {
      const corrections = act.acts!.map((corrected) => {
        return [ActKind[corrected.act], moment(corrected.from), moment(corrected.until), 0, false, ZeroHash];
      });
      return ["rectify", key, corrections, EVIDENCE];
    }
  }
}

/** Acts of one story by one office at one moment: one bundle. */
interface Step {
  readonly one: Told;
  readonly now: number;
  readonly byState: boolean;
  readonly acts: readonly WrittenAct[];
  readonly calls: readonly Call[];
  readonly refused: string | undefined;
}

function stepsOf(one: Told): Step[] {
  const steps: Step[] = [];
  for (const [position, act] of one.story.acts.entries()) {
    const now = seconds(act.recordedAt);
    const byState = act.by === "memberState";
    const refused = act.refused === undefined ? undefined : REFUSALS[act.refused];
    const calls = one.kind === "seat" ? [] : [callOf(one, act, position)];
    const last = steps.at(-1);
    if (last?.now === now && last.byState === byState && refused === undefined && one.kind !== "seat") {
      steps[steps.length - 1] = { ...last, acts: [...last.acts, act], calls: [...last.calls, ...calls] };
    } else {
      steps.push({ one, now, byState, acts: [act], calls, refused });
    }
  }
  return steps;
}

/** Every story recorded, each refusal met. */
async function recorded() {
  const register = await Register.deploy(await connect(BEGIN, true));
  const state = await register.seat("GR");
  for (const country of ["FR", "DE", "IT"] as const) await register.seat(country);
  const body = (await register.mandate(state, "GR", "body")).account;
  const provider = await register.mandate(state, "GR", "provider");
  const seats = new Map<string, HardhatEthersSigner>();
  const errors = await allErrors();

  for (const one of told) {
    const { kind, institution } = one;
    if (kind !== "institution")
      await register.write(body, ["registerInstitutions", [registration(one.identifier)], 0, EVIDENCE]);
    if (kind !== "qualificationType") {
      await register.write(body, ["defineQualificationType", one.typeUri, typeAttributes(), 0, EVIDENCE]);
    }
    if (kind === "binding") await register.write(body, ["appointProvider", institution, provider.number]);
  }

  async function decideSeat(one: Told, act: WrittenAct): Promise<void> {
    const { memberStates, decided } = register;
    const country = iso(one.seat);
    if (act.act === "suspend") await memberStates.connect(decided).suspend(country, EVIDENCE);
    else if (act.act === "reinstate") await memberStates.connect(decided).reinstate(country, EVIDENCE);
    else if (act.act === "end") {
      const leave = memberStates.interface.encodeFunctionData("leaveCouncil", [EVIDENCE]);
      await memberStates.connect(seats.get(one.seat)).multicall(FAR, [leave]);
    } else throw new TypeError(`a seat doesn't know ${act.act}`);
  }

  const steps = told.flatMap(stepsOf).sort((left, right) => left.now - right.now);
  for (const step of steps) {
    const { one, now, acts, calls } = step;
    const account = one.kind === "binding" ? provider.account : step.byState ? state : body;
    if (one.kind === "seat") {
      const [act] = acts;
      if (act!.act === "grant") {
        seats.set(one.seat, await register.seat(one.seat, now));
      } else {
        await register.next(now);
        await decideSeat(one, act!);
      }
      continue;
    }
    await register.next(now);
    if (step.refused === undefined) {
      await register.write(account, ...calls);
      continue;
    }
    const before = await register.registry.actCount(one.key);
    await expect(
      account.sendTransaction({ to: register.address.registry, data: register.bundle(...calls) }),
      one.story.name,
    ).to.be.revertedWithCustomError({ interface: errors }, step.refused);
    expect(await register.registry.actCount(one.key)).to.equal(before);
  }
  await register.chain.networkHelpers.time.increaseTo(seconds(END));
  return register;
}

describe("stories from practice, through the reads of clients", function () {
  this.timeout(300_000);
  let register: Register;

  before(async () => {
    register = await recorded();
  });

  /** As any client asks: `eth_call`. */
  async function ask(name: string, values: readonly unknown[]): Promise<Result> {
    const { registry, chain, address } = register;
    const data = registry.interface.encodeFunctionData(name as "standings", values as never);
    const answer = (await chain.provider.request({
      method: "eth_call",
      params: [{ to: address.registry, data }, "latest"],
    })) as string;
    return registry.interface.decodeFunctionResult(name as "standings", answer)[0] as Result;
  }

  it("has the 48 stories with 133 questions, and the refusals", () => {
    expect(stories.length).to.equal(48);
    expect(stories.flatMap(({ questions }) => questions).length).to.equal(133);
    expect(stories.flatMap(({ acts }) => acts).filter(({ refused }) => refused !== undefined).length).to.equal(4);
  });

  for (const one of told) {
    it(`answers "${one.story.name}"`, async () => {
      for (const { at: date, knownAt: knownDate, standing } of one.story.questions) {
        const [at, knownAt] = [seconds(date), moment(knownDate)];
        const asked = `${date}${knownDate === undefined ? "" : ` as known at ${knownDate}`}`;
        const answer = await ask("statusOf", [one.key, at, knownAt]);
        expect(STATUSES[Number(answer["status"])], asked).to.equal(standing);

        const code = async (name: string, ...values: unknown[]): Promise<number> => {
          return Number((await ask(name, values))["code"]);
        };
        const { institution, qualificationType } = one;
        const asKnown = [institution, qualificationType, "0x0000", at, knownAt] as const;
        if (one.kind === "programme") {
          const lapsed = standing === "lapsed" && LAPSED_WHILE_SUSPENDED.includes(one.story.name);
          const expected = lapsed ? 53 : STANDING_CODES[standing as Exclude<Status, "compromised">];
          // what was known before this register began to speak of the institution isn't the story's
          expect(await code("standingAsKnownAt", ...asKnown), asked).to.equal(expected);
          if (knownAt === 0) {
            expect(await code("standing", institution, qualificationType, "0x0000", at), asked).to.equal(expected);
          }
          const [inBatch] = (await ask("standings", [[asKnown]])) as unknown as [Result];
          expect(Number(inBatch["code"]), asked).to.equal(expected);
        } else if (one.kind === "institution") {
          expect(await code("standingAsKnownAt", ...asKnown), asked).to.equal(INSTITUTION_CODES[standing]);
        } else if (one.kind === "qualificationType") {
          expect(await code("standingAsKnownAt", ...asKnown), asked).to.equal(TYPE_CODES[standing]);
        } else if (one.kind === "binding") {
          const question = [institution, bindingId(one.keyUri), at, knownAt];
          expect(await code("bindingAsKnownAt", ...question), asked).to.equal(BINDING_CODES[standing]);
        }
      }
    });
  }

  it("refuses to say what will have been known", async () => {
    const later = seconds(END) + 1000;
    const [one] = told;
    const { registry } = register;
    await expect(registry.statusOf(one!.key, later, later))
      .to.be.revertedWithCustomError(registry, "KnownAtInFuture")
      .withArgs(later, await register.now());
  });
});
