// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Test} from "../utils/Test.sol";
import {GovernanceHandler} from "./GovernanceHandler.sol";

contract GovernanceInvariantTest is Test {
    GovernanceHandler private handler;

    function setUp() public {
        handler = new GovernanceHandler();
        bytes4[] memory actions = new bytes4[](11);
        actions[0] = handler.propose.selector;
        actions[1] = handler.vote.selector;
        actions[2] = handler.queue.selector;
        actions[3] = handler.execute.selector;
        actions[4] = handler.cancel.selector;
        actions[5] = handler.rotate.selector;
        actions[6] = handler.leaveCouncil.selector;
        actions[7] = handler.wait.selector;
        actions[8] = handler.decide.selector;
        actions[9] = handler.rotateAndVote.selector;
        actions[10] = handler.configure.selector;
        targetContract(address(handler));
        targetSelector(address(handler), actions);
    }

    /// One function, so that one series of calls serves for all:
    ///
    /// - Votes = active seats; a seat has 0 or 1.
    /// - Nothing is proposed, voted, queued, cancelled or executed but as the model says: nothing executes below quorum,
    ///   before its time or twice, and a rotated or late seat adds no second vote.
    /// - The roles are as after deployment.
    /// - No sequence of executed proposals locks the council out.
    function invariant_governance() public {
        assertTrue(handler.votesAreActiveSeats(), "votes aren't active seats");
        assertEq(handler.violation(), "");
        assertEq(handler.managed().acts(), handler.expectedActs());
        assertTrue(handler.rolesHold(), "roles don't hold");
        if (handler.executed()) assertTrue(handler.probe(), "the council can't act any more");
    }

    /// The handler is worth its name: what it tries, it often brings about.
    function test_everyActionSucceeds() public {
        uint256 random = 1;
        for (uint256 i = 0; i < 400; ++i) {
            random = uint256(keccak256(abi.encode(random)));
            uint256 seed = random >> 16;
            uint256 action = random % 12;
            if (action == 0) handler.propose(seed, seed >> 8, seed >> 16, seed >> 24);
            else if (action < 5) handler.vote(seed, seed >> 8, uint8(seed >> 16));
            else if (action == 5) handler.queue(seed);
            else if (action == 6) handler.execute(seed, seed % 2 == 0);
            else if (action == 7) handler.cancel(seed, seed >> 8);
            else if (action == 8) handler.rotate(seed);
            else if (action == 9 && i % 2 == 0) handler.leaveCouncil(seed);
            else if (action == 9) handler.rotateAndVote(seed, seed >> 8, uint8(seed >> 16));
            else if (action == 10) handler.wait(seed);
            else handler.decide(seed, seed >> 8, seed >> 16);
        }
        string[8] memory actions = ["propose", "vote", "queue", "execute", "cancel", "rotate", "leave", "decide"];
        for (uint256 i = 0; i < actions.length; ++i) {
            assertGt(handler.successes(actions[i]), 2, actions[i]);
        }
        assertEq(handler.violation(), "");
    }
}
