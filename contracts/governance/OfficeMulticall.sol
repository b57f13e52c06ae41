// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IOfficeMulticall} from "../interfaces/IOfficeMulticall.sol";
import {OfficeBundle} from "./OfficeBundle.sol";

/// Runs the bundle of an office.
///
/// Stateless: no storage, and the only immutable is the code's own address, by which a bundle that came in through a
/// proxy goes straight to the implementation instead of through the proxy once more. It can be used behind a proxy and
/// without one.
abstract contract OfficeMulticall is OfficeBundle, IOfficeMulticall {
    /// The same for all proxies of an implementation.
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address private immutable _implementation = address(this);

    /// @inheritdoc IOfficeMulticall
    /// @dev The target of the delegate call is this very code, and it is no library.
    /// @custom:oz-upgrades-unsafe-allow delegatecall
    function multicall(uint40 deadline, bytes[] calldata calls) external returns (bytes[] memory) {
        if (block.timestamp > deadline) revert OfficeMulticallExpired(deadline, block.timestamp);
        address running = _running();
        if (running != address(0)) revert OfficeMulticallNested(running);

        // Every write goes through here, and the compiler's way of decoding and encoding would cost as much as all the
        // rest. Offsets are followed without bounds: whatever they lead to is calldata, all of it the caller's own.
        // The answer, `abi.encode(results)`, is written in place:
        // 0x20 | number | one offset for each, counted from the first | length and bytes of each, padded with zeros
        address target = _implementation;
        assembly ("memory-safe") {
            tstore(RUNNING_SLOT, caller())

            let answer := mload(0x40)
            let offsets := add(answer, 0x40)
            let end := shl(5, calls.length)
            let tail := add(offsets, end)
            mstore(answer, 0x20)
            mstore(add(answer, 0x20), calls.length)
            for {
                let i := 0
            } lt(i, end) {
                i := add(i, 0x20)
            } {
                let data := add(calls.offset, calldataload(add(calls.offset, i)))
                let size := calldataload(data)
                calldatacopy(tail, add(data, 0x20), size)
                let success := delegatecall(gas(), target, tail, size, 0, 0)
                size := returndatasize()
                if iszero(success) {
                    returndatacopy(tail, 0, size)
                    revert(tail, size)
                }
                mstore(add(offsets, i), sub(tail, offsets))
                mstore(tail, size)
                tail := add(tail, 0x20)
                returndatacopy(tail, 0, size)
                mstore(add(tail, size), 0)
                tail := add(tail, and(add(size, 0x1f), not(0x1f)))
            }

            // Cleared, so that the account's later calls in the same transaction are calls on their own again.
            tstore(RUNNING_SLOT, 0)
            return(answer, sub(tail, answer))
        }
    }
}
