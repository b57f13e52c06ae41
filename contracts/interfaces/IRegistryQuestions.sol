// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {BindingStanding, Question, RecordStatus, Standing} from "../types/Answers.sol";
import {BindingId} from "../types/BindingId.sol";
import {CountryCode} from "../types/CountryCode.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {QualificationTypeId} from "../types/QualificationTypeId.sol";
import {RecordKey} from "../types/RecordKey.sol";

/// What verifiers ask. Times are Unix seconds UTC. An answer as known at a past moment never changes. Reverts with
/// `KnownAtInFuture` only.
interface IRegistryQuestions {
    /// May the institution award the type in `territory` (0: its own country) at that moment, as known now?
    function standing(
        InstitutionId institution,
        QualificationTypeId qualificationType,
        CountryCode territory,
        uint40 time
    ) external view returns (Standing memory);

    /// The same, as known at `knownAt`: for audit and appeal.
    function standingAsKnownAt(
        InstitutionId institution,
        QualificationTypeId qualificationType,
        CountryCode territory,
        uint40 time,
        uint40 knownAt
    ) external view returns (Standing memory);

    /// Many questions in one call.
    function standings(Question[] calldata questions) external view returns (Standing[] memory);

    /// Was the identifier or key bound to the institution at that moment, as known now?
    function bindingAt(
        InstitutionId institution,
        BindingId binding,
        uint40 time
    ) external view returns (BindingStanding memory);

    /// The same, as known at `knownAt`.
    function bindingAsKnownAt(
        InstitutionId institution,
        BindingId binding,
        uint40 time,
        uint40 knownAt
    ) external view returns (BindingStanding memory);

    /// Both halves of trust at the same instant: entitlement, and identity or key.
    function standingAndBinding(
        Question calldata question,
        BindingId binding
    ) external view returns (Standing memory, BindingStanding memory);

    /// What a record's timeline answers for a moment, as known at `knownAt`.
    function statusOf(RecordKey calldata key, uint40 time, uint40 knownAt) external view returns (RecordStatus memory);
}
