import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { main } from "../../../client/src/cli/main.ts";
import { type NodeServer, nodeServer } from "../nodeServer.ts";
import { CASES, NOW } from "../verify/fixtures/cases.ts";
import { fixtureWorld, type FixtureWorld } from "../verify/fixtures/run.ts";
import { tir } from "./tir.ts";

const caseNamed = (name: string) => CASES.find((fixture) => fixture.name === name) ?? expect.fail(name);

describe("tir verify", () => {
  let world: FixtureWorld;
  let server: NodeServer;
  let folder: string;
  before(async () => {
    world = await fixtureWorld();
    server = await nodeServer(world.chain.provider);
    folder = mkdtempSync(path.join(tmpdir(), "tir-"));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await server.stop();
  });

  const file = (name: string, content: string): string => {
    const place = path.join(folder, name);
    writeFileSync(place, content);
    return place;
  };
  const source = () => ["--rpc", server.url, "--registry", world.register.address.registry, "--now", NOW];
  const verify = async (name: string, ...options: string[]) =>
    tir("verify", file("credential", caseNamed(name).document), ...source(), ...options);

  it("says VALID and by whom it is, and ends with 0", async () => {
    const { code, stdout } = await verify("accepts a Europass credential sealed with JAdES");
    expect([code, stdout.split("\n")[0]]).to.deep.equal([0, "VALID"]);
    expect(stdout).to.match(/^yes {3}ISSUER_ACCREDITED {2}The institution was authorised/m);
    expect(stdout).to.match(/^by {4}council → GR → accreditation body, office 4 → The university institution → /m);
  });

  it("ends as every fixture says, of which the options can be given on a command line", async () => {
    const EXITS = { VALID: 0, INVALID: 3, INCONCLUSIVE: 4 };
    const deployment = file("deployment.json", JSON.stringify(world.deployment));
    for (const { name, document, policy = {}, verdict } of CASES) {
      const { territory, ...rest } = policy;
      if (Object.keys(rest).length > 0) continue;
      const receipts = world.receiptOf(name).map((receipt) => file("receipt.json", JSON.stringify(receipt)));
      const args = [
        ...["verify", file("credential", document), "--rpc", server.url, "--deployment", deployment, "--now", NOW],
        ...receipts.flatMap((receipt) => ["--receipt", receipt]),
        ...(territory === undefined ? [] : ["--territory", territory]),
      ];
      // in this process: one for each would take minutes
      const said: string[] = [];
      const code = await main(args, { data: (line) => said.push(line), talk: (line) => said.push(line) });
      expect([code, said[0]?.split(":")[0]], `${name}: ${said.join("\n")}`).to.deep.equal([EXITS[verdict], verdict]);
    }
  });

  it("says INVALID with the reason, and ends with 3", async () => {
    const { code, stdout } = await verify("refuses an annulled accreditation");
    expect(code).to.equal(3);
    expect(stdout).to.match(/^INVALID: The accreditation for the qualification was annulled\.$/m);
  });

  it("says INCONCLUSIVE with the reason, and ends with 4", async () => {
    const { code, stdout } = await verify("leaves open an issuer of which there is no record");
    expect(code).to.equal(4);
    expect(stdout).to.match(/^INCONCLUSIVE: The registry has no record of the issuer/m);
  });

  const fromNowhere = async (name: string, ...options: string[]) =>
    tir(
      ...["verify", file("credential", caseNamed(name).document), "--rpc", "http://127.0.0.1:1"],
      ...["--registry", world.register.address.registry, ...options],
    );

  it("ends with 4 where no node answers, and says that it is the node", async () => {
    const name = "accepts a vc+jwt of an accredited institution";
    const { code, stdout } = await fromNowhere(name);
    expect(code).to.equal(4);
    expect(stdout).to.match(/^INCONCLUSIVE: The registry can't be reached\.$/m);
    expect(stdout).to.match(/^yes {3}INTEGRITY /m);
    expect(JSON.parse((await fromNowhere(name, "--json")).stdout)).to.deep.include({
      ...{ verdict: "INCONCLUSIVE", rootCause: { check: "SOURCE", code: "SOURCE_UNREACHABLE" } },
    });
  });

  it("ends with 3 where the document was changed, whether or not a node answers", async () => {
    const { code, stdout } = await fromNowhere("refuses a changed byte of a JAdES payload");
    expect([code, stdout.split("\n")[0]]).to.deep.equal([
      ...[3, "INVALID: The seal doesn't fit the document: it was changed, or sealed with another key."],
    ]);
  });

  it("prints the whole result as JSON", async () => {
    const { stdout } = await verify("accepts a vc+jwt of an accredited institution", "--json");
    expect(JSON.parse(stdout)).to.deep.include({ version: 1, verdict: "VALID", format: "vc+jwt" });
  });

  it("takes a notary's receipt for nothing where the registry's deployment isn't named", async () => {
    const name = "accepts one that is proven to be from before the withdrawal";
    const receipt = file("receipt.json", JSON.stringify(world.receiptOf(name)[0]));
    const { code, stdout } = await verify(name, "--receipt", receipt);
    expect(code).to.equal(4);
    expect(stdout).to.include("A notary's receipt proves nothing here (otherNotary).");
  });

  it("takes a notary's receipt where the deployment names the notary", async () => {
    const name = "accepts one that is proven to be from before the withdrawal";
    const receipt = file("receipt.json", JSON.stringify(world.receiptOf(name)[0]));
    const deployment = file("deployment.json", JSON.stringify(world.deployment));
    const document = file("credential", caseNamed(name).document);
    const options = ["--rpc", server.url, "--deployment", deployment, "--now", NOW, "--receipt", receipt];
    const { code, stdout } = await tir("verify", document, ...options);
    expect(code).to.equal(0);
    expect(stdout).to.include("after the proven time, there is an act that restricts");
  });

  it("ends with 2 where it is called wrongly", async () => {
    const credential = file("credential", "x");
    const calls = [
      ["verify"],
      ["verify", credential, "another"],
      ["verify", path.join(folder, "none")],
      ["verify", credential],
    ];
    for (const call of calls) expect((await tir(...call)).code, call.join(" ")).to.equal(2);
    const broken = await tir("verify", credential, ...source(), "--receipt", file("receipt.json", "{}"));
    expect([broken.code, broken.stderr]).to.deep.equal([
      2,
      "INVALID_RECEIPT: this is no receipt of version 1. Hand over the JSON file as the notary's client wrote it.\n",
    ]);
  });
});
