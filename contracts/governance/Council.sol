// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorSuperQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorSuperQuorum.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {IMemberStates} from "../interfaces/IMemberStates.sol";
import {IOfficeMulticall} from "../interfaces/IOfficeMulticall.sol";
import {CountryCode} from "../types/CountryCode.sol";
import {CouncilTimelock} from "./CouncilTimelock.sol";
import {OfficeMulticall} from "./OfficeMulticall.sol";

/// The member states deciding together, one state one vote. An OpenZeppelin Governor whose parameters are constants: no
/// vote can set a threshold that nobody meets again.
///
/// **Life of a proposal.** A member state proposes, inside `multicall`. A day later the vote opens, for 14 days. The
/// active seats of that moment are the electorate: with n of them, `quorum` = max(2, ⌈2n/3⌉) votes *For* carry the
/// proposal. Abstentions and votes against count for nothing but the record. With the last vote needed the proposal has
/// succeeded and the vote is closed: **later votes revert**. Anybody queues it in the timelock and, after the timelock's
/// delay, executes it. What nobody queues within `GRACE_PERIOD` of the vote's end, or executes within the timelock's, expires.
///
/// **One vote per seat.** Votes are counted, and `hasVoted` answers, by seat. Who holds the seat when it votes, votes: the
/// seat has to be active then and when the vote opened. A vote cast stays counted, whatever happens to the seat.
///
/// **No free text on chain.** A proposal's description names the published document by its hash, and the proposer, so
/// that nobody can take the proposal's id by proposing the same first; see `describe`. Votes carry no reasons.
///
/// An office votes by a call of its own: no signed ballots. The council holds nothing and calls nothing but its timelock.
contract Council is
    GovernorCountingSimple,
    GovernorVotes,
    GovernorSuperQuorum,
    GovernorTimelockControl,
    OfficeMulticall
{
    /// How long what has succeeded can be queued after the end of the voting period.
    uint256 public constant GRACE_PERIOD = 30 days;

    mapping(uint256 proposalId => CountryCode) private _proposingSeats;

    /// No part of this council; `selector` is refused, whoever calls.
    error CouncilFunctionDisabled(bytes4 selector);
    /// `account` has no vote on this proposal: it holds no seat, or its seat isn't active, or wasn't when the vote opened.
    error CouncilWithoutVote(uint256 proposalId, address account);
    /// A description is what `describe` answers for the document and the proposer.
    error CouncilDescriptionMalformed(string description, address proposer);

    constructor(
        IMemberStates memberStates_,
        CouncilTimelock timelock_
    ) Governor("Council") GovernorVotes(memberStates_) GovernorTimelockControl(timelock_) {}

    /// Proposes calls that the timelock makes, in order and all or none, if they are carried. For active member states, inside
    /// `multicall`.
    /// @param description What `describe` answers.
    /// @inheritdoc Governor
    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public override returns (uint256) {
        _requireMulticall();
        (bool success, uint256 document) = Strings.tryParseHexUint(
            description,
            0,
            Math.min(66, bytes(description).length)
        );
        if (!success || !Strings.equal(description, describe(bytes32(document), msg.sender))) {
            revert CouncilDescriptionMalformed(description, msg.sender);
        }
        return super.propose(targets, values, calldatas, description);
    }

    /// Disabled: no free text on chain.
    /// @inheritdoc Governor
    function castVoteWithReason(uint256, uint8, string calldata) public pure override returns (uint256) {
        revert CouncilFunctionDisabled(msg.sig);
    }

    /// Disabled: no free text on chain.
    /// @inheritdoc Governor
    function castVoteWithReasonAndParams(
        uint256,
        uint8,
        string calldata,
        bytes memory
    ) public pure override returns (uint256) {
        revert CouncilFunctionDisabled(msg.sig);
    }

    /// Disabled: an office votes by a call of its own.
    /// @inheritdoc Governor
    function castVoteBySig(uint256, uint8, address, bytes memory) public pure override returns (uint256) {
        revert CouncilFunctionDisabled(msg.sig);
    }

    /// Disabled: an office votes by a call of its own.
    /// @inheritdoc Governor
    function castVoteWithReasonAndParamsBySig(
        uint256,
        uint8,
        address,
        string calldata,
        bytes memory,
        bytes memory
    ) public pure override returns (uint256) {
        revert CouncilFunctionDisabled(msg.sig);
    }

    /// Disabled: the council acts through its timelock only.
    /// @inheritdoc Governor
    function relay(address, uint256, bytes calldata) public payable override {
        revert CouncilFunctionDisabled(msg.sig);
    }

    /// Disabled: another timelock comes with another council.
    /// @inheritdoc GovernorTimelockControl
    function updateTimelock(TimelockController) public pure override {
        revert CouncilFunctionDisabled(msg.sig);
    }

    /// The seats that vote.
    function memberStates() public view returns (IMemberStates) {
        return IMemberStates(address(token()));
    }

    /// The country whose seat proposed.
    function proposingSeat(uint256 proposalId) external view returns (CountryCode) {
        return _proposingSeats[proposalId];
    }

    /// The description under which `proposer` proposes: `0x‹64 digits›#proposer=0x‹40 digits›`, in small letters.
    /// @param document Hash of the published document that gives the proposal's reasons.
    function describe(bytes32 document, address proposer) public pure returns (string memory) {
        return string.concat(Strings.toHexString(uint256(document), 32), "#proposer=", Strings.toHexString(proposer));
    }

    /// Whether the seat that `account` holds now has voted, by whichever account it was held then.
    /// @inheritdoc GovernorCountingSimple
    function hasVoted(
        uint256 proposalId,
        address account
    ) public view override(IGovernor, GovernorCountingSimple) returns (bool) {
        return super.hasVoted(proposalId, _ballotOf(account));
    }

    /// @inheritdoc Governor
    function state(
        uint256 proposalId
    ) public view override(Governor, GovernorSuperQuorum, GovernorTimelockControl) returns (ProposalState current) {
        current = super.state(proposalId);
        if (current == ProposalState.Succeeded) {
            if (block.timestamp > proposalDeadline(proposalId) + GRACE_PERIOD) return ProposalState.Expired;
        } else if (current == ProposalState.Queued) {
            uint256 end = proposalEta(proposalId) + CouncilTimelock(payable(timelock())).GRACE_PERIOD();
            if (block.timestamp >= end) return ProposalState.Expired;
        }
    }

    /// How many votes *For* carry a proposal whose vote opened at `timepoint`: max(2, ⌈2n/3⌉) of the n seats active then.
    /// @inheritdoc Governor
    function quorum(uint256 timepoint) public view override returns (uint256) {
        return Math.max(2, Math.ceilDiv(2 * token().getPastTotalSupply(timepoint), 3));
    }

    /// The same as `quorum`: nothing is left to wait for.
    /// @inheritdoc GovernorSuperQuorum
    function superQuorum(uint256 timepoint) public view override returns (uint256) {
        return quorum(timepoint);
    }

    /// @inheritdoc GovernorCountingSimple
    function proposalVotes(
        uint256 proposalId
    )
        public
        view
        override(GovernorCountingSimple, GovernorSuperQuorum)
        returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes)
    {
        return super.proposalVotes(proposalId);
    }

    /// @inheritdoc GovernorTimelockControl
    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    /// The council takes no tokens.
    /// @inheritdoc Governor
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId != type(IERC1155Receiver).interfaceId &&
            (interfaceId == type(IOfficeMulticall).interfaceId || super.supportsInterface(interfaceId));
    }

    /// Seconds between a proposal and the opening of its vote.
    /// @inheritdoc Governor
    function votingDelay() public pure override returns (uint256) {
        return 1 days;
    }

    /// Seconds for which a vote is open, unless it is carried before.
    /// @inheritdoc Governor
    function votingPeriod() public pure override returns (uint256) {
        return 14 days;
    }

    /// One seat proposes.
    /// @inheritdoc Governor
    function proposalThreshold() public pure override returns (uint256) {
        return 1;
    }

    /// @inheritdoc Governor
    function version() public pure override returns (string memory) {
        return "1.0.0";
    }

    /// @inheritdoc GovernorCountingSimple
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() public pure override(IGovernor, GovernorCountingSimple) returns (string memory) {
        return "support=bravo&quorum=for";
    }

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override returns (uint256 proposalId) {
        proposalId = super._propose(targets, values, calldatas, description, proposer);
        _proposingSeats[proposalId] = memberStates().seatOf(proposer);
    }

    function _countVote(
        uint256 proposalId,
        address account,
        uint8 support,
        uint256 totalWeight,
        bytes memory params
    ) internal override(Governor, GovernorCountingSimple) returns (uint256) {
        if (totalWeight == 0) revert CouncilWithoutVote(proposalId, account);
        if (hasVoted(proposalId, account)) revert GovernorAlreadyCastVote(account);
        return super._countVote(proposalId, _ballotOf(account), support, totalWeight, params);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    /// Only votes *For* count.
    function _quorumReached(
        uint256 proposalId
    ) internal view override(Governor, GovernorCountingSimple) returns (bool) {
        (, uint256 forVotes, ) = proposalVotes(proposalId);
        return forVotes >= quorum(proposalSnapshot(proposalId));
    }

    /// The quorum decides: whoever reaches it has more than those against, of whom there are n/3 at most.
    function _voteSucceeded(
        uint256 proposalId
    ) internal view override(Governor, GovernorCountingSimple) returns (bool) {
        return _quorumReached(proposalId);
    }

    /// The seat that proposed can take its proposal back until the vote opens, by whoever holds it now.
    function _validateCancel(uint256 proposalId, address caller) internal view override returns (bool) {
        CountryCode seat = memberStates().seatOf(caller);
        return state(proposalId) == ProposalState.Pending && !seat.isNone() && seat == _proposingSeats[proposalId];
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }

    /// The key under which a seat's vote is counted: its country. Zero, which never votes, for who holds no seat.
    function _ballotOf(address account) private view returns (address) {
        return address(uint160(uint16(CountryCode.unwrap(memberStates().seatOf(account)))));
    }
}
