// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {Council} from "../../contracts/governance/Council.sol";
import {CouncilTimelock} from "../../contracts/governance/CouncilTimelock.sol";
import {IOfficeMulticall} from "../../contracts/interfaces/IOfficeMulticall.sol";
import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {GovernanceFixture} from "./GovernanceFixture.sol";

/// Six states sit: four votes *For* carry a proposal. What is proposed is a change of the timelock's delay.
contract CouncilTest is GovernanceFixture {
    address private nobody = makeAddr("nobody");

    function setUp() public {
        _deploy(_founders(6));
    }

    // -- the whole way

    function test_decidesFromProposalToExecution() public {
        Proposal memory draft = _proposed(address(timelock), _newDelay());
        uint256 snapshot = block.timestamp + 1 days;
        assertEq(council.proposalSnapshot(draft.id), snapshot);
        assertEq(council.proposalDeadline(draft.id), snapshot + 14 days);
        assertTrue(council.proposingSeat(draft.id) == AT);
        _assertState(draft, IGovernor.ProposalState.Pending);

        vm.warp(snapshot);
        _assertState(draft, IGovernor.ProposalState.Pending);
        vm.expectRevert(_unexpected(draft, IGovernor.ProposalState.Pending, IGovernor.ProposalState.Active));
        _vote(_account(AT), draft, FOR);

        vm.warp(snapshot + 1);
        _assertState(draft, IGovernor.ProposalState.Active);
        _vote(_account(AT), draft, FOR);
        _vote(_account(BE), draft, FOR);
        _vote(_account(CZ), draft, FOR);
        _assertState(draft, IGovernor.ProposalState.Active);
        vm.expectRevert(_unexpected(draft, IGovernor.ProposalState.Active, IGovernor.ProposalState.Succeeded));
        _queue(draft);
        _vote(_account(DE), draft, FOR);
        _assertState(draft, IGovernor.ProposalState.Succeeded);

        vm.prank(nobody);
        _queue(draft);
        _assertState(draft, IGovernor.ProposalState.Queued);
        assertEq(council.proposalEta(draft.id), block.timestamp + 3 days);
        vm.expectRevert(_unexpected(draft, IGovernor.ProposalState.Queued, IGovernor.ProposalState.Succeeded));
        _queue(draft);

        skip(3 days - 1);
        vm.expectPartialRevert(TimelockController.TimelockUnexpectedOperationState.selector);
        _execute(draft);
        skip(1);
        vm.prank(nobody);
        _execute(draft);
        _assertState(draft, IGovernor.ProposalState.Executed);
        assertEq(timelock.getMinDelay(), 2 days);
        vm.expectRevert(_unexpected(draft, IGovernor.ProposalState.Executed, IGovernor.ProposalState.Queued));
        _execute(draft);
    }

    function test_canBeExecutedAtTheTimelockDirectly() public {
        Proposal memory draft = _ready(address(timelock), _newDelay());
        bytes32 salt = bytes20(address(council)) ^ keccak256(bytes(draft.description));
        vm.prank(nobody);
        timelock.executeBatch(draft.targets, draft.values, draft.calldatas, 0, salt);
        _assertState(draft, IGovernor.ProposalState.Executed);
        vm.expectRevert(_unexpected(draft, IGovernor.ProposalState.Executed, IGovernor.ProposalState.Queued));
        _execute(draft);
    }

    // -- propose

    function test_propose_isForActiveSeats() public {
        Proposal memory draft = _draft(nobody, address(timelock), _newDelay());
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInsufficientProposerVotes.selector, nobody, 0, 1));
        _propose(nobody, draft);

        _suspend(BE);
        skip(1);
        draft = _draft(_account(BE), address(timelock), _newDelay());
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorInsufficientProposerVotes.selector, _account(BE), 0, 1)
        );
        _propose(_account(BE), draft);
    }

    function test_propose_needsABundle() public {
        Proposal memory draft = _draft(_account(AT), address(timelock), _newDelay());
        vm.expectRevert(abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallRequired.selector, _account(AT)));
        vm.prank(_account(AT));
        council.propose(draft.targets, draft.values, draft.calldatas, draft.description);
    }

    function test_propose_refusesABundleAfterItsDeadline() public {
        Proposal memory draft = _draft(_account(AT), address(timelock), _newDelay());
        bytes[] memory calls = _bundle(
            abi.encodeCall(council.propose, (draft.targets, draft.values, draft.calldatas, draft.description))
        );
        uint40 deadline = uint40(block.timestamp);
        skip(1);
        vm.expectRevert(
            abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallExpired.selector, deadline, deadline + 1)
        );
        vm.prank(_account(AT));
        council.multicall(deadline, calls);
    }

    function test_propose_answersTheProposalsId() public {
        Proposal memory draft = _draft(_account(AT), address(timelock), _newDelay());
        bytes[] memory calls = _bundle(
            abi.encodeCall(council.propose, (draft.targets, draft.values, draft.calldatas, draft.description))
        );
        vm.prank(_account(AT));
        bytes[] memory results = council.multicall(_deadline(), calls);
        assertEq(abi.decode(results[0], (uint256)), draft.id);
    }

    function test_propose_takesADocumentsHashAndTheProposerAndNoOtherText() public {
        string memory hash = "0x00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
        address proposer = 0x52908400098527886E0F7030069857D2E4169EE7;
        assertEq(
            council.describe(0x00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff, proposer),
            string.concat(hash, "#proposer=0x52908400098527886e0f7030069857d2e4169ee7")
        );

        string memory own = council.describe(bytes32(uint256(1)), _account(AT));
        string[7] memory refused = [
            "",
            "A new delay",
            hash,
            string.concat(own, " "),
            string.concat("A new delay ", own),
            // In capital letters, and another's.
            string.concat("0x00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff", _tail(own)),
            council.describe(bytes32(uint256(1)), _account(BE))
        ];
        for (uint256 i = 0; i < refused.length; ++i) {
            Proposal memory draft = _draft(_account(AT), address(timelock), _newDelay());
            draft.description = refused[i];
            vm.expectRevert(
                abi.encodeWithSelector(Council.CouncilDescriptionMalformed.selector, refused[i], _account(AT))
            );
            _propose(_account(AT), draft);
        }
    }

    function test_propose_refusesTheSameTwice() public {
        Proposal memory draft = _proposed(address(timelock), _newDelay());
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                draft.id,
                IGovernor.ProposalState.Pending,
                bytes32(0)
            )
        );
        _propose(_account(AT), draft);
    }

    // -- cancel

    function test_cancel_isForTheSeatThatProposedUntilTheVoteOpens() public {
        Proposal memory draft = _proposed(address(timelock), _newDelay());
        address[3] memory others = [nobody, _account(BE), address(this)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, draft.id, others[i]));
            _cancel(others[i], draft);
        }
        uint256 proposed = block.timestamp;
        vm.warp(proposed + 1 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, draft.id, _account(AT)));
        _cancel(_account(AT), draft);

        vm.warp(proposed + 1 days);
        _cancel(_account(AT), draft);
        _assertState(draft, IGovernor.ProposalState.Canceled);
    }

    function test_cancel_followsTheSeat() public {
        Proposal memory draft = _proposed(address(timelock), _newDelay());
        address next = _recover(AT);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, draft.id, _account(AT)));
        _cancel(_account(AT), draft);
        _cancel(next, draft);
        _assertState(draft, IGovernor.ProposalState.Canceled);
    }

    function test_cancel_refusesWhatNobodyProposed() public {
        Proposal memory draft = _draft(_account(AT), address(timelock), _newDelay());
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, draft.id));
        _cancel(nobody, draft);
    }

    // -- votes

    function test_votesAreCountedOncePerSeatAndBySeat() public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        _vote(_account(AT), draft, FOR);
        assertTrue(council.hasVoted(draft.id, _account(AT)));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, _account(AT)));
        _vote(_account(AT), draft, AGAINST);

        // The seat's next account has voted, and the former one has no seat.
        address next = _rotate(AT);
        assertTrue(council.hasVoted(draft.id, next));
        assertFalse(council.hasVoted(draft.id, _account(AT)));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, next));
        _vote(next, draft, FOR);
        vm.expectRevert(abi.encodeWithSelector(Council.CouncilWithoutVote.selector, draft.id, _account(AT)));
        _vote(_account(AT), draft, FOR);

        (uint256 against, uint256 for_, uint256 abstain) = council.proposalVotes(draft.id);
        assertEq(against, 0);
        assertEq(for_, 1);
        assertEq(abstain, 0);
    }

    function test_votesAreForWhoHoldsTheSeatWhenItVotes() public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        address next = _recover(AT);
        vm.expectRevert(abi.encodeWithSelector(Council.CouncilWithoutVote.selector, draft.id, _account(AT)));
        _vote(_account(AT), draft, FOR);
        _vote(next, draft, FOR);
        assertTrue(council.hasVoted(draft.id, next));
    }

    function test_votesAreForSeatsOfTheSnapshotThatAreActive() public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        // Late.
        address late = makeAddr("late");
        CountryCode country = CountryCode.wrap("IT");
        _consent(late, country, OfficeKind.MemberState);
        vm.prank(address(timelock));
        states.admit(country, late, TERMS, EVIDENCE);
        // Suspended.
        _suspend(BE);

        address[3] memory refused = [late, _account(BE), nobody];
        for (uint256 i = 0; i < 3; ++i) {
            assertFalse(council.hasVoted(draft.id, refused[i]));
            vm.expectRevert(abi.encodeWithSelector(Council.CouncilWithoutVote.selector, draft.id, refused[i]));
            _vote(refused[i], draft, FOR);
        }
        // Reinstated.
        vm.prank(address(timelock));
        states.reinstate(BE, EVIDENCE);
        _vote(_account(BE), draft, FOR);
    }

    function test_votesCastStayCounted() public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        _vote(_account(BE), draft, FOR);
        _suspend(BE);
        assertTrue(council.hasVoted(draft.id, _account(BE)));
        (, uint256 for_, ) = council.proposalVotes(draft.id);
        assertEq(for_, 1);
    }

    function test_votesAreRefusedOnceCarried() public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        _carry(draft);
        vm.expectRevert(_unexpected(draft, IGovernor.ProposalState.Succeeded, IGovernor.ProposalState.Active));
        _vote(_account(ES), draft, AGAINST);
    }

    function test_votesOfAnUnknownKindAreRefused() public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidVoteType.selector));
        _vote(_account(AT), draft, 3);
    }

    function test_voteCanBePartOfABundle() public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        bytes[] memory calls = _bundle(abi.encodeCall(council.castVote, (draft.id, FOR)));
        vm.prank(_account(AT));
        council.multicall(_deadline(), calls);
        assertTrue(council.hasVoted(draft.id, _account(AT)));
    }

    // -- quorum

    function test_quorumIsTwoThirdsRoundedUpAndAtLeastTwo() public {
        uint8[13] memory expected = [2, 2, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8];
        for (uint256 n = 0; n < expected.length; ++n) {
            vm.mockCall(address(states), abi.encodeCall(states.getPastTotalSupply, (GENESIS)), abi.encode(n));
            assertEq(council.quorum(GENESIS), expected[n]);
            assertEq(council.superQuorum(GENESIS), expected[n]);
        }
    }

    function testFuzz_quorumIsTheLeastNumberThatIsTwoThirds(uint256 n) public {
        n = bound(n, 2, 1000);
        vm.mockCall(address(states), abi.encodeCall(states.getPastTotalSupply, (GENESIS)), abi.encode(n));
        uint256 quorum = council.quorum(GENESIS);
        assertGe(quorum, 2);
        assertGe(3 * quorum, 2 * n);
        if (quorum > 2) assertLt(3 * (quorum - 1), 2 * n);
        // Whoever is against can't be more.
        assertGt(quorum, n - quorum);
    }

    function test_quorumCountsTheSeatsOfTheSnapshot() public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        _suspend(ES);
        _suspend(FR);
        _vote(_account(AT), draft, FOR);
        _vote(_account(BE), draft, FOR);
        _vote(_account(CZ), draft, FOR);
        // Three of the four that are left; but four of six it must be.
        _assertState(draft, IGovernor.ProposalState.Active);
        skip(14 days);
        _assertState(draft, IGovernor.ProposalState.Defeated);
    }

    function test_abstentionsDoNotCountToTheQuorum() public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        _vote(_account(AT), draft, FOR);
        _vote(_account(BE), draft, FOR);
        _vote(_account(CZ), draft, FOR);
        _vote(_account(DE), draft, ABSTAIN);
        _vote(_account(ES), draft, ABSTAIN);
        _vote(_account(FR), draft, AGAINST);
        _assertState(draft, IGovernor.ProposalState.Active);
        vm.warp(council.proposalDeadline(draft.id));
        _assertState(draft, IGovernor.ProposalState.Active);
        skip(1);
        _assertState(draft, IGovernor.ProposalState.Defeated);
        vm.expectRevert(_unexpected(draft, IGovernor.ProposalState.Defeated, IGovernor.ProposalState.Succeeded));
        _queue(draft);
        assertEq(council.COUNTING_MODE(), "support=bravo&quorum=for");
    }

    function test_votesAgainstDoNotOutweighTheQuorum() public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        _vote(_account(ES), draft, AGAINST);
        _vote(_account(FR), draft, AGAINST);
        _carry(draft);
        _assertState(draft, IGovernor.ProposalState.Succeeded);
    }

    function testFuzz_outcomeIsTheVotesFor(uint256 votes) public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        uint256 for_;
        for (uint256 i = 0; i < 6; ++i) {
            uint8 support = uint8((votes >> (8 * i)) % 4);
            if (support == 3 || for_ == 4) continue;
            _vote(_account(_country(i)), draft, support);
            if (support == FOR) ++for_;
        }
        _assertState(draft, for_ == 4 ? IGovernor.ProposalState.Succeeded : IGovernor.ProposalState.Active);
        skip(14 days);
        _assertState(draft, for_ == 4 ? IGovernor.ProposalState.Succeeded : IGovernor.ProposalState.Defeated);
    }

    // -- expiry

    function test_whatIsNotQueuedExpires() public {
        Proposal memory draft = _opened(address(timelock), _newDelay());
        _carry(draft);
        uint256 last = council.proposalDeadline(draft.id) + 30 days;
        vm.warp(last + 1);
        _assertState(draft, IGovernor.ProposalState.Expired);
        vm.expectRevert(_unexpected(draft, IGovernor.ProposalState.Expired, IGovernor.ProposalState.Succeeded));
        _queue(draft);
        vm.warp(last);
        _queue(draft);
    }

    function test_whatIsNotExecutedExpires() public {
        Proposal memory draft = _ready(address(timelock), _newDelay());
        uint256 eta = council.proposalEta(draft.id);
        vm.warp(eta + 30 days);
        _assertState(draft, IGovernor.ProposalState.Expired);
        vm.expectRevert(_unexpected(draft, IGovernor.ProposalState.Expired, IGovernor.ProposalState.Queued));
        _execute(draft);
        vm.warp(eta + 30 days - 1);
        _assertState(draft, IGovernor.ProposalState.Queued);
        _execute(draft);
    }

    function test_voidWithItsCouncil() public {
        // Queued by a council that its successor removes before it is executed.
        Council next = new Council(states, timelock);
        _decide(address(timelock), abi.encodeCall(timelock.grantRole, (timelock.PROPOSER_ROLE(), address(next))));
        Council old = council;
        Proposal memory stale = _opened(address(timelock), _newDelay());
        council = next;
        Proposal memory removal = _opened(
            address(timelock),
            abi.encodeCall(timelock.revokeRole, (timelock.PROPOSER_ROLE(), address(old)))
        );
        _carry(removal);
        _queue(removal);
        council = old;
        _carry(stale);
        _queue(stale);
        skip(3 days);
        council = next;
        _execute(removal);
        council = old;
        vm.expectPartialRevert(CouncilTimelock.CouncilTimelockSchedulerRemoved.selector);
        _execute(stale);
    }

    // -- what is left out

    function test_disabledFunctionsRefuseEverybody() public {
        bytes[6] memory calls = [
            abi.encodeCall(council.castVoteWithReason, (1, FOR, "")),
            abi.encodeCall(council.castVoteWithReasonAndParams, (1, FOR, "", "")),
            abi.encodeCall(council.castVoteBySig, (1, FOR, nobody, "")),
            abi.encodeCall(council.castVoteWithReasonAndParamsBySig, (1, FOR, nobody, "", "", "")),
            abi.encodeCall(council.relay, (nobody, 0, "")),
            abi.encodeCall(council.updateTimelock, (TimelockController(payable(nobody))))
        ];
        address[3] memory callers = [nobody, _account(AT), address(timelock)];
        for (uint256 i = 0; i < calls.length; ++i) {
            bytes memory refused = abi.encodeWithSelector(Council.CouncilFunctionDisabled.selector, bytes4(calls[i]));
            for (uint256 j = 0; j < callers.length; ++j) {
                vm.prank(callers[j]);
                (bool success, bytes memory answer) = address(council).call(calls[i]);
                assertFalse(success);
                assertEq(answer, refused);
            }
        }
        _decideRefused(
            address(council),
            calls[5],
            abi.encodeWithSelector(Council.CouncilFunctionDisabled.selector, council.updateTimelock.selector)
        );
    }

    function test_takesNothing() public {
        vm.deal(address(this), 1);
        (bool success, ) = address(council).call{value: 1}("");
        assertFalse(success);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorDisabledDeposit.selector));
        council.onERC721Received(nobody, nobody, 1, "");
        assertFalse(council.supportsInterface(type(IERC1155Receiver).interfaceId));
        assertFalse(council.supportsInterface(type(IERC721Receiver).interfaceId));
    }

    function test_answersWhatItIs() public view {
        assertEq(council.name(), "Council");
        assertEq(council.version(), "1.0.0");
        assertEq(council.timelock(), address(timelock));
        assertEq(address(council.token()), address(states));
        assertEq(address(council.memberStates()), address(states));
        assertEq(council.clock(), block.timestamp);
        assertEq(council.CLOCK_MODE(), "mode=timestamp");
        assertEq(council.votingDelay(), 1 days);
        assertEq(council.votingPeriod(), 14 days);
        assertEq(council.proposalThreshold(), 1);
        assertTrue(council.proposalNeedsQueuing(0));
        assertTrue(council.supportsInterface(type(IGovernor).interfaceId));
        assertTrue(council.supportsInterface(type(IOfficeMulticall).interfaceId));
        assertTrue(council.supportsInterface(type(IERC165).interfaceId));
    }

    // -- helpers

    function _newDelay() private view returns (bytes memory) {
        return abi.encodeCall(timelock.updateDelay, (2 days));
    }

    function _cancel(address caller, Proposal memory draft) private {
        vm.prank(caller);
        council.cancel(draft.targets, draft.values, draft.calldatas, keccak256(bytes(draft.description)));
    }

    function _suspend(CountryCode country) private {
        vm.prank(address(timelock));
        states.suspend(country, EVIDENCE);
    }

    function _recover(CountryCode country) private returns (address next) {
        next = _account(country, 1);
        _consent(next, country, OfficeKind.MemberState);
        vm.prank(address(timelock));
        states.recover(country, next, TERMS, EVIDENCE);
    }

    function _rotate(CountryCode country) private returns (address next) {
        next = _account(country, 1);
        _consent(next, country, OfficeKind.MemberState);
        bytes[] memory calls = _bundle(abi.encodeCall(states.rotate, (book.seatOffice(country), next, TERMS)));
        vm.prank(_account(country));
        states.multicall(_deadline(), calls);
    }

    function _unexpected(
        Proposal memory draft,
        IGovernor.ProposalState current,
        IGovernor.ProposalState expected
    ) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                draft.id,
                current,
                bytes32(1 << uint8(expected))
            );
    }

    /// From `#` on.
    function _tail(string memory description) private pure returns (string memory) {
        bytes memory text = bytes(description);
        bytes memory tail = new bytes(text.length - 66);
        for (uint256 i = 0; i < tail.length; ++i) {
            tail[i] = text[66 + i];
        }
        return string(tail);
    }
}
