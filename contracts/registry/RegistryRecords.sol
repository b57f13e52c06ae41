// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryActs} from "../interfaces/IRegistryActs.sol";
import {Timeline, Timelines} from "../libraries/Timelines.sol";
import {WritingRules} from "../libraries/WritingRules.sol";
import {Act} from "../types/Act.sol";
import {ActKind} from "../types/ActKind.sol";
import {Actor, CONTROLLER, providerActor} from "../types/Actor.sol";
import {officeKindIn} from "../types/Content.sol";
import {Correction} from "../types/Correction.sol";
import {CountryCode, EU} from "../types/CountryCode.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {Office} from "../types/Office.sol";
import {OfficeKind} from "../types/OfficeKind.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {QualificationTypeId} from "../types/QualificationTypeId.sol";
import {RecordKey} from "../types/RecordKey.sol";
import {RecordKind} from "../types/RecordKind.sol";
import {Scope} from "../types/Scope.sol";
import {Territories} from "../types/Territories.sol";
import {RegistryActors} from "./RegistryActors.sol";
import {InstitutionFile} from "./RegistryStorage.sol";

/// The acts that every kind of record shares, and who may write them. What grants is in the part of its record.
abstract contract RegistryRecords is RegistryActors, IRegistryActs {
    using Timelines for Timeline;
    using WritingRules for Timeline;

    /// Acts that a kind of record knows, one bit for each `ActKind`; seven kinds of record, 16 bits each, `Seat` at the right.
    uint256 private constant KNOWN_ACTS =
        ((_GRANT | _SUSPEND | _REINSTATE | _END | _RECTIFY) << (16 * uint256(RecordKind.Seat))) |
            ((_GRANT | _SUSPEND | _REINSTATE | _END | _CANCEL | _RECTIFY) << (16 * uint256(RecordKind.Mandate))) |
            (_ALL_BUT_COMPROMISE << (16 * uint256(RecordKind.Institution))) |
            ((_ALL_BUT_COMPROMISE & ~(_SUSPEND | _REINSTATE)) << (16 * uint256(RecordKind.QualificationType))) |
            (_ALL_BUT_COMPROMISE << (16 * uint256(RecordKind.Programme))) |
            (_ALL_BUT_COMPROMISE << (16 * uint256(RecordKind.Institutional))) |
            ((_GRANT | _END | _ANNUL | _COMPROMISE | _CANCEL | _RECTIFY) << (16 * uint256(RecordKind.Binding)));
    uint256 private constant _GRANT = 1 << uint256(ActKind.Grant);
    uint256 private constant _SUSPEND = 1 << uint256(ActKind.Suspend);
    uint256 private constant _REINSTATE = 1 << uint256(ActKind.Reinstate);
    uint256 private constant _WITHDRAW = 1 << uint256(ActKind.Withdraw);
    uint256 private constant _END = 1 << uint256(ActKind.End);
    uint256 private constant _ANNUL = 1 << uint256(ActKind.Annul);
    uint256 private constant _COMPROMISE = 1 << uint256(ActKind.Compromise);
    uint256 private constant _CANCEL = 1 << uint256(ActKind.Cancel);
    uint256 private constant _RECTIFY = 1 << uint256(ActKind.Rectify);
    uint256 private constant _ALL_BUT_COMPROMISE =
        _GRANT | _SUSPEND | _REINSTATE | _WITHDRAW | _END | _ANNUL | _CANCEL | _RECTIFY;

    /// @inheritdoc IRegistryActs
    function suspend(RecordKey calldata key, uint40 from, uint40 until, bytes32 evidence) external {
        _act(key, ActKind.Suspend, from, until, 0, evidence);
    }

    /// @inheritdoc IRegistryActs
    function reinstate(RecordKey calldata key, uint40 from, bytes32 evidence) external {
        _act(key, ActKind.Reinstate, from, 0, 0, evidence);
    }

    /// @inheritdoc IRegistryActs
    function withdraw(RecordKey calldata key, uint40 from, bytes32 evidence) external {
        _act(key, ActKind.Withdraw, from, 0, 0, evidence);
    }

    /// @inheritdoc IRegistryActs
    function end(RecordKey calldata key, uint40 from, InstitutionId successor, bytes32 evidence) external {
        _act(key, ActKind.End, from, 0, InstitutionId.unwrap(successor), evidence);
    }

    /// @inheritdoc IRegistryActs
    function annul(RecordKey calldata key, uint40 from, bytes32 evidence) external {
        _act(key, ActKind.Annul, from, 0, 0, evidence);
    }

    /// @inheritdoc IRegistryActs
    function compromise(RecordKey calldata key, uint40 from, bytes32 evidence) external {
        _act(key, ActKind.Compromise, from, 0, 0, evidence);
    }

    /// @inheritdoc IRegistryActs
    function cancel(RecordKey calldata key, uint24 position, bytes32 evidence) external {
        _act(key, ActKind.Cancel, 0, position, 0, evidence);
    }

    /// @inheritdoc IRegistryActs
    function rectify(RecordKey calldata key, Correction[] calldata corrections, bytes32 evidence) external {
        Timeline storage timeline = _timeline(key);
        Actor actor = _authorise(timeline, key, ActKind.Rectify, true);
        if (key.kind == RecordKind.Binding) {
            // the provider attests; the state only lifts what it imposed
            if (!actor.isState()) timeline.checkNothingImposed();
            else if (corrections.length != 0) revert CorrectionsInvalid(0);
        } else if (!actor.isState()) {
            timeline.checkOwnAndRecent(actor.office());
        }
        _rectify(actor, timeline, key, corrections, evidence);
    }

    /// An act other than a grant or a rectification; of a cancel, `until` is the position that it cancels.
    function _act(
        RecordKey memory key,
        ActKind kind,
        uint40 from,
        uint40 until,
        bytes32 detail,
        bytes32 evidence
    ) private {
        Timeline storage timeline = _timeline(key);
        // to cancel a grant restricts; to cancel anything else grants
        bool granting =
            kind == ActKind.Reinstate || (kind == ActKind.Cancel && timeline.get(until).kind() != ActKind.Grant);
        Actor actor = _authorise(timeline, key, kind, granting);

        if (kind == ActKind.Suspend) {
            from = timeline.checkSuspend(from, until, actor.isState());
        } else if (kind == ActKind.Reinstate) {
            from = timeline.checkReinstate(from, actor.isState());
        } else if (kind == ActKind.Cancel) {
            from = _now();
            Act cancelled = timeline.checkCancel(until, actor.isState());
            if (key.kind == RecordKind.Binding && granting && actor.isState() && cancelled.office() != actor.office()) {
                // a state doesn't attest: it lifts only what it imposed itself
                revert CallerNotEntitledToBinding(msg.sender, InstitutionId.wrap(key.subject));
            }
        } else if (kind == ActKind.Annul || kind == ActKind.Compromise) {
            from = timeline.checkVoid(kind, from, actor.isState());
        } else {
            bool mayExclude = kind == ActKind.Withdraw && key.kind == RecordKind.Programme;
            if (mayExclude && timeline.head.isNone()) _requireExcludable(key);
            bool mayYield = key.kind != RecordKind.Binding;
            from = timeline.checkTermination(kind, from, actor.isState(), mayExclude, mayYield);
            if (detail != 0) _requireSuccessor(key, detail);
        }
        uint80 content = _carried(key.kind, timeline.head);
        _record(timeline, key, _draft(actor, kind, from, until, false, content), detail, evidence);
    }

    /// A programme's first act names a type that the institution could be accredited for; all that come later may rely on it.
    function _requireExcludable(RecordKey memory key) private view {
        QualificationTypeId qualificationType = QualificationTypeId.wrap(key.object);
        CountryCode country = _countryOf(InstitutionId.wrap(key.subject));
        _requireTypeOf(country, qualificationType, _attributesOf(qualificationType));
    }

    /// Who may write an act other than a grant.
    /// @param granting It lifts something: stopped by a pause and by a suspended seat.
    function _authorise(
        Timeline storage timeline,
        RecordKey memory key,
        ActKind kind,
        bool granting
    ) private returns (Actor actor) {
        _requireOneName(key);
        if (!_knows(key.kind, kind)) revert ActUnknownToRecord(key.kind, kind);
        if (key.kind == RecordKind.Seat) revert CallerNotMemberStates(msg.sender);
        if (key.kind == RecordKind.Mandate) {
            OfficeNumber number = OfficeNumber.wrap(uint24(uint256(key.subject)));
            actor = _stateActor(_officeOf(number).country(), granting);
        } else if (key.kind == RecordKind.Binding) {
            actor = _bindingActor(timeline, key, kind, granting);
        } else {
            bool isType = key.kind == RecordKind.QualificationType;
            if (isType && _attributesOf(QualificationTypeId.wrap(key.subject)).country() == EU) return _councilActor();
            actor = _nationalRecordActor(timeline, key, granting);
        }
        if (granting) _requireNotPaused();
    }

    /// A body or the member state of the record's country. What a body decided last itself it may always restrict; for all else
    /// it needs the scope.
    function _nationalRecordActor(
        Timeline storage timeline,
        RecordKey memory key,
        bool granting
    ) private view returns (Actor actor) {
        Office caller = _callersOffice();
        bool own = !caller.isNone() && timeline.head.office() == caller.number();
        actor = _nationalActor(caller, own ? caller.country() : _countryOfRecord(key), granting);
        if (!actor.isBody() || (own && !granting)) return actor;
        if (key.kind == RecordKind.QualificationType) {
            _requireTypeInScope(actor, _attributesOf(QualificationTypeId.wrap(key.subject)));
        } else if (key.kind == RecordKind.Programme) {
            _requireTypeInScope(actor, _attributesOf(QualificationTypeId.wrap(key.object)));
        } else if (key.kind == RecordKind.Institutional) {
            Act grant = timeline.newestGrant();
            if (!grant.isNone()) _requireScopeInScope(actor, Scope.wrap(uint256(timeline.details[grant.position()])));
        }
    }

    function _countryOfRecord(RecordKey memory key) private view returns (CountryCode) {
        if (key.kind == RecordKind.QualificationType) {
            return _attributesOf(QualificationTypeId.wrap(key.subject)).country();
        }
        return _countryOf(InstitutionId.wrap(key.subject));
    }

    /// Restricting: a provider that bound it (even dismissed or suspended), the present provider, the controller (but not to annul:
    /// it would disown what it has sealed), a body or the member state of the institution's country, the member state that supervises a provider that bound it.
    /// Granting: the present provider; the member state of the institution's country, for what it imposed.
    function _bindingActor(
        Timeline storage timeline,
        RecordKey memory key,
        ActKind kind,
        bool granting
    ) private view returns (Actor) {
        InstitutionId institution = InstitutionId.wrap(key.subject);
        CountryCode country = _countryOf(institution);
        InstitutionFile storage file = _registry().files[institution];
        Office caller = _callersOffice();

        OfficeKind callersKind = caller.kind();
        if (callersKind == OfficeKind.TrustServiceProvider) {
            bool bound = !granting && _wasBoundBy(timeline, caller);
            if (bound || caller.number() == file.provider) {
                _requireSeat(caller.country(), granting);
                _requireMandate(caller.number(), bound);
                return providerActor(caller.number());
            }
        } else if (caller.country() == country && (callersKind == OfficeKind.MemberState || !granting)) {
            return _nationalActor(caller, country, granting);
        } else if (callersKind == OfficeKind.MemberState && !granting && _wasBoundBy(timeline, caller)) {
            // as its provider could: what it imposes on another country's institution, that country can lift
            _requireSeat(caller.country(), false);
            return providerActor(caller.number());
        }
        if (granting || kind == ActKind.Annul || msg.sender != file.controller) {
            revert CallerNotEntitledToBinding(msg.sender, institution);
        }
        return CONTROLLER;
    }

    /// Whether a grant that counts was recorded by the provider `caller`, or by one that the member state `caller` supervises.
    function _wasBoundBy(Timeline storage timeline, Office caller) private view returns (bool) {
        Timelines.Walk memory walk;
        for (Act act = timeline.newest(walk); !act.isNone(); act = timeline.older(act, walk)) {
            if (act.kind() != ActKind.Grant) continue;
            if (act.office() == caller.number()) return true;
            if (caller.kind() == OfficeKind.MemberState && _officeOf(act.office()).country() == caller.country())
                return true;
        }
        return false;
    }

    function _rectify(
        Actor actor,
        Timeline storage timeline,
        RecordKey memory key,
        Correction[] calldata corrections,
        bytes32 evidence
    ) internal {
        Act head = timeline.head;
        if (head.isNone()) revert WritingRules.TimelineNothingToRectify();
        uint80 carried = _carried(key.kind, head);
        _record(timeline, key, _draft(actor, ActKind.Rectify, _now(), 0, false, carried), 0, evidence);

        bool compromised = false;
        for (uint256 i = 0; i < corrections.length; ++i) {
            Correction calldata correction = corrections[i];
            ActKind kind = correction.kind;
            bool grants = kind == ActKind.Grant;
            if (
                !_knows(key.kind, kind) ||
                kind == ActKind.Cancel ||
                kind == ActKind.Rectify ||
                (i == 0 && !grants && !(key.kind == RecordKind.Programme && kind == ActKind.Withdraw)) ||
                (grants && compromised)
            ) revert CorrectionsInvalid(i);
            compromised = compromised || kind == ActKind.Compromise;
            _checkCorrection(actor, timeline, key, correction);
            Act act = _corrected(actor, correction, carried);
            _record(timeline, key, act, correction.detail, evidence);
        }
        bool liftsOnly = key.kind == RecordKind.Binding && actor.isState();
        if (head.everCompromised() && !compromised && !liftsOnly) revert CorrectionsInvalid(corrections.length);
    }

    /// Dates and detail of a corrected act.
    function _checkCorrection(
        Actor actor,
        Timeline storage timeline,
        RecordKey memory key,
        Correction calldata correction
    ) private view {
        ActKind kind = correction.kind;
        bool grants = kind == ActKind.Grant;
        if (kind == ActKind.Compromise && correction.from > _now()) {
            revert WritingRules.TimelineFutureCompromise(correction.from, _now());
        }
        if (correction.until != 0) {
            bool hasEnd = grants ? !_isOpenEnded(key.kind) : kind == ActKind.Suspend && key.kind != RecordKind.Seat;
            if (!hasEnd) revert RecordHasNoEnd(key.kind, correction.until);
            if (correction.until <= correction.from) {
                revert WritingRules.TimelineInvalidWindow(correction.from, correction.until);
            }
        }

        bool accredits = grants && (key.kind == RecordKind.Programme || key.kind == RecordKind.Institutional);
        _requireTerritories(correction.territories);
        if (!accredits && (correction.conditions || Territories.unwrap(correction.territories) != 0)) {
            revert TerritoriesInvalid(Territories.unwrap(correction.territories));
        }

        if (grants && key.kind == RecordKind.Institutional) {
            _requireScope(Scope.wrap(uint256(correction.detail)));
            _requireScopeInScope(actor, Scope.wrap(uint256(correction.detail)));
        } else if (grants && key.kind == RecordKind.Mandate) {
            _checkCorrectedMandate(timeline, correction);
        } else if (correction.detail != 0) {
            if (kind != ActKind.End) revert DetailUnexpected(correction.detail);
            _requireSuccessor(key, correction.detail);
        }
    }

    /// A body's mandate has a scope; a provider's never begins before the first one, which was announced, began.
    function _checkCorrectedMandate(Timeline storage timeline, Correction calldata correction) private view {
        if (officeKindIn(timeline.head.content()) == OfficeKind.AccreditationBody) {
            _requireScope(Scope.wrap(uint256(correction.detail)));
        } else {
            uint40 earliest = timeline.get(0).from();
            if (correction.from < earliest) revert MandateTooSoon(correction.from, earliest);
        }
    }

    function _corrected(Actor actor, Correction calldata correction, uint80 carried) private view returns (Act) {
        uint80 content = Territories.unwrap(correction.territories) | carried;
        return _draft(actor, correction.kind, correction.from, correction.until, correction.conditions, content);
    }

    /// What the newest act must go on to answer for: the country, a type's attributes.
    function _carried(RecordKind kind, Act head) private pure returns (uint80) {
        return kind <= RecordKind.QualificationType ? head.content() : 0;
    }

    /// A record has one name, so that nobody can act under a topic that isn't watched.
    function _requireOneName(RecordKey memory key) private pure {
        bool hasObject = key.kind == RecordKind.Programme || key.kind == RecordKind.Binding;
        bool isNumber = key.kind != RecordKind.Mandate || uint256(key.subject) <= type(uint24).max;
        if (!isNumber || (!hasObject && key.object != 0)) revert RecordKeyInvalid(key.kind, key.subject, key.object);
    }

    function _knows(RecordKind kind, ActKind act) private pure returns (bool) {
        return (KNOWN_ACTS >> (16 * uint256(kind) + uint256(act))) & 1 != 0;
    }

    /// Seats, institutions and types are granted without an end.
    function _isOpenEnded(RecordKind kind) private pure returns (bool) {
        return kind == RecordKind.Seat || kind == RecordKind.Institution || kind == RecordKind.QualificationType;
    }

    /// Another institution, known to the register.
    function _requireSuccessor(RecordKey memory key, bytes32 successor) private view {
        if (key.kind != RecordKind.Institution || successor == key.subject) revert DetailUnexpected(successor);
        _countryOf(InstitutionId.wrap(successor));
    }
}
