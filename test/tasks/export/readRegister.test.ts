import { expect } from "chai";
import { hexlify, toUtf8Bytes } from "ethers";

import { connect as connectClient } from "../../../client/src/connect.ts";
import type { JsonRpc } from "../../../client/src/chain/node.ts";
import { decodeScope } from "../../../client/src/encoding.ts";
import { profile, profileBytes } from "../../../client/src/profile.ts";
import { parseCountry } from "../../../client/src/identifiers/countries.ts";
import { topic } from "../../../client/src/questions/moment.ts";
import type { RecordRef } from "../../../client/src/references.ts";
import { csvFiles } from "../../../tasks/export/csv.ts";
import { readRegister } from "../../../tasks/export/readRegister.ts";
import { rejects } from "../../client/rejects.ts";
import { connected, EVIDENCE, IDENTIFIER, ids, KEY, PROFILE, TYPE_URI, world, type World } from "../../client/world.ts";
import { without } from "./contents.ts";
import { connect, EVERYTHING, Register, registration } from "../../support/register.ts";

interface Question {
  readonly method: string;
  readonly params?: unknown[];
}

/** Passes questions on; what comes back may be changed on the way. */
function through(
  { chain: { provider } }: Pick<World, "chain">,
  change: (question: Question, answer: unknown) => unknown,
): JsonRpc {
  return {
    request: async (question: Question) => change(question, await provider.request(question)),
  };
}

describe("readRegister", function () {
  this.timeout(300_000);
  let here: World;

  before(async () => {
    here = await world();
  });

  const opened = (provider: JsonRpc) => connectClient({ provider, address: here.register.address.registry });

  it("tells each record's acts as the client's history does", async () => {
    const registry = await connected(here);
    const register = await readRegister(registry);
    const records: (RecordRef & { readonly acts: unknown })[] = [
      ...register.seats.map(({ country, acts }) => ({ kind: "seat" as const, country, acts })),
      ...register.mandates.map(({ office, acts }) => ({ kind: "mandate" as const, office, acts })),
      ...register.institutions.map(({ id, acts }) => ({ kind: "institution" as const, institution: id, acts })),
      ...register.qualificationTypes.map(({ id, acts }) => ({
        ...{ kind: "qualificationType" as const, qualificationType: id, acts },
      })),
      ...register.programmes.map((one) => ({ kind: "programme" as const, ...one })),
      ...register.institutional.map((one) => ({ kind: "institutional" as const, ...one })),
      ...register.bindings.map((one) => ({ kind: "binding" as const, ...one })),
    ];
    expect(records.length).to.equal(3 + 2 + 2 + 3 + 2 + 1 + 1);
    for (const { acts, ...record } of records) {
      expect(acts, JSON.stringify(record)).to.deep.equal((await registry.history(record)).acts);
    }
    expect(register.problems).to.deep.equal([]);
  });

  it("tells institutions, types, offices and bindings as the client's answers do", async () => {
    const registry = await connected(here);
    const register = await readRegister(registry);
    for (const institution of register.institutions) {
      expect(await registry.institution(institution.id)).to.deep.include(without(institution, "acts"));
    }
    for (const type of register.qualificationTypes) {
      expect(await registry.qualificationType(type.id)).to.deep.include(without(type, "acts"));
    }
    for (const { account, ...office } of register.offices) {
      const known = await registry.office(office.number);
      expect(known).to.deep.include(office);
      expect("account" in known && known.account).to.equal(account);
    }
    expect(register.offices.map(({ kind }) => kind)).to.deep.equal([
      ...["memberState", "memberState", "memberState", "accreditationBody", "trustServiceProvider"],
    ]);
    expect(register.institutions.find(({ id }) => id === ids.institution)).to.deep.include({
      identifier: IDENTIFIER,
      profile: PROFILE,
      provider: here.provider.number,
    });
    expect(register.bindings[0]).to.deep.include({ institution: ids.institution, binding: ids.key, uri: KEY });
    expect(register.mandates[0]).to.deep.include({ country: "GR", kind: "accreditationBody" });
    expect(register.mandates[0]!.acts[0]!.scope).to.deep.equal(decodeScope(EVERYTHING));
  });

  it("tells what stood at an earlier block", async () => {
    const registry = await connected(here);
    const register = await readRegister(registry);
    const { acts } = register.programmes.find(({ qualificationType }) => qualificationType === ids.type)!;
    expect(acts.map(({ kind }) => kind)).to.deep.equal(["grant", "withdraw"]);
    const before = await readRegister(registry, { block: register.readAt.block - 4 });
    expect(before.programmes.find(({ qualificationType }) => qualificationType === ids.type)!.acts.length).to.equal(1);
    expect(before.readAt.block).to.equal(register.readAt.block - 4);
  });

  it("refuses a block that is to come", async () => {
    await rejects(readRegister(await connected(here), { block: 1_000_000 }), "BLOCK_TO_COME");
  });

  it("says that logs are missing, and goes on", async () => {
    const named = topic("Named");
    const registered = topic("InstitutionsRegistered");
    const registry = await opened(
      through(here, ({ method }, answer) => {
        if (method !== "eth_getLogs") return answer;
        return (answer as { topics: string[] }[]).filter(
          ({ topics: [first] }) => first !== named && first !== registered,
        );
      }),
    );
    const { institutions, qualificationTypes, bindings, problems } = await readRegister(registry);
    expect(institutions).to.deep.equal([]);
    expect(qualificationTypes.some(({ uri }) => uri !== undefined)).to.equal(false);
    expect(bindings[0]).not.to.have.property("uri");
    expect(problems).to.include(`The URI of qualification type ${ids.type} is missing.`);
    expect(problems).to.include(
      `Logs are missing: nothing is known of institution ${ids.institution}, which others name.`,
    );
  });

  it("notices a gap in a record's acts", async () => {
    const { register, body } = await world();
    await register.write(body.account, [
      "suspend",
      { kind: 2, subject: ids.institution, object: `0x${"0".repeat(64)}` },
      0,
      0,
      EVIDENCE,
    ]);
    const recorded = topic("InstitutionsRegistered");
    const provider = through(register, ({ method }, answer) => {
      if (method !== "eth_getLogs") return answer;
      return (answer as { topics: string[] }[]).filter(({ topics: [first] }) => first !== recorded);
    });
    const registry = await connectClient({ provider, address: register.address.registry });
    const { institutions, problems } = await readRegister(registry);
    expect(institutions[0]).to.deep.include({ id: ids.institution, country: "GR", profileProblem: "withheld" });
    expect(problems[0]).to.match(
      /^Logs are missing: the institution record of 0x[0-9a-f]{64} goes on with act 1 after 0/,
    );
  });

  it("says that a profile can't be read, and goes on", async () => {
    const { register, body } = await world();
    const odd = hexlify(toUtf8Bytes('{ "legalName": {} }'));
    await register.write(body.account, ["updateProfile", ids.institution, odd]);
    const registry = await connectClient({ provider: register.chain.provider, address: register.address.registry });
    const { institutions, problems } = await readRegister(registry);
    const found = institutions.find(({ id }) => id === ids.institution);
    expect(found).to.deep.include({ profileProblem: "notCanonical" });
    expect(found).not.to.have.property("profile");
    expect(problems).to.deep.equal([
      `The profile of institution ${IDENTIFIER} isn't canonical JSON of a profile, and is left out.`,
    ]);
  });

  it("reads 2,000 institutions with a dozen requests, within seconds", async () => {
    const register = await Register.deploy(await connect());
    const state = await register.seat("GR");
    const GR = parseCountry("GR");
    for (let first = 0; first < 2_000; first += 100) {
      const registrations = Array.from({ length: 100 }, (_, index): [string, string] => {
        const identifier = `urn:trusted-issuer:pic:${String(900_000_000 + first + index)}`;
        const made = profile({
          country: GR,
          identifiers: [identifier],
          legalName: { und: `Institution ${String(first + index)}` },
        });
        return [identifier, hexlify(profileBytes(made))];
      });
      await register.write(state, ["registerInstitutions", registrations, 0, EVIDENCE]);
    }
    await register.write(state, ["registerInstitutions", [registration("urn:not:canonical")], 0, EVIDENCE]);

    let requests = 0;
    const counting = through(register, (_, answer) => {
      requests += 1;
      return answer;
    });
    const registry = await connectClient({ provider: counting, address: register.address.registry });
    requests = 0;
    const began = performance.now();
    const contents = await readRegister(registry);
    const duration = performance.now() - began;
    expect(contents.institutions.length).to.equal(2_001);
    expect(requests).to.be.at.most(12);
    expect(duration).to.be.below(10_000);

    const { institutions, warnings } = csvFiles(contents);
    expect(institutions.split("\r\n").length).to.equal(2_000 + 2);
    expect(warnings).to.deep.equal(["Institution GR:urn:not:canonical is left out: its profile can't be read."]);
  });

  it("reads page by page where a node takes no long spans", async () => {
    let asked = 0;
    const registry = await opened(
      through(here, ({ method, params }, answer) => {
        if (method !== "eth_getLogs") return answer;
        asked += 1;
        const [{ fromBlock, toBlock }] = params as [{ fromBlock: string; toBlock: string }];
        if (Number(toBlock) - Number(fromBlock) <= 9) return answer;
        throw Object.assign(new Error("too many blocks"), { code: -32005 });
      }),
    );
    const whole = await readRegister(await connected(here));
    expect(await readRegister(registry)).to.deep.equal(whole);
    expect(asked).to.be.above(2);
  });

  it("knows the type's URI and attributes", async () => {
    const { qualificationTypes } = await readRegister(await connected(here));
    expect(qualificationTypes.find(({ id }) => id === ids.type)).to.deep.include({
      ...{ uri: TYPE_URI, country: "GR", eqfLevel: 6, fields: ["0613"], credentialType: 2 },
    });
  });
});
