import { expect } from "chai";
import { keccak256 } from "ethers";

import type { Registry } from "../../client/src/registry.ts";
import { profileBytes } from "../../client/src/profile.ts";
import { rejects } from "./rejects.ts";
import {
  EVIDENCE,
  ids,
  IDENTIFIER,
  INSTITUTION,
  KEY,
  PROFILE,
  seconds,
  SECOND_TYPE,
  TYPE,
  TYPE_URI,
  connected,
  type World,
  world,
} from "./world.ts";

describe("the registry client", () => {
  let here: World;
  let registry: Registry;
  before(async () => {
    here = await world();
    registry = await connected(here);
  });

  describe("standing", () => {
    it("answers with code, name, flags, the deciding act and the block that was read", async () => {
      const { readAt, ...answer } = await registry.standing({
        institution: INSTITUTION,
        qualificationType: TYPE,
        at: "2024-07-01",
      });
      expect(answer).to.deep.include({
        ...{ institution: ids.institution, qualificationType: ids.type, code: 10, authorised: true },
        ...{ name: "AUTHORISED_BY_PROGRAMME", at: seconds("2024-07-01"), flags: ["RETROACTIVE"] },
      });
      expect(answer.act).to.include({
        from: seconds("2020-01-01"),
        until: seconds("2030-01-01"),
        office: here.body.number,
      });
      expect(readAt).to.include({ chainId: 31337, registry: here.register.address.registry });
      expect(readAt.block).to.equal(await here.chain.ethers.provider.getBlockNumber());
    });

    it("answers for now without a moment, and as known on a day", async () => {
      const question = { institution: ids.institution, qualificationType: { country: "EL", uri: TYPE_URI } };
      expect((await registry.standing(question)).name).to.equal("PROGRAMME_WITHDRAWN");
      const before = await registry.standing({ ...question, at: "2026-06-15", knownAt: new Date("2026-04-30") });
      expect(before).to.include({ name: "AUTHORISED_BY_PROGRAMME", knownAt: seconds("2026-04-30") });
    });

    it("answers about a territory, written in any way", async () => {
      const question = { institution: INSTITUTION, qualificationType: TYPE, at: "2024-07-01" };
      const answers = await registry.standings(["FRA", "EL"].map((territory) => ({ ...question, territory })));
      expect(answers.map(({ name, territory }) => [name, territory])).to.deep.equal([
        ["PROGRAMME_ELSEWHERE", "FR"],
        ["AUTHORISED_BY_PROGRAMME", "GR"],
      ]);
    });

    it("says why a question about the future's knowledge is refused", async () => {
      const question = { institution: INSTITUTION, qualificationType: TYPE, knownAt: "2040-01-01" };
      await rejects(registry.standing(question), "KNOWN_AT_IN_FUTURE");
    });

    it("refuses what names nothing", async () => {
      for (const [institution, code] of [
        ["Aristotle", "INVALID_REFERENCE"],
        ["GR:Aristotle", "INVALID_IDENTIFIER"],
        ["ZZ:pic:999854855", "INVALID_COUNTRY"],
      ] as const) {
        await rejects(registry.standing({ institution, qualificationType: TYPE }), code);
      }
    });
  });

  describe("standings", () => {
    it("answers many questions in one call, in their order", async () => {
      const answers = await registry.standings([
        { institution: INSTITUTION, qualificationType: TYPE, at: "2026-05-31" },
        { institution: INSTITUTION, qualificationType: SECOND_TYPE, at: "2026-05-31" },
        { institution: "AT:pic:999999999", qualificationType: SECOND_TYPE },
      ]);
      expect(answers.map(({ code }) => code)).to.deep.equal([10, 11, 20]);
    });
  });

  describe("bindingAt", () => {
    it("answers for a key by its thumbprint's URI, as known at both moments", async () => {
      const question = { institution: INSTITUTION, binding: KEY };
      expect(await registry.bindingAt({ ...question, at: "2026-02-02" })).to.include({ code: 100, active: true });
      expect(await registry.bindingAt({ ...question, at: "2026-01-02" })).to.include({ name: "PROVIDER_NOT_YET" });
      const before = await registry.bindingAt({ ...question, at: "2026-02-02", knownAt: "2026-01-20" });
      expect(before).to.include({ name: "UNKNOWN", active: false });
    });
  });

  describe("standingAndBinding", () => {
    it("answers both halves at the same instant", async () => {
      const question = { institution: INSTITUTION, qualificationType: TYPE, binding: KEY, at: "2026-03-01" };
      const { standing, binding } = await registry.standingAndBinding(question);
      expect([standing.code, binding.code, standing.at, binding.at]).to.deep.equal([
        10,
        100,
        ...Array<number>(2).fill(seconds("2026-03-01")),
      ]);
    });
  });

  describe("findHolders", () => {
    it("finds who holds a key from the logs, as many as the chain counts", async () => {
      expect(await registry.findHolders(KEY)).to.deep.include({
        institutions: [ids.institution],
        count: 1,
        complete: true,
      });
      expect(await registry.findHolders("did:web:nobody.example")).to.deep.include({
        institutions: [],
        complete: true,
      });
    });
  });

  describe("institution", () => {
    it("gives the profile whose hash the registry keeps, the identifier and the provider", async () => {
      expect(await registry.institution(INSTITUTION)).to.deep.include({
        known: true,
        country: "GR",
        identifier: IDENTIFIER,
        profileHash: keccak256(profileBytes(PROFILE)),
        profile: PROFILE,
        provider: here.provider.number,
      });
    });

    it("says where there is none", async () => {
      expect(await registry.institution("AT:pic:999999999")).to.deep.include({ known: false });
    });
  });

  describe("qualificationType", () => {
    it("gives URI, attributes and status", async () => {
      const { status, ...type } = (await registry.qualificationType(TYPE)) as Record<string, unknown>;
      expect(type).to.deep.include({ uri: TYPE_URI, country: "GR", eqfLevel: 6, fields: ["0613"], credentialType: 2 });
      expect(status).to.include({ state: "active" });
    });

    it("says where there is none", async () => {
      expect(await registry.qualificationType("EU:https://nothing.example/")).to.deep.include({ known: false });
    });
  });

  describe("office", () => {
    it("says whose it is", async () => {
      const account = here.body.account.address;
      expect(await registry.office(here.body.number)).to.deep.include({
        account,
        country: "GR",
        kind: "accreditationBody",
      });
      expect(await registry.office(999)).to.deep.include({ known: false });
    });
  });

  describe("history", () => {
    it("gives every act with both clocks, what it decided, and the hash of the published decision", async () => {
      const { acts } = await registry.history({ kind: "programme", institution: INSTITUTION, qualificationType: TYPE });
      expect(acts).to.have.lengthOf(2);
      expect(acts[0]).to.deep.include({
        ...{ kind: "grant", from: seconds("2020-01-01"), until: seconds("2030-01-01"), territories: ["GR"] },
        ...{ position: 0, byState: false, evidence: EVIDENCE, office: here.body.number },
      });
      expect(acts[1]).to.deep.include({
        kind: "withdraw",
        from: seconds("2026-06-01"),
        position: 1,
        evidence: EVIDENCE,
      });
      expect(acts[1]!.recordedAt).to.be.within(seconds("2026-05-01"), seconds("2026-05-02"));
    });

    it("gives scopes, and the evidence of what was recorded in bulk", async () => {
      const { acts } = await registry.history({ kind: "institutional", institution: INSTITUTION });
      expect(acts[0]).to.deep.include({
        territories: [],
        scope: { levels: [6, 7], credentialTypes: "all", fields: ["05"] },
      });
      const registered = await registry.history({ kind: "institution", institution: INSTITUTION });
      expect(registered.acts[0]).to.deep.include({ kind: "grant", from: 0, evidence: EVIDENCE });
      const mandate = await registry.history({ kind: "mandate", office: here.body.number });
      expect(mandate.acts[0]!.scope).to.deep.equal({ levels: "all", credentialTypes: "all", fields: "all" });
    });

    it("is empty for a record that there isn't", async () => {
      expect((await registry.history({ kind: "seat", country: "FR" })).acts).to.deep.equal([]);
    });
  });

  describe("statusOf", () => {
    it("answers for any record", async () => {
      expect((await registry.statusOf({ kind: "seat", country: "GR" })).state).to.equal("active");
      expect((await registry.statusOf({ kind: "seat", country: "FR" })).state).to.equal("never");
      expect(
        (await registry.statusOf({ kind: "mandate", office: here.provider.number }, { at: "2026-01-02" })).state,
      ).to.equal("notYet");
    });
  });

  describe("search", () => {
    it("finds the events that name an institution, in their order, and goes on from its cursor", async () => {
      const all = await registry.search({ institution: INSTITUTION });
      expect(all.complete).to.equal(true);
      expect(all.events.map(({ name }) => name)).to.deep.equal([
        "ProviderAppointed",
        "Accredited",
        "ActRecorded",
        "ActRecorded",
        "ActRecorded",
      ]);
      const pages = [];
      for (let cursor: string | undefined; ;) {
        const page = await registry.search(
          { institution: INSTITUTION },
          { blocks: 7, ...(cursor === undefined ? {} : { cursor }) },
        );
        pages.push(...page.events);
        cursor = page.cursor;
        if (page.complete) break;
      }
      expect(pages).to.deep.equal(all.events);
    });

    it("finds by event and by binding", async () => {
      const named = await registry.search({ event: "Named" });
      expect(named.events.map(({ values }) => values["uri"])).to.include.members([TYPE_URI, KEY]);
      expect((await registry.search({ binding: KEY })).events.map(({ name }) => name)).to.deep.equal([
        "Named",
        "ActRecorded",
      ]);
    });

    it("finds nothing new at the end, and refuses a cursor of another chain or none", async () => {
      const { cursor } = await registry.search({});
      expect(await registry.search({}, { cursor })).to.deep.include({ events: [], complete: true, cursor });
      await rejects(registry.search({}, { cursor: `3:0x${"0".repeat(64)}` }), "CHAIN_REORGANISED");
      await rejects(registry.search({}, { cursor: "three" }), "INVALID_CURSOR");
    });
  });

  describe("at", () => {
    it("asks as of a block", async () => {
      const { events } = await registry.search({ event: "InstitutionsRegistered" });
      const before = registry.at(events[0]!.block - 1);
      const { code, readAt } = await before.standing({ institution: INSTITUTION, qualificationType: TYPE });
      expect([code, readAt.block]).to.deep.equal([20, events[0]!.block - 1]);
      expect((await before.institution(INSTITUTION)).known).to.equal(false);
    });
  });

  describe("before the register's first block", () => {
    it("says that nothing answers", async () => {
      await rejects(registry.at(1).standing({ institution: INSTITUTION, qualificationType: TYPE }), "NO_REGISTRY");
    });
  });

  describe("snapshot", () => {
    it("says chain, block and whether the code is the deployment's", async () => {
      expect(await registry.snapshot()).to.include({ chainId: 31337, code: "expected" });
    });
  });

  describe("notary", () => {
    it("says since when a root is anchored", async () => {
      const root = EVIDENCE as `0x${string}`;
      expect(await registry.notary!.anchoredAt(root)).to.equal(undefined);
      const contract = await here.chain.ethers.getContractAt("Notary", here.notary);
      await contract.anchor(root);
      expect(await registry.notary!.anchoredAt(root)).to.include({
        block: await here.chain.ethers.provider.getBlockNumber(),
      });
      expect(await registry.notary!.isAnchored(root, root, [])).to.equal(false);
    });
  });
});
