// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Test} from "../utils/Test.sol";
import {GovernanceHandler} from "./GovernanceHandler.sol";

/// One decision each; series of them are in `Governance.invariant.t.sol`.
contract GovernanceLockOutTest is Test {
    GovernanceHandler private handler;

    function setUp() public {
        handler = new GovernanceHandler();
    }

    /// Any setting that a vote reaches, with good and bad values: the council can act afterwards.
    function testFuzz_noDecisionLocksTheCouncilOut(uint256 kind, uint256 seed) public {
        handler.decide(0, kind, seed);
        assertTrue(handler.rolesHold());
        assertTrue(handler.probe());
    }
}
