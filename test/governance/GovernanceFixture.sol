// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {Council} from "../../contracts/governance/Council.sol";
import {CouncilAuthority} from "../../contracts/governance/CouncilAuthority.sol";
import {CouncilTimelock} from "../../contracts/governance/CouncilTimelock.sol";
import {MemberStates} from "../../contracts/governance/MemberStates.sol";
import {ISeatBook} from "../../contracts/interfaces/ISeatBook.sol";
import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {Test} from "../utils/Test.sol";
import {GovernancePolicy} from "./GovernancePolicy.sol";
import {GovernanceSeatBook} from "./GovernanceSeatBook.sol";

/// A council as it is after deployment: the founding states sit, the deployer, which is the test, holds nothing.
abstract contract GovernanceFixture is Test {
    struct Proposal {
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        string description;
        uint256 id;
    }

    bytes32 internal constant TERMS = keccak256("terms");
    bytes32 internal constant EVIDENCE = keccak256("evidence");
    uint256 internal constant GENESIS = 1_800_000_000;

    uint8 internal constant AGAINST = 0;
    uint8 internal constant FOR = 1;
    uint8 internal constant ABSTAIN = 2;

    CountryCode internal constant AT = CountryCode.wrap("AT");
    CountryCode internal constant BE = CountryCode.wrap("BE");
    CountryCode internal constant CZ = CountryCode.wrap("CZ");
    CountryCode internal constant DE = CountryCode.wrap("DE");
    CountryCode internal constant ES = CountryCode.wrap("ES");
    CountryCode internal constant FR = CountryCode.wrap("FR");

    CouncilAuthority internal authority;
    CouncilTimelock internal timelock;
    /// The registry, or what stands in for it.
    ISeatBook internal book;
    GovernanceSeatBook internal mock;
    GovernancePolicy internal policy;
    MemberStates internal states;
    Council internal council;

    uint256 private _documents;

    function _deploy(CountryCode[] memory founders) internal {
        vm.warp(GENESIS);
        authority = new CouncilAuthority(address(this));
        timelock = new CouncilTimelock(address(this));
        book = _makeBook();
        policy = new GovernancePolicy();
        states = new MemberStates(book, address(authority), policy, new CountryCode[](0));
        _nameMemberStates();
        council = new Council(states, timelock);
        for (uint256 i = 0; i < founders.length; ++i) {
            address account = _account(founders[i]);
            _consent(account, founders[i], OfficeKind.MemberState);
            states.admit(founders[i], account, TERMS, EVIDENCE);
        }
        timelock.grantRole(timelock.PROPOSER_ROLE(), address(council));
        timelock.grantRole(timelock.CANCELLER_ROLE(), address(council));
        timelock.renounceRole(timelock.DEFAULT_ADMIN_ROLE(), address(this));
        authority.grantRole(authority.ADMIN_ROLE(), address(timelock), 0);
        authority.renounceRole(authority.ADMIN_ROLE(), address(this));
        skip(1 days);
    }

    function _makeBook() internal virtual returns (ISeatBook) {
        mock = new GovernanceSeatBook();
        return mock;
    }

    function _nameMemberStates() internal virtual {
        mock.setMemberStates(states);
    }

    function _founders(uint256 n) internal pure returns (CountryCode[] memory founders) {
        founders = new CountryCode[](n);
        for (uint256 i = 0; i < n; ++i) {
            founders[i] = _country(i);
        }
    }

    /// AT, BE, CZ, DE, ES, FR, then made-up ones.
    function _country(uint256 i) internal pure returns (CountryCode) {
        bytes12 first = "ATBECZDEESFR";
        if (i < 6) return CountryCode.wrap(bytes2(first << (16 * i)));
        return CountryCode.wrap(bytes2(uint16(0x5841 + i)));
    }

    /// The account that a founder's seat begins with.
    function _account(CountryCode country) internal pure returns (address) {
        return _account(country, 0);
    }

    function _account(CountryCode country, uint256 generation) internal pure returns (address) {
        return vm.addr(uint256(keccak256(abi.encode(country, generation))));
    }

    function _consent(address account, CountryCode country, OfficeKind kind) internal {
        vm.prank(account);
        states.consent(country, kind, TERMS, uint40(block.timestamp + 90 days));
    }

    function _bundle(bytes memory data) internal pure returns (bytes[] memory calls) {
        calls = new bytes[](1);
        calls[0] = data;
    }

    function _deadline() internal view returns (uint40) {
        return uint40(block.timestamp);
    }

    // -- proposals

    function _draft(address proposer, address target, bytes memory data) internal returns (Proposal memory draft) {
        draft.targets = new address[](1);
        draft.values = new uint256[](1);
        draft.calldatas = new bytes[](1);
        draft.targets[0] = target;
        draft.calldatas[0] = data;
        _describe(draft, proposer);
    }

    function _draft(
        address proposer,
        address[2] memory targets,
        bytes[2] memory data
    ) internal returns (Proposal memory draft) {
        draft.targets = new address[](2);
        draft.values = new uint256[](2);
        draft.calldatas = new bytes[](2);
        for (uint256 i = 0; i < 2; ++i) {
            draft.targets[i] = targets[i];
            draft.calldatas[i] = data[i];
        }
        _describe(draft, proposer);
    }

    function _describe(Proposal memory draft, address proposer) internal {
        draft.description = council.describe(keccak256(abi.encode(++_documents)), proposer);
        draft.id = council.getProposalId(
            draft.targets,
            draft.values,
            draft.calldatas,
            keccak256(bytes(draft.description))
        );
    }

    function _propose(address proposer, Proposal memory draft) internal {
        bytes[] memory calls = _bundle(
            abi.encodeCall(council.propose, (draft.targets, draft.values, draft.calldatas, draft.description))
        );
        vm.prank(proposer);
        council.multicall(_deadline(), calls);
    }

    function _proposed(address target, bytes memory data) internal returns (Proposal memory draft) {
        address proposer = _account(AT);
        draft = _draft(proposer, target, data);
        _propose(proposer, draft);
    }

    /// Proposed, and open for votes.
    function _opened(address target, bytes memory data) internal returns (Proposal memory draft) {
        draft = _proposed(target, data);
        skip(1 days + 1);
    }

    function _vote(address account, Proposal memory draft, uint8 support) internal {
        vm.prank(account);
        council.castVote(draft.id, support);
    }

    /// Votes *For* of the founders, from the first on, until it is carried.
    function _carry(Proposal memory draft) internal {
        for (uint256 i = 0; council.state(draft.id) == IGovernor.ProposalState.Active; ++i) {
            _vote(states.holderOf(_country(i)), draft, FOR);
        }
    }

    function _queue(Proposal memory draft) internal {
        council.queue(draft.targets, draft.values, draft.calldatas, keccak256(bytes(draft.description)));
    }

    function _execute(Proposal memory draft) internal {
        council.execute(draft.targets, draft.values, draft.calldatas, keccak256(bytes(draft.description)));
    }

    /// Proposed, carried, queued and ready.
    function _ready(address target, bytes memory data) internal returns (Proposal memory draft) {
        draft = _opened(target, data);
        _carry(draft);
        _queue(draft);
        skip(timelock.getMinDelay());
    }

    /// The council decides, and it is done.
    function _decide(address target, bytes memory data) internal {
        _execute(_ready(target, data));
    }

    /// The council decides, and the execution is refused with `reason`.
    function _decideRefused(address target, bytes memory data, bytes memory reason) internal {
        Proposal memory draft = _ready(target, data);
        vm.expectRevert(reason);
        _execute(draft);
    }

    function _assertState(Proposal memory draft, IGovernor.ProposalState expected) internal view {
        assertEq(uint256(council.state(draft.id)), uint256(expected));
    }
}
