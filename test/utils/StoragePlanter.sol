// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// Writes any slot of whoever delegates to it: what a hostile `setup`, or owners with something to hide, would use.
contract StoragePlanter {
    function plant(uint256 slot, uint256 value) external {
        assembly ("memory-safe") {
            sstore(slot, value)
        }
    }
}
