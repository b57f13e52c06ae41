import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { id } from "ethers";
import { network } from "hardhat";

const { ethers, networkHelpers } = await network.create();

/** Of every shape that small trees have. */
const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 33];

async function notary() {
  return ethers.deployContract("Notary");
}

function treeOf(size: number) {
  const leaves = Array.from({ length: size }, (_, index) => id(`document ${index} of ${size}`));
  const tree = StandardMerkleTree.of(
    leaves.map((leaf) => [leaf]),
    ["bytes32"],
  );
  return { tree, leaves };
}

describe("Notary", () => {
  for (const size of SIZES) {
    it(`finds each leaf of an anchored standard Merkle tree of ${size}, by the package's proof`, async () => {
      const contract = await networkHelpers.loadFixture(notary);
      const { tree, leaves } = treeOf(size);
      await contract.anchor(tree.root);
      for (const leaf of leaves) {
        expect(await contract.isAnchored(tree.root, leaf, tree.getProof([leaf]))).to.be.true;
      }
    });
  }

  it("finds no leaf of a tree that isn't anchored", async () => {
    const contract = await networkHelpers.loadFixture(notary);
    const { tree, leaves } = treeOf(5);
    await contract.anchor(treeOf(4).tree.root);
    expect(await contract.isAnchored(tree.root, leaves[0]!, tree.getProof([leaves[0]!]))).to.be.false;
  });

  it("finds no leaf that isn't in the tree, and none by another's proof", async () => {
    const contract = await networkHelpers.loadFixture(notary);
    const { tree, leaves } = treeOf(5);
    await contract.anchor(tree.root);
    const proof = tree.getProof([leaves[0]!]);
    expect(await contract.isAnchored(tree.root, id("forged"), proof)).to.be.false;
    expect(await contract.isAnchored(tree.root, leaves[1]!, proof)).to.be.false;
    expect(await contract.isAnchored(tree.root, leaves[0]!, proof.slice(1))).to.be.false;
    expect(await contract.isAnchored(tree.root, leaves[0]!, [...proof, tree.root])).to.be.false;
  });

  it("takes no node of the tree for a leaf", async () => {
    const contract = await networkHelpers.loadFixture(notary);
    const { tree, leaves } = treeOf(4);
    await contract.anchor(tree.root);
    const [leaf] = leaves;
    const [sibling, ...rest] = tree.getProof([leaf!]);
    // The parent of two leaves with the rest of the proof: what a tree of leaves that aren't hashed once more would take.
    const [low, high] = [tree.leafHash([leaf!]), sibling!].sort();
    const parent = ethers.keccak256(ethers.concat([low!, high!]));
    expect(await contract.isAnchored(tree.root, parent, rest)).to.be.false;
    expect(await contract.isAnchored(tree.root, tree.leafHash([leaf!]), [sibling!, ...rest])).to.be.false;
    expect(await contract.isAnchored(tree.root, tree.root, [])).to.be.false;
  });

  it("tells since when a root is known, whoever anchors it again", async () => {
    const contract = await networkHelpers.loadFixture(notary);
    const [, somebodyElse] = await ethers.getSigners();
    const { tree } = treeOf(3);

    await expect(contract.anchor(tree.root)).to.emit(contract, "RootAnchored").withArgs(tree.root);
    const block = (await ethers.provider.getBlock("latest"))!;
    await networkHelpers.time.increase(86_400);
    await expect(contract.connect(somebodyElse).anchorBatch([tree.root])).not.to.emit(contract, "RootAnchored");

    expect(await contract.anchoredAt(tree.root)).to.deep.equal([BigInt(block.timestamp), BigInt(block.number)]);
  });

  it("knows nothing about other roots", async () => {
    const contract = await networkHelpers.loadFixture(notary);
    expect(await contract.anchoredAt(id("never anchored"))).to.deep.equal([0n, 0n]);
  });

  it("has no function but anchoring and asking", async () => {
    const contract = await networkHelpers.loadFixture(notary);
    const functions = contract.interface.fragments
      .filter(({ type }) => type === "function")
      .map((f) => f.format("sighash"));
    expect(functions).to.have.members([
      "anchor(bytes32)",
      "anchorBatch(bytes32[])",
      "anchoredAt(bytes32)",
      "isAnchored(bytes32,bytes32,bytes32[])",
      "version()",
    ]);
  });
});
