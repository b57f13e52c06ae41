// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IOfficeMulticall} from "../../contracts/interfaces/IOfficeMulticall.sol";
import {IRegistryErrors} from "../../contracts/interfaces/IRegistryErrors.sol";
import {IRegistryEvents} from "../../contracts/interfaces/IRegistryEvents.sol";
import {IRegistryGrants} from "../../contracts/interfaces/IRegistryGrants.sol";
import {WritingRules} from "../../contracts/libraries/WritingRules.sol";
import {Act, BY_STATE, CONDITIONAL, newAct} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {contentOf} from "../../contracts/types/Content.sol";
import {CountryCode, EU} from "../../contracts/types/CountryCode.sol";
import {Decision} from "../../contracts/types/Decision.sol";
import {InstitutionId} from "../../contracts/types/InstitutionId.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {NO_OFFICE, OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {QualificationTypeId} from "../../contracts/types/QualificationTypeId.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {RecordKind} from "../../contracts/types/RecordKind.sol";
import {Registration} from "../../contracts/types/Registration.sol";
import {Scope} from "../../contracts/types/Scope.sol";
import {Status} from "../../contracts/types/Status.sol";
import {Territories} from "../../contracts/types/Territories.sol";
import {TypeAttributes} from "../../contracts/types/TypeAttributes.sol";
import {RegistryCast} from "./RegistryCast.sol";

contract RegistryGrantsTest is RegistryCast {
    string private constant PATRAS = "https://example.org/patras";

    // -- registerInstitutions

    function test_registerInstitutions_recordsEachWithItsProfileAndSaysSo() public {
        Registration[] memory registrations = new Registration[](2);
        registrations[0] = Registration(PATRAS, PROFILE);
        registrations[1] = Registration("urn:crete", "{}");
        Act act = newAct(ActKind.Grant, 0, 0, _now(), _number(greekBody), 0, contentOf(GR, OfficeKind.None));

        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.InstitutionsRegistered(act, registrations, EVIDENCE);
        _call(greekBody, abi.encodeCall(IRegistryGrants.registerInstitutions, (registrations, 0, EVIDENCE)));

        InstitutionId patras = _institutionId(GR, PATRAS);
        _assertLast(_institutionKey(patras), act);
        _assertLast(_institutionKey(_institutionId(GR, "urn:crete")), act);
        (CountryCode country, bytes32 profileHash, address controller, OfficeNumber provider) = registry.institution(
            patras
        );
        assertTrue(country == GR);
        assertEq(profileHash, keccak256(PROFILE));
        assertEq(controller, address(0));
        assertTrue(provider.isNone());
    }

    function test_registerInstitutions_byTheMemberStateItselfIsMarkedAsSuch() public {
        _call(greece, _registering(PATRAS, 7));
        _assertLast(
            _institutionKey(_institutionId(GR, PATRAS)),
            newAct(ActKind.Grant, 7, 0, _now(), _number(greece), BY_STATE, contentOf(GR, OfficeKind.None))
        );
    }

    function test_registerInstitutions_cannotOccupyAnotherCountrysId() public {
        _call(finnishBody, _registering(PATRAS, 0));
        InstitutionId patras = _institutionId(GR, PATRAS);
        assertEq(registry.actCount(_institutionKey(patras)), 0);
        (CountryCode country, , , ) = registry.institution(patras);
        assertTrue(country.isNone());
        assertTrue(InstitutionId.unwrap(patras) != InstitutionId.unwrap(_institutionId(FI, PATRAS)));
    }

    function test_registerInstitutions_refusesWhatHasAnyAct() public {
        _refused(
            greece,
            _registering("https://example.org/athens", 0),
            abi.encodeWithSelector(IRegistryErrors.InstitutionExists.selector, athens)
        );
        _call(greekBody, _ending(_institutionKey(athens), 0));
        _refused(
            greekBody,
            _registering("https://example.org/athens", 0),
            abi.encodeWithSelector(IRegistryErrors.InstitutionExists.selector, athens)
        );
    }

    function test_registerInstitutions_refusesTheSameTwiceInOneCall() public {
        Registration[] memory registrations = new Registration[](2);
        registrations[0] = Registration(PATRAS, PROFILE);
        registrations[1] = Registration(PATRAS, PROFILE);
        _refused(
            greekBody,
            abi.encodeCall(IRegistryGrants.registerInstitutions, (registrations, 0, EVIDENCE)),
            abi.encodeWithSelector(IRegistryErrors.InstitutionExists.selector, _institutionId(GR, PATRAS))
        );
    }

    function test_registerInstitutions_refusesAnEmptyList() public {
        _refused(
            greekBody,
            abi.encodeCall(IRegistryGrants.registerInstitutions, (new Registration[](0), 0, EVIDENCE)),
            abi.encodeWithSelector(IRegistryErrors.ListEmpty.selector)
        );
    }

    function test_registerInstitutions_boundsTheIdentifier() public {
        bytes memory empty = abi.encodeWithSelector(IRegistryErrors.UriSizeInvalid.selector, 0);
        _refused(greekBody, _registering("", 0), empty);
        bytes memory long = abi.encodeWithSelector(IRegistryErrors.UriSizeInvalid.selector, 513);
        _refused(greekBody, _registering(string(new bytes(513)), 0), long);
        _call(greekBody, _registering(string(new bytes(512)), 0));
        _call(greekBody, _registering("x", 0));
    }

    function test_registerInstitutions_boundsTheProfile() public {
        Registration[] memory registrations = new Registration[](1);
        registrations[0] = Registration(PATRAS, "");
        bytes memory data = abi.encodeCall(IRegistryGrants.registerInstitutions, (registrations, 0, EVIDENCE));
        _refused(greekBody, data, abi.encodeWithSelector(IRegistryErrors.ProfileSizeInvalid.selector, 0));

        registrations[0].profile = new bytes(4097);
        data = abi.encodeCall(IRegistryGrants.registerInstitutions, (registrations, 0, EVIDENCE));
        _refused(greekBody, data, abi.encodeWithSelector(IRegistryErrors.ProfileSizeInvalid.selector, 4097));

        registrations[0].profile = new bytes(4096);
        _call(greekBody, abi.encodeCall(IRegistryGrants.registerInstitutions, (registrations, 0, EVIDENCE)));
    }

    function test_registerInstitutions_isForBodiesAndMemberStates() public {
        bytes memory data = _registering(PATRAS, 0);
        bytes4 refusal = IRegistryErrors.CallerNotEntitled.selector;
        _refusedDirectly(stranger, data, abi.encodeWithSelector(refusal, stranger, NOWHERE));
        _refusedDirectly(address(this), data, abi.encodeWithSelector(refusal, address(this), NOWHERE));
        _refused(greekProvider, data, abi.encodeWithSelector(refusal, greekProvider, GR));
        _refused(guardianOffice, data, abi.encodeWithSelector(refusal, guardianOffice, EU));
    }

    function test_registerInstitutions_isTakenInsideTheOfficesMulticallOnly() public {
        _refusedDirectly(
            greekBody,
            _registering(PATRAS, 0),
            abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallRequired.selector, greekBody)
        );
    }

    // -- reopenInstitution

    function test_reopenInstitution_opensWhatHadClosed() public {
        RecordKey memory key = _institutionKey(athens);
        _call(greekBody, _ending(key, 0));
        skip(1 days);
        Act act = newAct(ActKind.Grant, _now(), 0, _now(), _number(greekBody), 0, contentOf(GR, OfficeKind.None));
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ActRecorded(key.kind, key.subject, key.object, act.atPosition(2), 0, EVIDENCE);
        _call(greekBody, _reopening(athens, 0));
        _assertStatus(key, _now() - 1, Status.Ended);
        _assertStatus(key, _now(), Status.Active);
    }

    function test_reopenInstitution_refusesWhatIsOpen() public {
        _refused(
            greekBody,
            _reopening(athens, 0),
            abi.encodeWithSelector(IRegistryErrors.InstitutionExists.selector, athens)
        );
    }

    function test_reopenInstitution_refusesWhatTheStateDecided() public {
        _call(greece, _withdrawing(_institutionKey(athens), 0));
        skip(1);
        _refused(
            greekBody,
            _reopening(athens, 0),
            abi.encodeWithSelector(WritingRules.TimelineStateDecided.selector, 1)
        );
        _call(greece, _reopening(athens, 0));
        _assertStatus(_institutionKey(athens), _now(), Status.Active);
    }

    function test_reopenInstitution_refusesTheUnknownAndOtherCountries() public {
        InstitutionId patras = _institutionId(GR, PATRAS);
        _refused(
            greekBody,
            _reopening(patras, 0),
            abi.encodeWithSelector(IRegistryErrors.InstitutionUnknown.selector, patras)
        );
        _refused(
            finland,
            _reopening(athens, 0),
            abi.encodeWithSelector(IRegistryErrors.CallerNotEntitled.selector, finland, GR)
        );
    }

    // -- updateProfile

    function test_updateProfile_keepsTheHashAndEmitsTheBytes() public {
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ProfileUpdated(athens, _number(greekBody), "{}");
        _call(greekBody, abi.encodeCall(IRegistryGrants.updateProfile, (athens, "{}")));
        (, bytes32 profileHash, , ) = registry.institution(athens);
        assertEq(profileHash, keccak256("{}"));
    }

    function test_updateProfile_refusesSizesStrangersAndTheUnknown() public {
        bytes memory data = abi.encodeCall(IRegistryGrants.updateProfile, (athens, ""));
        _refused(greece, data, abi.encodeWithSelector(IRegistryErrors.ProfileSizeInvalid.selector, 0));
        data = abi.encodeCall(IRegistryGrants.updateProfile, (athens, "{}"));
        _refused(
            finnishBody,
            data,
            abi.encodeWithSelector(IRegistryErrors.CallerNotEntitled.selector, finnishBody, GR)
        );
        InstitutionId patras = _institutionId(GR, PATRAS);
        data = abi.encodeCall(IRegistryGrants.updateProfile, (patras, "{}"));
        _refused(greece, data, abi.encodeWithSelector(IRegistryErrors.InstitutionUnknown.selector, patras));
    }

    // -- setController

    function test_setController_setsAndRemoves() public {
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ControllerSet(athens, _number(greekBody), stranger);
        _call(greekBody, _controlling(athens, stranger));
        (, , address controller, ) = registry.institution(athens);
        assertEq(controller, stranger);

        _call(greece, _controlling(athens, address(0)));
        (, , controller, ) = registry.institution(athens);
        assertEq(controller, address(0));
    }

    function test_setController_removesDuringAPauseButDoesNotSet() public {
        _call(greekBody, _controlling(athens, stranger));
        _pause();
        _refused(greekBody, _controlling(athens, greece), _paused());
        _call(greekBody, _controlling(athens, address(0)));
    }

    function test_setController_refusesOtherCountries() public {
        _refused(
            finnishBody,
            _controlling(athens, stranger),
            abi.encodeWithSelector(IRegistryErrors.CallerNotEntitled.selector, finnishBody, GR)
        );
    }

    // -- appointProvider

    function test_appointProvider_byBodyStateOrController() public {
        OfficeNumber number = _number(greekProvider);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ProviderAppointed(athens, _number(greekBody), number);
        _call(greekBody, _appointing(athens, number));
        _assertProvider(number);

        _call(greece, _appointing(athens, NO_OFFICE));
        _assertProvider(NO_OFFICE);

        _call(greekBody, _controlling(athens, stranger));
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ProviderAppointed(athens, NO_OFFICE, _number(finnishProvider));
        _callDirectly(stranger, _appointing(athens, _number(finnishProvider)));
        _assertProvider(_number(finnishProvider));
    }

    function test_appointProvider_refusesWhatIsNoProvider() public {
        bytes4 mismatch = IRegistryErrors.OfficeMismatch.selector;
        OfficeNumber number = _number(finnishBody);
        _refused(
            greekBody,
            _appointing(athens, number),
            abi.encodeWithSelector(mismatch, number, FI, OfficeKind.AccreditationBody)
        );
        _refused(
            greekBody,
            _appointing(athens, OfficeNumber.wrap(99)),
            abi.encodeWithSelector(IRegistryErrors.OfficeUnknown.selector, 99)
        );
    }

    function test_appointProvider_refusesOtherCountriesAndStrangers() public {
        bytes memory data = _appointing(athens, _number(greekProvider));
        bytes4 refusal = IRegistryErrors.CallerNotEntitled.selector;
        _refused(finnishBody, data, abi.encodeWithSelector(refusal, finnishBody, GR));
        _refusedDirectly(stranger, data, abi.encodeWithSelector(refusal, stranger, GR));
    }

    function test_appointProvider_dismissesDuringAPauseAndWithASuspendedSeatButDoesNotAppoint() public {
        _call(greekBody, _controlling(athens, stranger));
        _pause();
        _refused(greekBody, _appointing(athens, _number(greekProvider)), _paused());
        _call(greekBody, _appointing(athens, NO_OFFICE));
        registry.unpause();

        states.suspend(GR, EVIDENCE);
        _refusedDirectly(stranger, _appointing(athens, _number(greekProvider)), _seatNotActive(GR, Status.Suspended));
        _callDirectly(stranger, _appointing(athens, NO_OFFICE));
        _call(greece, _appointing(athens, NO_OFFICE));
    }

    // -- defineQualificationType

    function test_defineQualificationType_ofACountry() public {
        TypeAttributes attributes = _attributes(7, 2, ICT);
        RecordKey memory key = _typeKey(_typeId(GR, "urn:new"));
        uint80 content = TypeAttributes.unwrap(attributes) | contentOf(GR, OfficeKind.None);
        Act act = newAct(ActKind.Grant, 5, 0, _now(), _number(greekBody), 0, content);

        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.Named(RecordKind.QualificationType, key.subject, "urn:new");
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ActRecorded(key.kind, key.subject, key.object, act, 0, EVIDENCE);
        _call(greekBody, _defining("urn:new", attributes, 5));
        _assertStatus(key, 5, Status.Active);
    }

    function test_defineQualificationType_ofEUIsTheCouncils() public {
        RecordKey memory key = _typeKey(_typeId(EU, "urn:new"));
        TypeAttributes attributes = _attributes(0, 15, ICT);
        registry.defineQualificationType("urn:new", attributes, 0, EVIDENCE);
        uint80 content = TypeAttributes.unwrap(attributes) | contentOf(EU, OfficeKind.None);
        _assertLast(key, newAct(ActKind.Grant, 0, 0, _now(), NO_OFFICE, BY_STATE, content));

        _refusedDirectly(
            stranger,
            _defining("urn:other", attributes, 0),
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger)
        );
        _refused(
            guardianOffice,
            _defining("urn:other", attributes, 0),
            abi.encodeWithSelector(IRegistryErrors.CallerNotEntitled.selector, guardianOffice, EU)
        );
    }

    function test_defineQualificationType_takesARetiredOneUpAgainUnchanged() public {
        RecordKey memory key = _typeKey(software);
        _call(greekBody, _ending(key, 0));
        skip(1 days);
        _call(greekBody, _defining("https://example.org/software", _attributes(6, 1, SOFTWARE), 0));
        _assertStatus(key, _now() - 1, Status.Ended);
        _assertStatus(key, _now(), Status.Active);

        TypeAttributes other = _attributes(7, 1, SOFTWARE);
        _refused(
            greekBody,
            _defining("https://example.org/software", other, 0),
            abi.encodeWithSelector(IRegistryErrors.TypeAttributesInvalid.selector, other)
        );
    }

    function test_defineQualificationType_refusesMalformedAttributesAndACountry() public {
        TypeAttributes malformed = _attributes(9, 1, SOFTWARE);
        _refused(
            greekBody,
            _defining("urn:new", malformed, 0),
            abi.encodeWithSelector(IRegistryErrors.TypeAttributesInvalid.selector, malformed)
        );
        TypeAttributes withCountry = TypeAttributes.wrap(
            TypeAttributes.unwrap(_attributes(6, 1, SOFTWARE)) | contentOf(GR, OfficeKind.None)
        );
        _refused(
            greekBody,
            _defining("urn:new", withCountry, 0),
            abi.encodeWithSelector(IRegistryErrors.TypeAttributesInvalid.selector, withCountry)
        );
    }

    function test_defineQualificationType_boundsTheUri() public {
        _refused(
            greekBody,
            _defining("", _attributes(6, 1, SOFTWARE), 0),
            abi.encodeWithSelector(IRegistryErrors.UriSizeInvalid.selector, 0)
        );
    }

    function test_defineQualificationType_byABodyStaysInItsScope() public {
        _call(narrowBody, _defining("urn:new", _attributes(6, 1, 0x0688), 0));
        _refused(narrowBody, _defining("urn:other", _attributes(6, 1, MEDICINE), 0), _exceeded(narrowBody));
        _refused(narrowBody, _defining("urn:other", _attributes(5, 1, 0x0688), 0), _exceeded(narrowBody));
    }

    function test_defineQualificationType_stopsDuringAPauseExceptForTheCouncil() public {
        _pause();
        _refused(greekBody, _defining("urn:new", _attributes(6, 1, SOFTWARE), 0), _paused());
        registry.defineQualificationType("urn:new", _attributes(6, 1, SOFTWARE), 0, EVIDENCE);
    }

    // -- accredit

    function test_accredit_recordsAnActForEachTypeAndOneEvent() public {
        QualificationTypeId[] memory types = new QualificationTypeId[](3);
        (types[0], types[1], types[2]) = (software, medicine, european);
        Decision memory decision = Decision(10, _now() + 1, _territories("GRPT"), true);
        Act act = newAct(
            ActKind.Grant,
            10,
            _now() + 1,
            _now(),
            _number(greekBody),
            CONDITIONAL,
            Territories.unwrap(decision.territories)
        );
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.Accredited(athens, act, types, EVIDENCE);
        _call(greekBody, _accrediting(athens, types, decision));
        for (uint256 i = 0; i < 3; ++i) _assertLast(_programmeKey(athens, types[i]), act);
    }

    function test_accredit_takesOneStorageSlotForAFirstGrant() public {
        bytes memory data = _accrediting(athens, software, _now(), _now() + 365 days);
        bytes[] memory calls = _bundle(data);
        vm.record();
        vm.prank(greekBody);
        registry.multicall(type(uint40).max, calls);
        (, bytes32[] memory writes) = vm.accesses(address(registry));
        assertEq(writes.length, 1);
    }

    function test_accredit_laterBeginsNowAndKeepsTheFirst() public {
        RecordKey memory key = _accreditSoftware(_now() + 10 days);
        skip(1 days);
        _call(greece, _accrediting(athens, software, 0, _now() + 30 days));
        assertEq(registry.actCount(key), 2);
        _assertLast(
            key,
            newAct(ActKind.Grant, _now(), _now() + 30 days, _now(), _number(greece), BY_STATE, 0).atPosition(1)
        );
        _assertStatus(key, _now() + 29 days, Status.Active);
    }

    function test_accredit_refusesAnEmptyList() public {
        _refused(
            greekBody,
            _accrediting(athens, new QualificationTypeId[](0), _decision(0, 0)),
            abi.encodeWithSelector(IRegistryErrors.ListEmpty.selector)
        );
    }

    function test_accredit_refusesDatesThatContradict() public {
        bytes4 refusal = WritingRules.TimelineInvalidWindow.selector;
        _refused(greekBody, _accrediting(athens, software, 10, 10), abi.encodeWithSelector(refusal, 10, 10));
        _refused(greekBody, _accrediting(athens, software, 10, 9), abi.encodeWithSelector(refusal, 10, 9));
        RecordKey memory key = _accreditSoftware(0);
        assertEq(registry.actCount(key), 1);
        // 0 is now for a later grant, and the end is past
        _refused(greekBody, _accrediting(athens, software, 0, _now()), abi.encodeWithSelector(refusal, _now(), _now()));
    }

    function test_accredit_refusesMalformedTerritories() public {
        Decision memory decision = Decision(0, 0, _territories("PTGR"), false);
        _refused(
            greekBody,
            _accrediting(athens, _list(software), decision),
            abi.encodeWithSelector(IRegistryErrors.TerritoriesInvalid.selector, decision.territories)
        );
    }

    function test_accredit_refusesTypesUnknownForeignRetiredOrNotYetDefined() public {
        QualificationTypeId unknown = _typeId(GR, "urn:unknown");
        _refused(
            greekBody,
            _accrediting(athens, unknown, 0, 0),
            abi.encodeWithSelector(IRegistryErrors.QualificationTypeUnknown.selector, unknown)
        );
        _refused(
            greekBody,
            _accrediting(athens, finnishType, 0, 0),
            abi.encodeWithSelector(IRegistryErrors.QualificationTypeOfAnotherCountry.selector, finnishType, FI)
        );
        bytes4 notActive = IRegistryErrors.QualificationTypeNotActive.selector;
        _call(greekBody, _ending(_typeKey(software), 0));
        _refused(
            greekBody,
            _accrediting(athens, software, 0, 0),
            abi.encodeWithSelector(notActive, software, Status.Ended)
        );
        _call(greekBody, _defining("urn:later", _attributes(6, 1, ICT), _now() + 1 days));
        QualificationTypeId later = _typeId(GR, "urn:later");
        _refused(
            greekBody,
            _accrediting(athens, later, _now() + 1 days - 1, 0),
            abi.encodeWithSelector(notActive, later, Status.NotYet)
        );
        _call(greekBody, _accrediting(athens, later, _now() + 1 days, 0));
    }

    function test_accredit_refusesATypeThatWillBeRetiredBeforeTheBegin() public {
        _call(greekBody, _ending(_typeKey(software), _now() + 10 days));
        _call(greekBody, _accrediting(athens, software, _now() + 10 days - 1, 0));
        _call(greece, _rectifying(_softwareKey(), _none()));
        skip(1);
        _refused(
            greekBody,
            _accrediting(athens, software, _now() + 10 days - 1, 0),
            abi.encodeWithSelector(IRegistryErrors.QualificationTypeNotActive.selector, software, Status.Ended)
        );
    }

    function test_accredit_byABodyStaysInItsScope() public {
        _call(narrowBody, _accrediting(athens, software, 0, 0));
        _refused(narrowBody, _accrediting(athens, medicine, 0, 0), _exceeded(narrowBody));
        _call(greece, _accrediting(athens, medicine, 0, 0));
    }

    function test_accredit_refusesOtherCountriesAndTheUnknown() public {
        bytes4 refusal = IRegistryErrors.CallerNotEntitled.selector;
        bytes memory data = _accrediting(athens, european, 0, 0);
        _refused(finland, data, abi.encodeWithSelector(refusal, finland, GR));
        _refused(greekProvider, data, abi.encodeWithSelector(refusal, greekProvider, GR));
        _refusedDirectly(address(this), data, abi.encodeWithSelector(refusal, address(this), GR));
        InstitutionId patras = _institutionId(GR, PATRAS);
        _refused(
            greekBody,
            _accrediting(patras, european, 0, 0),
            abi.encodeWithSelector(IRegistryErrors.InstitutionUnknown.selector, patras)
        );
    }

    function test_accredit_needsAnActiveSeatAndMandateAndNoPause() public {
        bytes memory data = _accrediting(athens, software, 0, 0);
        RecordKey memory mandate = _mandateKey(_number(greekBody));
        _call(greece, _suspending(mandate, 0, 0));
        _refused(greekBody, data, _mandateNotActive(greekBody, Status.Suspended));
        _call(greece, _reinstating(mandate, 0));

        states.suspend(GR, EVIDENCE);
        _refused(greekBody, data, _seatNotActive(GR, Status.Suspended));
        _refused(greece, data, _seatNotActive(GR, Status.Suspended));
        skip(1);
        states.reinstate(GR, EVIDENCE);

        _pause();
        _refused(greekBody, data, _paused());
        skip(7 days);
        _call(greekBody, data);
    }

    function test_accredit_worksUnderAReinstatedMandate() public {
        RecordKey memory mandate = _mandateKey(_number(narrowBody));
        _call(greece, _suspending(mandate, 0, 0));
        skip(1);
        _call(greece, _reinstating(mandate, 0));
        _call(narrowBody, _accrediting(athens, software, 0, 0));
        _refused(narrowBody, _accrediting(athens, medicine, 0, 0), _exceeded(narrowBody));
    }

    // -- accreditByScope

    function test_accreditByScope_recordsTheScopeBesideTheAct() public {
        RecordKey memory key = _institutionalKey(athens);
        Scope scope = _scope(0x00c0, 2, ICT);
        Act act = newAct(ActKind.Grant, 3, 0, _now(), _number(greekBody), 0, 0);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ActRecorded(
            key.kind,
            key.subject,
            key.object,
            act,
            bytes32(Scope.unwrap(scope)),
            EVIDENCE
        );
        _call(greekBody, _accreditingByScope(athens, scope, 3, 0));
        (, bytes32[] memory details) = registry.acts(key, 0, 1);
        assertEq(details[0], bytes32(Scope.unwrap(scope)));
    }

    function test_accreditByScope_refusesMalformedScopesAndTerritories() public {
        Scope scope = Scope.wrap(1);
        _refused(
            greekBody,
            _accreditingByScope(athens, scope, 0, 0),
            abi.encodeWithSelector(IRegistryErrors.ScopeInvalid.selector, 1)
        );
        Decision memory decision = Decision(0, 0, _territories("XX1"), false);
        _refused(
            greekBody,
            abi.encodeCall(IRegistryGrants.accreditByScope, (athens, _everything(), decision, EVIDENCE)),
            abi.encodeWithSelector(IRegistryErrors.TerritoriesInvalid.selector, decision.territories)
        );
    }

    function test_accreditByScope_byABodyStaysInItsScope() public {
        _call(narrowBody, _accreditingByScope(athens, _scope(0x0040, 1, SOFTWARE), 0, 0));
        _refused(narrowBody, _accreditingByScope(helsinki, _everything(), 0, 0), _foreign(narrowBody, FI));
        skip(1);
        _refused(narrowBody, _accreditingByScope(athens, _scope(0x0020, 1, SOFTWARE), 0, 0), _exceeded(narrowBody));
    }

    function test_accreditByScope_replacesItsOwnAndNotAnotherBodys() public {
        RecordKey memory key = _institutionalKey(athens);
        _call(narrowBody, _accreditingByScope(athens, _scope(0x0040, 1, ICT), 0, 0));
        skip(1);
        _call(narrowBody, _accreditingByScope(athens, _scope(0x0080, 1, ICT), 0, 0));
        _refused(
            greekBody,
            _accreditingByScope(athens, _everything(), 0, 0),
            abi.encodeWithSelector(WritingRules.TimelineOfAnotherOffice.selector, 1, _number(narrowBody))
        );
        _call(greece, _accreditingByScope(athens, _everything(), 0, 0));
        assertEq(registry.actCount(key), 3);
    }

    function test_accreditByScope_takesOverWhatAnotherBodyLetLapse() public {
        _call(narrowBody, _accreditingByScope(athens, _scope(0x0040, 1, ICT), 0, _now() + 1 days));
        skip(1 days);
        _call(greekBody, _accreditingByScope(athens, _everything(), 0, 0));
        _assertStatus(_institutionalKey(athens), _now(), Status.Active);
    }

    function test_accreditByScope_stopsDuringAPause() public {
        _pause();
        _refused(greekBody, _accreditingByScope(athens, _everything(), 0, 0), _paused());
    }

    // -- bind

    function test_bind_recordsNamesAndCounts() public {
        RecordKey memory key = _bindingKey(athens, KEY);
        Act act = newAct(ActKind.Grant, _now(), _now() + 9, _now(), _number(finnishProvider), 0, 0);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.Named(RecordKind.Binding, key.object, KEY);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ActRecorded(key.kind, key.subject, key.object, act, 0, EVIDENCE);
        _bindKey(_now() + 9);
        assertEq(registry.holderCount(_bindingId(KEY)), 1);

        _call(finnishBody, _appointing(helsinki, _number(greekProvider)));
        _call(greekProvider, _binding(helsinki, KEY, _now(), 0));
        assertEq(registry.holderCount(_bindingId(KEY)), 2);
    }

    function test_bind_anewDoesNotCountTwice() public {
        _bindKey(_now() + 9);
        skip(9);
        _bindKey(0);
        assertEq(registry.holderCount(_bindingId(KEY)), 1);
        assertEq(registry.actCount(_bindingKey(athens, KEY)), 2);
    }

    function test_bind_isForTheAppointedProvider() public {
        bytes memory data = _binding(athens, KEY, _now(), 0);
        _refused(greekProvider, data, _notEntitled(greekProvider, athens));
        _refused(greekBody, data, _notEntitled(greekBody, athens));
        _refused(greece, data, _notEntitled(greece, athens));
        _refusedDirectly(stranger, data, _notEntitled(stranger, athens));
        _refused(finnishProvider, _binding(helsinki, KEY, _now(), 0), _notEntitled(finnishProvider, helsinki));
        InstitutionId patras = _institutionId(GR, PATRAS);
        _refused(
            finnishProvider,
            _binding(patras, KEY, 0, 0),
            abi.encodeWithSelector(IRegistryErrors.InstitutionUnknown.selector, patras)
        );
    }

    function test_bind_needsTheProvidersSeatAndMandateAndNoPause() public {
        bytes memory data = _binding(athens, KEY, _now(), 0);
        RecordKey memory mandate = _mandateKey(_number(finnishProvider));
        _call(finland, _suspending(mandate, 0, 0));
        _refused(finnishProvider, data, _mandateNotActive(finnishProvider, Status.Suspended));
        _call(finland, _reinstating(mandate, 0));
        states.suspend(FI, EVIDENCE);
        _refused(finnishProvider, data, _seatNotActive(FI, Status.Suspended));
        skip(1);
        states.reinstate(FI, EVIDENCE);
        _pause();
        _refused(finnishProvider, data, _paused());
    }

    function test_bind_waitsForTheNoticeOfTheMandate() public {
        address late = makeAddr("late provider");
        OfficeNumber number = _mandateProvider(greece, late);
        _call(greekBody, _appointing(athens, number));
        skip(7 days - 1);
        _refused(late, _binding(athens, KEY, _now(), 0), _mandateNotActive(late, Status.NotYet));
        skip(1);
        _call(late, _binding(athens, KEY, _now(), 0));
    }

    function test_bind_refusesWhatWasCompromisedAndBoundsTheUri() public {
        RecordKey memory key = _bindKey(0);
        _call(finnishProvider, _compromising(key, 0));
        skip(1);
        _refused(
            finnishProvider,
            _binding(athens, KEY, _now(), 0),
            abi.encodeWithSelector(WritingRules.TimelineCompromised.selector)
        );
        _refused(
            finnishProvider,
            _binding(athens, "", 0, 0),
            abi.encodeWithSelector(IRegistryErrors.UriSizeInvalid.selector, 0)
        );
    }

    // -- pieces

    function _reopening(InstitutionId institution, uint40 from) private pure returns (bytes memory) {
        return abi.encodeCall(IRegistryGrants.reopenInstitution, (institution, from, EVIDENCE));
    }

    function _controlling(InstitutionId institution, address controller) private pure returns (bytes memory) {
        return abi.encodeCall(IRegistryGrants.setController, (institution, controller));
    }

    function _defining(string memory uri, TypeAttributes attributes, uint40 from) private pure returns (bytes memory) {
        return abi.encodeCall(IRegistryGrants.defineQualificationType, (uri, attributes, from, EVIDENCE));
    }

    function _assertProvider(OfficeNumber expected) private view {
        (, , , OfficeNumber provider) = registry.institution(athens);
        assertTrue(provider == expected);
    }
}
