// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Council} from "../../contracts/governance/Council.sol";
import {CouncilTimelock} from "../../contracts/governance/CouncilTimelock.sol";
import {MemberStates} from "../../contracts/governance/MemberStates.sol";
import {IMemberStates} from "../../contracts/interfaces/IMemberStates.sol";
import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {Status} from "../../contracts/types/Status.sol";
import {GovernanceFixture} from "./GovernanceFixture.sol";
import {GovernanceManaged} from "./GovernanceManaged.sol";

/// The governance contracts together: what the council does by vote, and how its parts are replaced.
contract GovernanceTest is GovernanceFixture {
    address private office = makeAddr("office");

    // -- after deployment

    function test_deployerHoldsNothing() public {
        _deploy(_founders(3));
        bytes32[4] memory roles = [
            timelock.DEFAULT_ADMIN_ROLE(),
            timelock.PROPOSER_ROLE(),
            timelock.CANCELLER_ROLE(),
            timelock.EXECUTOR_ROLE()
        ];
        for (uint256 i = 0; i < roles.length; ++i) {
            assertFalse(timelock.hasRole(roles[i], address(this)));
            assertEq(timelock.hasRole(roles[i], address(council)), i == 1 || i == 2);
            assertEq(timelock.hasRole(roles[i], address(timelock)), i == 0);
        }
        (bool isAdmin, ) = authority.hasRole(authority.ADMIN_ROLE(), address(this));
        assertFalse(isAdmin);
        (isAdmin, ) = authority.hasRole(authority.ADMIN_ROLE(), address(timelock));
        assertTrue(isAdmin);
        assertEq(authority.adminCount(), 1);
        assertEq(timelock.proposerCount(), 1);
    }

    // -- decisions

    function test_councilAdmitsAState() public {
        _deploy(_founders(3));
        _consent(office, DE, OfficeKind.MemberState);
        _decide(address(states), abi.encodeCall(states.admit, (DE, office, TERMS, EVIDENCE)));
        assertEq(states.getVotes(office), 1);
        assertEq(council.quorum(block.timestamp - 1), 2);
        skip(1);
        assertEq(council.quorum(block.timestamp - 1), 3);
    }

    function test_councilOfThreeAdmitsAndSuspendsInOneProposal() public {
        _deploy(_founders(3));
        _consent(office, DE, OfficeKind.MemberState);
        bytes memory admission = abi.encodeCall(states.admit, (DE, office, TERMS, EVIDENCE));
        bytes memory suspension = abi.encodeCall(states.suspend, (CZ, EVIDENCE));
        // Not the other way round: two would remain in between.
        Proposal memory wrong = _draft(_account(AT), [address(states), address(states)], [suspension, admission]);
        Proposal memory right = _draft(_account(AT), [address(states), address(states)], [admission, suspension]);
        _propose(_account(AT), wrong);
        _propose(_account(AT), right);
        skip(1 days + 1);
        _carry(wrong);
        _carry(right);
        _queue(wrong);
        _queue(right);
        skip(3 days);
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesTooFewSeats.selector, 2, 3));
        _execute(wrong);
        _execute(right);
        assertEq(states.activeSeats(), 3);
        assertTrue(book.seatStatus(CZ) == Status.Suspended);
    }

    function test_councilOfThreeRecoversALostSeat() public {
        _deploy(_founders(3));
        _consent(office, CZ, OfficeKind.MemberState);
        _decide(address(states), abi.encodeCall(states.recover, (CZ, office, TERMS, EVIDENCE)));
        assertEq(states.holderOf(CZ), office);
        assertEq(states.activeSeats(), 3);
    }

    function test_genesisGrowsFromNothing() public {
        _deploy(_founders(0));
        assertEq(states.activeSeats(), 0);
        skip(1);
        assertEq(council.quorum(block.timestamp - 1), 2);
    }

    function test_councilDecidesWhenTheRegistryIsBroken() public {
        _deploy(_founders(4));
        GovernanceManaged managed = new GovernanceManaged(address(authority));
        vm.etch(address(book), hex"fe");
        _decide(address(managed), abi.encodeCall(managed.act, ()));
        assertEq(managed.acts(), 1);
    }

    // -- replacement

    function test_councilAndMemberStatesAreReplaced() public {
        _deploy(_founders(4));
        CountryCode[] memory seats = _founders(4);
        MemberStates nextStates = new MemberStates(book, address(authority), policy, seats);
        Council next = new Council(nextStates, timelock);
        // A seat changes while the replacement is under way.
        vm.prank(address(timelock));
        states.suspend(DE, EVIDENCE);

        // The old council lets the new one in. In the registry it would also name the new `MemberStates`.
        mock.setMemberStates(nextStates);
        Proposal memory draft = _draft(
            _account(AT),
            [address(nextStates), address(timelock)],
            [
                abi.encodeCall(nextStates.follow, (seats)),
                abi.encodeCall(timelock.grantRole, (timelock.PROPOSER_ROLE(), address(next)))
            ]
        );
        _propose(_account(AT), draft);
        skip(1 days + 1);
        _carry(draft);
        _queue(draft);
        skip(3 days);
        _execute(draft);
        assertEq(nextStates.activeSeats(), 3);

        // The old council doesn't get rid of itself; the new one does.
        bytes memory removal = abi.encodeCall(timelock.revokeRole, (timelock.PROPOSER_ROLE(), address(council)));
        _decideRefused(
            address(timelock),
            removal,
            abi.encodeWithSelector(CouncilTimelock.CouncilTimelockSelfRemoval.selector, address(council))
        );
        council = next;
        states = nextStates;
        _decide(address(timelock), removal);
        assertEq(timelock.proposerCount(), 1);

        // And decides alone from then on.
        _decide(address(states), abi.encodeCall(states.reinstate, (DE, EVIDENCE)));
        assertEq(states.activeSeats(), 4);
    }

    function test_timelockIsReplaced() public {
        _deploy(_founders(3));
        CouncilTimelock nextTimelock = new CouncilTimelock(address(this));
        Council next = new Council(states, nextTimelock);
        nextTimelock.grantRole(timelock.PROPOSER_ROLE(), address(next));
        nextTimelock.renounceRole(timelock.DEFAULT_ADMIN_ROLE(), address(this));

        _decide(
            address(authority),
            abi.encodeCall(authority.grantRole, (authority.ADMIN_ROLE(), address(nextTimelock), 0))
        );
        bytes memory removal = abi.encodeCall(authority.revokeRole, (authority.ADMIN_ROLE(), address(timelock)));
        council = next;
        timelock = nextTimelock;
        _decide(address(authority), removal);
        assertEq(authority.adminCount(), 1);

        GovernanceManaged managed = new GovernanceManaged(address(authority));
        _decide(address(managed), abi.encodeCall(managed.act, ()));
        assertEq(managed.acts(), 1);
    }
}
