// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {INotary} from "../interfaces/INotary.sol";

/// The notary: immutable, without an owner, without a setting. Roots are kept for good.
contract Notary is INotary {
    /// When a root was first seen, one storage slot. `time` 0 means never.
    ///
    ///  255       103            39       0
    ///  | unused 152 | blockNumber 64 | time 40 |
    struct Anchor {
        uint40 time;
        uint64 blockNumber;
    }

    mapping(bytes32 root => Anchor first) private _anchors;

    /// @inheritdoc INotary
    function anchor(bytes32 root) external {
        _anchor(root);
    }

    /// @inheritdoc INotary
    function anchorBatch(bytes32[] calldata roots) external {
        for (uint256 i = 0; i < roots.length; ++i) _anchor(roots[i]);
    }

    /// @inheritdoc INotary
    function anchoredAt(bytes32 root) external view returns (uint40 time, uint64 blockNumber) {
        Anchor memory first = _anchors[root];
        return (first.time, first.blockNumber);
    }

    /// @inheritdoc INotary
    function isAnchored(bytes32 root, bytes32 leaf, bytes32[] calldata proof) external view returns (bool) {
        if (_anchors[root].time == 0) return false;
        return MerkleProof.verifyCalldata(proof, root, keccak256(bytes.concat(keccak256(abi.encode(leaf)))));
    }

    /// @inheritdoc INotary
    function version() external pure returns (string memory) {
        return "1.0.0";
    }

    function _anchor(bytes32 root) private {
        if (_anchors[root].time != 0) return;
        _anchors[root] = Anchor({time: uint40(block.timestamp), blockNumber: uint64(block.number)});
        emit RootAnchored(root);
    }
}
