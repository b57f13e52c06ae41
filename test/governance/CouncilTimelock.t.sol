// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

import {CouncilTimelock} from "../../contracts/governance/CouncilTimelock.sol";
import {Test} from "../utils/Test.sol";
import {GovernanceAgent} from "./GovernanceAgent.sol";

/// Governors are stood in for by agents that schedule what they are told to.
contract CouncilTimelockTest is Test {
    bytes32 private constant ADMIN = 0;
    bytes32 private proposer;
    bytes32 private canceller;
    bytes32 private executor;

    CouncilTimelock private timelock;
    GovernanceAgent private first;
    GovernanceAgent private second;
    bytes32 private salt;

    function setUp() public {
        vm.warp(1_800_000_000);
        timelock = new CouncilTimelock(address(this));
        proposer = timelock.PROPOSER_ROLE();
        canceller = timelock.CANCELLER_ROLE();
        executor = timelock.EXECUTOR_ROLE();
        first = new GovernanceAgent(address(timelock));
        second = new GovernanceAgent(address(timelock));
        timelock.grantRole(proposer, address(first));
        timelock.grantRole(canceller, address(first));
        timelock.renounceRole(ADMIN, address(this));
    }

    // -- as deployed

    function test_beginsWithThreeDaysOpenExecutionAndItselfAsAdmin() public {
        assertEq(timelock.getMinDelay(), 3 days);
        assertTrue(timelock.hasRole(executor, address(0)));
        assertTrue(timelock.hasRole(ADMIN, address(timelock)));
        assertFalse(timelock.hasRole(ADMIN, address(this)));
        assertEq(timelock.proposerCount(), 1);
        assertEq(timelock.version(), "1.0.0");

        CouncilTimelock fresh = new CouncilTimelock(address(this));
        assertTrue(fresh.hasRole(ADMIN, address(this)));
        assertEq(fresh.proposerCount(), 0);
    }

    function test_deployerStaysUntilThereIsAProposer() public {
        CouncilTimelock fresh = new CouncilTimelock(address(this));
        vm.expectRevert(_error(CouncilTimelock.CouncilTimelockWithoutProposer.selector, address(this)));
        fresh.renounceRole(ADMIN, address(this));

        fresh.grantRole(proposer, address(new GovernanceAgent(address(fresh))));
        fresh.renounceRole(ADMIN, address(this));
        assertFalse(fresh.hasRole(ADMIN, address(this)));
    }

    function test_deployerAppointsGovernorsOfThisTimelockOnly() public {
        CouncilTimelock fresh = new CouncilTimelock(address(this));
        address[4] memory strangers = [
            makeAddr("nobody"),
            address(0),
            address(this),
            address(new GovernanceAgent(address(timelock)))
        ];
        for (uint256 i = 0; i < strangers.length; ++i) {
            vm.expectRevert(_error(CouncilTimelock.CouncilTimelockNotGovernor.selector, strangers[i]));
            fresh.grantRole(proposer, strangers[i]);
        }
    }

    function test_deployerMakesNobodyElseAdmin() public {
        CouncilTimelock fresh = new CouncilTimelock(address(this));
        vm.expectRevert(_error(CouncilTimelock.CouncilTimelockAdminFixed.selector, address(first)));
        fresh.grantRole(ADMIN, address(first));
    }

    // -- admins, executors

    function test_timelockStaysItsOwnOnlyAdmin() public {
        _decideRefused(
            first,
            abi.encodeCall(timelock.grantRole, (ADMIN, address(first))),
            _error(CouncilTimelock.CouncilTimelockAdminFixed.selector, address(first))
        );
        _decideRefused(
            first,
            abi.encodeCall(timelock.revokeRole, (ADMIN, address(timelock))),
            _error(CouncilTimelock.CouncilTimelockAdminFixed.selector, address(timelock))
        );
        _decideRefused(
            first,
            abi.encodeCall(timelock.renounceRole, (ADMIN, address(timelock))),
            _error(CouncilTimelock.CouncilTimelockAdminFixed.selector, address(timelock))
        );
    }

    function test_executionStaysOpen() public {
        // Another executor changes nothing, and can go again.
        _decide(first, abi.encodeCall(timelock.grantRole, (executor, address(first))));
        _decide(first, abi.encodeCall(timelock.revokeRole, (executor, address(first))));
        _decideRefused(
            first,
            abi.encodeCall(timelock.revokeRole, (executor, address(0))),
            abi.encodeWithSelector(CouncilTimelock.CouncilTimelockExecutionStaysOpen.selector)
        );
    }

    // -- proposers

    function test_proposerIsRemovedByItsSuccessor() public {
        _decide(first, abi.encodeCall(timelock.grantRole, (proposer, address(second))));
        assertEq(timelock.proposerCount(), 2);
        _decide(second, abi.encodeCall(timelock.revokeRole, (proposer, address(first))));
        assertEq(timelock.proposerCount(), 1);
        assertFalse(timelock.hasRole(proposer, address(first)));
    }

    function test_proposerIsNotRemovedByItself() public {
        _decide(first, abi.encodeCall(timelock.grantRole, (proposer, address(second))));
        bytes memory refused = _error(CouncilTimelock.CouncilTimelockSelfRemoval.selector, address(first));
        _decideRefused(first, abi.encodeCall(timelock.revokeRole, (proposer, address(first))), refused);

        // Nor by renouncing, within an operation of its own or without one.
        bytes memory renounce = abi.encodeCall(timelock.renounceRole, (proposer, address(first)));
        vm.expectRevert(refused);
        first.run(address(timelock), renounce);
        bytes memory data = abi.encodeCall(first.run, (address(timelock), renounce));
        (bytes32 id, bytes32 salt_) = _schedule(first, address(first), data);
        skip(3 days);
        assertTrue(timelock.isOperationReady(id));
        vm.expectRevert(refused);
        timelock.execute(address(first), 0, data, 0, salt_);
    }

    function test_proposerMayRenounceInAnOperationOfAnother() public {
        _decide(first, abi.encodeCall(timelock.grantRole, (proposer, address(second))));
        bytes memory renounce = abi.encodeCall(timelock.renounceRole, (proposer, address(first)));
        bytes memory data = abi.encodeCall(first.run, (address(timelock), renounce));
        (, bytes32 salt_) = _schedule(second, address(first), data);
        skip(3 days);
        timelock.execute(address(first), 0, data, 0, salt_);
        assertEq(timelock.proposerCount(), 1);
    }

    function test_twoProposersCannotRemoveEachOtherInOneGo() public {
        _decide(first, abi.encodeCall(timelock.grantRole, (proposer, address(second))));
        // The second's operation, which removes the first, is executed from within the first's, which then goes on.
        bytes memory inner = abi.encodeCall(timelock.revokeRole, (proposer, address(first)));
        (, bytes32 innerSalt) = _schedule(second, address(timelock), inner);

        address[] memory targets = new address[](2);
        bytes[] memory payloads = new bytes[](2);
        targets[0] = address(timelock);
        targets[1] = address(timelock);
        payloads[0] = abi.encodeCall(timelock.execute, (address(timelock), 0, inner, 0, innerSalt));
        payloads[1] = abi.encodeCall(timelock.revokeRole, (proposer, address(second)));
        uint256[] memory values = new uint256[](2);
        first.run(address(timelock), abi.encodeCall(timelock.scheduleBatch, (targets, values, payloads, 0, 0, 3 days)));
        skip(3 days);
        vm.expectRevert(_error(CouncilTimelock.CouncilTimelockSelfRemoval.selector, address(second)));
        timelock.executeBatch(targets, values, payloads, 0, 0);
        assertEq(timelock.proposerCount(), 2);
    }

    function test_operationWithinAnOperationCountsAsItsOwnSchedulers() public {
        _decide(first, abi.encodeCall(timelock.grantRole, (proposer, address(second))));
        bytes memory inner = abi.encodeCall(timelock.updateDelay, (2 days));
        (, bytes32 innerSalt) = _schedule(first, address(timelock), inner);

        address[] memory targets = new address[](2);
        bytes[] memory payloads = new bytes[](2);
        targets[0] = address(timelock);
        targets[1] = address(timelock);
        payloads[0] = abi.encodeCall(timelock.execute, (address(timelock), 0, inner, 0, innerSalt));
        payloads[1] = abi.encodeCall(timelock.revokeRole, (proposer, address(first)));
        uint256[] memory values = new uint256[](2);
        second.run(
            address(timelock),
            abi.encodeCall(timelock.scheduleBatch, (targets, values, payloads, 0, 0, 3 days))
        );
        skip(3 days);
        // After the first's operation it is the second's again.
        timelock.executeBatch(targets, values, payloads, 0, 0);
        assertFalse(timelock.hasRole(proposer, address(first)));
        assertEq(timelock.getMinDelay(), 2 days);
    }

    function test_removedProposersOperationsAreVoid() public {
        _decide(first, abi.encodeCall(timelock.grantRole, (proposer, address(second))));
        bytes memory data = abi.encodeCall(timelock.updateDelay, (2 days));
        (bytes32 id, bytes32 salt_) = _schedule(first, address(timelock), data);
        assertEq(timelock.schedulerOf(id), address(first));
        _decide(second, abi.encodeCall(timelock.revokeRole, (proposer, address(first))));
        vm.expectRevert(
            abi.encodeWithSelector(CouncilTimelock.CouncilTimelockSchedulerRemoved.selector, id, address(first))
        );
        timelock.execute(address(timelock), 0, data, 0, salt_);
    }

    function test_aVoteAppointsGovernorsOfThisTimelockOnly() public {
        GovernanceAgent foreign = new GovernanceAgent(address(this));
        _decideRefused(
            first,
            abi.encodeCall(timelock.grantRole, (proposer, address(foreign))),
            _error(CouncilTimelock.CouncilTimelockNotGovernor.selector, address(foreign))
        );
    }

    function test_grantingOrRevokingWhatIsSoAlreadyChangesNothing() public {
        _decide(first, abi.encodeCall(timelock.grantRole, (proposer, address(first))));
        _decide(first, abi.encodeCall(timelock.revokeRole, (proposer, address(second))));
        _decide(first, abi.encodeCall(timelock.grantRole, (ADMIN, address(timelock))));
        _decide(first, abi.encodeCall(timelock.revokeRole, (ADMIN, address(second))));
        assertEq(timelock.proposerCount(), 1);
    }

    function test_rolesAreGivenByVoteOnly() public {
        bytes memory refused = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector,
            address(this),
            ADMIN
        );
        vm.expectRevert(refused);
        timelock.grantRole(proposer, address(second));
        vm.expectRevert(refused);
        timelock.revokeRole(proposer, address(first));
    }

    // -- cancellers

    function test_cancellerCancelsItsOwnOperations() public {
        (bytes32 id, ) = _schedule(first, address(timelock), abi.encodeCall(timelock.updateDelay, (2 days)));
        first.run(address(timelock), abi.encodeCall(timelock.cancel, (id)));
        assertFalse(timelock.isOperation(id));
    }

    function test_cancellerHasNoVeto() public {
        _decide(first, abi.encodeCall(timelock.grantRole, (canceller, address(this))));
        (bytes32 id, ) = _schedule(first, address(timelock), abi.encodeCall(timelock.updateDelay, (2 days)));
        vm.expectRevert(
            abi.encodeWithSelector(
                CouncilTimelock.CouncilTimelockForeignOperation.selector,
                id,
                address(this),
                address(first)
            )
        );
        timelock.cancel(id);
    }

    function test_cancelNeedsTheRole() public {
        (bytes32 id, ) = _schedule(first, address(timelock), abi.encodeCall(timelock.updateDelay, (2 days)));
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, address(this), canceller)
        );
        timelock.cancel(id);
    }

    // -- delay and times

    function testFuzz_delayStaysInItsBounds(uint256 delay) public {
        bytes memory data = abi.encodeCall(timelock.updateDelay, (delay));
        if (delay < 1 days || delay > 30 days) {
            _decideRefused(
                first,
                data,
                abi.encodeWithSelector(CouncilTimelock.CouncilTimelockDelayOutOfRange.selector, delay, 1 days, 30 days)
            );
        } else {
            _decide(first, data);
            assertEq(timelock.getMinDelay(), delay);
        }
    }

    function test_delayAtTheBounds() public {
        testFuzz_delayStaysInItsBounds(1 days - 1);
        testFuzz_delayStaysInItsBounds(30 days + 1);
        testFuzz_delayStaysInItsBounds(0);
        testFuzz_delayStaysInItsBounds(type(uint256).max);
        testFuzz_delayStaysInItsBounds(1 days);
        testFuzz_delayStaysInItsBounds(30 days);
    }

    function test_delayIsChangedByVoteOnly() public {
        vm.expectRevert(_error(TimelockController.TimelockUnauthorizedCaller.selector, address(this)));
        timelock.updateDelay(2 days);
    }

    function test_nothingIsScheduledBelowTheDelay() public {
        vm.expectRevert(
            abi.encodeWithSelector(TimelockController.TimelockInsufficientDelay.selector, 3 days - 1, 3 days)
        );
        first.run(address(timelock), abi.encodeCall(timelock.schedule, (address(this), 0, "", 0, 0, 3 days - 1)));
    }

    function test_nothingIsScheduledByOthers() public {
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, address(this), proposer)
        );
        timelock.schedule(address(this), 0, "", 0, 0, 3 days);
    }

    function test_operationIsExecutedOnceFromItsTimeUntilItsExpiry() public {
        bytes memory data = abi.encodeCall(timelock.updateDelay, (2 days));
        (bytes32 id, bytes32 salt_) = _schedule(first, address(timelock), data);
        uint256 scheduled = block.timestamp;
        bytes memory notReady = abi.encodeWithSelector(
            TimelockController.TimelockUnexpectedOperationState.selector,
            id,
            bytes32(uint256(4))
        );

        vm.warp(scheduled + 3 days - 1);
        vm.expectRevert(notReady);
        timelock.execute(address(timelock), 0, data, 0, salt_);

        uint256 expiry = scheduled + 33 days;
        assertEq(timelock.expiryOf(id), expiry);
        vm.warp(expiry);
        vm.expectRevert(abi.encodeWithSelector(CouncilTimelock.CouncilTimelockOperationExpired.selector, id, expiry));
        timelock.execute(address(timelock), 0, data, 0, salt_);

        vm.warp(expiry - 1);
        timelock.execute(address(timelock), 0, data, 0, salt_);
        assertEq(timelock.getMinDelay(), 2 days);

        vm.expectRevert(notReady);
        timelock.execute(address(timelock), 0, data, 0, salt_);
    }

    function test_unknownOperationIsRefused() public {
        bytes32 id = timelock.hashOperation(address(this), 0, "", 0, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                id,
                bytes32(uint256(4))
            )
        );
        timelock.execute(address(this), 0, "", 0, 0);
    }

    // -- helpers

    function _schedule(
        GovernanceAgent governor,
        address target,
        bytes memory data
    ) private returns (bytes32 id, bytes32 salt_) {
        salt = keccak256(abi.encode(salt));
        salt_ = salt;
        id = timelock.hashOperation(target, 0, data, 0, salt_);
        governor.run(
            address(timelock),
            abi.encodeCall(timelock.schedule, (target, 0, data, 0, salt_, timelock.getMinDelay()))
        );
    }

    function _decide(GovernanceAgent governor, bytes memory data) private {
        (, bytes32 salt_) = _schedule(governor, address(timelock), data);
        skip(timelock.getMinDelay());
        timelock.execute(address(timelock), 0, data, 0, salt_);
    }

    function _decideRefused(GovernanceAgent governor, bytes memory data, bytes memory reason) private {
        (, bytes32 salt_) = _schedule(governor, address(timelock), data);
        skip(timelock.getMinDelay());
        vm.expectRevert(reason);
        timelock.execute(address(timelock), 0, data, 0, salt_);
    }

    function _error(bytes4 selector, address account) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, account);
    }
}
