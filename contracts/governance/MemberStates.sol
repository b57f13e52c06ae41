// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {IMemberStates} from "../interfaces/IMemberStates.sol";
import {IOfficeMulticall} from "../interfaces/IOfficeMulticall.sol";
import {IOfficePolicy} from "../interfaces/IOfficePolicy.sol";
import {ISeatBook} from "../interfaces/ISeatBook.sol";
import {ActKind} from "../types/ActKind.sol";
import {Correction} from "../types/Correction.sol";
import {CountryCode, EU, NO_COUNTRY} from "../types/CountryCode.sol";
import {OfficeKind} from "../types/OfficeKind.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {Status} from "../types/Status.sol";
import {OfficeMulticall} from "./OfficeMulticall.sol";

/// Immutable: another one takes its place by vote, with the registry's book as its start (see `follow`).
///
/// Votes are checkpoints by country, keyed by the second. Several changes in one second leave the last one standing; since
/// only seconds that are over can be asked about, nothing that was ever answered changes.
contract MemberStates is IMemberStates, OfficeMulticall, AccessManaged, ERC165 {
    using Checkpoints for Checkpoints.Trace208;

    /// Fewer active seats than this never remain.
    uint256 public constant MIN_ACTIVE_SEATS = 3;
    /// Longest time that an agreement holds.
    uint256 public constant MAX_CONSENT = 90 days;

    ISeatBook private immutable _registry;
    IOfficePolicy private immutable _policy;

    mapping(address account => Consent) private _consents;
    mapping(address account => CountryCode) private _seats;
    mapping(CountryCode country => address account) private _holders;
    mapping(CountryCode country => Checkpoints.Trace208) private _votes;
    Checkpoints.Trace208 private _activeSeats;

    /// @param authority_ The council's authority; whom it lets through acts for the council.
    /// @param seated The countries that have a seat in the registry already; none at genesis.
    constructor(
        ISeatBook registry_,
        address authority_,
        IOfficePolicy policy_,
        CountryCode[] memory seated
    ) AccessManaged(authority_) {
        _registry = registry_;
        _policy = policy_;
        for (uint256 i = 0; i < seated.length; ++i) {
            _follow(registry_, seated[i]);
        }
    }

    /// @inheritdoc IMemberStates
    function consent(CountryCode country, OfficeKind kind, bytes32 terms, uint40 expiry) external {
        bool known = kind == OfficeKind.Guardian ? country == EU : kind != OfficeKind.None && _isState(country);
        if (!known) revert MemberStatesConsentInvalid(country, kind);
        if (expiry <= block.timestamp || expiry > block.timestamp + MAX_CONSENT) {
            revert MemberStatesExpiryOutOfRange(expiry, block.timestamp, block.timestamp + MAX_CONSENT);
        }
        _consents[msg.sender] = Consent({country: country, kind: kind, expiry: expiry, terms: terms});
        emit ConsentGiven(msg.sender, country, kind, terms, expiry);
    }

    /// @inheritdoc IMemberStates
    function revokeConsent() external {
        delete _consents[msg.sender];
        emit ConsentRevoked(msg.sender);
    }

    /// @inheritdoc IMemberStates
    function useConsent(address account, CountryCode country, OfficeKind kind, bytes32 terms) external {
        if (msg.sender != address(_registry)) revert MemberStatesCallerNotRegistry(msg.sender);
        _useConsent(account, country, kind, terms);
    }

    /// @inheritdoc IMemberStates
    function admit(CountryCode country, address account, bytes32 terms, bytes32 evidence) external restricted {
        if (!_isState(country)) revert MemberStatesNoCountry(country);
        Status status = _registry.seatStatus(country);
        if (status == Status.Active || status == Status.Suspended) revert MemberStatesSeatStatus(country, status);

        _useConsent(account, country, OfficeKind.MemberState, terms);
        OfficeNumber number = _registry.enrol(account, country, OfficeKind.MemberState);
        // 0 is always for the first grant, and now for every later one.
        _registry.recordSeat(country, ActKind.Grant, 0, evidence);
        emit SeatAdmitted(country, number, account, terms, evidence);
        _follow(_registry, country);
    }

    /// @inheritdoc IMemberStates
    function suspend(CountryCode country, bytes32 evidence) external restricted {
        _record(country, ActKind.Suspend, evidence);
    }

    /// @inheritdoc IMemberStates
    function reinstate(CountryCode country, bytes32 evidence) external restricted {
        _record(country, ActKind.Reinstate, evidence);
    }

    /// @inheritdoc IMemberStates
    function recover(CountryCode country, address account, bytes32 terms, bytes32 evidence) external restricted {
        _requireSeated(country);
        OfficeNumber number = _registry.seatOffice(country);
        address previous = _handOver(number, country, OfficeKind.MemberState, account, terms);
        emit SeatRecovered(country, number, previous, account, terms, evidence);
    }

    /// @inheritdoc IMemberStates
    function rectify(CountryCode country, Correction[] calldata acts, bytes32 evidence) external restricted {
        // Nothing can be corrected where nobody ever sat: a seat without an account would count and couldn't vote.
        if (_registry.seatOffice(country).isNone()) revert MemberStatesSeatStatus(country, Status.Never);
        _registry.rectifySeat(country, acts, evidence);
        _follow(_registry, country);
    }

    /// @inheritdoc IMemberStates
    function follow(CountryCode[] calldata countries) external restricted {
        for (uint256 i = 0; i < countries.length; ++i) {
            _follow(_registry, countries[i]);
        }
    }

    /// @inheritdoc IMemberStates
    function rotate(OfficeNumber number, address newAccount, bytes32 terms) external {
        _requireMulticall();
        CountryCode seat = _seatOfCaller();
        if (!_isActive(seat)) revert MemberStatesSeatStatus(seat, _registry.seatStatus(seat));
        (, CountryCode country, OfficeKind kind) = _registry.office(number);
        if (country != seat) revert MemberStatesForeignOffice(number, country);

        address previous = _handOver(number, country, kind, newAccount, terms);
        emit OfficeRotated(country, number, previous, newAccount, terms);
    }

    /// @inheritdoc IMemberStates
    function leaveCouncil(bytes32 evidence) external {
        _requireMulticall();
        CountryCode seat = _seatOfCaller();
        _requireSeated(seat);
        _record(seat, ActKind.End, evidence);
    }

    /// Not possible: a seat's vote stays with the seat.
    /// @inheritdoc IVotes
    function delegate(address) external view {
        revert MemberStatesNoDelegation(msg.sender);
    }

    /// Not possible: a seat's vote stays with the seat.
    /// @inheritdoc IVotes
    function delegateBySig(address, uint256, uint256, uint8, bytes32, bytes32) external view {
        revert MemberStatesNoDelegation(msg.sender);
    }

    /// @inheritdoc IMemberStates
    function consentOf(address account) external view returns (Consent memory) {
        return _consents[account];
    }

    /// @inheritdoc IMemberStates
    function seatOf(address account) external view returns (CountryCode) {
        return _seats[account];
    }

    /// @inheritdoc IMemberStates
    function holderOf(CountryCode country) external view returns (address) {
        return _holders[country];
    }

    /// @inheritdoc IMemberStates
    function activeSeats() external view returns (uint256) {
        return _activeSeats.latest();
    }

    /// 1 for the account that holds an active seat now, 0 for any other.
    /// @inheritdoc IVotes
    function getVotes(address account) external view returns (uint256) {
        return _votes[_seats[account]].latest();
    }

    /// 1 for the account that holds a seat *now*, if the seat is active now and was active at the end of second
    /// `timepoint`; 0 for any other.
    /// @inheritdoc IVotes
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        uint48 time = _past(timepoint);
        CountryCode seat = _seats[account];
        return _isActive(seat) ? _votes[seat].upperLookupRecent(time) : 0;
    }

    /// How many seats were active at the end of second `timepoint`.
    /// @inheritdoc IVotes
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256) {
        return _activeSeats.upperLookupRecent(_past(timepoint));
    }

    /// Every account speaks for itself.
    /// @inheritdoc IVotes
    function delegates(address account) external pure returns (address) {
        return account;
    }

    /// @inheritdoc IMemberStates
    function registry() external view returns (ISeatBook) {
        return _registry;
    }

    /// @inheritdoc IMemberStates
    function policy() external view returns (IOfficePolicy) {
        return _policy;
    }

    /// @inheritdoc IMemberStates
    function version() external pure returns (string memory) {
        return "1.0.0";
    }

    /// @inheritdoc IERC6372
    function clock() public view returns (uint48) {
        return SafeCast.toUint48(block.timestamp);
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IMemberStates).interfaceId ||
            interfaceId == type(IOfficeMulticall).interfaceId ||
            interfaceId == type(IVotes).interfaceId ||
            interfaceId == type(IERC6372).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    function _record(CountryCode country, ActKind kind, bytes32 evidence) private {
        _registry.recordSeat(country, kind, 0, evidence);
        _follow(_registry, country);
    }

    function _useConsent(address account, CountryCode country, OfficeKind kind, bytes32 terms) private {
        Consent storage given = _consents[account];
        if (block.timestamp >= given.expiry || given.country != country || given.kind != kind || given.terms != terms) {
            revert MemberStatesConsentMissing(account, country, kind, terms);
        }
        _policy.check(account);
        delete _consents[account];
        emit ConsentUsed(account, country, kind, terms);
    }

    /// @return previous The account that had the office until now.
    function _handOver(
        OfficeNumber number,
        CountryCode country,
        OfficeKind kind,
        address account,
        bytes32 terms
    ) private returns (address previous) {
        (previous, , ) = _registry.office(number);
        _useConsent(account, country, kind, terms);
        _registry.reassign(number, account);
        _follow(_registry, country);
    }

    /// Takes holder and vote of a seat from the registry's book. The one place where either changes.
    function _follow(ISeatBook book, CountryCode country) private {
        (address account, , ) = book.office(book.seatOffice(country));
        address previous = _holders[country];
        if (account != previous && account != address(0)) {
            // The previous holder may sit for another country by now.
            if (_seats[previous] == country) _seats[previous] = NO_COUNTRY;
            _seats[account] = country;
            _holders[country] = account;
        }

        uint208 vote = book.seatStatus(country) == Status.Active ? 1 : 0;
        uint208 before = _votes[country].latest();
        if (vote == before) return;
        uint208 active = _activeSeats.latest() + vote - before;
        if (vote == 0 && active < MIN_ACTIVE_SEATS) revert MemberStatesTooFewSeats(active, MIN_ACTIVE_SEATS);
        _votes[country].push(clock(), vote);
        _activeSeats.push(clock(), active);
        emit SeatVoteChanged(country, vote, active);
    }

    function _seatOfCaller() private view returns (CountryCode seat) {
        seat = _seats[msg.sender];
        if (seat.isNone()) revert MemberStatesCallerWithoutSeat(msg.sender);
    }

    function _requireSeated(CountryCode country) private view {
        Status status = _registry.seatStatus(country);
        if (status != Status.Active && status != Status.Suspended) revert MemberStatesSeatStatus(country, status);
    }

    function _isActive(CountryCode seat) private view returns (bool) {
        return _votes[seat].latest() == 1;
    }

    function _isState(CountryCode country) private pure returns (bool) {
        return country.isAlpha2() && country != EU;
    }

    function _past(uint256 timepoint) private view returns (uint48) {
        uint48 time = clock();
        if (timepoint >= time) revert MemberStatesFutureLookup(timepoint, time);
        // Smaller than a uint48.
        return uint48(timepoint);
    }
}
