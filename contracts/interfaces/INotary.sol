// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// Says since when the root of a Merkle tree is known, and so that everything under it existed by then. Nobody owns it,
/// anybody may anchor, and an entry never changes.
///
/// The trees are those of OpenZeppelin's `merkle-tree` package, `StandardMerkleTree` with one `bytes32` each, the *leaf*:
///
/// - leaf: keccak256(domain tag ‖ institution id or zero ‖ 32 random bytes of salt ‖ SHA-256 of the document), made where
///   the document is. Without the salt nothing leads from the document to the leaf: to forget it is to erase the link.
/// - in the tree: keccak256(keccak256(abi.encode(leaf))). Hashed once more, an inner node can't be passed off as a leaf.
/// - root: of pairs hashed in ascending order. A tree of one leaf has an empty proof.
///
/// An anchor proves a time, not a right: who anchored says nothing, and whoever knows a root may anchor it first. That an
/// institution might award at that time is the registry's answer.
interface INotary {
    /// `root` was anchored for the first time, at the time and in the block of this event.
    event RootAnchored(bytes32 indexed root);

    /// Anchors a root. Never reverts: a root that is anchored already keeps its first time, and no event is emitted.
    function anchor(bytes32 root) external;

    /// The same for each of the roots.
    function anchorBatch(bytes32[] calldata roots) external;

    /// When a root was anchored first.
    /// @return time Of the block, Unix seconds UTC; 0 where the root isn't anchored.
    /// @return blockNumber The block's number; 0 where the root isn't anchored.
    function anchoredAt(bytes32 root) external view returns (uint40 time, uint64 blockNumber);

    /// Whether the root is anchored and the leaf is in its tree. Since when: `anchoredAt(root)`.
    /// @param leaf As made from the document, not hashed once more: that is done here.
    /// @param proof The sibling hashes from the leaf up, as `getProof` gives them.
    function isAnchored(bytes32 root, bytes32 leaf, bytes32[] calldata proof) external view returns (bool);

    /// Semantic version.
    function version() external pure returns (string memory);
}
