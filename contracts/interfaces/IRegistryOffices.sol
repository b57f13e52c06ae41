// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Appointment} from "../types/Appointment.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {IMemberStates} from "./IMemberStates.sol";

/// Mandates, the guardian and the pause.
interface IRegistryOffices {
    /// Sets the contract that decides who sits. By the council only.
    function setMemberStates(IMemberStates memberStates) external;

    /// Mandates a body or a trust service provider, for the first time or anew. By a member state's office; uses up the
    /// account's consent to (country, kind, terms). A renewal names the same account.
    /// @param evidence Hash of the published decision.
    function mandate(Appointment calldata appointment, bytes32 evidence) external;

    /// Appoints the guardian's office, which uses up its consent to (`EU`, guardian, terms); the zero address dismisses. By the
    /// council only.
    function appointGuardian(address account, bytes32 terms) external;

    /// Stops granting acts, at most seven days; it ends by itself, and the next begins seven days after at the earliest. What
    /// restricts is never stopped. By the guardian's office only.
    /// @param duration In seconds.
    function pause(uint40 duration) external;

    /// Ends a pause before its time. By the council only.
    function unpause() external;

    /// End of the present or last pause, exclusive, Unix seconds UTC.
    function pausedUntil() external view returns (uint40);

    /// The guardian's office; 0 for none.
    function guardian() external view returns (OfficeNumber);

    function memberStates() external view returns (IMemberStates);
}
