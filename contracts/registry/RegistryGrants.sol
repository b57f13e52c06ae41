// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryGrants} from "../interfaces/IRegistryGrants.sol";
import {Timeline, Timelines} from "../libraries/Timelines.sol";
import {WritingRules} from "../libraries/WritingRules.sol";
import {Act} from "../types/Act.sol";
import {ActKind} from "../types/ActKind.sol";
import {Actor, CONTROLLER, providerActor} from "../types/Actor.sol";
import {BindingId} from "../types/BindingId.sol";
import {contentOf} from "../types/Content.sol";
import {CountryCode, EU} from "../types/CountryCode.sol";
import {Decision} from "../types/Decision.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {Office} from "../types/Office.sol";
import {OfficeKind} from "../types/OfficeKind.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {QualificationTypeId} from "../types/QualificationTypeId.sol";
import {RecordKey} from "../types/RecordKey.sol";
import {RecordKind} from "../types/RecordKind.sol";
import {Registration} from "../types/Registration.sol";
import {Scope} from "../types/Scope.sol";
import {Status} from "../types/Status.sol";
import {Territories} from "../types/Territories.sol";
import {TypeAttributes} from "../types/TypeAttributes.sol";
import {RegistryActors} from "./RegistryActors.sol";
import {InstitutionFile} from "./RegistryStorage.sol";

/// Institutions, qualification types, accreditations and bindings come into the register here.
abstract contract RegistryGrants is RegistryActors, IRegistryGrants {
    using Timelines for Timeline;
    using WritingRules for Timeline;

    uint256 internal constant MAX_PROFILE_SIZE = 4096;
    uint256 internal constant MAX_URI_SIZE = 512;

    /// @inheritdoc IRegistryGrants
    function registerInstitutions(Registration[] calldata registrations, uint40 from, bytes32 evidence) external {
        CountryCode country = _callersOffice().country();
        Actor actor = _nationalActor(country, true);
        _requireNotPaused();
        if (registrations.length == 0) revert ListEmpty();

        Act act = _draft(actor, ActKind.Grant, from, 0, false, contentOf(country, OfficeKind.None));
        for (uint256 i = 0; i < registrations.length; ++i) {
            Registration calldata registration = registrations[i];
            InstitutionId institution = InstitutionId.wrap(_nationalId(country, registration.identifier));
            Timeline storage timeline = _registry().institutions[institution];
            if (!timeline.head.isNone()) revert InstitutionExists(institution);
            timeline.append(act);
            _setProfile(institution, registration.profile);
        }
        emit InstitutionsRegistered(act, registrations, evidence);
    }

    /// @inheritdoc IRegistryGrants
    function reopenInstitution(InstitutionId institution, uint40 from, bytes32 evidence) external {
        CountryCode country = _countryOf(institution);
        Actor actor = _nationalActor(country, true);
        _requireNotPaused();
        RecordKey memory key = RecordKey(RecordKind.Institution, InstitutionId.unwrap(institution), 0);
        Timeline storage timeline = _registry().institutions[institution];
        from = timeline.checkGrant(from, 0, actor.isState(), actor.office(), false);
        Status status = timeline.lookUp(from, _now()).status;
        if (status == Status.Active) revert InstitutionExists(institution);
        uint80 content = contentOf(country, OfficeKind.None);
        _record(timeline, key, _draft(actor, ActKind.Grant, from, 0, false, content), 0, evidence);
    }

    /// @inheritdoc IRegistryGrants
    function updateProfile(InstitutionId institution, bytes calldata profile) external {
        Actor actor = _nationalActor(_countryOf(institution), true);
        _requireNotPaused();
        _setProfile(institution, profile);
        emit ProfileUpdated(institution, actor.office(), profile);
    }

    /// @inheritdoc IRegistryGrants
    function setController(InstitutionId institution, address controller) external {
        Actor actor = _nationalActor(_countryOf(institution), controller != address(0));
        if (controller != address(0)) _requireNotPaused();
        _registry().files[institution].controller = controller;
        emit ControllerSet(institution, actor.office(), controller);
    }

    /// @inheritdoc IRegistryGrants
    function appointProvider(InstitutionId institution, OfficeNumber provider) external {
        CountryCode country = _countryOf(institution);
        InstitutionFile storage file = _registry().files[institution];
        bool appoints = !provider.isNone();
        Actor actor = CONTROLLER;
        Office caller = _callersOffice();
        if (msg.sender == file.controller) _requireSeat(country, appoints);
        else actor = _nationalActor(caller, country, appoints);
        if (appoints) {
            _requireNotPaused();
            Office office = _officeOf(provider);
            if (office.kind() != OfficeKind.TrustServiceProvider) {
                revert OfficeMismatch(provider, office.country(), office.kind());
            }
        }
        file.provider = provider;
        emit ProviderAppointed(institution, actor.office(), provider);
    }

    /// @inheritdoc IRegistryGrants
    function defineQualificationType(
        string calldata uri,
        TypeAttributes attributes,
        uint40 from,
        bytes32 evidence
    ) external {
        CountryCode country = _callersOffice().country();
        Actor actor;
        if (country.isNone()) {
            country = EU;
            actor = _councilActor();
        } else {
            actor = _nationalActor(country, true);
            _requireNotPaused();
        }
        if (!attributes.country().isNone() || !attributes.areWellFormed()) {
            revert TypeAttributesInvalid(TypeAttributes.unwrap(attributes));
        }
        _requireTypeInScope(actor, attributes);

        uint80 content = TypeAttributes.unwrap(attributes) | contentOf(country, OfficeKind.None);
        RecordKey memory key = RecordKey(RecordKind.QualificationType, _nationalId(country, uri), 0);
        Timeline storage timeline = _timeline(key);
        if (timeline.head.isNone()) emit Named(key.kind, key.subject, uri);
        else if (timeline.head.content() != content) revert TypeAttributesInvalid(TypeAttributes.unwrap(attributes));
        from = timeline.checkGrant(from, 0, actor.isState(), actor.office(), false);
        _record(timeline, key, _draft(actor, ActKind.Grant, from, 0, false, content), 0, evidence);
    }

    /// @inheritdoc IRegistryGrants
    function accredit(
        InstitutionId institution,
        QualificationTypeId[] calldata qualificationTypes,
        Decision calldata decision,
        bytes32 evidence
    ) external {
        CountryCode country = _countryOf(institution);
        Actor actor = _nationalActor(country, true);
        _requireNotPaused();
        Act act = _decided(actor, decision);
        WritingRules.checkWindow(act.from(), act.until());
        if (qualificationTypes.length == 0) revert ListEmpty();

        Scope scope = actor.isBody() ? _scopeOf(actor) : Scope.wrap(0);
        uint40 time = act.from() > _now() ? act.from() : _now();
        for (uint256 i = 0; i < qualificationTypes.length; ++i) {
            QualificationTypeId qualificationType = qualificationTypes[i];
            TypeAttributes attributes = _requireGrantable(qualificationType, country, time);
            if (actor.isBody() && !scope.coversType(attributes)) revert MandateScopeExceeded(actor.office());
            Timeline storage timeline = _registry().programmes[institution][qualificationType];
            _grantProgramme(timeline, act, actor.isState());
        }
        emit Accredited(institution, act, qualificationTypes, evidence);
    }

    /// @inheritdoc IRegistryGrants
    function accreditByScope(
        InstitutionId institution,
        Scope scope,
        Decision calldata decision,
        bytes32 evidence
    ) external {
        Actor actor = _nationalActor(_countryOf(institution), true);
        _requireNotPaused();
        _requireScope(scope);
        _requireScopeInScope(actor, scope);

        RecordKey memory key = RecordKey(RecordKind.Institutional, InstitutionId.unwrap(institution), 0);
        Timeline storage timeline = _registry().institutionals[institution];
        Act act = _decided(actor, decision);
        uint40 from = timeline.checkGrant(act.from(), act.until(), actor.isState(), actor.office(), true);
        _record(timeline, key, act.beginningAt(from), bytes32(Scope.unwrap(scope)), evidence);
    }

    /// @inheritdoc IRegistryGrants
    function bind(
        InstitutionId institution,
        string calldata uri,
        uint40 from,
        uint40 until,
        bytes32 evidence
    ) external {
        _countryOf(institution);
        Office office = _callersOffice();
        if (
            office.kind() != OfficeKind.TrustServiceProvider ||
            office.number() != _registry().files[institution].provider
        ) {
            revert CallerNotEntitledToBinding(msg.sender, institution);
        }
        _requireSeat(office.country(), true);
        _requireMandate(office.number(), false);
        _requireNotPaused();

        BindingId binding = BindingId.wrap(_uriHash(uri));
        RecordKey memory key = RecordKey(
            RecordKind.Binding,
            InstitutionId.unwrap(institution),
            BindingId.unwrap(binding)
        );
        Timeline storage timeline = _timeline(key);
        if (timeline.head.isNone()) {
            ++_registry().holderCounts[binding];
            emit Named(key.kind, key.object, uri);
        }
        from = timeline.checkGrant(from, until, false, office.number(), false);
        _record(
            timeline,
            key,
            _draft(providerActor(office.number()), ActKind.Grant, from, until, false, 0),
            0,
            evidence
        );
    }

    function _grantProgramme(Timeline storage timeline, Act act, bool byState) private {
        if (timeline.head.isNone()) {
            timeline.head = act;
        } else {
            uint40 from = timeline.checkGrant(act.from(), act.until(), byState, act.office(), false);
            timeline.append(act.beginningAt(from));
        }
    }

    /// A type to which nothing stands in the way of a grant that is in force at `time`: of the country or `EU`, and active.
    function _requireGrantable(
        QualificationTypeId qualificationType,
        CountryCode country,
        uint40 time
    ) private view returns (TypeAttributes attributes) {
        Timeline storage timeline = _registry().qualificationTypes[qualificationType];
        Act head = timeline.head;
        attributes = TypeAttributes.wrap(head.content());
        if (head.isNone()) revert QualificationTypeUnknown(qualificationType);
        _requireTypeOf(country, qualificationType, attributes);
        if (head.isInForce(time)) return attributes;
        Status status = timeline.lookUp(time, _now()).status;
        if (status != Status.Active) revert QualificationTypeNotActive(qualificationType, status);
    }

    /// The grant of an accreditation, as signed.
    function _decided(Actor actor, Decision calldata decision) private view returns (Act) {
        Territories territories = decision.territories;
        _requireTerritories(territories);
        return
            _draft(
                actor,
                ActKind.Grant,
                decision.from,
                decision.until,
                decision.conditions,
                Territories.unwrap(territories)
            );
    }

    function _setProfile(InstitutionId institution, bytes calldata profile) private {
        if (profile.length == 0 || profile.length > MAX_PROFILE_SIZE) revert ProfileSizeInvalid(profile.length);
        _registry().files[institution].profileHash = keccak256(profile);
    }

    function _nationalId(CountryCode country, string calldata uri) private pure returns (bytes32) {
        return keccak256(abi.encode(country, _uriHash(uri)));
    }

    function _uriHash(string calldata uri) private pure returns (bytes32) {
        uint256 size = bytes(uri).length;
        if (size == 0 || size > MAX_URI_SIZE) revert UriSizeInvalid(size);
        return keccak256(bytes(uri));
    }
}
