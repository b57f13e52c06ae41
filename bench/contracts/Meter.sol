// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// Measures what a contract pays that asks another one: in a transaction of its own, so that the contract asked, and all
/// that it reads, is cold at the first call.
contract Meter {
    /// All calls together, the calling instruction and its cold access (2,600) included.
    event Metered(uint256 gasUsed);

    error CallFailed(uint256 index);

    /// Asks in order, as a view is asked.
    function measure(address target, bytes[] calldata calls) external {
        uint256 total = 0;
        for (uint256 i = 0; i < calls.length; ++i) {
            bytes memory data = calls[i];
            bool success;
            assembly ("memory-safe") {
                let before := gas()
                success := staticcall(gas(), target, add(data, 0x20), mload(data), 0, 0)
                total := add(total, sub(before, gas()))
            }
            if (!success) revert CallFailed(i);
        }
        emit Metered(total);
    }
}
