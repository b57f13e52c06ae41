// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ActKind} from "../types/ActKind.sol";
import {Correction} from "../types/Correction.sol";
import {CountryCode} from "../types/CountryCode.sol";
import {OfficeKind} from "../types/OfficeKind.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {Status} from "../types/Status.sol";

/// What `MemberStates` writes to the registry, and asks of it: the seats' timelines and the book of offices.
/// The writing functions revert with `CallerNotMemberStates(caller)` for anybody else.
interface ISeatBook {
    /// Records an act of a seat: grant, suspend, reinstate or end.
    /// @param from Begin, Unix seconds UTC; the first grant may begin in the past (0: always), later acts begin now (0).
    /// @param evidence Hash of the published decision.
    function recordSeat(CountryCode country, ActKind kind, uint40 from, bytes32 evidence) external;

    /// Voids all that was recorded of a seat and puts `corrections` in its place. None may begin after now or have an end.
    function rectifySeat(CountryCode country, Correction[] calldata corrections, bytes32 evidence) external;

    /// Opens an office for `account`. A member state has one; it keeps its number when it is admitted again.
    function enrol(address account, CountryCode country, OfficeKind kind) external returns (OfficeNumber);

    /// Hands an office to another account; the old one is cut off at once.
    function reassign(OfficeNumber number, address account) external;

    /// The office of an account; zeros where it is none.
    function officeOf(
        address account
    ) external view returns (OfficeNumber number, CountryCode country, OfficeKind kind);

    /// The office of that number; zeros where there is none.
    function office(OfficeNumber number) external view returns (address account, CountryCode country, OfficeKind kind);

    /// The number of a member state's office; zero where it never had a seat.
    function seatOffice(CountryCode country) external view returns (OfficeNumber);

    /// What the seat is now.
    function seatStatus(CountryCode country) external view returns (Status);
}
