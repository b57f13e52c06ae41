// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ActKind} from "../types/ActKind.sol";
import {CountryCode} from "../types/CountryCode.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {OfficeKind} from "../types/OfficeKind.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {QualificationTypeId} from "../types/QualificationTypeId.sol";
import {RecordKind} from "../types/RecordKind.sol";
import {Status} from "../types/Status.sol";

/// Why the registry refuses. What a timeline refuses is in `WritingRules`; causes and remedies are in docs/errors.md.
interface IRegistryErrors {
    /// The caller is not the `MemberStates` contract that the council set.
    error CallerNotMemberStates(address caller);
    /// The caller holds no power over records of that country.
    error CallerNotEntitled(address caller, CountryCode country);
    /// The caller is none of those who may write this binding.
    error CallerNotEntitledToBinding(address caller, InstitutionId institution);
    /// The caller is not the guardian's office.
    error CallerNotGuardian(address caller);

    /// The member state's seat is not in the state that the act needs.
    error SeatNotActive(CountryCode country, Status status);
    /// The office's mandate is not in the state that the act needs.
    error MandateNotActive(OfficeNumber office, Status status);
    /// What is to be decided goes beyond the scope of the body's mandate.
    error MandateScopeExceeded(OfficeNumber office);
    /// A provider's mandate begins seven days after it is recorded, at the earliest.
    error MandateTooSoon(uint40 from, uint40 earliest);
    /// Only bodies and providers hold mandates.
    error MandateKindInvalid(OfficeKind kind);

    /// The account is an office already.
    error OfficeExists(address account, OfficeNumber office);
    /// The office is another country's, or of another kind.
    error OfficeMismatch(OfficeNumber office, CountryCode country, OfficeKind kind);
    /// No office has that number.
    error OfficeUnknown(OfficeNumber office);

    /// No institution has that id.
    error InstitutionUnknown(InstitutionId institution);
    /// The institution is registered and neither closed nor withdrawn nor annulled.
    error InstitutionExists(InstitutionId institution);
    /// The list is empty.
    error ListEmpty();
    /// A profile is 1 to 4,096 bytes long.
    error ProfileSizeInvalid(uint256 size);
    /// A URI is 1 to 512 bytes long.
    error UriSizeInvalid(uint256 size);

    /// No qualification type has that id.
    error QualificationTypeUnknown(QualificationTypeId qualificationType);
    /// The type admits no new grants at that time: retired, withdrawn, annulled or not yet defined.
    error QualificationTypeNotActive(QualificationTypeId qualificationType, Status status);
    /// The attributes are malformed, or differ from those of the type, which never change.
    error TypeAttributesInvalid(uint80 attributes);
    /// The type is another country's.
    error QualificationTypeOfAnotherCountry(QualificationTypeId qualificationType, CountryCode country);
    /// The scope is malformed or empty in a dimension.
    error ScopeInvalid(uint256 scope);
    /// The territories are not alpha-2 codes in ascending order without a gap.
    error TerritoriesInvalid(uint80 territories);
    /// No record has that name: what is unused in a `RecordKey` is zero.
    error RecordKeyInvalid(RecordKind kind, bytes32 subject, bytes32 object);
    /// Records of this kind don't know this act.
    error ActUnknownToRecord(RecordKind kind, ActKind act);
    /// Records of this kind have no end that is set beforehand.
    error RecordHasNoEnd(RecordKind kind, uint40 until);
    /// A seat's acts begin now at the latest.
    error SeatActInFuture(uint40 from);
    /// Acts of this kind decide nothing beyond their dates; or an institution would succeed itself.
    error DetailUnexpected(bytes32 detail);
    /// A rectification begins with a grant (or an exclusion), and restates a compromise where there was one.
    error CorrectionsInvalid(uint256 index);

    /// Granting acts are paused.
    error RegistryPaused(uint40 until);
    /// The pause would be longer than seven days, or zero.
    error PauseDurationInvalid(uint40 duration);
    /// Seven days pass between two pauses.
    error PauseTooSoon(uint40 earliest);

    /// Nobody knows what will have been known.
    error KnownAtInFuture(uint40 knownAt, uint40 now_);
}
