// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// Stands for contracts/types/Act.sol in lifted code: a word, and its fields unknown functions of it. What is proved holds
/// whatever the places of the fields are; only what is marked as assumed is taken from the packing.
type Act is uint256;

using {isNone, position, atPosition} for Act global;

function isNone(Act act) pure returns (bool) {
    return Act.unwrap(act) == 0;
}

function position(Act act) pure returns (uint24) {
    return abi.decode(abi.encode(act), (uint24));
}

/// Assumed: an act that is placed is an act, and stands where it was placed.
function atPosition(Act act, uint256 position_) pure returns (Act placed) {
    placed = abi.decode(abi.encode(act, position_), (Act));
    require(!placed.isNone() && placed.position() == position_);
}
