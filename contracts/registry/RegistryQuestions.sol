// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryErrors} from "../interfaces/IRegistryErrors.sol";
import {IRegistryQuestions} from "../interfaces/IRegistryQuestions.sol";
import {Finding, Timeline, Timelines} from "../libraries/Timelines.sol";
import {Act} from "../types/Act.sol";
import {BindingStanding, Question, RecordStatus, Standing} from "../types/Answers.sol";
import {BindingCode, BindingCodes} from "../types/BindingCode.sol";
import {BindingId} from "../types/BindingId.sol";
import {countryIn} from "../types/Content.sol";
import {CountryCode, EU} from "../types/CountryCode.sol";
import {
    FLAG_COMPROMISED,
    FLAG_CONDITIONAL,
    FLAG_RETROACTIVE,
    FLAG_SCHEDULED,
    FLAG_SEAT_SUSPENDED
} from "../types/Flags.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {QualificationTypeId} from "../types/QualificationTypeId.sol";
import {RecordKey} from "../types/RecordKey.sol";
import {Scope} from "../types/Scope.sol";
import {StandingCode, StandingCodes} from "../types/StandingCode.sol";
import {Status} from "../types/Status.sol";
import {Territories} from "../types/Territories.sol";
import {TypeAttributes} from "../types/TypeAttributes.sol";
import {InstitutionFile, RegistryStorage} from "./RegistryStorage.sol";

/// The reads. Every answer comes from timelines of this contract alone; nothing leaves it.
abstract contract RegistryQuestions is RegistryStorage, IRegistryErrors, IRegistryQuestions {
    using Timelines for Timeline;

    /// @inheritdoc IRegistryQuestions
    function standing(
        InstitutionId institution_,
        QualificationTypeId qualificationType,
        CountryCode territory,
        uint40 at
    ) external view returns (Standing memory) {
        return _standing(Question(institution_, qualificationType, territory, at, 0));
    }

    /// @inheritdoc IRegistryQuestions
    function standingAsKnownAt(
        InstitutionId institution_,
        QualificationTypeId qualificationType,
        CountryCode territory,
        uint40 at,
        uint40 knownAt
    ) external view returns (Standing memory) {
        return _standing(Question(institution_, qualificationType, territory, at, knownAt));
    }

    /// @inheritdoc IRegistryQuestions
    function standings(Question[] calldata questions) external view returns (Standing[] memory answers) {
        answers = new Standing[](questions.length);
        for (uint256 i = 0; i < questions.length; ++i) answers[i] = _standing(questions[i]);
    }

    /// @inheritdoc IRegistryQuestions
    function bindingAt(
        InstitutionId institution_,
        BindingId binding,
        uint40 at
    ) external view returns (BindingStanding memory) {
        return _binding(institution_, binding, at, 0);
    }

    /// @inheritdoc IRegistryQuestions
    function bindingAsKnownAt(
        InstitutionId institution_,
        BindingId binding,
        uint40 at,
        uint40 knownAt
    ) external view returns (BindingStanding memory) {
        return _binding(institution_, binding, at, knownAt);
    }

    /// @inheritdoc IRegistryQuestions
    function standingAndBinding(
        Question calldata question,
        BindingId binding
    ) external view returns (Standing memory, BindingStanding memory) {
        return (_standing(question), _binding(question.institution, binding, question.at, question.knownAt));
    }

    /// @inheritdoc IRegistryQuestions
    function holderCount(BindingId binding) external view returns (uint256) {
        return _registry().holderCounts[binding];
    }

    /// @inheritdoc IRegistryQuestions
    function statusOf(
        RecordKey calldata key,
        uint40 at,
        uint40 knownAt
    ) external view returns (RecordStatus memory answer) {
        Finding memory found = _timeline(key).lookUp(at, _knownAt(knownAt));
        answer.status = found.status;
        answer.flags = _flags(found.act, found.status > Status.NotYet, at);
        if (found.compromised) answer.flags |= FLAG_COMPROMISED;
        (answer.from, answer.until) = (found.act.from(), found.act.until());
        (answer.recordedAt, answer.office) = (found.act.recordedAt(), found.act.office());
    }

    /// @inheritdoc IRegistryQuestions
    function actCount(RecordKey calldata key) external view returns (uint256) {
        return _timeline(key).length();
    }

    /// @inheritdoc IRegistryQuestions
    function acts(
        RecordKey calldata key,
        uint256 first,
        uint256 count
    ) external view returns (Act[] memory acts_, bytes32[] memory details) {
        Timeline storage timeline = _timeline(key);
        uint256 length = timeline.length();
        if (first >= length) count = 0;
        else if (count > length - first) count = length - first;
        acts_ = new Act[](count);
        details = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            acts_[i] = timeline.get(first + i);
            details[i] = timeline.details[first + i];
        }
    }

    /// @inheritdoc IRegistryQuestions
    function institution(
        InstitutionId id
    ) external view returns (CountryCode country, bytes32 profileHash, address controller, OfficeNumber provider) {
        InstitutionFile storage file = _registry().files[id];
        country = countryIn(_registry().institutions[id].head.content());
        return (country, file.profileHash, file.controller, file.provider);
    }

    /// The order of the checks is the order of `StandingCodes`. Records whose newest act is a grant in force, most of them, take
    /// one load each.
    function _standing(Question memory question) private view returns (Standing memory answer) {
        uint40 at = question.at;
        uint40 knownAt = _knownAt(question.knownAt);

        Timeline storage timeline = _registry().institutions[question.institution];
        Act head = timeline.head;
        CountryCode country = countryIn(head.content());
        if (!head.isInForce(at, knownAt)) {
            Finding memory found = timeline.lookUp(at, knownAt);
            if (found.status != Status.Active) return _answer(_institutionCode(found.status), found, at);
        }

        uint8 seatFlag = 0;
        timeline = _registry().seats[country];
        if (!timeline.head.isInForce(at, knownAt)) {
            Finding memory found = timeline.lookUp(at, knownAt);
            // a seat that a rectification struck out counts for no more than one that was left
            if (found.status == Status.Ended || found.status == Status.Never) {
                return _answer(StandingCodes.STATE_LEFT, found, at);
            }
            if (found.status == Status.Suspended) seatFlag = FLAG_SEAT_SUSPENDED;
        }

        if (question.territory.isNone()) question.territory = country;
        answer = _accredited(question, country, at, knownAt);
        if (seatFlag != 0) answer.flags |= seatFlag;
    }

    /// The answer's second half, of the type and its accreditations.
    /// @param country The institution's.
    function _accredited(
        Question memory question,
        CountryCode country,
        uint40 at,
        uint40 knownAt
    ) private view returns (Standing memory) {
        Timeline storage timeline = _registry().qualificationTypes[question.qualificationType];
        Act head = timeline.head;
        if (!head.isInForce(at, knownAt)) {
            Finding memory found = timeline.lookUp(at, knownAt);
            if (found.status != Status.Active && found.status != Status.Ended) {
                return _answer(_typeCode(found.status), found, at);
            }
        }

        TypeAttributes attributes = TypeAttributes.wrap(head.content());
        head = _registry().programmes[question.institution][question.qualificationType].head;
        if (head.isInForce(at, knownAt) && _holdsIn(head, question.territory)) {
            return _answer(StandingCodes.AUTHORISED_BY_PROGRAMME, head, true, at);
        }
        if (head.isNone()) {
            timeline = _registry().institutionals[question.institution];
            head = timeline.head;
            if (
                head.isInForce(at, knownAt) &&
                _holdsIn(head, question.territory) &&
                _covers(timeline, head, attributes, country)
            ) return _answer(StandingCodes.AUTHORISED_BY_INSTITUTIONAL, head, true, at);
        }
        return _lookedUp(question, attributes, country, knownAt);
    }

    /// The answer where the newest acts alone don't give it.
    function _lookedUp(
        Question memory question,
        TypeAttributes attributes,
        CountryCode country,
        uint40 knownAt
    ) private view returns (Standing memory) {
        uint40 at = question.at;
        Timeline storage timeline = _registry().programmes[question.institution][question.qualificationType];
        Finding memory programme = timeline.lookUp(at, knownAt);
        timeline = _registry().institutionals[question.institution];
        Finding memory institutional = timeline.lookUp(at, knownAt);
        bool covered = _covers(timeline, institutional.grant, attributes, country);
        (StandingCode code, bool byProgramme) = _accreditationCode(
            programme,
            institutional,
            covered,
            question.territory
        );
        return _answer(code, byProgramme ? programme : institutional, at);
    }

    /// Whether the institutional accreditation that `grant` gave extends to a type: in its scope, and of the institution's country
    /// or the union's. A state decides about its own qualifications only.
    function _covers(
        Timeline storage timeline,
        Act grant,
        TypeAttributes attributes,
        CountryCode country
    ) private view returns (bool) {
        if (grant.isNone()) return false;
        CountryCode definer = attributes.country();
        if (definer != country && definer != EU) return false;
        return Scope.wrap(uint256(timeline.details[grant.position()])).coversType(attributes);
    }

    function _institutionCode(Status status) private pure returns (StandingCode) {
        if (status == Status.Never) return StandingCodes.INSTITUTION_UNKNOWN;
        if (status == Status.NotYet) return StandingCodes.INSTITUTION_NOT_YET;
        if (status == Status.Suspended) return StandingCodes.INSTITUTION_SUSPENDED;
        if (status == Status.Ended) return StandingCodes.INSTITUTION_CLOSED;
        if (status == Status.Withdrawn) return StandingCodes.INSTITUTION_WITHDRAWN;
        return StandingCodes.INSTITUTION_ANNULLED;
    }

    function _typeCode(Status status) private pure returns (StandingCode) {
        if (status == Status.Never) return StandingCodes.TYPE_UNKNOWN;
        if (status == Status.NotYet) return StandingCodes.TYPE_NOT_YET;
        if (status == Status.Withdrawn) return StandingCodes.TYPE_WITHDRAWN;
        return StandingCodes.TYPE_ANNULLED;
    }

    /// The codes of the accreditations, in their order.
    /// @param covered The institutional accreditation's scope covers the type.
    /// @return byProgramme Whether the programme accreditation gives the answer.
    function _accreditationCode(
        Finding memory programme,
        Finding memory institutional,
        bool covered,
        CountryCode territory
    ) private pure returns (StandingCode, bool byProgramme) {
        Status status = programme.status;
        if (status == Status.Active && _holdsIn(programme.act, territory)) {
            return (StandingCodes.AUTHORISED_BY_PROGRAMME, true);
        }
        if (status == Status.Annulled) return (StandingCodes.PROGRAMME_ANNULLED, true);
        if (status == Status.Withdrawn) return (StandingCodes.PROGRAMME_WITHDRAWN, true);
        if (status == Status.Suspended) return (StandingCodes.PROGRAMME_SUSPENDED, true);
        if (status == Status.Lapsed && !programme.suspension.isNone()) {
            return (StandingCodes.PROGRAMME_LAPSED_WHILE_SUSPENDED, true);
        }

        status = institutional.status;
        bool active = covered && status == Status.Active;
        if (active && _holdsIn(institutional.act, territory)) return (StandingCodes.AUTHORISED_BY_INSTITUTIONAL, false);
        if (covered) {
            if (status == Status.Annulled) return (StandingCodes.INSTITUTIONAL_ANNULLED, false);
            if (status == Status.Withdrawn) return (StandingCodes.INSTITUTIONAL_WITHDRAWN, false);
            if (status == Status.Suspended) return (StandingCodes.INSTITUTIONAL_SUSPENDED, false);
        }
        if (programme.status == Status.Active) return (StandingCodes.PROGRAMME_ELSEWHERE, true);
        if (active) return (StandingCodes.INSTITUTIONAL_ELSEWHERE, false);
        if (programme.status == Status.Lapsed) return (StandingCodes.PROGRAMME_LAPSED, true);
        if (programme.status == Status.Ended) return (StandingCodes.PROGRAMME_ENDED, true);
        if (programme.status == Status.NotYet) return (StandingCodes.PROGRAMME_NOT_YET, true);
        if (status == Status.Lapsed) return (StandingCodes.INSTITUTIONAL_LAPSED, false);
        if (status == Status.Ended) return (StandingCodes.INSTITUTIONAL_ENDED, false);
        if (status == Status.NotYet) return (StandingCodes.INSTITUTIONAL_NOT_YET, false);
        if (status != Status.Never) return (StandingCodes.INSTITUTIONAL_OUT_OF_SCOPE, false);
        return (StandingCodes.NEVER_GRANTED, false);
    }

    function _holdsIn(Act act, CountryCode territory) private pure returns (bool) {
        return Territories.wrap(act.content()).include(territory);
    }

    function _answer(StandingCode code, Finding memory found, uint40 at) private view returns (Standing memory) {
        return _answer(code, found.act, found.status > Status.NotYet, at);
    }

    function _answer(StandingCode code, Act act, bool decides, uint40 at) private view returns (Standing memory) {
        return Standing(code, _flags(act, decides, at), act.from(), act.until(), act.recordedAt(), act.office());
    }

    /// First the binding's own state, then the mandate of the provider that bound it, then that provider's member state.
    function _binding(
        InstitutionId institution_,
        BindingId binding,
        uint40 at,
        uint40 knownAt
    ) private view returns (BindingStanding memory answer) {
        knownAt = _knownAt(knownAt);
        Finding memory found = _registry().bindings[institution_][binding].lookUp(at, knownAt);
        uint8 flags = found.compromised ? FLAG_COMPROMISED : 0;
        answer.code = _bindingCode(found.status);
        if (found.status == Status.Active) {
            Timeline storage timeline = _registry().mandates[found.act.office()];
            Finding memory mandate = timeline.lookUp(at, knownAt);
            Finding memory seat = _registry().seats[countryIn(timeline.head.content())].lookUp(at, knownAt);
            if (seat.status == Status.Suspended) flags |= FLAG_SEAT_SUSPENDED;
            if (mandate.status != Status.Active) {
                answer.code = _providerCode(mandate.status);
                found = mandate;
            } else if (seat.status == Status.Ended || seat.status == Status.Never) {
                answer.code = BindingCodes.PROVIDER_ENDED;
                found = seat;
            }
        }
        Act act = found.act;
        answer.flags = flags | _flags(act, found.status > Status.NotYet, at);
        (answer.from, answer.until) = (act.from(), act.until());
        (answer.recordedAt, answer.office) = (act.recordedAt(), act.office());
    }

    function _bindingCode(Status status) private pure returns (BindingCode) {
        if (status == Status.Active) return BindingCodes.ACTIVE;
        if (status == Status.Never) return BindingCodes.UNKNOWN;
        if (status == Status.NotYet) return BindingCodes.NOT_YET;
        if (status == Status.Lapsed) return BindingCodes.LAPSED;
        if (status == Status.Ended) return BindingCodes.ENDED;
        if (status == Status.Annulled) return BindingCodes.ANNULLED;
        return BindingCodes.COMPROMISED;
    }

    function _providerCode(Status status) private pure returns (BindingCode) {
        if (status == Status.Suspended) return BindingCodes.PROVIDER_SUSPENDED;
        if (status == Status.Lapsed) return BindingCodes.PROVIDER_LAPSED;
        if (status == Status.Ended) return BindingCodes.PROVIDER_ENDED;
        return BindingCodes.PROVIDER_NOT_YET;
    }

    /// @param decides The act decides, and isn't only the one to come.
    function _flags(Act act, bool decides, uint40 at) private view returns (uint8 flags) {
        if (decides && at < act.recordedAt()) flags = FLAG_RETROACTIVE;
        if (act.conditional()) flags |= FLAG_CONDITIONAL;
        if (at > block.timestamp) flags |= FLAG_SCHEDULED;
    }

    function _knownAt(uint40 knownAt) private view returns (uint40) {
        uint40 now_ = uint40(block.timestamp);
        if (knownAt > now_) revert KnownAtInFuture(knownAt, now_);
        return knownAt == 0 ? now_ : knownAt;
    }
}
