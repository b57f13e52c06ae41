/** Imports that are killed, again and again, and go on. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

import { expect } from "chai";

import { readRegister } from "../../../tasks/export/readRegister.ts";
import { temporaryFolder } from "../../support/foundation.ts";
import { Random } from "../../model/random.ts";
import { accreditations, institutions, types } from "./run/files.ts";
import { freshWorld, hashOf, importArguments, importFile, resultRows, start, STATES, type World } from "./run/world.ts";

const isCi = process.env["TEST_PROFILE"] === "ci";

/** CI kills more often. There are more bundles than kills, so that none comes when the work is done. */
const KILLS = isCi
  ? { institutions: 16, qualifications: 0, accreditations: 4 }
  : { institutions: 4, qualifications: 0, accreditations: 2 };
const ALL_KILLS = KILLS.institutions + KILLS.accreditations;
type Kind = keyof typeof KILLS;

/** Institutions of each of the three states. */
const EACH = isCi ? 200 : 60;
const TYPES = 4;
const PROFILE_BYTES = 3_400;
/** What a kill waits for: the plan, that a bundle is on its way, that one was recorded. */
const MOMENTS = ["plan", "plan", "bundle", "bundle", "done"] as const;
/** Until the kill then, in milliseconds. */
const LONGEST = 100;

describe("an import that is killed at any point", function () {
  this.timeout(1_200_000);

  function files(name: string): Readonly<Record<Kind, string>> {
    const folder = path.join(temporaryFolder(), name);
    mkdirSync(folder);
    return {
      institutions: institutions(folder, STATES, EACH, PROFILE_BYTES),
      qualifications: types(folder, STATES, TYPES),
      accreditations: accreditations(folder, STATES, EACH, TYPES),
    };
  }

  /** How many acts each record has. */
  async function acts({ registry }: World): Promise<Map<string, number>> {
    const { institutions: registered, qualificationTypes, programmes } = await readRegister(registry);
    return new Map([
      ...[...registered, ...qualificationTypes].map(({ id, acts: own }) => [id, own.length] as const),
      ...programmes.map((one) => [one.institution + one.qualificationType, one.acts.length] as const),
    ]);
  }

  /** Kills it in its work. @returns whether it was still at work */
  async function killed(world: World, kind: Kind, file: string, random: Random): Promise<boolean> {
    const { child, stderr, ended } = start(world, importArguments(world, kind, file));
    const journal = `${file}.journal.jsonl`;
    const lines = (type: string): number =>
      existsSync(journal) ? readFileSync(journal, "utf8").split(`"type":"${type}"`).length : 1;
    const moment = random.pick(MOMENTS);
    const before = lines(moment);
    const isThere = (): boolean => (moment === "plan" ? stderr().includes("bundles   ") : lines(moment) > before);
    while (child.exitCode === null && !isThere()) await setTimeout(2);
    await setTimeout(random.below(LONGEST));
    child.kill("SIGKILL");
    return (await ended).signal === "SIGKILL" && !readFileSync(journal, "utf8").includes('"end"');
  }

  it(`goes on without a duplicate or a gap, after SIGKILL at ${String(ALL_KILLS)} points`, async () => {
    let world = await freshWorld();
    const undisturbed = files("undisturbed");
    for (const kind of Object.keys(KILLS) as Kind[]) {
      const { code, stderr, data } = await importFile(world, kind, undisturbed[kind]);
      expect(code, stderr).to.equal(0);
      console.log(
        `      undisturbed: ${String(data.recorded)} ${kind}, ${String(data.bundles)} bundles, ${data.seconds.toFixed(1)} s`,
      );
    }
    const [expectedHash, expectedActs] = [await hashOf(world), await acts(world)];

    world = await freshWorld();
    expect(await hashOf(world)).not.to.equal(expectedHash);
    const disturbed = files("disturbed");
    const random = new Random(20);
    let kills = 0;
    for (const kind of Object.keys(KILLS) as Kind[]) {
      const file = disturbed[kind];
      for (let kill = 0; kill < KILLS[kind]; kill += 1) if (await killed(world, kind, file, random)) kills += 1;
      const { code, stderr, data } = await importFile(world, kind, file);
      expect(code, stderr).to.equal(0);
      expect(data.refused).to.equal(0);
      const rows = await resultRows(data.out);
      const others = rows.filter(({ transaction, status }) => !transaction!.startsWith("0x") || status !== "recorded");
      expect(others, kind).to.deep.equal([]);
    }
    console.log(`      ${String(kills)} kills`);
    expect(kills).to.equal(ALL_KILLS);
    expect(await acts(world)).to.deep.equal(expectedActs);
    expect(await hashOf(world)).to.equal(expectedHash);
  });
});
