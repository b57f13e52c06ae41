// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {OfficeMulticall} from "../../contracts/governance/OfficeMulticall.sol";

/// Functions that a bundle may, or has to, call.
contract OfficeMulticallHarness is OfficeMulticall {
    error Refused(uint256 value);

    uint256 public value;
    address public lastCaller;

    /// Initializes a proxy.
    function begin() external {}

    function set(uint256 value_) external {
        _requireMulticall();
        value = value_;
        lastCaller = msg.sender;
    }

    function add(uint256 more) external returns (uint256) {
        _requireMulticall();
        value += more;
        return value;
    }

    /// Answers these bytes as they are, not ABI-encoded.
    function answer(bytes calldata data) external pure {
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, data.offset, data.length)
            return(free, data.length)
        }
    }

    function refuse(uint256 value_) external pure {
        revert Refused(value_);
    }

    function refuseSilently() external pure {
        revert();
    }

    /// Lets somebody else act while a bundle runs.
    function callOut(address target, bytes calldata data) external {
        (bool success, bytes memory answer) = target.call(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }

    /// Which code runs: a second hop through a proxy would show here as well.
    function self() external view returns (address context, address caller) {
        return (address(this), msg.sender);
    }
}
