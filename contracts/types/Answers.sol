// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {BindingCode} from "./BindingCode.sol";
import {CountryCode} from "./CountryCode.sol";
import {InstitutionId} from "./InstitutionId.sol";
import {OfficeNumber} from "./OfficeNumber.sol";
import {QualificationTypeId} from "./QualificationTypeId.sol";
import {StandingCode} from "./StandingCode.sol";
import {Status} from "./Status.sol";

/// "Might this institution award this type, there, then, as far as was known?"
struct Question {
    InstitutionId institution;
    QualificationTypeId qualificationType;
    /// Where the award is made; 0 asks for the institution's own country.
    CountryCode territory;
    /// The moment asked for, Unix seconds UTC.
    uint40 time;
    /// What had been recorded by then, Unix seconds UTC, not after now; 0 means as known now.
    uint40 knownAt;
}

/// An answer: the code, and the act that decides it (of a suspension the suspending act; of "not yet" the grant that begins
/// first; zeros where none does).
struct Standing {
    StandingCode code;
    /// See `Flags`.
    uint8 flags;
    /// Begin, inclusive, Unix seconds UTC; 0 means always.
    uint40 from;
    /// End, exclusive, Unix seconds UTC; 0 means open.
    uint40 until;
    /// When it was recorded, Unix seconds UTC.
    uint40 recordedAt;
    /// The office that decided; 0 for the council and for an institution's controller.
    OfficeNumber office;
}

/// As `Standing`.
struct BindingStanding {
    BindingCode code;
    uint8 flags;
    uint40 from;
    uint40 until;
    uint40 recordedAt;
    OfficeNumber office;
}

/// As `Standing`, for any record.
struct RecordStatus {
    Status status;
    uint8 flags;
    uint40 from;
    uint40 until;
    uint40 recordedAt;
    OfficeNumber office;
}
