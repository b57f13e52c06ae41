// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IMemberStates} from "../interfaces/IMemberStates.sol";
import {IRegistryOffices} from "../interfaces/IRegistryOffices.sol";
import {ISeatBook} from "../interfaces/ISeatBook.sol";
import {Timeline, Timelines} from "../libraries/Timelines.sol";
import {WritingRules} from "../libraries/WritingRules.sol";
import {Act} from "../types/Act.sol";
import {ActKind} from "../types/ActKind.sol";
import {Actor, COUNCIL} from "../types/Actor.sol";
import {Appointment} from "../types/Appointment.sol";
import {contentOf} from "../types/Content.sol";
import {Correction} from "../types/Correction.sol";
import {CountryCode, EU} from "../types/CountryCode.sol";
import {NO_ONE, Office, newOffice} from "../types/Office.sol";
import {OfficeKind} from "../types/OfficeKind.sol";
import {NO_OFFICE, OfficeNumber} from "../types/OfficeNumber.sol";
import {RecordKey} from "../types/RecordKey.sol";
import {RecordKind} from "../types/RecordKind.sol";
import {Scope} from "../types/Scope.sol";
import {Status} from "../types/Status.sol";
import {RegistryRecords} from "./RegistryRecords.sol";

/// The book of offices, seats as `MemberStates` records them, mandates, and the guardian's pause.
abstract contract RegistryOffices is RegistryRecords, ISeatBook, IRegistryOffices {
    using Timelines for Timeline;
    using WritingRules for Timeline;

    /// A provider's mandate begins this long after it is recorded: time in which the other states see it.
    uint40 internal constant PROVIDER_NOTICE = 7 days;
    uint40 internal constant MAX_PAUSE = 7 days;
    uint40 internal constant PAUSE_INTERVAL = 7 days;

    modifier onlyMemberStates() {
        if (msg.sender != address(_registry().memberStates)) revert CallerNotMemberStates(msg.sender);
        _;
    }

    /// @inheritdoc IRegistryOffices
    function setMemberStates(IMemberStates memberStates_) external restricted {
        _registry().memberStates = memberStates_;
        emit MemberStatesSet(address(memberStates_));
    }

    /// @inheritdoc ISeatBook
    function recordSeat(CountryCode country, ActKind kind, uint40 from, bytes32 evidence) external onlyMemberStates {
        Timeline storage timeline = _registry().seats[country];
        if (kind == ActKind.Grant) from = timeline.checkGrant(from, 0, true, NO_OFFICE, false);
        else if (kind == ActKind.Suspend) from = timeline.checkSuspend(from, 0, true);
        else if (kind == ActKind.Reinstate) from = timeline.checkReinstate(from, true);
        else if (kind == ActKind.End) from = timeline.checkTermination(kind, from, true, false, false);
        else revert ActUnknownToRecord(RecordKind.Seat, kind);
        if (from > block.timestamp) revert SeatActInFuture(from);
        Act act = _draft(COUNCIL, kind, from, 0, false, contentOf(country, OfficeKind.MemberState));
        _record(timeline, _seatKey(country), act, 0, evidence);
    }

    /// @inheritdoc ISeatBook
    function rectifySeat(
        CountryCode country,
        Correction[] calldata corrections,
        bytes32 evidence
    ) external onlyMemberStates {
        for (uint256 i = 0; i < corrections.length; ++i) {
            if (corrections[i].from > block.timestamp) revert SeatActInFuture(corrections[i].from);
        }
        _rectify(COUNCIL, _registry().seats[country], _seatKey(country), corrections, evidence);
    }

    /// @inheritdoc ISeatBook
    function enrol(
        address account,
        CountryCode country,
        OfficeKind kind
    ) external onlyMemberStates returns (OfficeNumber number) {
        number = _registry().seatOffices[country];
        if (!number.isNone() && kind == OfficeKind.MemberState) {
            _reassign(number, account);
        } else {
            number = _enrol(account, country, kind);
        }
    }

    /// @inheritdoc ISeatBook
    function reassign(OfficeNumber number, address account) external onlyMemberStates {
        _reassign(number, account);
    }

    /// @inheritdoc IRegistryOffices
    function mandate(Appointment calldata appointment, bytes32 evidence) external {
        CountryCode country = _callersOffice().country();
        Actor actor = _stateActor(country, true);
        _requireNotPaused();
        uint40 from = appointment.from;
        if (appointment.kind == OfficeKind.TrustServiceProvider) {
            uint40 earliest = _now() + PROVIDER_NOTICE;
            if (from == 0) from = earliest;
            if (from < earliest) revert MandateTooSoon(from, earliest);
        } else if (appointment.kind == OfficeKind.AccreditationBody) {
            _requireScope(Scope.wrap(uint256(appointment.detail)));
        } else {
            revert MandateKindInvalid(appointment.kind);
        }

        OfficeNumber number = _consentingOffice(appointment, country);
        RecordKey memory key = RecordKey(RecordKind.Mandate, bytes32(uint256(OfficeNumber.unwrap(number))), 0);
        Timeline storage timeline = _registry().mandates[number];
        from = timeline.checkGrant(from, appointment.until, true, actor.office(), false);
        uint80 content = contentOf(country, appointment.kind);
        Act act = _draft(actor, ActKind.Grant, from, appointment.until, false, content);
        _record(timeline, key, act, appointment.detail, evidence);
    }

    /// @inheritdoc IRegistryOffices
    function appointGuardian(address account, bytes32 terms) external restricted {
        OfficeNumber number = NO_OFFICE;
        if (account != address(0)) {
            _registry().memberStates.useConsent(account, EU, OfficeKind.Guardian, terms);
            Office found = _registry().offices[account];
            number = found.kind() == OfficeKind.Guardian ? found.number() : _enrol(account, EU, OfficeKind.Guardian);
        }
        _registry().guardian = number;
        emit GuardianAppointed(number);
    }

    /// @inheritdoc IRegistryOffices
    function pause(uint40 duration) external {
        OfficeNumber caller = _callersOffice().number();
        Registry storage $ = _registry();
        if (caller.isNone() || caller != $.guardian) revert CallerNotGuardian(msg.sender);
        if (duration == 0 || duration > MAX_PAUSE) revert PauseDurationInvalid(duration);
        uint40 earliest = $.pausedUntil + PAUSE_INTERVAL;
        if (block.timestamp < earliest) revert PauseTooSoon(earliest);
        $.pausedUntil = _now() + duration;
        emit Paused($.pausedUntil);
    }

    /// @inheritdoc IRegistryOffices
    function unpause() external restricted {
        if (_registry().pausedUntil > block.timestamp) _registry().pausedUntil = _now();
        emit Unpaused(_now());
    }

    /// @inheritdoc IRegistryOffices
    function pausedUntil() external view returns (uint40) {
        return _registry().pausedUntil;
    }

    /// @inheritdoc IRegistryOffices
    function guardian() external view returns (OfficeNumber) {
        return _registry().guardian;
    }

    /// @inheritdoc IRegistryOffices
    function memberStates() external view returns (IMemberStates) {
        return _registry().memberStates;
    }

    /// @inheritdoc ISeatBook
    function officeOf(address account) external view returns (OfficeNumber, CountryCode, OfficeKind) {
        Office found = _registry().offices[account];
        return (found.number(), found.country(), found.kind());
    }

    /// @inheritdoc ISeatBook
    function office(OfficeNumber number) external view returns (address account, CountryCode, OfficeKind) {
        account = _registry().accounts[number];
        Office found = _registry().offices[account];
        return (account, found.country(), found.kind());
    }

    /// @inheritdoc ISeatBook
    function seatOffice(CountryCode country) external view returns (OfficeNumber) {
        return _registry().seatOffices[country];
    }

    /// @inheritdoc ISeatBook
    function seatStatus(CountryCode country) external view returns (Status) {
        return _registry().seats[country].lookUp(_now(), _now()).status;
    }

    function _seatKey(CountryCode country) private pure returns (RecordKey memory) {
        return RecordKey(RecordKind.Seat, bytes32(CountryCode.unwrap(country)), 0);
    }

    /// Uses up the account's consent; opens its office where it has none.
    function _consentingOffice(Appointment calldata appointment, CountryCode country) private returns (OfficeNumber) {
        (address account, OfficeKind kind) = (appointment.account, appointment.kind);
        _registry().memberStates.useConsent(account, country, kind, appointment.terms);
        Office found = _registry().offices[account];
        if (found.isNone()) return _enrol(account, country, kind);
        if (found.country() != country || found.kind() != kind) {
            revert OfficeMismatch(found.number(), found.country(), found.kind());
        }
        return found.number();
    }

    function _enrol(address account, CountryCode country, OfficeKind kind) private returns (OfficeNumber number) {
        Registry storage $ = _registry();
        number = OfficeNumber.wrap(++$.officeCount);
        _seat(number, account, newOffice(number, country, kind));
        if (kind == OfficeKind.MemberState) $.seatOffices[country] = number;
        emit OfficeEnrolled(number, account, country, kind);
    }

    function _reassign(OfficeNumber number, address account) private {
        Registry storage $ = _registry();
        address previous = $.accounts[number];
        if (previous == address(0)) revert OfficeUnknown(number);
        if (account == previous) return;
        Office office_ = $.offices[previous];
        $.offices[previous] = NO_ONE;
        _seat(number, account, office_);
        emit OfficeReassigned(number, account, previous);
    }

    function _seat(OfficeNumber number, address account, Office office_) private {
        Registry storage $ = _registry();
        OfficeNumber taken = $.offices[account].number();
        if (!taken.isNone()) revert OfficeExists(account, taken);
        $.offices[account] = office_;
        $.accounts[number] = account;
    }
}
