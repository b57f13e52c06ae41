// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {OfficeBundle} from "../governance/OfficeBundle.sol";
import {IRegistryErrors} from "../interfaces/IRegistryErrors.sol";
import {IRegistryEvents} from "../interfaces/IRegistryEvents.sol";
import {Finding, Timeline, Timelines} from "../libraries/Timelines.sol";
import {Act, BY_STATE, CONDITIONAL, EVER_COMPROMISED, newAct} from "../types/Act.sol";
import {ActKind} from "../types/ActKind.sol";
import {Actor, COUNCIL, bodyActor, stateActor} from "../types/Actor.sol";
import {CountryCode, NO_COUNTRY} from "../types/CountryCode.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {Office} from "../types/Office.sol";
import {OfficeKind} from "../types/OfficeKind.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {QualificationTypeId} from "../types/QualificationTypeId.sol";
import {RecordKey} from "../types/RecordKey.sol";
import {Scope} from "../types/Scope.sol";
import {Status} from "../types/Status.sol";
import {Territories} from "../types/Territories.sol";
import {TypeAttributes} from "../types/TypeAttributes.sol";
import {countryIn} from "../types/Content.sol";
import {RegistryStorage} from "./RegistryStorage.sol";

/// Who may act. A country's rights follow from the caller's office alone: no function takes a country as the ground of a
/// right. Here is also the one place where acts are appended.
abstract contract RegistryActors is
    AccessManagedUpgradeable,
    OfficeBundle,
    RegistryStorage,
    IRegistryErrors,
    IRegistryEvents
{
    using Timelines for Timeline;

    /// The caller's office; none where the caller has none. An office writes inside its own `multicall` only.
    function _callersOffice() internal view returns (Office office) {
        office = _registry().offices[msg.sender];
        if (!office.isNone()) _requireMulticall();
    }

    /// The caller, where it is a body or the member state of `country`.
    function _nationalActor(CountryCode country, bool granting) internal view returns (Actor) {
        return _nationalActor(_callersOffice(), country, granting);
    }

    /// @param granting A suspended seat doesn't grant, nor do its bodies; it does restrict.
    function _nationalActor(Office office, CountryCode country, bool granting) internal view returns (Actor) {
        OfficeKind kind = office.kind();
        bool isState = kind == OfficeKind.MemberState;
        if (office.country() != country || !(isState || kind == OfficeKind.AccreditationBody)) {
            revert CallerNotEntitled(msg.sender, country);
        }
        _requireSeat(country, granting);
        OfficeNumber number = office.number();
        return isState ? stateActor(number) : bodyActor(number, _requireMandate(number, false));
    }

    /// The member state of `country` itself.
    function _stateActor(CountryCode country, bool granting) internal view returns (Actor) {
        Office office = _callersOffice();
        if (office.country() != country || office.kind() != OfficeKind.MemberState) {
            revert CallerNotEntitled(msg.sender, country);
        }
        _requireSeat(country, granting);
        return stateActor(office.number());
    }

    /// The council: by vote, through the timelock.
    function _councilActor() internal returns (Actor) {
        _checkCanCall(msg.sender, msg.data);
        return COUNCIL;
    }

    function _requireSeat(CountryCode country, bool granting) internal view {
        Timeline storage timeline = _registry().seats[country];
        if (timeline.head.isInForce(_now())) return;
        Status status = timeline.lookUp(_now(), _now()).status;
        if (status != Status.Active && (granting || status != Status.Suspended)) revert SeatNotActive(country, status);
    }

    /// @param evenSuspended A suspended mandate will do.
    /// @return position Of the grant in force.
    function _requireMandate(OfficeNumber office, bool evenSuspended) internal view returns (uint24 position) {
        Timeline storage timeline = _registry().mandates[office];
        Act grant = timeline.head;
        if (!grant.isInForce(_now())) {
            Finding memory found = timeline.lookUp(_now(), _now());
            if (found.status != Status.Active && !(evenSuspended && found.status == Status.Suspended)) {
                revert MandateNotActive(office, found.status);
            }
            grant = found.grant;
        }
        return grant.position();
    }

    /// The scope of a body's mandate.
    function _scopeOf(Actor actor) internal view returns (Scope) {
        return Scope.wrap(uint256(_registry().mandates[actor.office()].details[actor.mandatePosition()]));
    }

    function _requireTypeInScope(Actor actor, TypeAttributes attributes) internal view {
        if (actor.isBody() && !_scopeOf(actor).coversType(attributes)) revert MandateScopeExceeded(actor.office());
    }

    function _requireScopeInScope(Actor actor, Scope scope) internal view {
        if (actor.isBody() && !_scopeOf(actor).coversScope(scope)) revert MandateScopeExceeded(actor.office());
    }

    function _requireScope(Scope scope) internal pure {
        if (!scope.isWellFormed()) revert ScopeInvalid(Scope.unwrap(scope));
    }

    function _requireTerritories(Territories territories) internal pure {
        if (!territories.areWellFormed()) revert TerritoriesInvalid(Territories.unwrap(territories));
    }

    function _officeOf(OfficeNumber number) internal view returns (Office office) {
        office = _registry().offices[_registry().accounts[number]];
        if (office.isNone()) revert OfficeUnknown(number);
    }

    /// The attributes of a type, whatever its status.
    function _attributesOf(QualificationTypeId qualificationType) internal view returns (TypeAttributes) {
        Act head = _registry().qualificationTypes[qualificationType].head;
        if (head.isNone()) revert QualificationTypeUnknown(qualificationType);
        return TypeAttributes.wrap(head.content());
    }

    function _requireTypeOf(
        CountryCode country,
        QualificationTypeId qualificationType,
        TypeAttributes attributes
    ) internal pure {
        if (!attributes.areOf(country)) {
            revert QualificationTypeOfAnotherCountry(qualificationType, attributes.country());
        }
    }

    function _requireNotPaused() internal view {
        uint40 until = _registry().pausedUntil;
        if (block.timestamp < until) revert RegistryPaused(until);
    }

    /// The country whose institution it is.
    function _countryOf(InstitutionId institution) internal view returns (CountryCode country) {
        country = countryIn(_registry().institutions[institution].head.content());
        if (country == NO_COUNTRY) revert InstitutionUnknown(institution);
    }

    /// The act as it will be stored, its position aside.
    function _draft(
        Actor actor,
        ActKind kind,
        uint40 from,
        uint40 until,
        bool conditions,
        uint80 content
    ) internal view returns (Act) {
        uint256 flags = (actor.isState() ? BY_STATE : 0) | (conditions ? CONDITIONAL : 0);
        return newAct(kind, from, until, _now(), actor.office(), flags, content);
    }

    /// Appends an act to a timeline, with its detail.
    function _append(Timeline storage timeline, Act act, bytes32 detail) internal returns (Act) {
        if (timeline.head.everCompromised() || act.kind() == ActKind.Compromise) {
            act = Act.wrap(Act.unwrap(act) | (EVER_COMPROMISED << 104));
        }
        act = timeline.append(act);
        if (detail != 0) timeline.details[act.position()] = detail;
        return act;
    }

    /// Appends an act and says so.
    function _record(
        Timeline storage timeline,
        RecordKey memory key,
        Act act,
        bytes32 detail,
        bytes32 evidence
    ) internal {
        act = _append(timeline, act, detail);
        emit ActRecorded(key.kind, key.subject, key.object, act, detail, evidence);
    }

    function _now() internal view returns (uint40) {
        return uint40(block.timestamp);
    }
}
