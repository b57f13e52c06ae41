import { expect } from "chai";
import { AbiCoder, id, keccak256, type Log, type Provider, ZeroHash } from "ethers";

import type { Hex } from "../../../client/src/hex.ts";
import * as writes from "../../../client/src/writes/index.ts";
import { officeCall } from "../../../deploy/safe.ts";
import {
  councilInterface,
  descriptionOf,
  operationOf,
  proposalNamed,
  proposals,
  requireReadable,
  statusOfProposal,
} from "../../../tasks/council/proposals.ts";
import type { Session } from "../../../tasks/core/session.ts";
import { codeOf, DAY, ethers, EVIDENCE, networkHelpers, now, provider, type World, world } from "../bundle/world.ts";

const load = () => networkHelpers.loadFixture(world);
const STRANGER: Hex = "0x00000000000000000000000000000000DeaDBeef";

const sessionOf = ({ record }: World, node: Provider = provider): Session =>
  ({ record, provider: node, now }) as unknown as Session;

/** Austria proposes. */
async function propose(
  { record, austria, officers, submitter }: World,
  targets: Hex[],
  calldatas: Hex[],
  values = targets.map(() => 0n),
): Promise<void> {
  const description = descriptionOf(EVIDENCE, austria);
  const call = councilInterface.encodeFunctionData("propose", [targets, values, calldatas, description]) as Hex;
  const data = writes.multicall({ deadline: (await now()) + DAY, calls: [call] });
  await (
    await officeCall({ address: austria, threshold: 2, officers }, submitter, record.contracts.council, data)
  ).wait();
}

/** A node that shows the log's calls otherwise than they are. */
const lying = (change: (data: string) => string): Provider =>
  new Proxy(provider, {
    get: (target, name) =>
      name === "getLogs"
        ? async (filter: Parameters<Provider["getLogs"]>[0]) =>
            (await target.getLogs(filter)).map((log) => ({ ...log.toJSON(), data: change(log.data) }) as Log)
        : (Reflect.get(target, name) as unknown),
  });

describe("the council's proposals", () => {
  it("say in words what they do", async () => {
    const here = await load();
    await propose(here, [here.record.contracts.registry], [writes.unpause()]);
    const [proposal] = await proposals(sessionOf(here));
    expect(proposal!.words).to.deep.equal(["Ends the registry's pause."]);
    expect(proposal!.readable).to.equal(true);
    expect((await statusOfProposal(sessionOf(here), proposal!)).state).to.equal("pending");
  });

  it("stay usable when somebody proposes what can't be read", async () => {
    const here = await load();
    const { registry } = here.record.contracts;
    await propose(here, [registry], [writes.unpause()]);
    await propose(here, [STRANGER, registry, registry], ["0x12345678", "0xdeadbeef", writes.unpause()], [0n, 0n, 7n]);
    const [readable, unreadable] = await proposals(sessionOf(here));
    expect([readable!.readable, unreadable!.readable]).to.deep.equal([true, false]);
    expect(unreadable!.words).to.deep.equal([
      `CAN'T BE READ (BUNDLE_UNKNOWN_TARGET): calls ${STRANGER} with 0x12345678`,
      `CAN'T BE READ (BUNDLE_UNKNOWN_FUNCTION): calls ${registry} with 0xdeadbeef`,
      `CAN'T BE READ (BUNDLE_VALUE): calls ${registry} with ${writes.unpause()} and 7 wei`,
    ]);
    expect(
      await codeOf(() => {
        requireReadable(unreadable!);
      }),
    ).to.equal("PROPOSAL_UNREADABLE");
    expect(
      await codeOf(() => {
        requireReadable(readable!);
      }),
    ).to.equal(undefined);
    const council = await ethers.getContractAt("Council", here.record.contracts.council);
    const [targets, values, calldatas, description] = operationOf(unreadable!);
    expect(await council.hashProposal([...targets], [...values], [...calldatas], description)).to.equal(
      BigInt(unreadable!.id),
    );
  });

  it("aren't believed where the node's log isn't what the id says", async () => {
    const here = await load();
    await propose(
      here,
      [here.record.contracts.registry],
      [writes.upgradeToAndCall({ implementation: STRANGER, data: "0x" })],
    );
    const hidden = lying((data) => data.replaceAll(STRANGER.slice(2).toLowerCase(), "11".repeat(20)));
    expect(await codeOf(proposals(sessionOf(here, hidden)))).to.equal("PROPOSAL_DIFFERS");
    const [proposal] = await proposals(sessionOf(here));
    expect(proposal!.id).to.equal(
      BigInt(
        keccak256(
          AbiCoder.defaultAbiCoder().encode(
            ["address[]", "uint256[]", "bytes[]", "bytes32"],
            [proposal!.targets, proposal!.values, proposal!.calldatas, id(proposal!.description)],
          ),
        ),
      ).toString(),
    );
  });

  it("are named by as many digits as tell them apart", async () => {
    const here = await load();
    const session = sessionOf(here);
    await propose(here, [here.record.contracts.registry], [writes.unpause()]);
    const [proposal] = await proposals(session);
    expect((await proposalNamed(session, proposal!.id.slice(0, 6))).id).to.equal(proposal!.id);
    for (const written of ["", " ", `9${proposal!.id}`, ZeroHash]) {
      expect(await codeOf(proposalNamed(session, written))).to.equal("PROPOSAL_UNKNOWN");
    }
  });
});
