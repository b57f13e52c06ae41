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
import {CountryCode} from "../types/CountryCode.sol";
import {
    FLAG_COMPROMISED,
    FLAG_CONDITIONAL,
    FLAG_RETROACTIVE,
    FLAG_SCHEDULED,
    FLAG_SEAT_SUSPENDED
} from "../types/Flags.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {QualificationTypeId} from "../types/QualificationTypeId.sol";
import {RecordKey} from "../types/RecordKey.sol";
import {Scope} from "../types/Scope.sol";
import {StandingCode, StandingCodes} from "../types/StandingCode.sol";
import {Status} from "../types/Status.sol";
import {Territories} from "../types/Territories.sol";
import {TypeAttributes} from "../types/TypeAttributes.sol";
import {RegistryStorage} from "./RegistryStorage.sol";

/// The reads. Every answer comes from timelines of this contract alone; nothing leaves it.
abstract contract RegistryQuestions is RegistryStorage, IRegistryErrors, IRegistryQuestions {
    using Timelines for Timeline;

    /// @inheritdoc IRegistryQuestions
    function standing(
        InstitutionId institution_,
        QualificationTypeId qualificationType,
        CountryCode territory,
        uint40 time
    ) external view returns (Standing memory) {
        return _standing(Question(institution_, qualificationType, territory, time, 0));
    }

    /// @inheritdoc IRegistryQuestions
    function standingAsKnownAt(
        InstitutionId institution_,
        QualificationTypeId qualificationType,
        CountryCode territory,
        uint40 time,
        uint40 knownAt
    ) external view returns (Standing memory) {
        return _standing(Question(institution_, qualificationType, territory, time, knownAt));
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
        uint40 time
    ) external view returns (BindingStanding memory) {
        return _binding(institution_, binding, time, 0);
    }

    /// @inheritdoc IRegistryQuestions
    function bindingAsKnownAt(
        InstitutionId institution_,
        BindingId binding,
        uint40 time,
        uint40 knownAt
    ) external view returns (BindingStanding memory) {
        return _binding(institution_, binding, time, knownAt);
    }

    /// @inheritdoc IRegistryQuestions
    function standingAndBinding(
        Question calldata question,
        BindingId binding
    ) external view returns (Standing memory, BindingStanding memory) {
        return (_standing(question), _binding(question.institution, binding, question.time, question.knownAt));
    }

    /// @inheritdoc IRegistryQuestions
    function statusOf(
        RecordKey calldata key,
        uint40 time,
        uint40 knownAt
    ) external view returns (RecordStatus memory answer) {
        Finding memory found = _timeline(key).lookUp(time, _knownAt(knownAt));
        answer.status = found.status;
        answer.flags = _flags(found.act, found.status > Status.NotYet, time);
        if (found.compromised) answer.flags |= FLAG_COMPROMISED;
        (answer.from, answer.until) = (found.act.from(), found.act.until());
        (answer.recordedAt, answer.office) = (found.act.recordedAt(), found.act.office());
    }

    /// The order of the checks is the order of `StandingCodes`. Records whose newest act is a grant in force, most of them, take
    /// one load each.
    function _standing(Question memory question) private view returns (Standing memory answer) {
        uint40 time = question.time;
        uint40 knownAt = _knownAt(question.knownAt);

        Timeline storage timeline = _registry().institutions[question.institution];
        Act head = timeline.head;
        CountryCode country = countryIn(head.content());
        if (!head.wasInForce(time, knownAt)) {
            Finding memory found = timeline.lookUp(time, knownAt);
            if (found.status != Status.Active) return _answer(_institutionCode(found.status), found, time);
        }

        uint8 seatFlag = 0;
        timeline = _registry().seats[country];
        if (!timeline.head.wasInForce(time, knownAt)) {
            Finding memory found = timeline.lookUp(time, knownAt);
            // a seat that a rectification struck out counts for no more than one that was left
            if (found.status == Status.Ended || found.status == Status.Never) {
                return _answer(StandingCodes.STATE_LEFT, found, time);
            }
            if (found.status == Status.Suspended) seatFlag = FLAG_SEAT_SUSPENDED;
        }

        if (question.territory.isNone()) question.territory = country;
        answer = _accredited(question, country, time, knownAt);
        if (seatFlag != 0) answer.flags |= seatFlag;
    }

    /// The answer's second half, of the type and its accreditations.
    /// @param country The institution's.
    function _accredited(
        Question memory question,
        CountryCode country,
        uint40 time,
        uint40 knownAt
    ) private view returns (Standing memory) {
        Timeline storage timeline = _registry().qualificationTypes[question.qualificationType];
        Act head = timeline.head;
        if (!head.wasInForce(time, knownAt)) {
            Finding memory found = timeline.lookUp(time, knownAt);
            if (found.status != Status.Active && found.status != Status.Ended) {
                return _answer(_typeCode(found.status), found, time);
            }
        }

        TypeAttributes attributes = TypeAttributes.wrap(head.content());
        head = _registry().programmes[question.institution][question.qualificationType].head;
        if (head.wasInForce(time, knownAt) && _holdsIn(head, question.territory)) {
            return _answer(StandingCodes.AUTHORISED_BY_PROGRAMME, head, true, time);
        }
        if (head.isNone()) {
            timeline = _registry().institutionals[question.institution];
            head = timeline.head;
            if (
                head.wasInForce(time, knownAt) &&
                _holdsIn(head, question.territory) &&
                _covers(timeline, head, attributes, country)
            ) return _answer(StandingCodes.AUTHORISED_BY_INSTITUTIONAL, head, true, time);
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
        uint40 time = question.time;
        Timeline storage timeline = _registry().programmes[question.institution][question.qualificationType];
        Finding memory programme = timeline.lookUp(time, knownAt);
        (StandingCode code, bool byProgramme) = _decisiveProgrammeCode(programme, question.territory);
        if (byProgramme) return _answer(code, programme, time);

        timeline = _registry().institutionals[question.institution];
        Finding memory institutional = timeline.lookUp(time, knownAt);
        bool covered = _covers(timeline, institutional.grant, attributes, country);
        (code, byProgramme) = _accreditationCode(programme, institutional, covered, question.territory);
        return _answer(code, byProgramme ? programme : institutional, time);
    }

    /// Whether the institutional accreditation that `grant` gave extends to a type.
    /// @param country The institution's.
    function _covers(
        Timeline storage timeline,
        Act grant,
        TypeAttributes attributes,
        CountryCode country
    ) private view returns (bool) {
        if (grant.isNone() || !attributes.areOf(country)) return false;
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

    /// The codes with which a programme accreditation decides, whatever the institutional one says.
    function _decisiveProgrammeCode(
        Finding memory programme,
        CountryCode territory
    ) private pure returns (StandingCode code, bool decides) {
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
    }

    /// The codes of the accreditations where no programme decides, in their order.
    /// @param covered The institutional accreditation's scope covers the type.
    /// @return byProgramme Whether the programme accreditation gives the answer.
    function _accreditationCode(
        Finding memory programme,
        Finding memory institutional,
        bool covered,
        CountryCode territory
    ) private pure returns (StandingCode, bool byProgramme) {
        Status status = institutional.status;
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

    function _answer(StandingCode code, Finding memory found, uint40 time) private view returns (Standing memory) {
        return _answer(code, found.act, found.status > Status.NotYet, time);
    }

    function _answer(StandingCode code, Act act, bool decides, uint40 time) private view returns (Standing memory) {
        return Standing(code, _flags(act, decides, time), act.from(), act.until(), act.recordedAt(), act.office());
    }

    /// First the binding's own state, then the mandate of the provider that bound it, then that provider's member state.
    function _binding(
        InstitutionId institution_,
        BindingId binding,
        uint40 time,
        uint40 knownAt
    ) private view returns (BindingStanding memory answer) {
        knownAt = _knownAt(knownAt);
        Finding memory found = _registry().bindings[institution_][binding].lookUp(time, knownAt);
        uint8 flags = found.compromised ? FLAG_COMPROMISED : 0;
        answer.code = _bindingCode(found.status);
        if (found.status == Status.Active) {
            Timeline storage timeline = _registry().mandates[found.act.office()];
            Finding memory mandate = timeline.lookUp(time, knownAt);
            Finding memory seat = _registry().seats[countryIn(timeline.head.content())].lookUp(time, knownAt);
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
        answer.flags = flags | _flags(act, found.status > Status.NotYet, time);
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
    function _flags(Act act, bool decides, uint40 time) private view returns (uint8 flags) {
        if (decides && time < act.recordedAt()) flags = FLAG_RETROACTIVE;
        if (act.conditional()) flags |= FLAG_CONDITIONAL;
        if (time > block.timestamp) flags |= FLAG_SCHEDULED;
    }

    function _knownAt(uint40 knownAt) private view returns (uint40) {
        uint40 now_ = uint40(block.timestamp);
        if (knownAt > now_) revert KnownAtInFuture(knownAt, now_);
        return knownAt == 0 ? now_ : knownAt;
    }
}
