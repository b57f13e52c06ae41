// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IMemberStates} from "../../contracts/interfaces/IMemberStates.sol";
import {ISeatBook} from "../../contracts/interfaces/ISeatBook.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {Correction} from "../../contracts/types/Correction.sol";
import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {Status} from "../../contracts/types/Status.sol";

/// The registry as `MemberStates` sees it, without timelines: a seat has a status. Tests set what they need.
contract GovernanceSeatBook is ISeatBook {
    struct Office {
        address account;
        CountryCode country;
        OfficeKind kind;
    }

    struct SeatRecord {
        CountryCode country;
        ActKind kind;
        uint40 from;
        bytes32 evidence;
    }

    error CallerNotMemberStates(address caller);
    error OfficeExists(address account);
    error SeatActRefused(CountryCode country, ActKind kind, Status status);

    IMemberStates public memberStates;
    SeatRecord public lastRecord;

    mapping(OfficeNumber number => Office) private _offices;
    mapping(address account => OfficeNumber) private _numbers;
    mapping(CountryCode country => OfficeNumber) private _seatOffices;
    mapping(CountryCode country => Status) private _statuses;
    uint24 private _count;

    modifier onlyMemberStates() {
        if (msg.sender != address(memberStates)) revert CallerNotMemberStates(msg.sender);
        _;
    }

    function setMemberStates(IMemberStates memberStates_) external {
        memberStates = memberStates_;
    }

    function setStatus(CountryCode country, Status status) external {
        _statuses[country] = status;
    }

    function open(address account, CountryCode country, OfficeKind kind) external returns (OfficeNumber) {
        return _open(account, country, kind);
    }

    function useConsent(address account, CountryCode country, OfficeKind kind, bytes32 terms) external {
        memberStates.useConsent(account, country, kind, terms);
    }

    function recordSeat(CountryCode country, ActKind kind, uint40 from, bytes32 evidence) external onlyMemberStates {
        Status status = _statuses[country];
        bool allowed =
            kind == ActKind.Grant ||
                (kind == ActKind.Suspend && status == Status.Active) ||
                (kind == ActKind.Reinstate && status == Status.Suspended) ||
                (kind == ActKind.End && (status == Status.Active || status == Status.Suspended));
        if (!allowed) revert SeatActRefused(country, kind, status);
        _apply(country, kind);
        lastRecord = SeatRecord(country, kind, from, evidence);
    }

    function rectifySeat(
        CountryCode country,
        Correction[] calldata corrections,
        bytes32 evidence
    ) external onlyMemberStates {
        _statuses[country] = Status.Never;
        for (uint256 i = 0; i < corrections.length; ++i) {
            _apply(country, corrections[i].kind);
        }
        lastRecord = SeatRecord(country, ActKind.Rectify, 0, evidence);
    }

    function enrol(
        address account,
        CountryCode country,
        OfficeKind kind
    ) external onlyMemberStates returns (OfficeNumber number) {
        number = _seatOffices[country];
        if (number.isNone()) number = _open(account, country, kind);
        else _reassign(number, account);
    }

    function reassign(OfficeNumber number, address account) external onlyMemberStates {
        _reassign(number, account);
    }

    function officeOf(
        address account
    ) external view returns (OfficeNumber number, CountryCode country, OfficeKind kind) {
        number = _numbers[account];
        country = _offices[number].country;
        kind = _offices[number].kind;
    }

    function office(OfficeNumber number) external view returns (address account, CountryCode country, OfficeKind kind) {
        Office memory found = _offices[number];
        return (found.account, found.country, found.kind);
    }

    function seatOffice(CountryCode country) external view returns (OfficeNumber) {
        return _seatOffices[country];
    }

    function seatStatus(CountryCode country) external view returns (Status) {
        return _statuses[country];
    }

    function _apply(CountryCode country, ActKind kind) private {
        if (kind == ActKind.Suspend) _statuses[country] = Status.Suspended;
        else if (kind == ActKind.End) _statuses[country] = Status.Ended;
        else _statuses[country] = Status.Active;
    }

    function _open(address account, CountryCode country, OfficeKind kind) private returns (OfficeNumber number) {
        if (!_numbers[account].isNone()) revert OfficeExists(account);
        number = OfficeNumber.wrap(++_count);
        _offices[number] = Office(account, country, kind);
        _numbers[account] = number;
        if (kind == OfficeKind.MemberState) _seatOffices[country] = number;
    }

    function _reassign(OfficeNumber number, address account) private {
        if (_offices[number].account == account) return;
        if (!_numbers[account].isNone()) revert OfficeExists(account);
        _numbers[_offices[number].account] = OfficeNumber.wrap(0);
        _numbers[account] = number;
        _offices[number].account = account;
    }
}
