// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

import {Council} from "../../contracts/governance/Council.sol";
import {CouncilTimelock} from "../../contracts/governance/CouncilTimelock.sol";
import {IMemberStates} from "../../contracts/interfaces/IMemberStates.sol";
import {IRegistryOffices} from "../../contracts/interfaces/IRegistryOffices.sol";
import {ISeatBook} from "../../contracts/interfaces/ISeatBook.sol";
import {ITrustedIssuerRegistry} from "../../contracts/interfaces/ITrustedIssuerRegistry.sol";
import {RegistryExtension} from "../../contracts/registry/RegistryExtension.sol";
import {TrustedIssuerRegistry} from "../../contracts/registry/TrustedIssuerRegistry.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {Correction} from "../../contracts/types/Correction.sol";
import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {Status} from "../../contracts/types/Status.sol";
import {GovernanceAgent} from "./GovernanceAgent.sol";
import {GovernanceFixture} from "./GovernanceFixture.sol";
import {GovernanceManaged} from "./GovernanceManaged.sol";

/// Random member states, councils and passers-by, and a naive model of what they may do.
///
/// The model knows the seats from the book alone: who holds which, which are active, and which were after each change. From
/// that it tells for every proposal, vote, queuing and cancellation whether it has to succeed, and for every execution
/// whether it may. Where the contracts differ, `violation` says how. No action reverts.
contract GovernanceHandler is GovernanceFixture {
    struct Tracked {
        bytes draft;
        Council council;
        uint256 country;
        uint256 snapshot;
        uint256 forVotes;
        /// Bit c: country c has voted.
        uint256 voted;
        uint256 eta;
        bool canceled;
        bool executed;
        /// Whether it is one call of `managed.act`.
        bool acts;
    }

    /// Where a proposal stands; what the actions look for.
    enum Phase {
        Pending,
        Open,
        Carried,
        Queued,
        Over
    }

    error Probed(bool success);

    modifier action() {
        executed = false;
        _;
        _observe();
    }

    uint256 private constant COUNTRIES = 9;
    uint256 private constant FOUNDERS = 5;
    uint256 private constant KINDS = 24;
    uint64 private constant ROLE = 7;

    GovernanceManaged public managed;
    GovernanceAgent public junk;
    Council[] public councils;
    /// What went wrong first; empty while nothing did.
    string public violation;
    uint256 public expectedActs;
    mapping(string action => uint256) public successes;
    /// Whether the last action had something executed.
    bool public executed;

    Tracked[] private _tracked;
    address[] private _accounts;
    uint256[COUNTRIES] private _generations;
    uint256[] private _times;
    /// Bit c: country c is active from the time of the same index on.
    uint256[] private _activeSets;

    constructor() {
        _deploy(_founders(FOUNDERS));
        managed = new GovernanceManaged(address(authority));
        junk = new GovernanceAgent(address(timelock));
        councils.push(council);
        for (uint256 c = 0; c < COUNTRIES; ++c) {
            _accounts.push(_account(_country(c)));
        }
        _times.push(GENESIS);
        _activeSets.push(_activeNow());
    }

    /// The registry itself.
    function _makeBook() internal override returns (ISeatBook) {
        TrustedIssuerRegistry implementation = new TrustedIssuerRegistry(address(new RegistryExtension()));
        bytes memory data = abi.encodeCall(implementation.initialize, (address(authority)));
        return ISeatBook(address(new ERC1967Proxy(address(implementation), data)));
    }

    function _nameMemberStates() internal override {
        ITrustedIssuerRegistry(address(book)).setMemberStates(states);
    }

    // -- actions

    function propose(uint256 councilSeed, uint256 accountSeed, uint256 kind, uint256 seed) external action {
        council = councils[councilSeed % councils.length];
        _proposeAs(_pickAccount(accountSeed), kind % KINDS, seed);
    }

    function vote(uint256 proposalSeed, uint256 accountSeed, uint8 support) external action {
        if (_tracked.length == 0) return;
        Tracked storage tracked = _pick(proposalSeed, Phase.Open);
        _voteAs(tracked, _pickAccount(accountSeed), support % 4);
    }

    function queue(uint256 proposalSeed) external action {
        if (_tracked.length == 0) return;
        _tryQueue(_pick(proposalSeed, Phase.Carried));
    }

    function execute(uint256 proposalSeed, bool direct) external action {
        if (_tracked.length == 0) return;
        _tryExecute(_pick(proposalSeed, Phase.Queued), direct);
    }

    function cancel(uint256 proposalSeed, uint256 accountSeed) external action {
        if (_tracked.length == 0) return;
        Tracked storage tracked = _pick(proposalSeed, Phase.Pending);
        address account = accountSeed % 2 == 0 ? _holder(tracked.country) : _pickAccount(accountSeed);
        Proposal memory draft = abi.decode(tracked.draft, (Proposal));
        bool expected = !tracked.canceled && block.timestamp <= tracked.snapshot && account == _holder(tracked.country);
        vm.prank(account);
        bool success = _call(
            address(tracked.council),
            abi.encodeCall(
                tracked.council.cancel,
                (draft.targets, draft.values, draft.calldatas, keccak256(bytes(draft.description)))
            )
        );
        _expect(success == expected, "cancel");
        if (success) {
            tracked.canceled = true;
            ++successes["cancel"];
        }
    }

    function rotate(uint256 countrySeed) external action {
        _rotate(countrySeed % COUNTRIES);
    }

    /// A seat changes its account while a vote is open; the old one and the new one vote.
    function rotateAndVote(uint256 proposalSeed, uint256 countrySeed, uint8 support) external action {
        if (_tracked.length == 0) return;
        Tracked storage tracked = _pick(proposalSeed, Phase.Open);
        uint256 c = countrySeed % COUNTRIES;
        address former = _holder(c);
        if (countrySeed % 2 == 0) _voteAs(tracked, former, support % 3);
        _rotate(c);
        _voteAs(tracked, former, support % 3);
        _voteAs(tracked, _holder(c), support % 3);
    }

    function leaveCouncil(uint256 countrySeed) external action {
        uint256 c = countrySeed % COUNTRIES;
        uint256 active = _activeNow();
        Status status = book.seatStatus(_country(c));
        bool expected = _isNamed() && (status == Status.Suspended || (status == Status.Active && _size(active) > 3));
        bytes[] memory calls = _bundle(abi.encodeCall(states.leaveCouncil, (EVIDENCE)));
        vm.prank(_holder(c));
        bool success = _call(address(states), abi.encodeCall(states.multicall, (_deadline(), calls)));
        _expect(success == expected, "leave");
        if (success) ++successes["leave"];
    }

    function wait(uint256 time) external action {
        // Now and then until everything has expired.
        skip(time % 16 == 0 ? 40 days : bound(time, 1, 3 days));
    }

    /// The whole way: proposed, carried by all who sit, queued and executed when it is time.
    function decide(uint256 councilSeed, uint256 kind, uint256 seed) external action {
        council = councils[councilSeed % councils.length];
        _decideAll(kind % KINDS, seed);
    }

    /// The same with a setting of timelock, authority, council or registry.
    function configure(uint256 councilSeed, uint256 kind, uint256 seed) external action {
        council = councils[councilSeed % councils.length];
        _decideAll(9 + (kind % 13), seed);
    }

    // -- questions

    function kinds() external pure returns (uint256) {
        return KINDS;
    }

    /// Whether the member states can still have something done that only the council may do. Changes nothing.
    function probe() external returns (bool success) {
        uint256 time = block.timestamp;
        try this.probeAndRevert() {
            success = false;
        } catch (bytes memory answer) {
            success = keccak256(answer) == keccak256(abi.encodeWithSelector(Probed.selector, true));
        }
        vm.warp(time);
    }

    function probeAndRevert() external {
        uint256 before = managed.acts();
        for (uint256 i = 0; i < councils.length && managed.acts() == before; ++i) {
            council = councils[i];
            _decideAll(KINDS, 0);
        }
        revert Probed(managed.acts() == before + 1);
    }

    /// Votes are the active seats, one each, now and after each of the last changes.
    function votesAreActiveSeats() external returns (bool) {
        uint256 active = _activeNow();
        if (states.activeSeats() != _size(active)) return false;
        uint256 votes;
        for (uint256 i = 0; i < _accounts.length; ++i) {
            uint256 own = states.getVotes(_accounts[i]);
            if (own > 1) return false;
            votes += own;
        }
        if (votes != _size(active)) return false;
        for (uint256 c = 0; c < COUNTRIES; ++c) {
            if (_isActive(active, c) && states.getVotes(_holder(c)) != 1) return false;
        }
        skip(1);
        for (uint256 i = _times.length > 3 ? _times.length - 3 : 0; i < _times.length; ++i) {
            uint256 set = _setAt(_times[i]);
            if (states.getPastTotalSupply(_times[i]) != _size(set)) return false;
            for (uint256 c = 0; c < COUNTRIES; ++c) {
                uint256 expected = _isActive(set, c) && _isActive(active, c) ? 1 : 0;
                if (states.getPastVotes(_holder(c), _times[i]) != expected) return false;
            }
        }
        return true;
    }

    /// The roles as they have to be after deployment, whatever was decided since.
    function rolesHold() external view returns (bool) {
        uint256 delay = timelock.getMinDelay();
        (bool timelockIsAdmin, uint32 executionDelay) = authority.hasRole(authority.ADMIN_ROLE(), address(timelock));
        (bool deployerIsAdmin, ) = authority.hasRole(authority.ADMIN_ROLE(), address(this));
        bool governed;
        for (uint256 i = 0; i < councils.length; ++i) {
            governed = governed || timelock.hasRole(timelock.PROPOSER_ROLE(), address(councils[i]));
        }
        return
            governed &&
            timelockIsAdmin &&
            executionDelay == 0 &&
            !deployerIsAdmin &&
            authority.adminCount() >= 1 &&
            timelock.proposerCount() >= 1 &&
            timelock.hasRole(timelock.DEFAULT_ADMIN_ROLE(), address(timelock)) &&
            !timelock.hasRole(timelock.DEFAULT_ADMIN_ROLE(), address(this)) &&
            !timelock.hasRole(timelock.DEFAULT_ADMIN_ROLE(), address(junk)) &&
            !timelock.hasRole(timelock.PROPOSER_ROLE(), address(this)) &&
            timelock.hasRole(timelock.EXECUTOR_ROLE(), address(0)) &&
            delay >= 1 days &&
            delay <= 30 days &&
            states.activeSeats() >= 3 &&
            states.authority() == address(authority) &&
            managed.authority() == address(authority);
    }

    // -- what the council decides

    /// @return target Whom it calls.
    /// @return data What it calls; every setting that a vote can reach, with good and bad values.
    function _content(uint256 kind, uint256 seed) private returns (address target, bytes memory data) {
        CountryCode country = _country(seed % COUNTRIES);
        if (kind < 9) {
            target = address(states);
            if (kind == 0) return (target, _admission(seed));
            if (kind == 1) return (target, abi.encodeCall(states.suspend, (country, EVIDENCE)));
            if (kind < 4) return (target, abi.encodeCall(states.reinstate, (_suspended(seed), EVIDENCE)));
            if (kind == 4) return (target, _recovery(seed));
            if (kind == 5) return (target, _rectification(seed));
            if (kind == 6) return (target, abi.encodeCall(states.follow, (_founders(COUNTRIES))));
            return (target, _admission(seed));
        }
        if (kind < 14) return (address(timelock), _timelockSetting(kind, seed));
        if (kind < 20) return (address(authority), _authoritySetting(kind, seed));
        if (kind == 20) {
            bytes memory renounce = abi.encodeCall(timelock.renounceRole, (timelock.PROPOSER_ROLE(), address(council)));
            return (address(council), abi.encodeCall(council.relay, (address(timelock), 0, renounce)));
        }
        if (kind == 21 && seed % 2 == 0) {
            IMemberStates named = seed % 4 == 0 ? IMemberStates(address(junk)) : states;
            return (address(book), abi.encodeCall(IRegistryOffices.setMemberStates, (named)));
        }
        if (kind == 21) {
            return (address(council), abi.encodeCall(council.updateTimelock, (new CouncilTimelock(address(this)))));
        }
        return (address(managed), abi.encodeCall(managed.act, ()));
    }

    function _timelockSetting(uint256 kind, uint256 seed) private returns (bytes memory) {
        // Mostly what could do harm: a proposer that can't act comes, the council goes.
        bytes32[6] memory roles = [
            timelock.PROPOSER_ROLE(),
            timelock.PROPOSER_ROLE(),
            timelock.PROPOSER_ROLE(),
            timelock.EXECUTOR_ROLE(),
            timelock.CANCELLER_ROLE(),
            timelock.DEFAULT_ADMIN_ROLE()
        ];
        bytes32 role = roles[seed % 6];
        address account = _anyone(seed / 12);
        if ((seed / 6) % 2 == 0) {
            account =
                kind == 10
                    ? address(junk)
                    : role == roles[3]
                        ? address(0)
                        : address(council);
        }
        if (kind == 9) {
            uint256[6] memory delays = [uint256(0), 1 days - 1, 1 days, 30 days, 30 days + 1, type(uint256).max];
            return abi.encodeCall(timelock.updateDelay, (delays[seed % 6]));
        }
        if (kind == 10) return abi.encodeCall(timelock.grantRole, (role, account));
        if (kind == 11) return abi.encodeCall(timelock.revokeRole, (role, account));
        if (kind == 12) return abi.encodeCall(timelock.renounceRole, (role, address(timelock)));
        if (councils.length < 3) councils.push(new Council(states, timelock));
        return abi.encodeCall(timelock.grantRole, (roles[0], address(councils[councils.length - 1])));
    }

    function _authoritySetting(uint256 kind, uint256 seed) private view returns (bytes memory) {
        uint64 role = _role(seed);
        if (kind == 14) return abi.encodeCall(authority.grantRole, (role, _anyone(seed / 16), _delay(seed / 4)));
        if (kind == 15) return abi.encodeCall(authority.revokeRole, (role, _anyone(seed / 16)));
        if (kind == 16) return abi.encodeCall(authority.setTargetClosed, (_target(seed / 4), seed % 3 == 0));
        if (kind == 17) {
            bytes4[] memory selectors = new bytes4[](2);
            selectors[0] = managed.act.selector;
            selectors[1] = states.admit.selector;
            return abi.encodeCall(authority.setTargetFunctionRole, (_target(seed / 4), selectors, _role(seed)));
        }
        if (kind == 18) {
            uint256 choice = (seed / 64) % 5;
            if (choice == 0) return abi.encodeCall(authority.setRoleAdmin, (role, _role(seed / 4)));
            if (choice == 1) return abi.encodeCall(authority.setRoleGuardian, (role, _role(seed / 4)));
            if (choice == 2) return abi.encodeCall(authority.setGrantDelay, (role, _delay(seed / 4)));
            if (choice == 3) return abi.encodeCall(authority.setTargetAdminDelay, (_target(seed), _delay(seed / 4)));
            return abi.encodeCall(authority.renounceRole, (authority.ADMIN_ROLE(), address(timelock)));
        }
        if (seed % 3 == 0) return abi.encodeCall(authority.updateAuthority, (address(managed), address(junk)));
        bytes memory inner =
            seed % 3 == 1
                ? abi.encodeCall(managed.setAuthority, (address(junk)))
                : abi.encodeCall(authority.revokeRole, (authority.ADMIN_ROLE(), address(timelock)));
        return abi.encodeCall(authority.execute, (seed % 3 == 1 ? address(managed) : address(authority), inner));
    }

    function _role(uint256 seed) private view returns (uint64) {
        if (seed % 4 == 3) return authority.PUBLIC_ROLE();
        return seed % 4 == 2 ? ROLE : authority.ADMIN_ROLE();
    }

    function _delay(uint256 seed) private pure returns (uint32) {
        if (seed % 4 == 3) return type(uint32).max;
        return uint32((seed % 4) / 2);
    }

    function _target(uint256 seed) private view returns (address) {
        if (seed % 4 == 3) return address(authority);
        return seed % 4 == 2 ? address(states) : address(managed);
    }

    function _admission(uint256 seed) private returns (bytes memory) {
        uint256 c = seed % COUNTRIES;
        return abi.encodeCall(states.admit, (_country(c), _newAccount(c), TERMS, EVIDENCE));
    }

    function _recovery(uint256 seed) private returns (bytes memory) {
        uint256 c = seed % COUNTRIES;
        return abi.encodeCall(states.recover, (_country(c), _newAccount(c), TERMS, EVIDENCE));
    }

    function _rectification(uint256 seed) private view returns (bytes memory) {
        Correction[] memory corrections = new Correction[]((seed / COUNTRIES) % 3);
        if (corrections.length > 0) corrections[0].kind = ActKind.Grant;
        if (corrections.length > 1) corrections[1].kind = ActKind.Suspend;
        return abi.encodeCall(states.rectify, (_country(seed % COUNTRIES), corrections, EVIDENCE));
    }

    /// A suspended country, if there is one.
    function _suspended(uint256 seed) private view returns (CountryCode country) {
        for (uint256 i = 0; i < COUNTRIES; ++i) {
            country = _country(((seed % COUNTRIES) + i) % COUNTRIES);
            if (book.seatStatus(country) == Status.Suspended) return country;
        }
    }

    function _anyone(uint256 seed) private view returns (address) {
        address[7] memory all = [
            address(councils[seed % councils.length]),
            address(council),
            address(timelock),
            address(junk),
            address(managed),
            address(0),
            _accounts[0]
        ];
        return all[seed % 7];
    }

    // -- the model

    function _rotate(uint256 c) private {
        address holder = _holder(c);
        address next = _newAccount(c);
        bytes[] memory calls = _bundle(abi.encodeCall(states.rotate, (book.seatOffice(_country(c)), next, TERMS)));
        bool expected = _isNamed() && _isActive(_activeNow(), c);
        vm.prank(holder);
        bool success = _call(address(states), abi.encodeCall(states.multicall, (_deadline(), calls)));
        _expect(success == expected, "rotate");
        if (success) ++successes["rotate"];
    }

    function _proposeAs(address account, uint256 kind, uint256 seed) private returns (bool success) {
        (address target, bytes memory data) = _content(kind, seed);
        Proposal memory draft = kind == KINDS ? _probeDraft(account) : _draft(account, target, data);
        // The book may have changed since the last action.
        _observe();
        uint256 c = _countryOf(account);
        bool expected = c < COUNTRIES && _isActive(_activeNow(), c) && _isActive(_setAt(block.timestamp - 1), c);
        bytes[] memory calls = _bundle(
            abi.encodeCall(council.propose, (draft.targets, draft.values, draft.calldatas, draft.description))
        );
        vm.prank(account);
        success = _call(address(council), abi.encodeCall(council.multicall, (_deadline(), calls)));
        _expect(success == expected, "propose");
        if (!success) return false;
        Tracked storage tracked = _tracked.push();
        tracked.draft = abi.encode(draft);
        tracked.council = council;
        tracked.country = c;
        tracked.snapshot = block.timestamp + 1 days;
        tracked.acts = kind >= 22;
        ++successes["propose"];
    }

    function _voteAs(Tracked storage tracked, address account, uint8 support) private {
        uint256 c = _countryOf(account);
        bool expected =
            support < 3 &&
                c < COUNTRIES &&
                !tracked.canceled &&
                block.timestamp > tracked.snapshot &&
                block.timestamp <= tracked.snapshot + 14 days &&
                tracked.forVotes < _quorum(tracked) &&
                _isActive(_activeNow(), c) &&
                _isActive(_setAt(tracked.snapshot), c) &&
                !_isActive(tracked.voted, c);
        Proposal memory draft = abi.decode(tracked.draft, (Proposal));
        vm.prank(account);
        bool success = _call(address(tracked.council), abi.encodeCall(council.castVote, (draft.id, support)));
        _expect(success == expected, "vote");
        if (!success) return;
        tracked.voted |= 1 << c;
        if (support == FOR) ++tracked.forVotes;
        ++successes["vote"];
    }

    function _tryQueue(Tracked storage tracked) private {
        Proposal memory draft = abi.decode(tracked.draft, (Proposal));
        bool expected =
            !tracked.canceled &&
                tracked.eta == 0 &&
                block.timestamp > tracked.snapshot &&
                block.timestamp <= tracked.snapshot + 44 days &&
                tracked.forVotes >= _quorum(tracked) &&
                timelock.hasRole(timelock.PROPOSER_ROLE(), address(tracked.council));
        bool success = _call(
            address(tracked.council),
            abi.encodeCall(
                tracked.council.queue,
                (draft.targets, draft.values, draft.calldatas, keccak256(bytes(draft.description)))
            )
        );
        _expect(success == expected, "queue");
        if (!success) return;
        tracked.eta = block.timestamp + timelock.getMinDelay();
        ++successes["queue"];
    }

    function _tryExecute(Tracked storage tracked, bool direct) private {
        Proposal memory draft = abi.decode(tracked.draft, (Proposal));
        bool allowed =
            !tracked.canceled &&
                !tracked.executed &&
                tracked.eta != 0 &&
                block.timestamp >= tracked.eta &&
                block.timestamp < tracked.eta + 30 days &&
                tracked.forVotes >= _quorum(tracked) &&
                timelock.hasRole(timelock.PROPOSER_ROLE(), address(tracked.council));
        bytes32 hash = keccak256(bytes(draft.description));
        bytes32 salt = bytes20(address(tracked.council)) ^ hash;
        bool success =
            direct
                ? _call(
                    address(timelock),
                    abi.encodeCall(timelock.executeBatch, (draft.targets, draft.values, draft.calldatas, 0, salt))
                )
                : _call(
                    address(tracked.council),
                    abi.encodeCall(council.execute, (draft.targets, draft.values, draft.calldatas, hash))
                );
        _expect(!success || allowed, "execute");
        if (!success) return;
        tracked.executed = true;
        executed = true;
        if (tracked.acts) ++expectedActs;
        ++successes["execute"];
    }

    function _decideAll(uint256 kind, uint256 seed) private {
        address proposer;
        uint256 entitled = _activeNow() & _setAt(block.timestamp - 1);
        for (uint256 c = 0; c < COUNTRIES && proposer == address(0); ++c) {
            if (_isActive(entitled, c)) proposer = _holder(c);
        }
        if (proposer == address(0)) return;
        if (!_proposeAs(proposer, kind, seed)) return;
        Tracked storage tracked = _tracked[_tracked.length - 1];
        skip(1 days + 1);
        uint256 quorum = _quorum(tracked);
        for (uint256 c = 0; c < COUNTRIES && tracked.forVotes < quorum; ++c) {
            _voteAs(tracked, _holder(c), FOR);
        }
        _tryQueue(tracked);
        skip(timelock.getMinDelay());
        _tryExecute(tracked, false);
        if (tracked.executed) ++successes["decide"];
    }

    function _probeDraft(address proposer) private returns (Proposal memory draft) {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = managed.act.selector;
        draft.targets = new address[](3);
        draft.values = new uint256[](3);
        draft.calldatas = new bytes[](3);
        draft.targets[0] = address(authority);
        draft.calldatas[0] = abi.encodeCall(authority.setTargetClosed, (address(managed), false));
        draft.targets[1] = address(authority);
        draft.calldatas[1] = abi.encodeCall(
            authority.setTargetFunctionRole,
            (address(managed), selectors, authority.ADMIN_ROLE())
        );
        draft.targets[2] = address(managed);
        draft.calldatas[2] = abi.encodeCall(managed.act, ());
        _describe(draft, proposer);
    }

    /// The least number that is two thirds of the seats of the snapshot, and at least two.
    function _quorum(Tracked storage tracked) private view returns (uint256 quorum) {
        uint256 n = _size(_setAt(tracked.snapshot));
        quorum = 2;
        while (3 * quorum < 2 * n) ++quorum;
    }

    /// Remembers who is active now.
    function _observe() private {
        uint256 active = _activeNow();
        if (active == _activeSets[_activeSets.length - 1]) return;
        _times.push(block.timestamp);
        _activeSets.push(active);
    }

    function _activeNow() private view returns (uint256 set) {
        for (uint256 c = 0; c < COUNTRIES; ++c) {
            if (book.seatStatus(_country(c)) == Status.Active) set |= 1 << c;
        }
    }

    /// Who was active at the end of that second.
    function _setAt(uint256 time) private view returns (uint256) {
        for (uint256 i = _times.length; i > 0; --i) {
            if (_times[i - 1] <= time) return _activeSets[i - 1];
        }
        return 0;
    }

    function _isActive(uint256 set, uint256 c) private pure returns (bool) {
        return (set >> c) & 1 == 1;
    }

    function _size(uint256 set) private pure returns (uint256 size) {
        for (; set != 0; set >>= 1) size += set & 1;
    }

    /// Whether the registry listens to this `MemberStates`.
    function _isNamed() private view returns (bool) {
        return address(ITrustedIssuerRegistry(address(book)).memberStates()) == address(states);
    }

    function _holder(uint256 c) private view returns (address account) {
        (account, , ) = book.office(book.seatOffice(_country(c)));
    }

    /// The country whose seat the account holds by the book; out of range where none.
    function _countryOf(address account) private view returns (uint256 c) {
        while (c < COUNTRIES && _holder(c) != account) ++c;
    }

    function _newAccount(uint256 c) private returns (address account) {
        account = _account(_country(c), ++_generations[c]);
        _accounts.push(account);
        _consent(account, _country(c), OfficeKind.MemberState);
    }

    /// Two out of three times somebody who holds a seat, otherwise anybody who ever did or will.
    function _pickAccount(uint256 seed) private view returns (address account) {
        if (seed % 3 != 0) account = _holder((seed / 3) % COUNTRIES);
        if (account == address(0)) account = _accounts[(seed / 3) % _accounts.length];
    }

    /// Mostly the newest that stands where the action can succeed, among the last eight.
    function _pick(uint256 seed, Phase phase) private view returns (Tracked storage tracked) {
        uint256 i = _tracked.length;
        if (seed % 8 == 0) return _tracked[(seed / 8) % i];
        do {
            tracked = _tracked[--i];
        } while (i > 0 && i + 8 > _tracked.length && _phase(tracked) != phase);
    }

    function _phase(Tracked storage tracked) private view returns (Phase) {
        if (tracked.canceled || tracked.executed) return Phase.Over;
        if (tracked.eta != 0) return Phase.Queued;
        if (block.timestamp <= tracked.snapshot) return Phase.Pending;
        if (tracked.forVotes >= _quorum(tracked)) return Phase.Carried;
        return block.timestamp <= tracked.snapshot + 14 days ? Phase.Open : Phase.Over;
    }

    function _call(address target, bytes memory data) private returns (bool success) {
        (success, ) = target.call(data);
    }

    function _expect(bool condition, string memory name) private {
        if (!condition && bytes(violation).length == 0) violation = name;
    }
}
