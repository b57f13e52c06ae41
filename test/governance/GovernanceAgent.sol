// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// A contract that calls what it is told to, and says that its timelock is the one it was made for.
contract GovernanceAgent {
    address public timelock;

    constructor(address timelock_) {
        timelock = timelock_;
    }

    function run(address target, bytes calldata data) external returns (bytes memory) {
        return Address.functionCall(target, data);
    }
}
